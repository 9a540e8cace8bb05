"""Blocks of the editors' own words."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reviews.models import Block
from reviews.report.blocks import NOTHING, Section
from reviews.report.source import Found, Source
from reviews.report.year import Year


def build(year: Year, block: Block) -> Section | None:
    return Section(f"part-{block.pk or block.position}", block.heading, NOTHING, None) if block.text.strip() else None


def picture(year: Year, block: Block) -> Section | None:
    if block.picture is None:
        return None
    address = reverse("reviews:report_picture", args=[year.compact.slug, year.review.year, block.picture.sha256])
    data = {"address": address, "alt": block.alt}
    return Section(f"part-{block.pk}", block.heading, "reviews/report/_picture.html", data)


def undescribed(year: Year, block: Block) -> list[Found]:
    if block.picture is not None and not block.alt.strip():
        address = reverse("reviews:change_block", args=[year.compact.slug, year.review.year, block.pk])
        said = gettext("%(heading)s: say what the picture shows, for people who cannot see it.")
        return [Found(said % {"heading": block.heading}, address)]
    return []


PICTURE = Source("picture", _("A picture"), _("Your own picture. Ask whoever can be recognised in it."), picture, check=undescribed, own_words=True)
WORDS = Source("text", _("Words of your own"), _("You write it; nothing is drawn from the records."), build, own_words=True)


def not_in_the_report(year: Year, block: Block) -> None:
    return None


SUMMARY = Source(
    "summary", _("Opening of the four-page summary"), _("You write it; the rest of the summary is drawn from the same records as the report."),
    not_in_the_report, elsewhere=_("the summary for the board"),
)  # fmt: skip
EASY_READ = Source(
    "easy_read", _("The year in plain words, on one page"),
    _("You write it, in short sentences. Left empty, a starting text is used, with the year’s figures."),
    not_in_the_report, elsewhere=_("the page in plain words"),
)  # fmt: skip
