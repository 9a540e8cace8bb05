"""What the steering group is told about its meetings: the day, the place, and the way to the agenda or the minutes."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.models import MeetingNotice, ProgressMeeting
from actionplans.wordings_meetings import CALLED_OFF, MINUTES, MOVED, NEAR, PLANNED
from compact_portal.accounts.models import User
from compact_portal.messaging.wordings import Said, Wording
from signatories.mail_words import held_round, said_of, write_words
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


def said(meeting: ProgressMeeting, wording: Wording, link: str) -> Said:
    """The same for everybody."""
    return said_of(meeting.compact, wording, **_values(meeting, link))


def write_to(people: Iterable[User], meeting: ProgressMeeting, wording: Wording, link: str) -> None:
    """`about` ends with the day: nobody is told of a day that the meeting no longer has."""
    compact = meeting.compact
    about = "" if wording is CALLED_OFF else f"actionplans.{'minutes' if meeting.is_held else 'meeting'}:{meeting.pk}:{meeting.held_on}"
    held = held_round(compact, f"{meeting.of}, {meeting.held_on}")
    for person in people:
        write_words(compact, wording, to=person.email, about=about, round=held, **_values(meeting, link))


def called_off(meeting: ProgressMeeting, people: Iterable[User]) -> None:
    write_to(people, meeting, CALLED_OFF, settings.PORTAL_URL + reverse("reviews:the_year", args=[meeting.compact.slug]))


def _values(meeting: ProgressMeeting, link: str) -> dict:
    def where() -> str:
        return _("Where: %(place)s.") % {"place": meeting.place.rstrip(".")} if meeting.place else ""

    return {"of": meeting.of, "day": meeting.held_on, "where": where, "link": link}
