"""Who reads the texts before they are published, and which of them: never those that their writers did not allow to be published."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from reviews.models import Passage, Survey
from signatories.models import Compact, Membership, Officer, Organisation, SeatHolder

WORDS = ("text", "what", "when", "who", "result")  # the fields of a text or example that hold what somebody wrote
SHORTEST_NAME = 3  # letters; shorter acronyms stand in other words


@dataclass(frozen=True)
class Moderator:
    """A person of the steering group, for one sector. `organisations` are those they sit or act for, `names` all their names."""

    person: object
    sector: str
    organisations: list[int]
    names: list[str]

    def passages(self, survey: Survey):
        """What they may read of `survey`: nothing that their organisation said in its name, nothing that names it."""
        return survey.passages.not_naming(self.names, self.organisations)


def moderator_of(person, compact: Compact, *, on: datetime.date) -> Moderator | None:
    """A seat counts before an office; None for whoever has neither."""
    seats = SeatHolder.objects.serving(on=on).filter(person=person, seat__compact=compact).select_related("seat__organisation")
    sitting = [holder.seat.organisation for holder in seats]
    office = Officer.objects.serving(on=on).filter(person=person, compact=compact).first()
    if not sitting and office is None:
        return None
    acting = Membership.objects.serving(on=on).filter(person=person).values_list("organisation", flat=True)
    organisations = [*{one.pk for one in sitting} | set(acting)]
    return Moderator(person, sitting[0].sector if sitting else office.sector, organisations, names_of(organisations))


def names_of(organisations: list[int]) -> list[str]:
    rows = Organisation.objects.filter(pk__in=organisations).values_list("name", "acronym", "names__name")
    return sorted({name for row in rows for name in row if name and len(name) >= SHORTEST_NAME})


def candidates(survey: Survey) -> list[Passage]:
    """A passage for each text that may be published. Without a name only where the survey holds the floor, as for all reading."""
    enough = sum(survey.tally.responses.values()) >= survey.compact.release_floor
    texts = survey.texts.filter(openness="sector").order_by("id") if enough else []
    said = Q()
    for name in WORDS:
        said |= Q(**{f"body__{name}__gt": ""})
    named = survey.named_answers.filter(said).exclude(question__kind__in=["help", "contact"]).order_by("?")
    return [Passage(survey=survey, text=text) for text in texts] + [Passage(survey=survey, named=answer) for answer in named]
