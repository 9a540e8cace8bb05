"""The search reads what everybody may read, and nothing else: pages of published reports, and of issued papers that are not closed."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.db import transaction
from django.db.models import BigIntegerField, F, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from reviews.models import Correction, IssuedPaper, PaperCorrection, PublishedReport, PublishedText

SKIPPED = {"nav", "style", "script", "svg", "title"}
HEADINGS = {"h1", "h2"}
LONGEST = 300


@dataclass
class Part:
    heading: str = ""
    anchor: str = ""
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


class Sections(HTMLParser):
    """The words of an issued page under its first- and second-level headings; contents lists and drawings are passed over."""

    def __init__(self):
        super().__init__()
        self.parts, self.in_heading, self.skipped = [Part()], False, 0

    def handle_starttag(self, tag, attrs):
        if tag in SKIPPED:
            self.skipped += 1
        if tag in HEADINGS and not self.skipped:
            self.parts.append(Part(anchor=dict(attrs).get("id") or ""))
            self.in_heading = True

    def handle_endtag(self, tag):
        if tag in SKIPPED:
            self.skipped = max(0, self.skipped - 1)
        if tag in HEADINGS:
            self.in_heading = False

    def handle_data(self, data):
        if self.skipped:
            return
        part = self.parts[-1]
        if self.in_heading:
            part.heading += data
        else:
            part.words.append(data)


def sections_of(page: str) -> list[Part]:
    parser = Sections()
    parser.feed(page)
    parser.close()
    return [part for part in parser.parts if part.text]


def index_new() -> int:
    """Newest versions that were published since the last time; what an earlier one said goes. Returns how many."""
    made = 0
    for report in unknown(PublishedReport.objects.select_related("review__compact__area"), Correction, "report"):
        review = report.review
        address = reverse("reviews:report", args=[review.compact.slug, review.year])
        made += keep(report.newest.page, compact=review.compact, year=review.year, title=f"Annual review {review.label}", address=address)
    for issued in unknown(IssuedPaper.objects.filter(paper__closed=False).select_related("paper__compact"), PaperCorrection, "issue"):
        paper = issued.paper
        day = paper.meeting_on or issued.issued_at.date()
        made += keep(issued.newest.page, compact=paper.compact, year=day.year, title=paper.title, address=paper.get_absolute_url())
    return made


def unknown(first_versions: QuerySet, corrections: type[Model], link: str) -> QuerySet:
    """Those of which the search does not hold the newest version. `link` leads from a correction to the first version."""
    last = corrections.objects.filter(**{link: OuterRef("pk")}).order_by("-version").values("page")[:1]
    newest = first_versions.annotate(newest_page=Coalesce(Subquery(last), F("page"), output_field=BigIntegerField()))
    return newest.exclude(newest_page__in=PublishedText.objects.values("document"))


@transaction.atomic
def keep(document, *, compact, year: int, title: str, address: str) -> int:
    PublishedText.objects.filter(compact=compact, address=address).delete()
    PublishedText.objects.bulk_create(
        PublishedText(
            compact=compact,
            document=document,
            year=year,
            title=title[:LONGEST],
            address=address,
            heading=" ".join(part.heading.split())[:LONGEST],
            text=part.text,
        )
        for part in sections_of(bytes(document.content).decode())
    )
    return 1
