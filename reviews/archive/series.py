"""Figures through the years. Only releases are read; two years stand in one row only where the later release compared them itself."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from reviews.models import Release
from reviews.report.shares import agreed, has_share
from signatories.models import Compact

REWORDED = _("The question was asked in other words, or with other answers to choose from, so the years before do not stand beside it.")
NOT_MET = _("The rules for setting these years side by side are not met: too few organisations came or went between them.")


@dataclass
class Run:
    """Years that may stand side by side. `break_before` says why the run before ends; "" for the first."""

    years: list[tuple[int, str]]
    break_before: str = ""


@dataclass
class Series:
    text: str
    runs: list[Run] = field(default_factory=list)


def series_of(compact: Compact) -> tuple[list[tuple[int, str]], list[Series]]:
    """({year: how many answered, in words}, the series of each main question), the oldest year first. One query."""
    releases = Release.objects.filter(survey__compact=compact).select_related("survey__review").order_by("survey__review__year")
    answered, found, last = [], {}, None
    for release in releases:
        year, figures = release.survey.review.year, release.figures
        answered.append((year, _("%(words)s of %(invited)s invited") % {"words": figures["responses"]["words"], "invited": figures["invited"]}))
        for question in figures["questions"]:
            add(found, question, year=year, last=last, compared=figures.get("compared") or {})
        last = year
    return answered, [series for series in found.values() if series.runs]


def add(found: dict[str, Series], question: dict, *, year: int, last: int | None, compared: dict) -> None:
    """The share that agreed, of all together; sectors stand in each year's own report."""
    group = next((group for group in question["groups"] if group["key"] == "all"), None)
    if not question["headline"] or group is None or not has_share(group):
        return
    series = found.setdefault(question["key"], Series(question["text"]))
    said = agreed(group)
    runs = series.runs
    if runs and compared.get("year") == last == runs[-1].years[-1][0] and group.get("before"):
        runs[-1].years.append((year, said))
    else:
        same = runs and series.text == question["text"]
        runs.append(Run([(year, said)], (NOT_MET if same else REWORDED) if runs else ""))
    series.text = question["text"]
