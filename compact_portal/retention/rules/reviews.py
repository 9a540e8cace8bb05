"""Surveys, the log of the year, and events."""

from django.db.models import Case, DateField, When
from django.utils.translation import gettext_lazy as _

from compact_portal.retention.rule import CONSENT, Rule, after, deletes, exactly_after
from reviews.about_me import colleague_links, notes, sign_ups
from reviews.actions.answering import KEEP_DRAFTS, delete_left_drafts
from reviews.actions.events import signing_up
from reviews.models import ColleagueLink, LogNote, Response, SignUp


def left_drafts():
    """Of surveys that have closed: while one is open, nobody counts what was begun."""
    drafts = Response.objects.filter(status=Response.Status.DRAFT, survey__closed_at__isnull=False)
    links = ColleagueLink.objects.filter(invitation__survey__closed_at__isnull=False)
    return [
        drafts.annotate(goes_on=exactly_after("survey__closed_at", KEEP_DRAFTS)),
        links.annotate(goes_on=exactly_after("invitation__survey__closed_at", KEEP_DRAFTS)),
    ]


def who_signed_up():
    days = Case(
        When(state=SignUp.State.UNCONFIRMED, then=after("asked_on", signing_up.UNCONFIRMED_KEPT.days)),
        When(needs="", then=after("event__ends_on", signing_up.NAMES_KEPT.days)),
        default=after("event__ends_on", 0),  # what they need
        output_field=DateField(),
    )
    return [SignUp.objects.exclude(name="", sent_to="", needs="").annotate(goes_on=days)]


def unused_notes():
    return [LogNote.objects.annotate(goes_on=after("noted_on", 2 * 365))]


EVENTS = Rule(
    "events",
    _("Who comes to an event, and what they need there"),
    _("so that room, food and access are right"),
    _("what they need until the event is over, the rest 28 days longer; three days if their address was never confirmed."),
    keeps=(SignUp,),
    rows=who_signed_up,
    clear=lambda day: signing_up.forget(on=day),
    hourly=True,
    whose=_("people who sign up"),
    basis=CONSENT,
    seen_by=_("the steering group of the agreement"),
    about=(sign_ups,),
    yours=_("Events that you signed up for"),
)

DRAFTS = Rule(
    "drafts",
    _("Answers to a survey that were begun and never sent, and the links of colleagues who helped"),
    _("so that they can be finished"),
    _("14 days after the survey closed. While a survey is open, nobody counts what was begun."),
    keeps=(Response, ColleagueLink),
    rows=left_drafts,
    clear=lambda day: delete_left_drafts(),
    hourly=True,
    whose=_("people who answer for an organisation"),
    seen_by=_("those who answer for that organisation"),
    about=(colleague_links,),
    yours=_("Pages of a survey that you were asked to fill in"),
)

ANSWERS = Rule(
    "answers",
    _("Which organisation ticked what in a survey"),
    _("it is not kept: on sending, answers are counted, and texts leave the organisation unless it chose to be named"),
    _("the moment of sending. A backup made while the survey was open holds traces for at most 35 days."),
    uncounted=_("nothing of it is kept"),
    whose=_("organisations; a text may speak of people"),
    seen_by=_("nobody before the close, and then as each question says beside it"),
)

NOTES = Rule(
    "notes",
    _("A note in somebody’s log of the year that was not used in a survey"),
    _("so that it is a ready example when the survey comes"),
    _("two years after it was made. One that was used goes when the answers are sent. What stays is a count."),
    keeps=(LogNote,),
    rows=unused_notes,
    clear=deletes(unused_notes),
    whose=_("people who note what happened"),
    seen_by=_("those who answer for the organisation, until it is used in a survey"),
    about=(notes,),
    yours=_("Your notes in the log of the year"),
)
