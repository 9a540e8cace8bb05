"""What a report begins with: the blocks of an outline, in order. Each agreement has its own; editors change what they got."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from reviews.models import Block, Review
from signatories.models import Compact


@dataclass(frozen=True)
class Outline:
    """`parts` are (kind, heading); an empty heading stands for the kind's usual one. `left_out` are there, but hidden at first."""

    label: str
    tells: str
    parts: list[tuple[str, str]]
    left_out: list[str] = field(default_factory=list)


EVIDENCE = ("training", "checklists", "kitemark", "kept", "concerns")
PURPOSES = ("known", "done", "good", "bad")
APPENDICES = [("seats", ""), ("signatories", ""), ("rules", "")]
OTHER_FORMS = [("summary", ""), ("easy_read", "")]
OUTLINES = {
    Compact.ReportOutline.SECTIONS: Outline(
        _("A section for each subject"),
        _("Background, vision, steering group, how the review was made, the year’s work, survey, findings, highlights, signatories."),
        [
            *[(kind, "") for kind in ("background", "vision", "steering", "process", "year", *EVIDENCE, "survey", "findings", "event", "highlights")],
            *[(kind, "") for kind in ("champions", "board", "facts")],
            *APPENDICES,
            *OTHER_FORMS,
        ],
    ),
    Compact.ReportOutline.FOUR_HEADINGS: Outline(
        _("Achievements, aspirations, issues, amendments"),
        _("Four headings over the same records, with the survey’s results and the lists behind them."),
        [
            ("year", _("Achievements")),
            ("next_plan", _("Aspirations")),
            ("findings", _("Issues")),
            ("amendments", _("Amendments")),
            *[(kind, "") for kind in ("undertakings", *EVIDENCE, "survey", "event", "process", "monitoring", "board", "facts")],
            *APPENDICES,
            *OTHER_FORMS,
        ],
    ),
    Compact.ReportOutline.PURPOSES: Outline(
        _("The four purposes of the review"),
        _("Awareness, events and activities, good practice, bad practice: the records of the year under the purpose that they serve."),
        [
            *[(kind, "") for kind in ("background", "vision", "steering", "process", *PURPOSES, "survey", "champions", "board", "facts")],
            *APPENDICES,
            *OTHER_FORMS,
        ],
    ),
}


def starting_blocks(review: Review, outline: str = "") -> list[Block]:
    """The blocks of an outline, of the agreement's own where none is named. They are not stored."""
    parts = OUTLINES[Compact.ReportOutline(outline or review.compact.report_outline)].parts
    return [Block(review=review, kind=kind, heading=str(heading), position=place) for place, (kind, heading) in enumerate(parts, 1)]


def blocks_of(review: Review) -> list[Block]:
    """What the report is composed of, hidden ones included. One query."""
    return list(review.blocks.select_related("picture")) or starting_blocks(review)
