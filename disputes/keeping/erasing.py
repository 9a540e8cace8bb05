"""The end of a case: first its keys go, so that nothing of it can be read, then what was under them. What happened in it stays in the
chain of events, without a word of it; the yearly figures have been written down before (docs/security.md says what old backups hold)."""

import datetime

from django.db import transaction

from compact_portal.audit.recording import record
from compact_portal.days import today
from disputes import wall
from disputes.models import Agreement, Case, CaseFile, CaseKey, Chunk, Entry, Half, Part, Party, Recovery, Share, Wrap

LEAST_NOTICE = datetime.timedelta(days=14)


def shred(case: Case) -> None:
    """In two transactions: after the first nobody can read the case again, whatever happens to the second."""
    with wall.inside(case=case), transaction.atomic():
        locked = Case.objects.select_for_update().get(pk=case.pk)
        for model in (Half, Share, Wrap):
            model.objects.filter(key__case=locked).delete()
        record("case.shredded", locked, by=None)
    with wall.inside(case=case), transaction.atomic():
        Chunk.objects.filter(file__case=case).delete()
        CaseFile.objects.filter(case=case).delete()
        Entry.objects.filter(case=case).update(answers=None)
        Entry.objects.filter(case=case).delete()
        CaseKey.objects.filter(case=case).delete()
        Agreement.objects.filter(recovery__case=case).delete()
        for model in (Recovery, Part, Party):
            model.objects.filter(case=case).delete()
        Case.objects.filter(pk=case.pk).delete()


def shred_due(*, on=None) -> int:
    """Every case whose time has come by the day `on`, if its people were told long enough before, also where the hourly work stood still
    for a while. Returns how many. One that was begun and not finished is finished now."""
    on = on or today()
    with wall.inside(clockwork=True):
        due = list(Case.objects.filter(erase_on__lte=on, erase_told_on__lte=on - LEAST_NOTICE))
    for case in due:
        shred(case)
    return len(due)
