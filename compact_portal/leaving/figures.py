"""What may be told of things that are counted in confidence, as the pages tell it: rounded, or in words."""

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.days import today
from compact_portal.documents.datasets import Column, Dataset
from disputes.figures import advice_figures, case_figures, later_figures, panel_figures
from reviews.log.figures import figures_of_year
from signatories.models import Compact
from signatories.reports_champions import enquiry_figures

ALL = "all years"


def rows(compact: Compact) -> list[tuple[str, str, str, str, str]]:
    return [*_yearly(compact), *_of_panel(compact), *_notes(compact)]


def _yearly(compact: Compact) -> Iterator[tuple]:
    counted = {"disagreements": case_figures, "advice": advice_figures, "questions": enquiry_figures}
    for about, figures_of in counted.items():
        for year in figures_of(compact):
            yield about, str(year.year), "", "all", str(year.total)
            for heading, parts in year.parts:
                for words, count in parts:
                    yield about, str(year.year), heading, words, count


def _of_panel(compact: Compact) -> Iterator[tuple]:
    for heading, parts in [*panel_figures(compact), *later_figures(compact)]:
        for words, count in parts:
            yield "disagreements", ALL, heading, words, count


def _notes(compact: Compact) -> Iterator[tuple]:
    """Years of the log that are over: of one that runs, each pack would tell a little more."""
    years = compact.note_counts.filter(month__year__lt=today().year).order_by().values_list("month__year", flat=True).distinct()
    for year in sorted(years):
        for row in figures_of_year(compact, year).rows:
            yield "log of the year", str(year), gettext("Notes"), row.label, row.this_year


FIGURES = Dataset(
    "figures",
    _("Figures of what is counted in confidence"),
    _("Disagreements, advice, questions and notes: rounded, and in words where few people are meant."),
    (
        Column("about", _("What is counted."), always=True),
        Column("year", _("Which year, several years together, or all."), always=True),
        Column("heading", _("By what it is broken down.")),
        Column("what", _("Which part of it."), always=True),
        Column("count", _("How many, rounded, or in words."), always=True),
    ),
    rows,
    lambda _, rows: rows,
)
