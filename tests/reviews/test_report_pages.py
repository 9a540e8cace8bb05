"""The report's pages: who reads what, what publishing freezes, and what it refuses."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from actionplans.models import Achievement
from compact_portal.audit.models import Event
from compact_portal.days import today
from reviews.actions.report import NotPublishable, publish_report
from reviews.models import PublishedReport, Review, Tally
from tests.documents.tags import pages_of_text
from tests.reviews.report_sample import approve, make_year, publish

PAGE, PDF, LIST, PUBLISH = (f"/wealdshire/reports/{rest}" for rest in ("2009/", "2009.pdf", "", "2009/publish/"))

READ = {"read": "on"}
DAY = datetime.timedelta(days=1)


@pytest.fixture
def year(cast):
    return make_year(cast)


@pytest.fixture
def published(cast, year):
    return publish(year.review, cast)


def test_names_lead_to_the_addresses():
    assert reverse("reviews:report", args=["wealdshire", 2009]) == PAGE
    assert reverse("reviews:report_pdf", args=["wealdshire", 2009]) == PDF
    assert reverse("reviews:reports", args=["wealdshire"]) == LIST
    assert reverse("reviews:publish_report", args=["wealdshire", 2009]) == PUBLISH


@pytest.mark.parametrize("who", ["officer", "statutory_member", "vcs_member"])
def test_steering_group_reads_the_draft(cast, year, sign_in, who):
    page = sign_in(getattr(cast, who)).get(PAGE).content.decode()
    assert ">Draft</strong>" in page and "Deed 1 of 1." in page
    assert page.count("<h1") == 1
    assert ("Publish this report" in page) == (who == "officer")


@pytest.mark.parametrize("who", ["lead", "champion", "council_lead", "board_member", "stranger", "superuser"])
@pytest.mark.parametrize("address", [PAGE, PDF])
def test_draft_is_hidden_from_everybody_else(cast, year, sign_in, who, address):
    assert sign_in(getattr(cast, who)).get(address).status_code == 404


@pytest.mark.parametrize("address", [PAGE, PDF])
def test_draft_is_hidden_from_passers_by(client, cast, year, address):
    assert client.get(address).status_code == 404


def test_list_shows_drafts_to_the_steering_group_alone(client, cast, year, sign_in):
    assert "No report has been published yet." in client.get(LIST).content.decode()
    page = sign_in(cast.vcs_member).get(LIST).content.decode()
    assert PAGE in page and ">Draft</strong>" in page


def test_report_that_both_sectors_approved_is_not_late_and_says_what_it_waits_for(cast, year, sign_in):
    def said() -> set[str]:
        client = sign_in(cast.vcs_member)
        words = ("Its report was due on", "It goes to the", "It waits to be published")
        return {word for word in words if word in client.get(LIST).content.decode() and word in client.get(PAGE).content.decode()}

    Review.objects.update(report_due_on=today() - DAY, board_on=today())
    assert said() == {"Its report was due on"}
    approve(year.review, cast)
    assert said() == {"It goes to the"}
    Review.objects.update(board_on=today() - DAY)
    assert said() == {"It waits to be published"}
    publish_report(review=year.review, by=cast.officer)
    assert said() == set()


def test_unknown_compact_or_year_is_not_found(client, cast, year):
    assert client.get("/nowhere/reports/").status_code == 404
    assert client.get("/nowhere/reports/2009/").status_code == 404
    assert client.get("/wealdshire/reports/1999/").status_code == 404


def test_draft_pdf_says_that_it_is_one(cast, year, sign_in):
    answer = sign_in(cast.officer).get(PDF)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="wealdshire-annual-review-2009-draft.pdf"'
    assert "DRAFT" in pages_of_text(answer.content)[0]
    assert "ETag" not in answer


def test_everybody_reads_the_published_report(client, cast, published):
    page = client.get(PAGE).content.decode()
    assert "Published on" in page and "Deed 1 of 1." in page
    assert "Draft" not in page and "Publish the report" not in page
    assert f'href="{PDF}"' in page
    assert PAGE in client.get(LIST).content.decode()


def test_published_pdf_is_known_by_its_hash(client, cast, published):
    answer = client.get(PDF)
    assert answer["ETag"] == f'"{published.pdf.sha256}"'
    assert answer["Content-Disposition"] == 'inline; filename="wealdshire-annual-review-2009.pdf"'
    assert answer.content == bytes(published.pdf.content)
    again = client.get(PDF, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_later_changes_do_not_reach_the_published_report(client, cast, year, published):
    page, pdf = client.get(PAGE).content, client.get(PDF).content
    Achievement.objects.all().update(text="Rewritten afterwards.")
    cast.compact.name = "Renamed Compact"
    cast.compact.save(update_fields=["name"])
    assert b"Rewritten" not in client.get(PAGE).content
    assert b"Wealdshire Compact annual review report" in client.get(PAGE).content
    assert client.get(PDF).content == pdf
    assert page.count(b"Deed") == client.get(PAGE).content.count(b"Deed")


def test_published_report_cannot_be_changed_or_removed(published):
    for change in (lambda: PublishedReport.objects.all().delete(), lambda: type(published.pdf).objects.update(content=b"x")):
        with pytest.raises(Exception, match=r"permission denied|Cannot (update|delete)"), transaction.atomic():
            change()


def test_officer_publishes_by_the_button(cast, year, sign_in):
    approve(year.review, cast)
    client = sign_in(cast.officer)
    shown = client.get(PUBLISH).content.decode()
    assert "I have read the report to its end" in shown
    # what was approved is read, never the draft, which may have changed since
    assert f'href="{PAGE}proposed/"' in shown and f'href="{PAGE}proposed/pdf/"' in shown and PDF not in shown
    assert "Read the report to its end, then tick this box" in client.post(PUBLISH).content.decode()
    assert not PublishedReport.objects.exists()
    answer = client.post(PUBLISH, READ, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "The report is published." in answer.content.decode()
    event = Event.objects.get(verb="report.published")
    report = PublishedReport.objects.get()
    assert (event.actor, event.compact_id, event.detail) == (cast.officer, cast.compact.pk, {"sha256": report.pdf.sha256})
    assert (report.published_by, report.page.media_type, report.pdf.media_type) == (cast.officer, "text/html", "application/pdf")


@pytest.mark.parametrize("who", ["statutory_member", "vcs_member", "lead", "stranger", "superuser"])
def test_only_the_officer_publishes(cast, year, sign_in, who):
    assert sign_in(getattr(cast, who)).get(PUBLISH).status_code == 404
    assert sign_in(getattr(cast, who)).post(PUBLISH, READ).status_code == 404
    assert not PublishedReport.objects.exists()


def test_publishing_asks_for_sign_in_and_reading_for_no_post(client, cast, year, sign_in):
    assert client.post(PUBLISH, READ).status_code == 302
    assert not PublishedReport.objects.exists()
    assert {sign_in(cast.officer).post(address).status_code for address in (PAGE, PDF, LIST)} == {405}


def test_action_itself_refuses_others(cast, year):
    with pytest.raises(PermissionDenied):
        publish_report(review=year.review, by=cast.vcs_member)


@pytest.mark.parametrize(("status", "said"), [("draft", "not been opened yet"), ("open", "still open"), ("closed", "not released yet")])
def test_report_waits_for_the_survey(cast, sign_in, status, said):
    year = make_year(cast, released=False, status=status)
    with pytest.raises(NotPublishable, match=said):
        publish_report(review=year.review, by=cast.officer)
    client = sign_in(cast.officer)
    for page in (client.get(PAGE).content.decode(), client.get(PUBLISH).content.decode()):
        assert said in page and 'href="/wealdshire/survey/2009/manage/"' in page
        assert "Publish the report<" not in page and "Publish for good" not in page
    assert said in client.post(PUBLISH, READ, follow=True).content.decode()
    assert not PublishedReport.objects.exists() and not Event.objects.filter(verb="report.published").exists()


def test_review_without_a_survey_can_be_published(cast):
    review = Review.objects.create(compact=cast.compact, year=2012, label="2012")
    assert publish(review, cast).review == review


def test_report_is_published_once(cast, year, published, sign_in):
    with pytest.raises(NotPublishable, match="published already"):
        publish_report(review=year.review, by=cast.officer)
    assert "published already" in sign_in(cast.officer).post(PUBLISH, READ, follow=True).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedReport.objects.create(
            review=year.review,
            proposal=published.proposal,
            page=published.page,
            pdf=published.pdf,
            published_at=published.published_at,
            published_by=cast.officer,
        )


def test_failed_drawing_publishes_nothing(cast, year, monkeypatch):
    approve(year.review, cast)
    monkeypatch.setattr("reviews.actions.report.issue_forms", lambda *args, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish_report(review=year.review, by=cast.officer)
    assert not PublishedReport.objects.exists()


def test_list_takes_the_same_queries_for_one_and_three_reports(client, cast, django_assert_num_queries):
    first = Review.objects.create(compact=cast.compact, year=2001, label="2001")
    publish(first, cast)
    with django_assert_num_queries(2):
        client.get(LIST)
    for number in (2002, 2003):
        publish(Review.objects.create(compact=cast.compact, year=number, label=str(number)), cast)
    with django_assert_num_queries(2):
        client.get(LIST)


def test_published_page_is_read_in_few_queries(client, cast, published, django_assert_num_queries):
    with django_assert_num_queries(3):  # the report, its corrections, its words
        first = client.get(PAGE)
    with django_assert_num_queries(1):  # its words never change
        assert client.get(PAGE).content == first.content


def test_release_is_the_only_source_of_figures(cast, year, sign_in):
    """A tally, were one left, is never read: its figure appears nowhere."""
    Tally.objects.create(survey=year.survey, counts={"q4": {"statutory": {"agree": 7319}}}, responses={"statutory": 7319})
    page = sign_in(cast.officer).get(PAGE).content.decode()
    assert "7319" not in page and "40%" in page
