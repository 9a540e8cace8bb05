"""Through the years: what is public is listed and found, and nothing else; figures stand side by side only where a release did so."""

import copy

import pytest
from django.urls import reverse
from django.utils import timezone

from compact_portal.documents.models import issue
from reviews.archive.indexing import index_new, sections_of
from reviews.archive.series import NOT_MET, REWORDED, series_of
from reviews.models import IssuedPaper, Paper, Proposal, PublishedReport, PublishedText, Release, Review, Survey

pytestmark = pytest.mark.django_db
YEARS, SEARCH = (f"/wealdshire/years/{page}" for page in ("", "search/"))


def published(cast, year: int, page: str) -> PublishedReport:
    review = Review.objects.create(compact=cast.compact, year=year, label=f"{year}")
    at = timezone.now()
    files = {name: issue(name=name, media_type="text/html", content=page.encode(), at=at) for name in ("page", "pdf")}
    proposal = Proposal.objects.create(review=review, number=1, content={}, sha256="0" * 64, proposed_at=at, proposed_by=cast.officer)
    return PublishedReport.objects.create(review=review, proposal=proposal, **files, published_at=at, published_by=cast.officer)


def a_paper(cast, page: str, **fields) -> Paper:
    paper = Paper.objects.create(compact=cast.compact, title="Paper", meeting_on="2031-09-18", **fields)
    at = timezone.now()
    files = {name: issue(name=name, media_type="text/html", content=page.encode(), at=at) for name in ("page", "pdf", "docx")}
    IssuedPaper.objects.create(paper=paper, **files, issued_at=at, issued_by=cast.officer)
    Paper.objects.filter(pk=paper.pk).update(status="issued", checked_at=at, checked_by=cast.officer)
    return paper


def found(client, words: str) -> str:
    return client.get(SEARCH, {"q": words}).content.decode()


def test_a_page_is_read_by_its_headings():
    page = '<h1>Title</h1><nav><a>Contents</a></nav><p>Open &amp; shut</p><h2 id="a">One <em>big</em></h2>'
    page += "<svg><title>Chart</title></svg><p>two</p><p>three</p>"
    assert [(part.heading, part.anchor, part.text) for part in sections_of(page)] == [("Title", "", "Open & shut"), ("One big", "a", "two three")]


def test_reports_and_open_papers_are_found_and_nothing_else(cast, client):
    published(cast, 2009, "<h1>Review</h1><h2>Findings</h2><p>Grants are paid too late for kingfishers.</p>")
    a_paper(cast, "<h1>Paper</h1><p>Kingfishers in the open.</p>")
    a_paper(cast, "<h1>Paper</h1><p>Kingfishers CANARY-for-the-board.</p>", closed=True)
    Paper.objects.create(compact=cast.compact, title="Draft kingfishers CANARY-draft")
    assert index_new() == 2
    assert index_new() == 0
    page = found(client, "kingfisher")
    assert "2 sections hold these words" in page and "<mark>kingfishers</mark>" in page and "<mark>Kingfishers</mark>" in page
    assert "CANARY" not in page
    assert "Nothing was found" in found(client, '"kingfishers late"')
    assert "1 section holds these words" in found(client, "kingfishers -open")


def test_a_later_version_takes_the_place_of_the_first(cast, client):
    report = published(cast, 2009, "<h1>R</h1><p>Old heron.</p>")
    index_new()
    PublishedText.objects.update(document=report.pdf)  # as if the page had been issued anew
    index_new()
    assert PublishedText.objects.count() == 1


def test_correction_of_a_report_is_found_and_stays_found(cast, client):
    report = published(cast, 2009, "<h1>R</h1><p>Old heron.</p>")
    assert index_new() == 1
    files = {
        name: issue(name=name, media_type="text/html", content=b"<h1>R</h1><p>Read: kingfisher.</p>", at=timezone.now()) for name in ("page", "pdf")
    }
    report.corrections.create(
        version=2, place="P", wrong="heron", right="kingfisher", corrected_at=timezone.now(), corrected_by=cast.officer, **files
    )
    assert (index_new(), index_new()) == (1, 0)
    assert "1 section holds" in found(client, "kingfisher") and "Nothing was found" in found(client, "heron")


@pytest.mark.parametrize("words", ["", " ", "w" * 400, "a\x00b", "'); DROP TABLE x; --", '"', "<script>x()</script>", "& | ! ( )", "ŵ العربية 🐦"])
def test_any_words_give_a_page(cast, client, words):
    published(cast, 2009, "<h1>R</h1><p>&lt;script&gt;x()&lt;/script&gt; heron</p>")
    index_new()
    answer = client.get(SEARCH, {"q": words})
    assert answer.status_code == 200
    assert "<script>x()" not in answer.content.decode()


def test_each_year_lists_what_was_published(cast, client):
    published(cast, 2009, "<p>x</p>")
    a_paper(cast, "<p>x</p>")
    a_paper(cast, "<p>x</p>", closed=True)
    page = client.get(YEARS).content.decode()
    assert page.index('<h2 class="govuk-heading-m">2031</h2>') < page.index('<h2 class="govuk-heading-m">2009</h2>')
    assert page.count("before the board on") == 1 and "Annual review 2009" in page


def test_before_anything_is_published_the_pages_say_so(cast, client):
    page = client.get(YEARS).content.decode()
    assert "Nothing has been published yet." in page and "No survey has released figures yet." in page


FIGURES = {
    "level": "full", "floor": 10, "invited": 60, "responses": {"rounded": 40, "words": "40"}, "groups": [],
    "questions": [{"key": "q1", "text": "It works.", "headline": True, "withheld": None, "groups": [
        {"key": "all", "label": "All", "answered": 40, "agree_share": 60, "agree_words": None, "words": "", "options": [], "before": None}]}],
}  # fmt: skip


def released(cast, year: int, share: int, *, compared: int | None = None, text: str = "It works.") -> None:
    figures = copy.deepcopy(FIGURES)
    figures["questions"][0]["text"] = text
    group = figures["questions"][0]["groups"][0]
    group["agree_share"] = share
    if compared:
        figures["compared"] = {"year": compared, "groups": ["all"]}
        group["before"] = {"share": 50, "words": ""}
    review = Review.objects.create(compact=cast.compact, year=year, label=str(year))
    survey = Survey.objects.create(compact=cast.compact, review=review, opens_on=f"{year}-06-01", closes_on=f"{year}-09-01")
    Release.objects.create(survey=survey, figures=figures, released_at=timezone.now(), released_by=cast.officer)


def test_years_stand_in_one_run_only_where_a_release_compared_them(cast, client):
    released(cast, 2027, 55)
    released(cast, 2028, 60, compared=2027)
    released(cast, 2029, 65)
    released(cast, 2030, 70, text="It works well.")
    answered, (series,) = series_of(cast.compact)
    assert [year for year, _ in answered] == [2027, 2028, 2029, 2030]
    assert [([(year, said) for year, said in run.years], run.break_before) for run in series.runs] == [
        ([(2027, "55%"), (2028, "60%")], ""), ([(2029, "65%")], NOT_MET), ([(2030, "70%")], REWORDED),
    ]  # fmt: skip
    page = client.get(YEARS).content.decode()
    assert page.count("Break in the series.") == 2


@pytest.mark.parametrize("years", [1, 5])
def test_pages_cost_the_same_queries_however_many_years_there_are(cast, client, years, django_assert_num_queries):
    for year in range(2020, 2020 + years):
        published(cast, year, "<h1>R</h1><p>heron</p>")
    index_new()
    with django_assert_num_queries(5):
        client.get(YEARS)
    with django_assert_num_queries(3):
        client.get(SEARCH, {"q": "heron"})


def test_the_search_is_reached_from_the_reports(cast, client):
    assert reverse("reviews:years", args=["wealdshire"]) in client.get(reverse("reviews:reports", args=["wealdshire"])).content.decode()
