"""The report on paper: accessible, its contents true, its draft marked, and nothing in its texts ever fetched."""

from itertools import pairwise

import pytest

from actionplans.models import Achievement
from reviews.models import Highlight, Review
from reviews.report import assemble
from reviews.report.rendering import render_body, report_pdf
from tests.documents.tags import elements, marks_without_owner, opened, pages_of_text, words
from tests.reviews.report_sample import DAY, FIGURES, likert, make_year, question


def fresh(year) -> Review:
    return Review.objects.select_related("compact__area", "plan__strategy", "next_plan").get(pk=year.review.pk)


@pytest.fixture
def year(cast):
    return make_year(cast)


EVIL = '<img src="file:///etc/hostname"><script>x()</script><link rel="attachment" href="http://127.0.0.1:9/x"> url(http://127.0.0.1:9/y) & </p>'


def test_hostile_words_stay_words(cast, year):
    """Every text that somebody types; a fetch of any of them would stop the PDF."""
    cast.compact.name = cast.compact.board = EVIL[:110]
    cast.compact.save(update_fields=["name", "board"])
    year.review.opening = year.review.process_notes = EVIL
    year.review.save(update_fields=["opening", "process_notes"])
    year.plan.targets.update(text=EVIL)
    Achievement.objects.update(text=EVIL)
    Highlight.objects.update(text=EVIL)
    cast.charity.name = EVIL
    cast.charity.save(update_fields=["name"])
    report = assemble(fresh(year), DAY)
    body = render_body(report)
    assert "<script" not in body and "<img" not in body and "<link" not in body
    pdf = report_pdf(report, body)
    assert "<script>x()</script>" in words(" ".join(pages_of_text(pdf)))
    assert b"EmbeddedFile" not in pdf


def test_pdf_of_the_report_is_accessible(cast, year):
    report = assemble(fresh(year), DAY)
    pdf = report_pdf(report, render_body(report))
    with opened(pdf) as document:
        tagged = elements(document)
        levels = [int(kind[1]) for kind, _ in tagged if kind in ("H1", "H2", "H3", "H4")]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
        assert all(str(element.get("/Alt", "")) for kind, element in tagged if kind == "Figure")
        assert sum(kind == "Figure" for kind, _ in tagged) == 4
        assert marks_without_owner(document) == 0
        links = [str(note.Contents) for page in document.pages for note in page.get("/Annots", ())]
        assert links == [section.title for section in report.sections]
        with document.open_outline() as outline:
            assert [child.title for child in outline.root[0].children] == ["Contents", *links]
        assert str(document.docinfo["/Title"]) == report.title


def test_contents_give_the_page_of_each_section(cast, year):
    report = assemble(fresh(year), DAY)
    pages = pages_of_text(report_pdf(report, render_body(report)))
    lines = [words(line).strip() for line in pages[1].splitlines()]
    for section in report.sections:
        entry = next(line for line in lines if line.startswith(section.title))
        number = int(entry.removeprefix(section.title))
        assert any(words(line).strip() == section.title for line in pages[number - 1].splitlines()), entry


def test_many_questions_break_over_pages_and_lose_no_bar(cast):
    """A chart of thirty statements is taller than paper: its pieces stand on pages, and no page before the last of the survey is half empty."""
    agreed = [likert("all", "All", 40, [5, 15, 20, 40, 20]), likert("statutory", "public sector", 15, [0, 15, 20, 40, 25])]
    asked = [question(number, "likert", f"Statement {number} of thirty.", agreed, headline=True) for number in range(101, 131)]
    year = make_year(cast, figures=FIGURES | {"questions": asked})
    report = assemble(fresh(year), DAY)
    pages = [words(page) for page in pages_of_text(report_pdf(report, render_body(report)))]
    chart = [page for page in pages if "– public sector" in page]
    assert sum(page.count("– public sector") for page in chart) == 30
    assert all(f"Statement {number} of thirty." in " ".join(chart) for number in range(101, 131))


def test_draft_is_marked_on_every_page(cast, year):
    report = assemble(fresh(year), DAY)
    assert all("DRAFT" in page for page in pages_of_text(report_pdf(report, render_body(report))))
    final = assemble(fresh(year), DAY, draft=False)
    assert not any("DRAFT" in page.upper() for page in pages_of_text(report_pdf(final, render_body(final))))
