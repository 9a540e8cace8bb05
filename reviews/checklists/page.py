"""The page on which a checklist is answered, as plain values that its template prints: twelve items with some fifty boxes in a few milliseconds."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reviews.checklists.sheets import COMMENT, POINT, SPEAKS, STATUTORY, VOLUNTARY, asked_in, name_of, parts_asked, points_of
from reviews.models import Assessment, ChecklistItem
from signatories.models.edition import Binds


@dataclass(frozen=True)
class Named:
    """One part of an answer, as `reviews/_dispute.html` names it."""

    name: str
    label: str


@dataclass(frozen=True)
class Choice:
    id: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Box:
    """A box for a comment."""

    name: str
    label: str
    value: str
    error: str = ""


@dataclass
class ShownItem:
    item: ChecklistItem
    name: str
    choices: list[Choice]
    boxes: list[Box] = field(default_factory=list)
    speaks: list[Choice] = field(default_factory=list)
    speaks_name: str = ""
    binds: str = ""
    error: str = ""


def shown_items(assessment: Assessment, answers: dict, wrong: dict[str, str]) -> list[ShownItem]:
    points, terms = points_of(assessment.checklist), assessment.compact.terms
    labels = {
        COMMENT: _("Comment"),
        STATUTORY: _("Comment of the %(statutory)s") % {"statutory": terms.statutory},
        VOLUNTARY: _("Comment of the %(voluntary)s") % {"voluntary": terms.voluntary},
    }
    sides = [(value, terms.sector(value)) for value in Binds.values]
    shown = []
    for item in asked_in(assessment):
        name = name_of(item, POINT)
        given = answers.get(name)
        one = ShownItem(item, name, choices(item.key, [(point.key, point.label) for point in points], given), binds=terms.sector(item.binds))
        one.error = wrong.get(name, "")
        for part in parts_asked(assessment, item):
            if part in labels:
                box = name_of(item, part)
                one.boxes.append(Box(box, labels[part], answers.get(box) or "", wrong.get(box, "")))
            elif part == SPEAKS:
                one.speaks_name = name_of(item, part)
                one.speaks = choices(f"{item.key}-s", sides, answers.get(one.speaks_name))
        shown.append(one)
    return shown


def choices(id: str, offered: list[tuple[str, str]], given: str | None) -> list[Choice]:
    """The first has the bare id, so that an error can lead to it."""
    return [Choice(f"{id}-{n}" if n else id, value, label, value == given) for n, (value, label) in enumerate(offered)]
