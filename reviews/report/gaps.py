"""Both sectors' answers to the same statement, side by side, the widest gap first.

All from released figures: the gap is taken between two published shares, so it tells nothing that they do not (domain.md C2.3).
"""

from dataclasses import dataclass

from django.utils.text import capfirst

from compact_portal.documents.charts import single
from compact_portal.releasing.rounding import NEARLY, NEARLY_ALL
from reviews.report.blocks import Figures, QuestionPart
from reviews.report.shares import NONE, agreed, has_share, says_low

SIDES = ("statutory", "voluntary")


@dataclass(frozen=True)
class Gap:
    """`points` between the shares that agreed in the two groups; at least so many where words stand for a share."""

    text: str
    one: dict
    other: dict
    points: int
    at_least: bool

    @property
    def words(self) -> str:
        if not self.points:
            return "No gap"
        return f"{'At least ' if self.at_least else ''}{self.points} points"


def gaps_of(figures: dict) -> list[Gap]:
    """One for each statement on which both sectors' agreement is shown, the widest first."""
    gaps = [gap for question in figures["questions"] if (gap := gap_of(question))]
    return sorted(gaps, key=lambda gap: -gap.points)


def gap_of(question: dict) -> Gap | None:
    sides = [next((group for group in question["groups"][1:] if side in group["key"].split("+")), None) for side in SIDES]
    if None in sides or sides[0] is sides[1] or not all(map(has_share, sides)):
        return None
    shares = [share_meant(side) for side in sides]
    in_words = [bool(side["agree_words"]) for side in sides]
    return Gap(question["text"], *sides, points=abs(shares[0] - shares[1]), at_least=any(in_words) and shares[0] != shares[1])


def share_meant(group: dict) -> int:
    """Percent; for words the least extreme share that they can stand for."""
    if group["agree_words"]:
        return NEARLY if group["agree_words"] == NEARLY_ALL else 100 - NEARLY
    return group["agree_share"]


def gap_part(figures: dict) -> QuestionPart | None:
    """The first thing that is told of a survey; None where the release has no breakdown."""
    gaps = gaps_of(figures)
    if not gaps:
        return None
    labels = [capfirst(gaps[0].one["label"]), capfirst(gaps[0].other["label"])]
    table = Figures(
        "Share that agreed or strongly agreed, and the gap between the sectors",
        ["Statement", "Gap", *labels],
        [(gap.text, [gap.words, agreed(gap.one), agreed(gap.other)]) for gap in gaps],
    )
    rows = [row for gap in gaps for row in (bar(f"{gap.text} {NONE} {gap.one['label']}", gap.one), bar(f"{NONE} {gap.other['label']}", gap.other))]
    chart = single(id="gaps", title="Share of each sector that agreed, the widest gap first", rows=rows)
    sentences = [sentence_of(gaps[0])]
    if any(says_low(side) for gap in gaps for side in (gap.one, gap.other)):
        sentences.append("Some of these shares rest on few answers; the questions below say which.")
    return QuestionPart("Where the sectors see it differently", sentences, chart, table)


def bar(label: str, side: dict) -> tuple[str, int | None, str]:
    return label, side["agree_share"], side["agree_words"] or ""


def sentence_of(gap: Gap) -> str:
    if not gap.points:
        return "On every statement both sectors agreed to about the same extent."
    first, other = sorted((gap.one, gap.other), key=share_meant)
    return (
        f"The widest gap is {gap.words[0].lower()}{gap.words[1:]}: {agreed(other).lower()} of the {other['label']} and "
        f"{agreed(first).lower() if agreed(first) != NONE else 'none or very few'} of the {first['label']} agreed that “{gap.text.rstrip('.')}”."
    )
