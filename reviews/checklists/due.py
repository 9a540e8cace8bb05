"""What is due in checklists, done by the hourly `tick`: reminders of rounds and of stale evidence, the close of a year, kitemarks that end."""

import datetime

from django.db import transaction
from django.utils import timezone

from reviews.checklists import emails
from reviews.checklists.actions.words import close_year
from reviews.models import AssignedBody, ChecklistRound, Evidence, KitemarkAward, WordsYear
from signatories.mail_words import held_round

BEFORE_ROUND = datetime.timedelta(days=14)
BEFORE_END = datetime.timedelta(days=60)
LOT = 500  # rows in memory at a time


def do_due(at: datetime.datetime | None = None) -> list[str]:
    """Safe to run twice: each mail notes its day. Returns a sentence for each kind of thing done."""
    on = timezone.localdate(at or timezone.now())
    return [
        f"Groups reminded of their checklist: {remind_rounds(on)}.",
        f"People reminded of evidence to look at again: {remind_evidence(on)}.",
        f"Holders reminded that their kitemark ends: {remind_kitemarks(on)}.",
        *(closed(year, at or timezone.now()) for year in WordsYear.objects.filter(closed_at__isnull=True, closes_on__lt=on)),
    ]


def remind_rounds(on: datetime.date) -> int:
    """Once, two weeks before the day, those that have not sent anything. Each round in a transaction of its own."""
    due = ChecklistRound.objects.filter(closed_at__isnull=True, due_on__range=(on, on + BEFORE_ROUND)).order_by("pk")
    return sum(remind_round(each, on) for each in due.select_related("compact"))


@transaction.atomic
def remind_round(round: ChecklistRound, on: datetime.date) -> int:
    waiting = AssignedBody.objects.select_for_update(of=["self"], skip_locked=True).filter(reminded_on__isnull=True, assignment__round=round)
    reminded, held = 0, None
    for body in waiting.exclude(assessments__status="sent").select_related("organisation", "assignment").iterator(chunk_size=LOT):
        body.assignment.round = round
        held = held or held_round(round.compact, f"Reminders of checklists, {round}")
        emails.reminded(body, on=on, held=held)
        body.reminded_on = on
        body.save(update_fields=["reminded_on"])
        reminded += 1
    return reminded


@transaction.atomic
def remind_evidence(on: datetime.date) -> int:
    """Once, on the day that was chosen. Evidence of versions that were replaced is not asked about."""
    stale = Evidence.objects.select_for_update(of=["self"], skip_locked=True).filter(reminded_on__isnull=True, stale_on__lte=on)
    stale = stale.exclude(assessment__status="reopened").select_related(
        "item", "added_by", "assessment__checklist", "assessment__compact", "assessment__body"
    )
    reminded = 0
    for evidence in stale.iterator(chunk_size=LOT):
        emails.evidence_stale(evidence)
        evidence.reminded_on = on
        evidence.save(update_fields=["reminded_on"])
        reminded += 1
    return reminded


@transaction.atomic
def remind_kitemarks(on: datetime.date) -> int:
    ending = (
        KitemarkAward.objects.select_for_update(of=["self"], skip_locked=True)
        .standing(on)
        .filter(reminded_on__isnull=True, until__lte=on + BEFORE_END)
    )
    reminded = 0
    for award in ending.select_related("application__applicant", "compact").iterator(chunk_size=LOT):
        emails.kitemark_ends(award, on=on)
        award.reminded_on = on
        award.save(update_fields=["reminded_on"])
        reminded += 1
    return reminded


def closed(year: WordsYear, at: datetime.datetime) -> str:
    close_year(year=year, by=None, at=at)
    return f"{year} is closed."
