"""Before the survey: the officer begins a review, sets up its survey, and writes the report's own words."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actionplans.models import Plan
from compact_portal.audit.models import Event
from compact_portal.days import today
from reviews.actions.preparing import change_review, create_review, edit_report
from reviews.actions.running import open_survey
from reviews.designing import NotDraft, change_draft
from reviews.models import Highlight, Question, Review, Survey
from signatories.models import GroupMembership
from tests.reviews.conftest import CLOSES, OPENS, at
from tests.reviews.report_sample import publish

pytestmark = pytest.mark.django_db
NEW, PREPARE, CHANGE, EDIT = (
    "/wealdshire/reviews/new/",
    "/wealdshire/survey/2009/prepare/",
    "/wealdshire/reviews/2009/",
    "/wealdshire/reports/2009/edit/",
)
SOON = today() + datetime.timedelta(days=7)
BOARD = SOON + datetime.timedelta(days=150)


def boxes(name: str, day: datetime.date) -> dict:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def survey_form(days: int = 90, **more) -> dict:
    dates = boxes("opens_on", SOON) | boxes("closes_on", SOON + datetime.timedelta(days=days))
    return dates | {"title_1": "Information Folder", "purpose_1": "What {it} asks", "link_1": "example.org/folder"} | more


@pytest.fixture
def review(cast):
    return Review.objects.create(compact=cast.compact, year=2009, label="2009 – 2010")


def test_officer_goes_from_nothing_to_a_survey_that_can_be_opened(cast, sign_in):
    plan = Plan.objects.create(compact=cast.compact, label="2009 Action Plan", period="2009", starts_on="2009-01-01", ends_on="2009-12-31")
    client = sign_in(cast.officer)
    assert NEW in client.get("/wealdshire/reports/").content.decode()
    typed = {"year": 2009, "label": "2009 – 2010", "plan": plan.pk} | boxes("started_on", OPENS) | boxes("board_on", BOARD)
    answer = client.post(NEW, typed, follow=True)
    assert answer.redirect_chain == [(PREPARE, 302)]
    review = Review.objects.get()
    assert (review.compact, review.plan, review.next_plan, review.started_on, review.board_on) == (cast.compact, plan, None, OPENS, BOARD)
    answer = client.post(PREPARE, survey_form(introduction="Please answer."), follow=True)
    assert answer.redirect_chain == [("/wealdshire/survey/2009/design/", 302)]
    assert "The survey is prepared." in answer.content.decode() and "Allow 84" not in answer.content.decode()
    survey = Survey.objects.get()
    assert (survey.status, survey.opens_on, survey.days, survey.introduction) == ("draft", SOON, 90, "Please answer.")
    assert [(paper.title, paper.link) for paper in survey.documents.all()] == [("Information Folder", "https://example.org/folder")]
    assert list(Event.objects.order_by("id").values_list("verb", "actor")) == [
        ("review.created", cast.officer.pk),
        ("survey.created", cast.officer.pk),
    ]


def test_short_survey_is_warned_of(cast, review, sign_in):
    page = sign_in(cast.officer).post(PREPARE, survey_form(days=30), follow=True).content.decode()
    assert "It is open for 30 days. Allow 84" in page
    assert "The survey is open for 30 days. Allow 84" in sign_in(cast.officer).get(PREPARE).content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title_1": ""}, "Enter the title of a document to comment on"),
        ({"purpose_2": "Why"}, "Enter the title of the second document"),
        ({"link_1": "nowhere"}, "Enter a web address"),
        (boxes("closes_on", SOON - datetime.timedelta(days=1)), "The last day must be on or after the first day"),
        (boxes("closes_on", today() - datetime.timedelta(days=1)), "The last day has passed"),
        ({"opens_on-month": "14"}, "Enter a real date"),
    ],
)
def test_survey_that_cannot_be_is_refused_in_words(cast, review, sign_in, change, said):
    assert said in sign_in(cast.officer).post(PREPARE, survey_form(**change)).content.decode()
    assert not Survey.objects.exists()


def test_draft_is_changed_as_often_as_wanted(cast, review, sign_in):
    client = sign_in(cast.officer)
    client.post(PREPARE, survey_form(title_2="Plan", purpose_2="This year"))
    client.post(PREPARE, {"introduction": "Please answer.", "short_form": "on"})
    survey = Survey.objects.get()
    assert (survey.introduction, survey.short_form, survey.opens_on) == ("Please answer.", True, SOON)
    assert "Please answer." in client.get(PREPARE).content.decode()
    assert [paper.title for paper in survey.documents.all()] == ["Information Folder", "Plan"]
    assert Event.objects.get(verb="survey.changed").actor == cast.officer


def test_steering_group_reads_the_questions_of_a_draft(client, cast, draft_survey, sign_in):
    address = "/wealdshire/survey/2009/questions/"
    assert client.get(address).status_code == 404
    assert sign_in(cast.lead).get(address).status_code == 404
    assert "“Information Folder” helps organisations" in sign_in(cast.vcs_member).get(address).content.decode()
    assert address in sign_in(cast.officer).get("/wealdshire/survey/2009/manage/").content.decode()


def test_partnership_is_offered_where_signatories_belong_to_one(cast, review, sign_in):
    client = sign_in(cast.officer)
    assert "Partnership that its members rate" not in client.get(PREPARE).content.decode()
    GroupMembership.objects.create(group=cast.council, member=cast.charity)
    client.post(PREPARE, survey_form(rated_group=cast.council.pk))
    assert Survey.objects.get().rated_group == cast.council
    assert Question.objects.filter(key="q20").exists()


def test_open_survey_is_no_longer_prepared(cast, draft_survey, sign_in):
    open_survey(survey=draft_survey, by=cast.officer, at=at(OPENS))
    with pytest.raises(NotDraft, match="has been opened"):
        change_draft(survey=draft_survey, by=cast.officer)
    page = sign_in(cast.officer).post(PREPARE, survey_form(), follow=True).content.decode()
    assert "This survey has been opened." in page
    assert draft_survey.documents.count() == 2


def test_year_and_days_that_cannot_be_are_refused(cast, review, sign_in):
    client = sign_in(cast.officer)
    assert "There is a review of 2009 already." in client.post(NEW, {"year": 2009, "label": "Again"}).content.decode()
    typed = {"year": 2010, "label": "2010"} | boxes("started_on", CLOSES) | boxes("report_due_on", OPENS)
    assert "The written report cannot come before the beginning of the review (26 October 2009)." in client.post(NEW, typed).content.decode()
    assert Review.objects.count() == 1


def test_plans_of_another_agreement_are_not_offered(cast, review, sign_in):
    from signatories.models import Compact

    other = Compact.objects.create(slug="other", name="Other", area=cast.area, level="county", controller="x")
    plan = Plan.objects.create(compact=other, label="Theirs", period="2009", starts_on="2009-01-01", ends_on="2009-12-31")
    client = sign_in(cast.officer)
    assert "Theirs" not in client.get(CHANGE).content.decode()
    assert "Choose from the answers offered" in client.post(CHANGE, {"label": "x", "plan": plan.pk}).content.decode()


def test_review_is_changed_until_its_report_is_out(cast, review, sign_in):
    client = sign_in(cast.officer)
    answer = client.post(CHANGE, {"label": "The long year"} | boxes("board_on", CLOSES), follow=True)  # its dates have a page of their own
    assert answer.redirect_chain == [("/wealdshire/reports/2009/", 302)]
    review.refresh_from_db()
    assert (review.label, review.board_on, review.year) == ("The long year", None, 2009)
    publish(review, cast)
    assert "has been published" in client.post(CHANGE, {"label": "Later"}).content.decode()


def test_opening_and_highlights_are_written_moved_and_removed(cast, review, sign_in):
    client = sign_in(cast.officer)
    client.post(EDIT, {"opening": "A good year.", "process_notes": "", "highlight_1": "First told."})
    client.post(
        EDIT, {"opening": "A good year.", "process_notes": "Shorter.", "highlight_1": "First told.", "place_1": 1, "highlight_2": "Second told."}
    )
    review.refresh_from_db()
    assert (review.opening, review.process_notes) == ("A good year.", "Shorter.")
    assert told(review) == [(1, "First told."), (2, "Second told.")]
    page = client.get(EDIT).content.decode()
    assert "Highlight 2" in page and "Another highlight" in page
    moved = {"highlight_1": "First told.", "place_1": 5, "highlight_2": "Second told.", "place_2": 2, "highlight_3": "Third told."}
    client.post(EDIT, moved)
    assert told(review) == [(1, "Second told."), (2, "First told."), (3, "Third told.")]
    client.post(EDIT, {"highlight_1": "", "place_1": 1, "highlight_2": "First told.", "place_2": 2, "highlight_3": "Third told.", "place_3": 3})
    assert told(review) == [(1, "First told."), (2, "Third told.")]
    assert "Third told." in client.get("/wealdshire/reports/2009/").content.decode()
    assert Event.objects.filter(verb="report.edited", actor=cast.officer).count() == 4


def told(review) -> list[tuple[int, str]]:
    return list(Highlight.objects.filter(review=review).values_list("number", "text"))


def test_published_report_is_not_edited(cast, review, sign_in):
    publish(review, cast)
    page = sign_in(cast.officer).post(EDIT, {"opening": "Later"}, follow=True).content.decode()
    assert "A published report does not change." in page
    assert not Review.objects.filter(opening="Later").exists()


def test_only_the_officer_prepares(cast, draft_survey, sign_in):
    for person in (cast.vcs_member, cast.lead, cast.superuser):
        for address in (NEW, PREPARE, CHANGE, EDIT):
            assert sign_in(person).get(address).status_code == 404
            assert sign_in(person).post(address).status_code == 404
    review, by = draft_survey.review, cast.vcs_member
    for verb in (
        lambda: create_review(compact=cast.compact, year=2011, label="2011", by=by),
        lambda: change_review(review=review, label="x", by=by),
        lambda: edit_report(review=review, opening="", process_notes="", highlights=[], by=by),
        lambda: change_draft(survey=draft_survey, by=by),
    ):
        with pytest.raises(PermissionDenied):
            verb()


def test_verbs_refuse_what_the_pages_refuse(cast, review):
    with pytest.raises(ValidationError, match="already"):
        create_review(compact=cast.compact, year=2009, label="Again", by=cast.officer)


@pytest.mark.parametrize("years", [1, 3])
def test_steering_groups_page_leads_to_surveys_and_reports(cast, rf, django_assert_num_queries, years):
    from django.template.loader import render_to_string

    from signatories.roles import roles_of

    for year in range(2009, 2009 + years):
        review = Review.objects.create(compact=cast.compact, year=year, label=str(year))
        survey = Survey.objects.create(
            review=review, compact=cast.compact, opens_on=OPENS, closes_on=CLOSES, status="open", opened_at=at(OPENS), opened_by=cast.officer
        )
        survey.invitations.create(organisation=cast.charity, sector="voluntary")
        survey.responses.create(organisation=cast.charity, sector="voluntary", status="submitted", submitted_on=OPENS)
    context = {"compact": cast.compact, "roles": roles_of(cast.officer, cast.compact)}
    with django_assert_num_queries(3):
        page = render_to_string("reviews/_steering_links.html", context)
    assert "The survey is open until 26 October 2009: 1 of 1 invited have answered." in page
    assert "/wealdshire/survey/2009/manage/" in page and "/wealdshire/reports/2009/" in page and NEW in page
    member = render_to_string("reviews/_steering_links.html", context | {"roles": roles_of(cast.vcs_member, cast.compact)})
    assert "manage" not in member and NEW not in member and "/wealdshire/survey/2009/questions/" in member
