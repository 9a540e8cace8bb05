"""What needs an open key and is nobody's task: done when a holder opens the case, once in a sitting.

After somebody has left, what was written before is locked anew under the key that they never had, a part at each opening so that no page
waits long; the old key goes when nothing needs it. Halves are cut anew when the custodians have changed. Everything happens in the
transaction of the page: a process that dies in the middle leaves each row as it was or as it will be.
"""

from django.db import transaction

from compact_portal.audit.recording import record
from disputes.keeping.files import relock as relock_file
from disputes.keeping.holders import Keyring
from disputes.keeping.shares import are_as_they_should_be, share
from disputes.keeping.texts import relock
from disputes.models import Audience, Case, CaseKey
from disputes.sittings import Sitting
from disputes.vault import CannotOpen

ENTRIES, CHUNKS = 100, 320  # at one opening: so many texts, and files of 20 MiB together


@transaction.atomic
def tend(case: Case, sitting: Sitting) -> None:
    ring = Keyring(case, sitting)
    newest: dict = {}
    for key in case.keys.order_by("version"):
        newest[key.audience] = key
    # Each private answer has a key of its own, and the newest of them may be another person's: none of them follows another.
    held = [key for key, _ in ring.keys.values() if key.audience != Audience.PRIVATE]
    old = [key for key in held if newest[key.audience].pk != key.pk and newest[key.audience].pk in ring.keys]
    gone = move_on(case, ring, old, newest, by=sitting.person) if old else set()
    held = [pair for pk, pair in ring.keys.items() if pk not in gone]
    if held and not are_as_they_should_be(case, [key for key, _ in held]):
        share(case, held)
        record("case.shares_cut", case, by=sitting.person)


def move_on(case: Case, ring: Keyring, old: list[CaseKey], newest: dict, *, by) -> set:
    """Returns which of the old keys nothing needs any more, and are gone."""
    Case.objects.select_for_update().get(pk=case.pk)
    for entry in case.entries.select_for_update(of=["self"]).filter(key__in=old).select_related("key", "case")[:ENTRIES]:
        try:
            relock(entry, ring, newest[entry.key.audience], by=by)
        except CannotOpen:
            continue  # it stays as it is, and is shown as damaged
    budget = CHUNKS
    for file in case.files.select_for_update(of=["self"]).filter(key__in=old).select_related("key", "case"):
        budget -= file.chunks.count()
        try:
            relock_file(file, ring, newest[file.key.audience], by=by)
        except CannotOpen:
            continue
        if budget < 0:
            break
    done = CaseKey.objects.filter(pk__in=[key.pk for key in old], entries=None, files=None)
    gone = set(done.values_list("pk", flat=True))
    CaseKey.objects.filter(pk__in=gone).delete()
    return gone
