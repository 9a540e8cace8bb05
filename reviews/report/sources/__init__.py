"""Every kind of block, by its name.

A room joins the report in one line here: write a `Source` (reviews/report/source.py) in a module of this folder, which asks the
room's own `reports.py`, and add it to the tuple below. A source has

- `kind`, the name under which blocks are stored: never change it; `label` and `tells` for the editors;
- `build(year, block)`, which gives a `Section` (reviews/report/blocks.py) or None where there is nothing to say. `year` knows the
  review, its Compact, the day and what other blocks asked already (reviews/report/year.py). The section's template gets `data`;
  `TEXT` with a list of `Subsection` and `TABLE` with a `Figures` do for most. Page, PDF, Word file and data file are all made from
  that HTML, so a new kind needs nothing more;
- where they matter `address` (the page of its records), `consent`, and `check`, whose findings stand in the way of approval.

Only figures that have been released may be drawn from a survey or from cases.
"""

from collections.abc import Iterable

from reviews.report.source import Source
from reviews.report.sources import agreement, board, evidence, facts, monitoring, outlook, plan, purposes, review, words

ALL: tuple[Source, ...] = (
    words.WORDS,
    words.PICTURE,
    agreement.BACKGROUND,
    agreement.VISION,
    agreement.UNDERTAKINGS,
    review.STEERING,
    review.PROCESS,
    plan.YEAR,
    plan.ACTIONS,
    plan.FUTURE,
    plan.NEXT_PLAN,
    evidence.TRAINING,
    evidence.CHECKLISTS,
    evidence.KITEMARK,
    evidence.KEPT,
    evidence.CONCERNS,
    review.SURVEY,
    review.FINDINGS,
    board.EVENT,
    board.BOARD,
    review.HIGHLIGHTS,
    review.OFFERS,
    facts.FACTS,
    facts.PEOPLE,
    outlook.LAST_YEAR,
    monitoring.MONITORING,
    *purposes.ALL,
    agreement.CHAMPIONS,
    agreement.COVERAGE,
    agreement.REFERENCES,
    agreement.AMENDMENTS,
    agreement.SEATS,
    agreement.SIGNATORIES,
    review.RULES,
    words.SUMMARY,
    words.EASY_READ,
)
SOURCES: dict[str, Source] = {source.kind: source for source in ALL}


def kinds_printed(kinds: Iterable[str]) -> set[str]:
    """Those of blocks, with what is printed inside them."""
    known = [SOURCES[kind] for kind in kinds if kind in SOURCES]
    return {kind for source in known for kind in (source.kind, *source.holds)}
