"""What the steering group is told about its meetings: the day, the place, and the way to the agenda or the minutes."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from actionplans.models import MeetingNotice, ProgressMeeting
from actionplans.wordings_meetings import CALLED_OFF, MINUTES, MOVED, NEAR, PLANNED
from compact_portal.accounts.models import User
from compact_portal.days import in_words
from compact_portal.messaging.models import Message
from compact_portal.messaging.outbox import write_for
from compact_portal.messaging.wordings import Wording
from signatories.mail_words import words_for
from signatories.models import Compact, Officer, SeatHolder

Kind = MeetingNotice.Kind


def invited(compact: Compact, *, on) -> tuple[list[User], list[str]]:
    """Who sits in the steering group or runs the agreement on that day: those who can be written to, and the names of those who cannot."""
    seats = SeatHolder.objects.serving(on=on).filter(seat__compact=compact)
    officers = Officer.objects.serving(on=on).filter(compact=compact)
    people = User.objects.filter(Q(pk__in=seats.values("person")) | Q(pk__in=officers.values("person")), is_active=True).exclude(email="")
    return list(people.order_by("name", "pk")), list(seats.filter(person__isnull=True).order_by("name").values_list("name", flat=True))


def wording_of(meeting: ProgressMeeting, kind: str) -> Wording:
    if kind == Kind.PLANNED:
        return MOVED if meeting.told_of(Kind.PLANNED) else PLANNED
    return {Kind.NEAR: NEAR, Kind.MINUTES: MINUTES}[kind]


def link_to(meeting: ProgressMeeting) -> str:
    page = meeting.get_absolute_url() if meeting.is_held else reverse("reviews:agenda", args=[meeting.compact.slug, meeting.pk])
    return settings.PORTAL_URL + page


def said_of(meeting: ProgressMeeting, wording: Wording, link: str) -> tuple[str, str]:
    """(subject, text), the same for everybody."""
    compact = meeting.compact
    with override(compact.language):
        where = _("Where: %(place)s.") % {"place": meeting.place.rstrip(".")} if meeting.place else ""
        return words_for(compact, wording, of=meeting.of, day=in_words(meeting.held_on), where=where, link=link)


def write_to(people: Iterable[User], meeting: ProgressMeeting, wording: Wording, link: str) -> None:
    compact = meeting.compact
    subject, text = said_of(meeting, wording, link)
    with override(compact.language):
        reason = _("you sit in the %(group)s of %(agreement)s, or run it") % {"group": compact.terms.steering_group, "agreement": compact.called}
    kind = Message.Kind.REMINDER if wording is NEAR else Message.Kind.NEEDED
    for person in people:
        write_for(compact, to=person.email, subject=subject, text=text, reason=reason, kind=kind, language=compact.language)


def called_off(meeting: ProgressMeeting, people: Iterable[User]) -> None:
    write_to(people, meeting, CALLED_OFF, settings.PORTAL_URL + reverse("reviews:the_year", args=[meeting.compact.slug]))
