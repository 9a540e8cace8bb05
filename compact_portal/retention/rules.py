"""Each kind of personal data, as one list: what it is, whose, why, who sees it, how long it is kept.

The command, the page of what is kept, the page of what is held about me and the register of processing (UK GDPR, article 30) are all
drawn from it.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from actionplans.about_me import named as named_in_plans
from compact_portal.accounts.about_me import name_and_address, sessions, ways_to_sign_in
from compact_portal.audit.about_me import deeds
from compact_portal.days import DAY, midnight
from compact_portal.holding import Held
from compact_portal.messaging.about_me import mail, mail_failed
from compact_portal.messaging.models import Message, Unreachable
from compact_portal.retention import people
from disputes.about_me import cases, parts_in_disagreements
from disputes.wall import inside
from reviews.about_me import named as named_in_reviews
from reviews.about_me import notes, sign_ups
from reviews.models import LogNote
from signatories.about_me import comments, delegate_of, parts, questions, requests
from signatories.models import Comment, JoinRequest

TASK = "legitimate interests: keeping the agreement that the organisation has signed; for a public body, its public task (article 6(1)(e) and (f))"
CONSENT = "the person’s own wish, which can be taken back (article 6(1)(a))"


@dataclass(frozen=True)
class Rule:
    """`find` takes a day and gives what has been kept longer than it may then; `clear` takes that and says how many it dealt with.

    A rule without them is carried out elsewhere, hour by hour, and stands here so that people can read all of them in one place.
    `about` gives what of it is held about one person; a kind without it names no person of the portal;
    `yours` is what that person's own page calls it. `basis` is the lawful basis
    of article 6, `seen_by` who gets to see it.
    """

    key: str
    what: str
    why: str
    until: str
    find: Callable[[datetime.date], QuerySet] | None = None
    clear: Callable[[QuerySet], int] | None = None
    whose: str = "people who take part"
    basis: str = TASK
    seen_by: str = "the person, and those who run the portal"
    about: tuple[Callable[..., list[Held]], ...] = ()
    yours: str = ""


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
        seen_by="those who take part in the same agreement; everybody only where the person agreed",
        about=(name_and_address,),
        yours="Your name and address",
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
        about=(mail,),
        yours="Mail to you",
    ),
    Rule(
        "mail-failed",
        "A mail that could not be delivered",
        "so that an officer can put the address right and send it again",
        "180 days.",
        lambda day: Message.objects.lost().filter(queued_at__lt=_older(day, 180)),
        _delete,
        seen_by="the officer of the agreement, and those who run the portal",
        about=(mail_failed,),
        yours="Mail that did not reach you",
    ),
    Rule(
        "unreachable",
        "An address from which mail came back",
        "so that an officer can find another one, and mail is not sent to it again and again",
        "until mail reaches it again or its organisation has another one; at most a year after the last time.",
        lambda day: Unreachable.objects.filter(last_on__lt=day - YEAR * DAY),
        _delete,
        seen_by="the officer of the agreement, and those who run the portal",
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
        whose="people who asked to join for an organisation",
        seen_by="the officers of the agreement",
        about=(requests,),
        yours="Your requests to join",
    ),
    Rule(
        "comments",
        "The name and address of who commented on a draft agreement (the comment itself stays)",
        "so that they can be asked what they meant",
        "two years after they wrote.",
        lambda day: Comment.objects.filter(received_on__lt=day - 2 * YEAR * DAY).exclude(name="", email=""),
        _blank_comments,
        whose="people who commented",
        basis=CONSENT,
        seen_by="the steering group of the agreement; never published with a name",
        about=(comments,),
        yours="Your comments on draft agreements",
    ),
    Rule(
        "sessions",
        "Who is signed in, and on which device",
        "so that you need not sign in on every page",
        "twelve hours after it was last used.",
        lambda day: Session.objects.filter(expire_date__lt=midnight(day)),
        _delete,
        whose="people who sign in",
        seen_by="the person",
        about=(sessions,),
        yours="Where you are signed in",
    ),
    Rule(
        "sign-in",
        "A password, an app or a key with which somebody signs in",
        "so that nobody else can sign in as you",
        "as long as you keep it, and at the latest as in the first line.",
        whose="people who sign in",
        seen_by="nobody: it is kept so that it can be tested, not read",
        about=(ways_to_sign_in,),
        yours="How you sign in",
    ),
    Rule(
        "events",
        "Who comes to an event, and what they need there",
        "so that room, food and access are right",
        "what they need until the event is over, the rest some weeks longer.",
        whose="people who sign up",
        basis=CONSENT,
        seen_by="the steering group of the agreement",
        about=(sign_ups,),
        yours="Events that you signed up for",
    ),
    Rule(
        "drafts",
        "Answers to a survey that were begun and never sent",
        "so that they can be finished",
        "14 days after the survey closed.",
        whose="people who answer for an organisation",
        seen_by="those who answer for that organisation",
    ),
    Rule(
        "answers",
        "Which organisation ticked what in a survey",
        "it is not kept: on sending, answers are counted, and texts leave the organisation unless it chose to be named",
        "the moment of sending. A backup made while the survey was open holds traces for at most 35 days.",
        whose="organisations; a text may speak of people",
        seen_by="nobody before the close, and then as each question says beside it",
    ),
    Rule(
        "enquiries",
        "A question to a Champion, its answer and the address of who asked",
        "so that it can be answered",
        "four weeks after the answer. What stays is a count.",
        whose="people who ask a question",
        basis=CONSENT,
        seen_by="the one who answers it",
        about=(questions,),
        yours="Questions that you asked",
    ),
    Rule(
        "imports",
        "A file that was uploaded to be imported, and not imported",
        "so that it can be checked first",
        "one day.",
        whose="people named in the file",
        seen_by="the officer who uploaded it",
    ),
    Rule(
        "notes",
        "A note in somebody’s log of the year that was not used in a survey",
        "so that it is a ready example when the survey comes",
        "two years after it was made. One that was used goes when the answers are sent. What stays is a count.",
        lambda day: LogNote.objects.filter(noted_on__lt=day - 2 * YEAR * DAY),
        _delete,
        whose="people who note what happened",
        seen_by="those who answer for the organisation, until it is used in a survey",
        about=(notes,),
        yours="Your notes in the log of the year",
    ),
    Rule(
        "delegates",
        "The name and address of a delegate of an event who may be asked again",
        "so that people who know the codes can help to make and use them",
        "three years after they agreed, or 30 days after they were asked and did not answer. Whoever says no is deleted at once.",
        whose="delegates of events",
        basis=CONSENT,
        seen_by="the officers of the agreement",
        about=(delegate_of,),
        yours="Events after which you may be asked again",
    ),
    Rule(
        "cases",
        "What is said in a disagreement",
        "so that both sides can look back on what they agreed",
        "24 months after the case was closed, unless the agreement says otherwise. Then its keys are destroyed, and with them every word.",
        whose="people who take part in a disagreement, or are spoken of in it",
        seen_by="those who take part in the case; nobody else, not those who run the computers",
        about=(cases,),
        yours="Disagreements in which you take part",
    ),
    Rule(
        "record",
        "Who signed, who held which post, plans, published reports, and the record of who did what",
        "it is the public memory of the agreement",
        "as long as the agreement is kept here; names of people as in the first line.",
        seen_by="the steering group of the agreement; everybody what is published",
        about=(parts, parts_in_disagreements, named_in_plans, named_in_reviews, deeds),
        yours="Your parts, and what you did",
    ),
    Rule(
        "packs",
        "A file with everything of an agreement that its officers may read, made when one of them asked for it",
        "so that the agreement can leave this portal or move to another host",
        "seven days after it was made, or sooner where an officer deletes it. Who asked and who downloaded it stays in the record.",
        whose="everybody named in the agreement’s tables; no answer, and of disagreements nothing that can be read",
        seen_by="the officers of the agreement, who are told that it was asked for",
    ),
    Rule(
        "backups",
        "Everything above, in encrypted backups",
        "so that nothing is lost by accident",
        "at most 35 days longer.",
        whose="everybody above",
        seen_by="those who hold the key of the backups; what is said in cases stays encrypted there too",
    ),
)


def number_due(rule: Rule, day: datetime.date) -> int:
    with inside(clockwork=True):  # who takes part in a case is known to the portal's own work alone
        return rule.find(day).count()


def carry_out(rule: Rule, day: datetime.date) -> int:
    """In one transaction: all of a rule or nothing of it."""
    with inside(clockwork=True):
        return rule.clear(rule.find(day))
