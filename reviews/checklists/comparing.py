"""One assessment beside others: the time before, the other side, and all groups of its round together, which only a release tells."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext

from compact_portal.releasing.rules import ALL
from reviews.checklists.result import averages
from reviews.checklists.sheets import asked_in, points_of
from reviews.models import Assessment, ChecklistItem, ItemAnswer, ScalePoint


@dataclass
class Line:
    """One item. `sides` are (label, words, points or None); `before` is the same of last time; `others` what all groups said together."""

    item: ChecklistItem
    sides: list[tuple[str, str, float | None]] = field(default_factory=list)
    before: tuple[str, float | None] | None = None
    others: str = ""
    answers: list[ItemAnswer] = field(default_factory=list)
    difference: bool = False

    @property
    def change(self) -> str:
        """better, worse or same, where both times count."""
        now, then = self.points, self.before[1] if self.before else None
        if now is None or then is None:
            return ""
        return "better" if now > then else "worse" if now < then else "same"

    @property
    def points(self) -> float | None:
        given = [points for _, _, points in self.sides if points is not None]
        return sum(given) / len(given) if given else None


def lines_of(assessment: Assessment) -> list[Line]:
    """Every item that was asked, with its answers as sent. Two queries, or three where many answered apart."""
    lines = {item.pk: Line(item) for item in asked_in(assessment)}
    terms, talk_from = assessment.compact.terms, assessment.checklist.scale.talk_from
    for answer in assessment.answers.select_related("point"):
        if answer.item_id in lines:
            label = str(assessment.body) if answer.side == "self" else terms.sector(answer.side) if answer.side else ""
            lines[answer.item_id].sides.append((label, answer.point.label, answer.point.points))
            lines[answer.item_id].answers.append(answer)
    if assessment.is_counted:
        for pk, by_sector in averages(counts_of(assessment)).items():
            for sector, average in sorted(by_sector.items()):
                label = terms.sector(sector) if sector else gettext("All who answered")
                lines[pk].sides.append((label, gettext("%(mean)s on average") % {"mean": format(average.mean, "g")}, average.mean))
    for line in lines.values():
        given = [points for _, _, points in line.sides if points is not None]
        line.difference = len(given) > 1 and max(given) - min(given) >= talk_from
    return list(lines.values())


def counts_of(assessment: Assessment) -> list[tuple[int, str, ScalePoint, int]]:
    return [(count.item_id, count.sector, count.point, count.count) for count in assessment.counts.select_related("point")]


def earlier(assessment: Assessment) -> Assessment | None:
    """The newest one of the same body and the same checklist, of any version, taken the same way on an earlier day."""
    same = Assessment.objects.sent().filter(
        compact=assessment.compact_id, body=assessment.body_id, way=assessment.way, subject__iexact=assessment.subject,
        checklist__title=assessment.checklist.title, held_on__lt=assessment.held_on,
    )  # fmt: skip
    return same.select_related("checklist__scale", "compact", "body").order_by("-held_on", "-id").first()


def with_before(lines: list[Line], now: Assessment, then: Assessment) -> None:
    """What was said last time of the same items; an item that took another's place stands beside that one. Points only on one scale."""
    by_key = {line.item.key: line for line in lines_of(then)}
    same_scale = now.checklist.scale_id == then.checklist.scale_id
    for line in lines:
        before = by_key.get(line.item.key) or by_key.get(line.item.replaces_key)
        if before and before.sides:
            said = "; ".join(f"{label}: {words}" if label else words for label, words, _ in before.sides)
            line.before = (said, before.points if same_scale else None)


def with_others(lines: list[Line], figures: dict) -> None:
    """What all groups of the round said together, from its release alone."""
    released = {question["key"]: question for question in figures["questions"]}
    for line in lines:
        question = released.get(line.item.key)
        whole = next((group for group in question["groups"] if group["key"] == ALL), None) if question else None
        if question and question["withheld"]:
            line.others = question["withheld"]
        elif whole:
            line.others = whole["words"] or ", ".join(
                f"{option['label']}: {option['words'] or str(option['share']) + ' %'}"
                for option in whole["options"]
                if option["words"] or option["share"]
            )


@dataclass(frozen=True)
class Improved:
    better: int
    worse: int
    same: int


def improved(lines: list[Line]) -> Improved:
    found = defaultdict(int)
    for line in lines:
        found[line.change] += 1
    return Improved(found["better"], found["worse"], found["same"])


def chart_rows(lines: list[Line], assessment: Assessment) -> list[tuple[str, int | None, str]]:
    """(label, per cent of the best answer, words) for a drawing of bars."""
    most = max((point.points for point in points_of(assessment.checklist) if point.points is not None), default=0)
    rows = []
    for line in lines:
        label = f"{line.item.number}. {line.item.text}"
        label = label if len(label) < 70 else label[:67].rsplit(" ", 1)[0] + " …"
        rows.append((label, round(100 * line.points / most) if line.points is not None and most else None, gettext("left out")))
    return rows
