"""The rules of retention, as one list. The command, the page for everybody and its tests are drawn from it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from compact_portal.days import DAY, midnight
from compact_portal.messaging.models import Message
from compact_portal.retention import people
from disputes.wall import inside
from reviews.models import LogNote
from signatories.models import Comment, JoinRequest


@dataclass(frozen=True)
class Rule:
    """`find` takes a day and gives what has been kept longer than it may then; `clear` takes that and says how many it dealt with.

    A rule without them is carried out elsewhere, hour by hour, and stands here so that people can read all of them in one place.
    """

    key: str
    what: str
    why: str
    until: str
    find: Callable[[datetime.date], QuerySet] | None = None
    clear: Callable[[QuerySet], int] | None = None


def _delete(rows: QuerySet) -> int:
    return rows.delete()[0]


def _blank_comments(rows: QuerySet) -> int:
    """What was said stays with its consultation; who said it does not."""
    return rows.update(name="", email="")


def _older(day: datetime.date, days: int) -> datetime.datetime:
    return midnight(day - days * DAY)


YEAR = 365
NOT_SENT = [Message.Status.BUNDLED, Message.Status.UNWANTED, Message.Status.THROWN]

RULES = (
    Rule(
        "people",
        "The name and address of somebody who has no part here any more",
        "so that they find their place again if they come back, and so that what they did can be asked about",
        "two years after their last role ended and their last sign-in. Then both are blanked everywhere, in histories and records too.",
        people.forgotten_on,
        people.forget_all,
    ),
    Rule(
        "mail",
        "The address and subject of a mail that was sent (its words are removed as soon as it has left)",
        "so that somebody who says that nothing came can be answered",
        "90 days.",
        lambda day: Message.objects.filter(
            Q(status=Message.Status.SENT, sent_at__lt=_older(day, 90)) | Q(status__in=NOT_SENT, queued_at__lt=_older(day, 90))
        ),
        _delete,
    ),
    Rule(
        "mail-failed",
        "A mail that could not be delivered",
        "so that an officer can put the address right and send it again",
        "180 days.",
        lambda day: Message.objects.lost().filter(queued_at__lt=_older(day, 180)),
        _delete,
    ),
    Rule(
        "requests",
        "A request to join that was refused, or whose address was never confirmed",
        "so that a second request can be understood",
        "one year.",
        lambda day: JoinRequest.objects.filter(
            status__in=[JoinRequest.Status.UNCONFIRMED, JoinRequest.Status.REFUSED], asked_on__lt=day - YEAR * DAY
        ),
        _delete,
    ),
    Rule(
        "comments",
        "The name and address of who commented on a draft agreement (the comment itself stays)",
        "so that they can be asked what they meant",
        "two years after they wrote.",
        lambda day: Comment.objects.filter(received_on__lt=day - 2 * YEAR * DAY).exclude(name="", email=""),
        _blank_comments,
    ),
    Rule(
        "sessions",
        "Who is signed in, and on which device",
        "so that you need not sign in on every page",
        "twelve hours after it was last used.",
        lambda day: Session.objects.filter(expire_date__lt=midnight(day)),
        _delete,
    ),
    Rule(
        "drafts",
        "Answers to a survey that were begun and never sent",
        "so that they can be finished",
        "14 days after the survey closed.",
    ),
    Rule(
        "answers",
        "Which organisation ticked what in a survey",
        "it is not kept: on sending, answers are counted, and texts leave the organisation unless it chose to be named",
        "the moment of sending. A backup made while the survey was open holds traces for at most 35 days.",
    ),
    Rule(
        "enquiries",
        "A question to a Champion, its answer and the address of who asked",
        "so that it can be answered",
        "four weeks after the answer. What stays is a count.",
    ),
    Rule(
        "notes",
        "A note in somebody’s log of the year that was not used in a survey",
        "so that it is a ready example when the survey comes",
        "two years after it was made. One that was used goes when the answers are sent. What stays is a count.",
        lambda day: LogNote.objects.filter(noted_on__lt=day - 2 * YEAR * DAY),
        _delete,
    ),
    Rule(
        "delegates",
        "The name and address of a delegate of an event who may be asked again",
        "so that people who know the codes can help to make and use them",
        "three years after they agreed, or 30 days after they were asked and did not answer. Whoever says no is deleted at once.",
    ),
    Rule("imports", "A file that was uploaded to be imported, and not imported", "so that it can be checked first", "one day."),
    Rule(
        "cases",
        "What is said in a disagreement",
        "so that both sides can look back on what they agreed",
        "24 months after the case was closed, unless the agreement says otherwise. Then its keys are destroyed, and with them every word.",
    ),
    Rule(
        "record",
        "Who signed, who held which post, plans, published reports, and the record of who did what",
        "it is the public memory of the agreement",
        "as long as the agreement is kept here; names of people as in the first line.",
    ),
    Rule("backups", "Everything above, in encrypted backups", "so that nothing is lost by accident", "at most 35 days longer."),
)


def number_due(rule: Rule, day: datetime.date) -> int:
    with inside(clockwork=True):  # who takes part in a case is known to the portal's own work alone
        return rule.find(day).count()


def carry_out(rule: Rule, day: datetime.date) -> int:
    """In one transaction: all of a rule or nothing of it."""
    with inside(clockwork=True):
        return rule.clear(rule.find(day))
