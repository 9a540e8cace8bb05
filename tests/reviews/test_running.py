"""The officer's steps, each in its time."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied

from actionplans.models import Plan, Target
from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from reviews.actions.refusals import NotNow
from reviews.actions.running import close_survey, open_survey, release_survey, send_invitations
from reviews.designing import create_survey
from reviews.models import DetachedText, Invitation, Question, Response, Review, Survey, Tally
from signatories.models import Compact
from tests.reviews.conftest import CLOSES, DOCUMENTS, DURING, OPENS, at

BASE = "/wealdshire/survey/2009/"
AFTER = CLOSES + datetime.timedelta(days=1)
pytestmark = pytest.mark.django_db


def asked(survey) -> dict[str, int]:
    return dict(Question.objects.filter(section__survey=survey).order_by("number").values_list("key", "number"))


def test_survey_of_two_documents_has_twenty_questions_with_a_plan(cast):
    plan = Plan.objects.create(compact=cast.compact, label="Plan", period="2010", starts_on="2010-01-01", ends_on="2010-12-31")
    Target.objects.create(plan=plan, number=1, text="Everybody knows {it}.")
    review = Review.objects.create(compact=cast.compact, year=2010, label="2010", next_plan=plan)
    survey = create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=DOCUMENTS, by=cast.officer)
    assert list(asked(survey)) == [*(f"q{n}" for n in range(1, 17)), "q22", "q23", "q23a", "q24"]
    assert list(asked(survey).values()) == list(range(1, 21))
    assert Question.objects.get(key="q15").options == [["target-1", "1. Everybody knows {it}."]]


def test_question_without_anything_to_choose_from_is_left_out_and_leaves_no_gap(cast):
    cast.compact.editions.update(status="superseded")
    review = Review.objects.create(compact=Compact.objects.get(), year=2010, label="2010")
    survey = create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=DOCUMENTS[:1], by=cast.officer)
    assert {"q3", "q13", "q15"}.isdisjoint(asked(survey))
    assert list(asked(survey).values()) == list(range(1, len(asked(survey)) + 1))
    sections = list(survey.sections.values_list("number", "title"))
    assert [number for number, _ in sections] == list(range(1, len(sections) + 1))
    assert "Helping with the plan" not in dict(sections).values()


def test_typed_words_are_never_read_as_places_to_fill(cast):
    review = Review.objects.create(compact=cast.compact, year=2010, label="2010")
    documents = [{"title": "Form {A}" + "x" * 140, "purpose": "Fill in {name} and {0} {"}]
    survey = create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=documents, by=cast.officer)
    section = survey.sections.get(document__isnull=False)
    assert section.introduction == "Fill in {name} and {0} {"
    assert section.title.startswith("Form {A}x")
    assert Question.objects.get(key="q11").text.startswith("“Form {A}x")


def test_headline_names_its_document(draft_survey):
    assert Question.objects.get(key="q11").text.startswith("“Information Folder” helps organisations")


def test_only_an_officer_makes_a_survey(cast):
    review = Review.objects.create(compact=cast.compact, year=2010, label="2010")
    for person in (cast.vcs_member, cast.superuser):
        with pytest.raises(PermissionDenied):
            create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=DOCUMENTS, by=person)


def test_survey_with_a_rated_partnership_asks_its_members_only(cast, client):
    review = Review.objects.create(compact=cast.compact, year=2010, label="2010")
    survey = create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=DOCUMENTS, by=cast.officer, rated_group=cast.council)
    section = survey.sections.get(for_group_members=True)
    assert section.title == cast.council.name
    assert [question.key for question in section.questions.all()] == ["q20", "q21"]


@pytest.mark.parametrize("many", [0, 1, 4])
def test_survey_asks_about_any_number_of_documents(cast, many):
    review = Review.objects.create(compact=cast.compact, year=2010, label="2010")
    documents = [{"title": f"Paper {n}", "purpose": "To read"} for n in range(many)]
    survey = create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=documents, by=cast.officer)
    assert list(survey.documents.values_list("title", flat=True)) == [f"Paper {n}" for n in range(many)]
    about = Question.objects.filter(section__survey=survey, section__document__isnull=False)
    assert list(about.values_list("key", flat=True)) == ["q11", "q12", "q13", "q14", "d3", "d3a", "d4", "d4a"][: 2 * many]


def test_seventy_seven_days_are_short(draft_survey):
    assert (draft_survey.days, draft_survey.is_short) == (77, True)


def test_opening_waits_for_its_day(cast, draft_survey):
    with pytest.raises(NotNow, match="opens on 10 August 2009"):
        open_survey(survey=draft_survey, by=cast.officer, at=at(OPENS - datetime.timedelta(days=1)))
    open_survey(survey=draft_survey, by=cast.officer, at=at(OPENS))
    with pytest.raises(NotNow, match="opened already"):
        open_survey(survey=draft_survey, by=cast.officer, at=at(OPENS))
    assert Event.objects.filter(verb="survey.opened", actor=cast.officer).count() == 1


def test_invitations_go_to_signatories_in_force_once(cast, survey):
    cast.police.signatures.update(status="withdrawn")
    cast.other_charity.contact_email = ""
    cast.other_charity.save(update_fields=["contact_email"])
    assert send_invitations(survey=survey, by=cast.officer, at=at(OPENS)) == (2, [cast.other_charity])
    assert send_invitations(survey=survey, by=cast.officer, at=at(OPENS)) == (0, [cast.other_charity])
    assert sorted(Message.objects.values_list("to", flat=True)) == ["bramble@example.org", "council@example.org"]
    assert Invitation.objects.filter(sent_at__isnull=False).count() == 2


def test_invitation_says_why_and_holds_nothing_but_its_link(cast, invited):
    message = Message.objects.get(to="bramble@example.org")
    assert message.subject == "Wealdshire Compact: your organisation’s answers, by 26 October"
    assert message.reason == "your organisation is a signatory of the Wealdshire Compact"
    assert "/i/" in message.text


def test_invitations_wait_for_the_opening(cast, draft_survey):
    with pytest.raises(NotNow, match="Open the survey"):
        send_invitations(survey=draft_survey, by=cast.officer)
    assert not Message.objects.exists()


def test_release_waits_for_the_close_and_comes_once(cast, survey):
    with pytest.raises(NotNow, match="after the survey has closed"):
        release_survey(survey=survey, by=cast.officer)
    close_survey(survey=survey, by=cast.officer, at=at(AFTER))
    release_survey(survey=survey, by=cast.officer, at=at(AFTER))
    with pytest.raises(NotNow, match="released once"):
        release_survey(survey=survey, by=cast.officer)


def test_closing_early_asks_first_and_keeps_the_planned_day(cast, survey, sign_in, today_is):
    client = sign_in(cast.officer)
    assert "Close the survey before its last day?" in client.post(f"{BASE}close/").content.decode()
    assert Survey.objects.get().status == "open"
    Tally.objects.update(responses={"statutory": 4, "voluntary": 6})
    close_survey(survey=survey, by=cast.officer, at=at(DURING))
    assert Survey.objects.get().closes_on == DURING
    assert Event.objects.get(verb="survey.closed").detail["planned"] == "2009-10-26"


def test_refusal_to_close_is_told_in_its_own_words(cast, survey, sign_in, today_is):
    Survey.objects.update(closes_on=today() + datetime.timedelta(days=30))
    page = sign_in(cast.officer).post(f"{BASE}close/", {"sure": "1"}, follow=True).content.decode()
    assert "Fewer than 10 organisations have answered" in page
    assert Survey.objects.get().status == "open"


def test_officer_walks_the_steps_on_one_page(cast, draft_survey, sign_in, today_is):
    client = sign_in(cast.officer)
    assert "Open the survey" in client.get(f"{BASE}manage/").content.decode()
    assert "The survey is open" in client.post(f"{BASE}open/", follow=True).content.decode()
    page = client.post(f"{BASE}invite/", follow=True).content.decode()
    assert "4 invitations are on the way." in page
    assert "state=waiting" in page
    assert "The survey is closed" in client.post(f"{BASE}close/", {"sure": "1"}, follow=True).content.decode()
    page = client.post(f"{BASE}release/", follow=True).content.decode()
    assert "The figures are released" in page


def test_survey_counts_its_invitations_by_status_and_leads_to_those_of_each(cast, invited, sign_in, today_is):
    client = sign_in(cast.officer)
    Response.objects.create(survey=invited, organisation=cast.charity, sector="voluntary")
    page = client.get(f"{BASE}manage/").content.decode()
    found = re.findall(r'href="(/[^"]+chasing/[?]state=[a-z_]+)">([^<]+)</a></th><td[^>]*>([0-9]+)<', page)
    assert [(words, count) for _, words, count in found] == [("Not yet", "3"), ("Begun", "1")]
    assert "Bramble Lane Befriending" not in page  # the list stands on a page of its own
    begun = client.get(found[1][0]).content.decode()
    assert "Bramble Lane Befriending</a></th>" in begun and "Wealdshire Police</a></th>" not in begun


def test_only_the_officer_runs_it(cast, draft_survey, sign_in):
    for person in (cast.statutory_member, cast.lead, cast.superuser):
        client = sign_in(person)
        assert client.get(f"{BASE}manage/").status_code == 404
        for verb in ("open", "invite", "close", "release"):
            assert client.post(f"{BASE}{verb}/").status_code == 404
    assert Survey.objects.get().status == "draft"


@pytest.mark.parametrize("more", [0, 296])
def test_manage_page_costs_the_same_for_any_number_of_invitations(cast, survey, sign_in, django_assert_num_queries, more, today_is):
    from tests.cast import organisation

    for n in range(more):
        organisation(cast.compact, f"Extra {n}", "voluntary", "charity", contact_email=f"x{n}@example.org")
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    client = sign_in(cast.officer)
    client.get(f"{BASE}manage/")
    with django_assert_num_queries(7):
        client.get(f"{BASE}manage/")
    shown = client.get(f"{BASE}chasing/").content.decode()
    assert shown.count('<th scope="row" role="rowheader" class="govuk-table__header"><a') == min(4 + more, 50)
    assert ("?page=2" in shown) == bool(more)


def written_by(survey, *, responses: dict, sector: str = "statutory") -> None:
    question = Question.objects.get(section__survey=survey, key="q12")
    DetachedText.objects.create(
        survey=survey, question=question, openness="sector", sector=sector, body={"text": "Shorter, please", "openness": "sector"}
    )
    Tally.objects.filter(survey=survey).update(responses=responses)
    Survey.objects.filter(pk=survey.pk).update(status="closed", closed_at=at(AFTER), closed_by=survey.opened_by)


@pytest.mark.parametrize(
    ("responses", "shown", "labelled"),
    [
        ({"statutory": 4, "voluntary": 5}, False, False),
        ({"statutory": 4, "voluntary": 6}, True, False),
        ({"statutory": 10, "voluntary": 1}, True, True),
    ],
)
def test_texts_are_shown_from_the_floor_on_and_a_sector_from_its_own(cast, survey, sign_in, responses, shown, labelled):
    written_by(survey, responses=responses)
    page = sign_in(cast.vcs_member).get(f"{BASE}written/").content.decode()
    assert ("Shorter, please" in page) == shown
    assert ("Fewer than 10 organisations answered" in page) != shown
    assert (": public sector</p>" in page) == labelled


@pytest.mark.parametrize("part", ["results", "written"])
def test_draft_survey_is_not_called_open(cast, draft_survey, sign_in, part):
    page = sign_in(cast.vcs_member).get(f"{BASE}{part}/").content.decode()
    assert "has not opened yet" in page and "10 August 2009" in page
    assert page.count("<h1") == 1


def test_results_and_texts_are_read_and_steps_are_posted(cast, survey, sign_in):
    client = sign_in(cast.officer)
    assert client.post(f"{BASE}results/").status_code == 405
    assert client.post(f"{BASE}written/").status_code == 405
    assert client.get(f"{BASE}invite/").status_code == 405
