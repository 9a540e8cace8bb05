"""Each kind of personal data, as one list: what it is, whose, why, who sees it, how long it is kept.

The command, the page of what is kept, the page of what is held about me and the register of processing (UK GDPR, article 30) are all
drawn from it.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

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

TASK = _("legitimate interests: keeping the agreement that the organisation has signed; for a public body, its public task (article 6(1)(e) and (f))")
CONSENT = _("the person’s own wish, which can be taken back (article 6(1)(a))")


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
    whose: str = _("people who take part")
    basis: str = TASK
    seen_by: str = _("the person, and those who run the portal")
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
        _("The name and address of somebody who has no part here any more"),
        _("so that they find their place again if they come back, and so that what they did can be asked about"),
        _("two years after their last role ended and their last sign-in. Then both are blanked everywhere, in histories and records too."),
        people.forgotten_on,
        people.forget_all,
        seen_by=_("those who take part in the same agreement; everybody only where the person agreed"),
        about=(name_and_address,),
        yours=_("Your name and address"),
    ),
    Rule(
        "mail",
        _("The address and subject of a mail that was sent (its words are removed as soon as it has left)"),
        _("so that somebody who says that nothing came can be answered"),
        _("90 days."),
        lambda day: Message.objects.filter(
            Q(status=Message.Status.SENT, sent_at__lt=_older(day, 90)) | Q(status__in=NOT_SENT, queued_at__lt=_older(day, 90))
        ),
        _delete,
        about=(mail,),
        yours=_("Mail to you"),
    ),
    Rule(
        "mail-failed",
        _("A mail that could not be delivered"),
        _("so that an officer can put the address right and send it again"),
        _("180 days."),
        lambda day: Message.objects.lost().filter(queued_at__lt=_older(day, 180)),
        _delete,
        seen_by=_("the officer of the agreement, and those who run the portal"),
        about=(mail_failed,),
        yours=_("Mail that did not reach you"),
    ),
    Rule(
        "unreachable",
        _("An address from which mail came back"),
        _("so that an officer can find another one, and mail is not sent to it again and again"),
        _("until mail reaches it again or its organisation has another one; at most a year after the last time."),
        lambda day: Unreachable.objects.filter(last_on__lt=day - YEAR * DAY),
        _delete,
        seen_by=_("the officer of the agreement, and those who run the portal"),
    ),
    Rule(
        "requests",
        _("A request to join that was refused, or whose address was never confirmed"),
        _("so that a second request can be understood"),
        _("one year."),
        lambda day: JoinRequest.objects.filter(
            status__in=[JoinRequest.Status.UNCONFIRMED, JoinRequest.Status.REFUSED], asked_on__lt=day - YEAR * DAY
        ),
        _delete,
        whose=_("people who asked to join for an organisation"),
        seen_by=_("the officers of the agreement"),
        about=(requests,),
        yours=_("Your requests to join"),
    ),
    Rule(
        "comments",
        _("The name and address of who commented on a draft agreement (the comment itself stays)"),
        _("so that they can be asked what they meant"),
        _("two years after they wrote."),
        lambda day: Comment.objects.filter(received_on__lt=day - 2 * YEAR * DAY).exclude(name="", email=""),
        _blank_comments,
        whose=_("people who commented"),
        basis=CONSENT,
        seen_by=_("the steering group of the agreement; never published with a name"),
        about=(comments,),
        yours=_("Your comments on draft agreements"),
    ),
    Rule(
        "sessions",
        _("Who is signed in, and on which device"),
        _("so that you need not sign in on every page"),
        _(
            "until you sign out, at most twelve hours after you signed in, last showed again that it is you, or last worked in a case; then "
            "it is deleted within an hour."
        ),
        whose=_("people who sign in"),
        seen_by=_("the person"),
        about=(sessions,),
        yours=_("Where you are signed in"),
    ),
    Rule(
        "sign-in",
        _("A password, an app or a key with which somebody signs in"),
        _("so that nobody else can sign in as you"),
        _("as long as you keep it, and at the latest as in the first line."),
        whose=_("people who sign in"),
        seen_by=_("nobody: it is kept so that it can be tested, not read"),
        about=(ways_to_sign_in,),
        yours=_("How you sign in"),
    ),
    Rule(
        "events",
        _("Who comes to an event, and what they need there"),
        _("so that room, food and access are right"),
        _("what they need until the event is over, the rest some weeks longer."),
        whose=_("people who sign up"),
        basis=CONSENT,
        seen_by=_("the steering group of the agreement"),
        about=(sign_ups,),
        yours=_("Events that you signed up for"),
    ),
    Rule(
        "drafts",
        _("Answers to a survey that were begun and never sent"),
        _("so that they can be finished"),
        _("14 days after the survey closed."),
        whose=_("people who answer for an organisation"),
        seen_by=_("those who answer for that organisation"),
    ),
    Rule(
        "answers",
        _("Which organisation ticked what in a survey"),
        _("it is not kept: on sending, answers are counted, and texts leave the organisation unless it chose to be named"),
        _("the moment of sending. A backup made while the survey was open holds traces for at most 35 days."),
        whose=_("organisations; a text may speak of people"),
        seen_by=_("nobody before the close, and then as each question says beside it"),
    ),
    Rule(
        "enquiries",
        _("A question to a Champion, its answer and the address of who asked"),
        _("so that it can be answered"),
        _("four weeks after the answer. What stays is a count."),
        whose=_("people who ask a question"),
        basis=CONSENT,
        seen_by=_("the one who answers it"),
        about=(questions,),
        yours=_("Questions that you asked"),
    ),
    Rule(
        "imports",
        _("A file that was uploaded to be imported, and not imported"),
        _("so that it can be checked first"),
        _("one day."),
        whose=_("people named in the file"),
        seen_by=_("the officer who uploaded it"),
    ),
    Rule(
        "notes",
        _("A note in somebody’s log of the year that was not used in a survey"),
        _("so that it is a ready example when the survey comes"),
        _("two years after it was made. One that was used goes when the answers are sent. What stays is a count."),
        lambda day: LogNote.objects.filter(noted_on__lt=day - 2 * YEAR * DAY),
        _delete,
        whose=_("people who note what happened"),
        seen_by=_("those who answer for the organisation, until it is used in a survey"),
        about=(notes,),
        yours=_("Your notes in the log of the year"),
    ),
    Rule(
        "delegates",
        _("The name and address of a delegate of an event who may be asked again"),
        _("so that people who know the codes can help to make and use them"),
        _("three years after they agreed, or 30 days after they were asked and did not answer. Whoever says no is deleted at once."),
        whose=_("delegates of events"),
        basis=CONSENT,
        seen_by=_("the officers of the agreement"),
        about=(delegate_of,),
        yours=_("Events after which you may be asked again"),
    ),
    Rule(
        "cases",
        _("What is said in a disagreement"),
        _("so that both sides can look back on what they agreed"),
        _("24 months after the case was closed, unless the agreement says otherwise. Then its keys are destroyed, and with them every word."),
        whose=_("people who take part in a disagreement, or are spoken of in it"),
        seen_by=_("those who take part in the case; nobody else, not those who run the computers"),
        about=(cases,),
        yours=_("Disagreements in which you take part"),
    ),
    Rule(
        "record",
        _("Who signed, who held which post, plans, published reports, and the record of who did what"),
        _("it is the public memory of the agreement"),
        _("as long as the agreement is kept here; names of people as in the first line."),
        seen_by=_("the steering group of the agreement; everybody what is published"),
        about=(parts, parts_in_disagreements, named_in_plans, named_in_reviews, deeds),
        yours=_("Your parts, and what you did"),
    ),
    Rule(
        "packs",
        _("A file with everything of an agreement that its officers may read, made when one of them asked for it"),
        _("so that the agreement can leave this portal or move to another host"),
        _("seven days after it was made, or sooner where an officer deletes it. Who asked and who downloaded it stays in the record."),
        whose=_("everybody named in the agreement’s tables; no answer, and of disagreements nothing that can be read"),
        seen_by=_("the officers of the agreement, who are told that it was asked for"),
    ),
    Rule(
        "backups",
        _("Everything above, in encrypted backups"),
        _("so that nothing is lost by accident"),
        _("at most 35 days longer."),
        whose=_("everybody above"),
        seen_by=_("those who hold the key of the backups; what is said in cases stays encrypted there too"),
    ),
)


def number_due(rule: Rule, day: datetime.date) -> int:
    with inside(clockwork=True):  # who takes part in a case is known to the portal's own work alone
        return rule.find(day).count()


def carry_out(rule: Rule, day: datetime.date) -> int:
    """In one transaction: all of a rule or nothing of it."""
    with inside(clockwork=True):
        return rule.clear(rule.find(day))
