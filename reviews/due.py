"""What is due in reviews, done by the hourly `tick`."""

import datetime

from django.utils import timezone

from reviews.actions.answering import delete_left_drafts
from reviews.actions.examples import ask_owners
from reviews.actions.inviting import send_reminders
from reviews.actions.log_rounds import remind_of_log
from reviews.actions.refusals import NotNow
from reviews.actions.running import close_on_its_date, open_on_its_date
from reviews.models import Survey


def do_due(at: datetime.datetime | None = None) -> list[str]:
    """Safe to run twice. Each survey in a transaction of its own. Days are those of Europe/London at the moment `at`.

    Returns a sentence for each thing done.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    done = [close(survey, at) for survey in Survey.objects.due_to_close(on).order_by("pk")]
    done += [begin(survey, at) for survey in Survey.objects.due_to_open(on).filter(closes_on__gte=on).order_by("pk")]
    for survey in Survey.objects.open().order_by("pk"):
        if reminded := send_reminders(survey=survey, at=at):
            done.append(f"{survey}: {reminded} reminders are on the way.")
    return [
        *done,
        f"Drafts of closed surveys forgotten: {delete_left_drafts(at=at)}.",
        f"Reminded of the log of the year: {remind_of_log(at=at)}.",
        f"Owners asked whether their good example may stay: {ask_owners(on=on)}.",
    ]


def begin(survey: Survey, at: datetime.datetime) -> str:
    try:
        sent, silent = open_on_its_date(survey=survey, at=at)
    except NotNow as refusal:
        return f"{survey} is not opened: {refusal}"
    return f"{survey} is open: {sent} invitations are on the way, {len(silent)} have no address."


def close(survey: Survey, at: datetime.datetime) -> str:
    try:
        close_on_its_date(survey=survey, at=at)
    except NotNow as refusal:
        return f"{survey} is not closed: {refusal}"
    return f"{survey} is closed."
