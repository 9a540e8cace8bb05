"""One page of items: what is asked, what was posted, and what stands there. Answers are flat: {"<item key>:<part>": value}.

The parts of an answer: `point`, the key of a point of the scale; `comment`; in a cross-sector group answering together, a comment of each
side, and which side the answer speaks of, in place of the one comment (domain.md C1.0).
"""

import datetime
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext

from reviews.models import Assessment, Checklist, ChecklistItem, ScalePoint, Sheet
from reviews.models.checklists import Side
from reviews.models.checklists.assessments import Way
from signatories.models.edition import Binds
from signatories.models.organisation import Sector

POINT, COMMENT, STATUTORY, VOLUNTARY, SPEAKS = "point", "comment", "statutory", "voluntary", "speaks"
LONGEST = 2000


@lru_cache(maxsize=64)
def frozen_parts(checklist: int, in_use_at: datetime.datetime) -> tuple[tuple[ChecklistItem, ...], tuple[ScalePoint, ...]]:
    """Items and points of a checklist in use. They never change, so each process reads them once."""
    items = ChecklistItem.objects.filter(checklist=checklist).select_related("commitment__code", "undertaking", "principle")
    points = ScalePoint.objects.filter(scale__checklists=checklist)
    return tuple(items), tuple(points)


def items_of(checklist: Checklist) -> tuple[ChecklistItem, ...]:
    return frozen_parts(checklist.pk, checklist.in_use_at)[0]


def points_of(checklist: Checklist) -> tuple[ScalePoint, ...]:
    return frozen_parts(checklist.pk, checklist.in_use_at)[1]


def asked_in(assessment: Assessment) -> list[ChecklistItem]:
    """A body that answers for itself is asked what binds its sector; whoever looks at a group is asked everything."""
    sector = assessment.body.sector if assessment.way == Way.JOINT else Sector.CROSS
    return [item for item in items_of(assessment.checklist) if item.is_for(sector)]


def has_two_sides(assessment: Assessment) -> bool:
    return assessment.way == Way.JOINT and assessment.body.sector == Sector.CROSS


def parts_asked(assessment: Assessment, item: ChecklistItem) -> tuple[str, ...]:
    if not has_two_sides(assessment):
        return POINT, COMMENT
    return (POINT, STATUTORY, VOLUNTARY, SPEAKS) if item.binds == Binds.BOTH else (POINT, STATUTORY, VOLUNTARY)


def name_of(item: ChecklistItem, part: str) -> str:
    return f"{item.key}:{part}"


@dataclass
class Posted:
    """`answers` can be saved; `wrong` says of the others why not."""

    answers: dict = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


def read(data, assessment: Assessment) -> Posted:
    """What a page of `assessment` posted. A name that is not asked is passed over; an answer left out is None."""
    posted, known = Posted(), {point.key for point in points_of(assessment.checklist)}
    for item in asked_in(assessment):
        for part in parts_asked(assessment, item):
            name = name_of(item, part)
            value = data.get(name, "").replace("\r\n", "\n").strip()
            if part in (POINT, SPEAKS) and value and value not in (known if part == POINT else Binds.values):
                posted.wrong[name] = gettext("Choose from the answers offered")
            elif len(value) > LONGEST:
                posted.wrong[name] = gettext("Use %(longest)s characters or fewer") % {"longest": LONGEST}
            else:
                posted.answers[name] = value or None
    return posted


def comment_names(assessment: Assessment, item: ChecklistItem) -> list[str]:
    return [name_of(item, part) for part in parts_asked(assessment, item) if part not in (POINT, SPEAKS)]


def missing(sheet: Sheet, assessment: Assessment) -> list[tuple[ChecklistItem, str]]:
    """(item, what is missing) of each item that cannot be sent as it stands: no answer, or no comment where the answer needs one."""
    points = {point.key: point for point in points_of(assessment.checklist)}
    found = []
    for item in asked_in(assessment):
        point = points.get(sheet.answers.get(name_of(item, POINT)) or "")
        if point is None:
            found.append((item, gettext("choose an answer")))
        elif point.needs_comment and not any(sheet.answers.get(name) for name in comment_names(assessment, item)):
            found.append((item, gettext("add a few words, because the answer is “%(point)s”") % {"point": point.label}))
    return found


def answered_in(sheet: Sheet, assessment: Assessment) -> int:
    return sum(bool(sheet.answers.get(name_of(item, POINT))) for item in asked_in(assessment))


def label_of(name: str, assessment: Assessment) -> str:
    """What a person calls the answer of this name."""
    key, _, part = name.partition(":")
    item = next((item for item in items_of(assessment.checklist) if item.key == key), None)
    if part in (STATUTORY, VOLUNTARY):
        said = gettext("comment, %(sector)s") % {"sector": assessment.compact.terms.sector(part)}
    else:
        said = {COMMENT: gettext("comment"), SPEAKS: gettext("of whom it speaks"), POINT: gettext("answer")}[part]
    return gettext("Item %(number)s, %(said)s") % {"number": item.number, "said": said} if item else name


def words_of(name: str, value, assessment: Assessment) -> list[str]:
    """An answer as it is read out: the label of a point, the words of a comment."""
    if not value:
        return []
    part = name.partition(":")[2]
    if part == POINT:
        return [next((point.label for point in points_of(assessment.checklist) if point.key == value), value)]
    return [assessment.compact.terms.sector(value) if part == SPEAKS else value]


def side_label(side: str, assessment: Assessment) -> str:
    terms = assessment.compact.terms
    if side == Side.SELF:
        return str(assessment.body)
    return terms.sector(side) if side else ""
