"""What this room gives as open data: released figures, exactly as frozen, and the reports that were published."""

import uuid
from collections import Counter

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from compact_portal.documents.datasets import DAY, ID, NUMBER, URL, Column, Dataset, known_by
from reviews.models import PublishedReport, Release
from reviews.open_figures import MEANINGS, lines_of
from signatories.models import Compact

NAMES = [name for name, _meaning in MEANINGS]
NUMBERS = {"year", "count", "share", "share_before"}


def figures(compact: Compact) -> list[tuple]:
    """Every line of every release, the newest year first. One query."""
    releases = Release.objects.filter(survey__compact=compact).order_by("-survey__review__year")
    told = releases.values_list("public_id", "survey__review__year", "figures")
    return [line for key, year, figures in told for line in with_keys(key, year, lines_of(figures))]


def with_keys(release: uuid.UUID, year: int, lines: list[list]) -> list[tuple]:
    """A line is known by its release and by what it tells of: question, group and answer, and its place among those of the same three."""
    seen, keyed = Counter(), []
    for line in lines:
        told = dict(zip(NAMES, line, strict=True))
        subject = "\n".join(as_text(told[name]) for name in ("question", "group", "answer"))
        seen[subject] += 1
        keyed.append((uuid.uuid5(release, f"{subject}\n{seen[subject]}"), year, *line))
    return keyed


def read_figures(compact: Compact, lines):
    """How many answered may be words, such as "fewer than 10": it is a text."""
    known = known_by(compact, "survey-figures")
    for key, *line in lines:
        values = [number_or_none(value) if name in NUMBERS else as_text(value) for name, value in zip(["year", *NAMES], line, strict=True)]
        yield [*values, *known(key)]


def number_or_none(value) -> int | None:
    return None if value == "" else int(value)


def as_text(value) -> str:
    return "" if value is None else str(value)


def reports(compact: Compact):
    return PublishedReport.objects.filter(review__compact=compact).order_by("-review__year")


def read_reports(compact: Compact, reports):
    known = known_by(compact, "reports")
    for one in reports.select_related("review").annotate(corrected=Count("corrections")):
        address = reverse("reviews:report", args=[compact.slug, one.review.year])
        yield one.review.year, one.review.label, timezone.localdate(one.published_at), one.corrected + 1, address, *known(one.public_id)


FIGURES = Dataset(
    "survey-figures",
    _("Survey figures"),
    _(
        "One line for each released figure of each yearly survey, the newest first. Figures never change once they are released; groups are large"
        " enough that no organisation can be told from them."
    ),
    (
        Column("year", _("the year of the review"), NUMBER, always=True),
        *(Column(name, meaning, NUMBER if name in NUMBERS else "text", always=name in ("question", "text")) for name, meaning in MEANINGS),
        ID,
        URL,
    ),
    figures,
    read_figures,
)
REPORTS = Dataset(
    "reports",
    _("Annual reports"),
    _("One line for each annual review whose report was published."),
    (
        Column("year", _("The year, as it stands in addresses."), NUMBER, always=True),
        Column("label", _("What the report calls the year."), always=True),
        Column("published_on", _("The day on which it was published."), DAY, always=True),
        Column("version", _("1, and one more for each correction."), NUMBER, always=True),
        Column("address", _("Where it can be read, in this portal."), always=True),
        ID,
        URL,
    ),
    reports,
    read_reports,
)
DATASETS = (FIGURES, REPORTS)
