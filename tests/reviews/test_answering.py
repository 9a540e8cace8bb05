"""A respondent's way: the link, the pages, saving, coming back, sending."""

import datetime
import re

import pytest
from django.urls import reverse

from reviews.models import Bundle, Invitation, NamedAnswer, Response, Tally
from tests.reviews.answers import BASE, STATED, invitation_of, link_for, numbers, save, seal_of, send
from tests.reviews.conftest import CLOSES, DURING

pytestmark = pytest.mark.django_db


def test_link_opens_by_post_only_however_often_it_is_fetched(client, cast, invited, today_is):
    link = link_for(cast.charity)
    for _ in range(3):
        page = client.get(link)
        assert page.status_code == 200
        assert cast.charity.name in page.content.decode()
    assert client.get(BASE).status_code == 403
    assert client.post(link, follow=True).redirect_chain[-1][0] == BASE
    assert client.get(BASE).status_code == 200


def test_link_is_kept_as_a_hash_only(cast, invited):
    token = link_for(cast.charity).split("/")[2]
    kept = Invitation.objects.get(organisation=cast.charity)
    assert token not in str(kept.__dict__)
    assert len(kept.token_hash) == 64


def test_unknown_and_revoked_links_say_the_same(client, cast, invited, today_is):
    link = link_for(cast.charity)
    Invitation.objects.filter(organisation=cast.charity).update(revoked_at="2009-09-01T12:00Z")
    unknown, revoked = client.get("/i/nobody-has-this/"), client.get(link)
    assert (unknown.status_code, revoked.status_code) == (404, 404)
    assert "This link does not work" in revoked.content.decode()


def test_link_opens_one_task_and_nothing_else(respondent, cast):
    assert respondent.get("/home/").status_code == 302
    assert respondent.get("/wealdshire/steering/").status_code == 302
    assert respondent.get(f"{BASE}results/").status_code == 404


def test_pages_are_saved_and_found_again(respondent, invited, cast):
    number = numbers(invited)["Working with the Compact"]
    answer = save(respondent, number, q4="agree", q6="strongly_agree")
    assert answer.status_code == 302
    assert Response.objects.get(organisation=cast.charity).draft == {
        "q4": "agree", "q5": None, "q6": "strongly_agree", "q7": None, "q8": None, "q9": None, "q10": None,
    }  # fmt: skip
    page = respondent.get(f"{BASE}{number}/").content.decode()
    assert re.search(r'value="strongly_agree"[^>]*checked', page)
    assert "1 of" in respondent.get(BASE).content.decode()


def test_text_beyond_its_limit_is_refused_and_kept_on_the_page(respondent, invited):
    number = numbers(invited)["This survey"]
    page = save(respondent, number, q23a="x" * 1001).content.decode()
    assert "Error: " in page
    assert "x" * 1001 in page


def test_same_subject_twice_is_refused(respondent, invited):
    number = numbers(invited)["Priorities for next year"]
    page = save(respondent, number, q22_1="training", q22_2="training").content.decode()
    assert "Choose a different subject for each place." in page


def test_examples_grow_by_a_button(respondent, invited, cast):
    number = numbers(invited)["Examples of working together"]
    first = {"q16-1-judgement": "good", "q16-1-what": "They asked us early", "q16-1-openness": "sector"}
    again = save(respondent, number, another="1", **first)
    page = respondent.get(again.headers["Location"].split("#")[0]).content.decode()
    assert "They asked us early" in page
    assert 'name="q16-2-what"' in page
    second = first | {"q16-2-judgement": "bad", "q16-2-what": "Paid late", "q16-2-raised": "chose_not", "q16-2-openness": "counted"}
    save(respondent, number, version=1, **second)
    examples = Response.objects.get(organisation=cast.charity).draft["q16"]
    assert [(one["what"], one["openness"]) for one in examples] == [("They asked us early", "sector"), ("Paid late", "counted")]


def fill_in(client, survey):
    pages = numbers(survey)
    save(client, pages["Working with the Compact"], q4="agree", q8="disagree")
    save(client, pages["Information Folder"], q11="agree", q12="Shorter, CANARY-STEERING", q12_openness="steering")
    save(client, pages["Action Plan 2009"], q14="CANARY-NAMED", q14_openness="named")
    save(client, pages["This survey"], q23a="CANARY-COUNTED", q23a_openness="counted", q24="yes", q24_email="me@example.org")


def test_sending_keeps_only_counts_named_answers_and_detached_texts(respondent, invited, cast):
    fill_in(respondent, invited)
    copy = send(respondent).content.decode()
    assert "CANARY-STEERING" in copy and "CANARY-COUNTED" in copy
    response = Response.objects.get(organisation=cast.charity)
    assert (response.status, response.draft, response.saved_sections) == ("submitted", {}, {})
    tally = Tally.objects.get(survey=invited)
    assert tally.responses == {"voluntary": 1}
    assert tally.counts["q8"] == {"voluntary": {"answered": 1, "disagree": 1}}
    assert tally.counts["q23a"] == {"voluntary": {"answered": 1}}
    assert [bundle.texts for bundle in Bundle.objects.all()] == [
        [{"question": "q12", "openness": "steering", "sector": "", "body": {"text": "Shorter, CANARY-STEERING"}}]
    ]
    assert {answer.question.key: answer.body for answer in NamedAnswer.objects.all()} == {
        "q14": {"text": "CANARY-NAMED"},
        "q24": {"answer": "yes", "email": "me@example.org"},
    }


def test_copy_is_shown_once_only(respondent, invited):
    fill_in(respondent, invited)
    send(respondent)
    for address in (BASE, f"{BASE}check/", f"{BASE}2/"):
        assert "CANARY" not in respondent.get(address, follow=True).content.decode()


def test_double_click_stores_one_response(client, cast, invited, respondent):
    fill_in(respondent, invited)
    first = send(respondent)
    client.post(link_for(cast.charity))
    second = client.post(f"{BASE}submit/", {"invitation": invitation_of().pk, "seal": "as before", **STATED}, follow=True)
    assert "Thank you" in first.content.decode()
    assert second.status_code in (200, 403) and "CANARY" not in second.content.decode()
    assert Tally.objects.get(survey=invited).responses == {"voluntary": 1}
    assert Bundle.objects.count() == 1


def test_empty_response_is_not_taken(respondent, invited):
    page = respondent.post(f"{BASE}submit/", {"invitation": invitation_of().pk, **STATED}, follow=True).content.decode()
    assert "Answer at least one question before you send." in page
    assert Tally.objects.get(survey=invited).responses == {}


def test_nothing_is_taken_after_the_last_day(respondent, invited, today_is):
    number = numbers(invited)["This survey"]
    today_is(CLOSES + datetime.timedelta(days=1))
    assert save(respondent, number, q23="agree").status_code == 410
    for part in ("", "check/", f"{number}/"):
        page = respondent.get(BASE + part)
        assert (page.status_code, "The survey is closed" in page.content.decode()) == (410, True)
    assert not Response.objects.exists()


def test_contributor_fills_in_and_lead_sends(sign_in, client, invited, cast, today_is):
    sign_in(cast.volunteer)
    number = numbers(invited)["This survey"]
    assert save(client, number, q23="agree").status_code == 302
    assert (
        "The lead of your organisation" in client.post(f"{BASE}submit/", {"invitation": invitation_of().pk, **STATED}, follow=True).content.decode()
    )
    sign_in(cast.lead)
    assert send(client).status_code == 200
    assert Response.objects.get(organisation=cast.charity).is_submitted


def test_stranger_and_superuser_find_nothing(sign_in, client, invited, cast, today_is):
    for person in (cast.stranger, cast.superuser, cast.statutory_member):
        sign_in(person)
        for part in ("", "1/", "check/"):
            assert client.get(BASE + part).status_code == 404


def test_questions_can_be_read_by_everybody_before_answering(client, invited, draft_survey):
    page = client.get(f"{BASE}questions/").content.decode()
    assert "The other sector keeps its side of the Compact." in page
    for sector in ("voluntary", "statutory"):
        assert page.count(f'href="{reverse("reviews:paper", args=["wealdshire", 2009, sector])}"') == 1


def test_question_follows_the_sector(respondent, invited):
    number = numbers(invited)["Working with the Compact"]
    assert "with a public sector partner" in respondent.get(f"{BASE}{number}/").content.decode()


def test_form_page_costs_a_fixed_number_of_queries(respondent, invited, django_assert_max_num_queries):
    number = numbers(invited)["Working with the Compact"]
    respondent.get(f"{BASE}{number}/")
    with django_assert_max_num_queries(6):
        assert respondent.get(f"{BASE}{number}/").status_code == 200


def test_page_of_one_organisation_is_not_saved_for_another(client, cast, respondent, invited):
    number = numbers(invited)["This survey"]
    client.post(link_for(cast.other_charity))
    stopped = save(client, number, q23a="Bramble’s secret", q23a_openness="named")
    assert stopped.status_code == 409
    assert "This browser now answers for Oak Hill Allotments" in stopped.content.decode()
    assert not Response.objects.exists()


def test_what_is_sent_is_what_was_checked(client, respondent, cast, invited):
    fill_in(respondent, invited)
    seal = seal_of(respondent)
    save(respondent, numbers(invited)["Action Plan 2009"], version=1, q14="Harsh words", q14_openness="named")
    back = respondent.post(f"{BASE}submit/", {"invitation": invitation_of().pk, "seal": seal, **STATED}, follow=True)
    assert "Somebody changed an answer" in back.content.decode()
    assert not Response.objects.get().is_submitted


def test_planted_session_learns_nothing(client, cast, invited, today_is):
    client.get("/")
    client.session.save()
    planted = client.session.session_key
    client.post(link_for(cast.charity))
    assert client.session.session_key != planted


def test_link_sent_anew_ends_what_the_old_one_opened(client, cast, respondent, invited):
    invitation = Invitation.objects.get(organisation=cast.charity)
    invitation.new_token()
    invitation.save()
    assert respondent.get(BASE).status_code == 403


def test_leaving_closes_the_survey_in_this_browser(respondent):
    assert "You have left the survey" in respondent.post(f"{BASE}leave/").content.decode()
    assert respondent.get(BASE).status_code == 403


def test_somebody_signed_in_is_told_that_the_link_is_not_theirs(client, sign_in, cast, invited, today_is):
    sign_in(cast.champion)
    page = client.post(link_for(cast.charity))
    assert "who does not act for Bramble Lane Befriending" in page.content.decode()
    assert client.get(BASE).status_code == 404


def test_example_needs_words_and_can_be_removed(respondent, invited, cast):
    number = numbers(invited)["Examples of working together"]
    assert "Say what happened in example 1" in save(respondent, number, **{"q16-1-judgement": "bad"}).content.decode()
    assert "Say what happened in example 1" in save(respondent, number, **{"q16-1-wish": "champion"}).content.decode()
    save(respondent, number, **{"q16-1-what": "Late", "q16-1-remove": "on", "q16-2-what": "Early"})
    assert [one["what"] for one in Response.objects.get().draft["q16"]] == ["Early"]


def test_address_without_a_yes_is_asked_about(respondent, invited):
    number = numbers(invited)["This survey"]
    assert "Choose Yes, or leave the address empty." in save(respondent, number, q24_email="me@example.org").content.decode()


def test_contributor_cannot_send_by_the_action_either(cast, invited):
    from django.core.exceptions import PermissionDenied

    from reviews.actions.answering import submit_response

    invitation = Invitation.objects.select_related("survey__compact", "organisation").get(organisation=cast.charity)
    with pytest.raises(PermissionDenied):
        submit_response(invitation=invitation, by=cast.volunteer, on=DURING)
