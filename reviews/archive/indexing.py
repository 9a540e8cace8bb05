"""The search reads what everybody may read, and nothing else: pages of published reports, and of issued papers that are not closed."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from reviews.models import Correction, IssuedPaper, PublishedReport, PublishedText

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
    """Documents that were published since the last time; one that was replaced by a later version goes. Returns how many."""
    known = PublishedText.objects.values("document")
    made = 0
    later = Correction.objects.filter(report=OuterRef("report"), version__gt=OuterRef("version"))
    newest = [
        *PublishedReport.objects.filter(corrections__isnull=True).exclude(page__in=known).select_related("review__compact__area", "page"),
        *Correction.objects.exclude(Exists(later)).exclude(page__in=known).select_related("report__review__compact__area", "page"),
    ]
    for issue in newest:
        review = issue.report.review if isinstance(issue, Correction) else issue.review
        address = reverse("reviews:report", args=[review.compact.slug, review.year])
        made += keep(issue.page, compact=review.compact, year=review.year, title=f"Annual review {review.label}", address=address)
    papers = IssuedPaper.objects.filter(paper__closed=False).exclude(page__in=known).select_related("paper__compact", "page")
    for issued in papers:
        day = issued.paper.meeting_on or issued.issued_at.date()
        made += keep(issued.page, compact=issued.paper.compact, year=day.year, title=issued.paper.title, address=issued.paper.get_absolute_url())
    return made


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
