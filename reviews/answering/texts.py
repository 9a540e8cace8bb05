"""The texts of a draft that others will read without a name: what the writer is asked to look at once more before sending."""

from dataclasses import dataclass

from django.utils.translation import gettext

from reviews.answering import kind_of
from reviews.answering.counting import DETACHED
from reviews.answering.identifying import Flagged, Known, look
from reviews.answering.kinds import Kind
from reviews.answering.kinds.examples import HEADS, Examples, example
from reviews.models import Invitation, Question, Section
from signatories.models import Area, Champion
from signatories.roles import members_of

PARTS = ("what", "when", "who", "result")  # of an example


@dataclass(frozen=True)
class Place:
    """Where a text stands: its box on the page of the question, and the words above it."""

    section: Section
    kind: Kind
    box: str
    label: str
    number: int | None = None  # of an example, from 0
    part: str = "text"

    def words(self, draft: dict) -> str:
        value = draft[self.kind.name]
        return (value if self.number is None else value[self.number])[self.part]

    def put(self, value, words: str):
        """The draft value with other words here; None where a text was emptied."""
        if self.number is None:
            return value | {self.part: words} if words else None
        return [one | {self.part: words} if place == self.number else one for place, one in enumerate(value)]


def places_of(pages: list[tuple[Section, list[Question]]], sector: str, draft: dict) -> list[Place]:
    found = []
    for section, questions in pages:
        for question in questions:
            value, kind = draft.get(question.key), kind_of(question, sector)
            if isinstance(value, dict) and value.get("openness") in DETACHED and value.get("text"):
                found.append(Place(section, kind, kind.name, kind.label))
            elif isinstance(kind, Examples):
                kind.shown = len(value or [])
                found += [
                    Place(section, kind, kind.part(place + 1, part), f"{example(place + 1)}: {gettext(HEADS[part])}", place, part)
                    for place, one in enumerate(value or [])
                    for part in PARTS
                    if one["openness"] in DETACHED and one[part]
                ]
    return found


def flagged(places: list[Place], draft: dict, known: Known) -> list[tuple[Place, Flagged]]:
    """Those of the texts in which something was found."""
    looked = [(place, look(place.words(draft), known)) for place in places]
    return [(place, found) for place, found in looked if found.marks]


def known_of(invitation: Invitation) -> Known:
    """Four queries."""
    organisation = invitation.organisation
    names = [organisation.name, organisation.acronym, *organisation.names.values_list("name", flat=True)]
    people = members_of(organisation).serving().values_list("person__name", flat=True)
    champions = Champion.objects.serving().filter(signature__organisation=organisation).values_list("person__name", flat=True)
    places = Area.objects.values_list("name", flat=True)
    return Known(tuple(names), tuple(places), tuple({*people, *champions}))
