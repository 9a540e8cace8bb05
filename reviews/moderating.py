"""Who reads the texts before they are published, and which of them: never those that their writers did not allow to be published."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from reviews.models import Passage, Survey
from reviews.naming import is_named
from signatories.models import Compact, Officer, Organisation, SeatHolder
from signatories.roles import bodies_of

WORDS = ("text", "what", "when", "who", "result")  # the fields of a text or example that hold what somebody wrote


def words_in(body: dict) -> str:
    return " \n".join(str(body[name]) for name in WORDS if body.get(name))


@dataclass(frozen=True)
class Reader:
    """Somebody who may read texts, but none that names a body they stand for, and none that such a body wrote in its name."""

    person: object
    on: datetime.date

    @cached_property
    def bodies(self) -> list[int]:
        """All that is the same body as one of theirs, merged records included."""
        return list(bodies_of(self.person, on=self.on).values_list("pk", flat=True))

    @cached_property
    def names(self) -> list[str]:
        return names_of(self.bodies)

    def is_concerned_by(self, body: dict) -> bool:
        return is_named(words_in(body), self.names)

    def may_read(self, passage: Passage) -> bool:
        """Fetch it `with_words`."""
        own = passage.named is not None and passage.named.organisation_id in self.bodies
        return not own and not self.is_concerned_by(passage.body)

    def readable(self, passages) -> "list[int]":
        """The keys of those of `passages` that they may read. One query beside those for their bodies."""
        found = passages.values_list("pk", "named__organisation", "text__body", "named__body")
        return [pk for pk, body, *said in found if body not in self.bodies and not self.is_concerned_by(said[0] or said[1])]


@dataclass(frozen=True)
class Moderator(Reader):
    """A person of the steering group, for one sector."""

    sector: str


def moderator_of(person, compact: Compact, *, on: datetime.date) -> Moderator | None:
    """A seat counts before an office; None for whoever has neither."""
    return moderators_of(person, [compact.pk], on=on).get(compact.pk)


def moderators_of(person, compacts, *, on: datetime.date) -> dict[int, Moderator]:
    """By the key of each of these agreements that `person` steers. Two queries."""
    offices = Officer.objects.serving(on=on).filter(person=person, compact__in=compacts).reverse()
    seats = SeatHolder.objects.serving(on=on).filter(person=person, seat__compact__in=compacts).reverse()
    sectors = dict(offices.values_list("compact", "sector")) | dict(seats.values_list("seat__compact", "seat__organisation__sector"))
    return {compact: Moderator(person, on, sector) for compact, sector in sectors.items()}


def names_of(organisations: list[int]) -> list[str]:
    """Names, acronyms and other names, former ones too, of these records. One query."""
    rows = Organisation.objects.filter(pk__in=organisations).values_list("name", "acronym", "names__name")
    return sorted({name for row in rows for name in row if name})


def candidates(survey: Survey) -> list[Passage]:
    """A passage for each text that may be published. Without a name only where the survey holds the floor, as for all reading."""
    enough = sum(survey.tally.responses.values()) >= survey.compact.release_floor
    texts = survey.texts.filter(openness="sector").order_by("id") if enough else []
    said = Q()
    for name in WORDS:
        said |= Q(**{f"body__{name}__gt": ""})
    named = survey.named_answers.filter(said).exclude(question__kind__in=["help", "contact"]).order_by("?")
    return [Passage(survey=survey, text=text) for text in texts] + [Passage(survey=survey, named=answer) for answer in named]
