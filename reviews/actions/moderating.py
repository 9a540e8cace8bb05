"""Texts before they are published: read by two people of different sectors, of whom neither can publish alone."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from compact_portal.audit.recording import record
from reviews.actions.refusals import NotNow
from reviews.models import Opinion, Passage, Survey
from reviews.moderating import candidates, moderator_of

SETTLED = {
    Opinion.Verdict.PUBLISH: Passage.State.PUBLISHED,
    Opinion.Verdict.EDIT: Passage.State.EDITED,
    Opinion.Verdict.PRIVATE: Passage.State.PRIVATE,
}


def queue_passages(survey: Survey) -> int:
    """Called by the close, in its transaction. Returns how many texts wait."""
    return len(Passage.objects.bulk_create(candidates(survey)))


@transaction.atomic
def give_opinion(*, passage: Passage, verdict: str, by, on: datetime.date, wording: dict | None = None) -> Passage | None:
    """One person's verdict, which replaces their earlier one; with that of another sector alike, the passage is settled.

    `wording` are the fields that change, for the verdict "edit". Returns None when the text was deleted. Raises NotNow once it is
    settled or the figures are released, PermissionDenied for whoever may not read it.
    """
    survey = Survey.objects.select_for_update(of=["self"], no_key=True).select_related("compact").get(pk=passage.survey_id)
    moderator = moderator_of(by, survey.compact, on=on)
    passage = Passage.objects.select_for_update(of=["self"]).with_words().get(pk=passage.pk)
    if moderator is None or not moderator.may_read(passage):
        raise PermissionDenied
    if survey.status != Survey.Status.CLOSED or passage.state != Passage.State.WAITING:
        raise NotNow(gettext("This text has been decided on already."))
    changed = {name: words for name, words in (wording or {}).items() if passage.body.get(name, "") != words} if verdict == "edit" else {}
    if verdict == Opinion.Verdict.EDIT and not changed:
        verdict = Opinion.Verdict.PUBLISH
    opinion, _ = Opinion.objects.update_or_create(
        passage=passage, person=by, defaults={"sector": moderator.sector, "verdict": verdict, "wording": changed, "given_on": on}
    )
    record("text.read", survey, by=by, verdict=opinion.verdict)
    if any(opinion.agrees_with(other) for other in passage.opinions.exclude(pk=opinion.pk)):
        return settle(passage, opinion, by=by, on=on)
    return passage


def settle(passage: Passage, opinion: Opinion, *, by, on: datetime.date) -> Passage | None:
    record("text.settled", passage.survey, by=by, verdict=opinion.verdict)
    if opinion.verdict == Opinion.Verdict.DELETE:
        passage.source.delete()  # the passage and what was said of it go with it
        return None
    passage.state, passage.settled_on, passage.wording = SETTLED[opinion.verdict], on, opinion.wording
    passage.save(update_fields=["state", "settled_on", "wording"])
    return passage


def end_moderation(survey: Survey, *, on: datetime.date) -> None:
    """Called by the release, in its transaction: what waits stays private; of an edited text only the edited words remain."""
    survey.passages.waiting().update(state=Passage.State.PRIVATE, settled_on=on)
    for passage in survey.passages.filter(state=Passage.State.EDITED).with_words():
        source = passage.source
        source.body = passage.body_to_publish
        source.save(update_fields=["body"])
    Opinion.objects.filter(passage__survey=survey).exclude(wording={}).update(wording={})
