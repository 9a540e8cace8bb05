"""A colleague asked to answer one page: what their link opens, what the lead sees of it, and when it ends."""

import re

import pytest
from django.test import Client

from compact_portal.messaging.models import Message
from reviews.actions.colleagues import MOST, ask_colleague
from reviews.actions.refusals import NotNow
from reviews.models import ColleagueLink, Response
from tests.reviews.answers import BASE, STATED, draft, invitation_of, link_for, links_for, numbers, save, send
from tests.reviews.conftest import DURING

pytestmark = pytest.mark.django_db
ASKED = "pat@example.org"


def ask(client, number: int, **said):
    given = {"invitation": invitation_of().pk, "section": number, "name": "Pat Doe", "email": ASKED} | said
    return client.post(f"{BASE}colleagues/", given, follow=True)


@pytest.fixture
def number(invited) -> int:
    return numbers(invited)["This survey"]


@pytest.fixture
def colleague(respondent, number):
    """Pat's browser, in which the link has been opened."""
    ask(respondent, number)
    browser = Client()
    browser.post(links_for(ASKED)[0])
    return browser


def test_link_goes_to_the_colleague_with_no_answer_in_it(respondent, number):
    save(respondent, number, q23a="CANARY-WORDS", q23a_openness="steering")
    page = ask(respondent, number).content.decode()
    assert "A link to “This survey” is on its way to Pat Doe." in page
    message = Message.objects.get(to=ASKED)
    assert "CANARY" not in message.subject + message.text + message.html
    assert "Bramble Lane Befriending" in message.text
    assert links_for(ASKED)[0].split("/")[2] not in str(ColleagueLink.objects.get().__dict__)


def test_looking_at_the_link_changes_nothing_and_opening_it_leads_to_the_page(respondent, number):
    ask(respondent, number)
    link, browser = links_for(ASKED)[0], Client()
    for _ in range(2):
        assert "Pat Doe, Bramble Lane Befriending asks for your part" in browser.get(link).content.decode()
    assert ColleagueLink.objects.get().opened_on is None
    assert browser.get(f"{BASE}{number}/").status_code == 403
    assert browser.post(link, follow=True).redirect_chain[-1][0] == f"{BASE}{number}/"
    assert ColleagueLink.objects.get().opened_on == DURING


def test_colleague_sees_one_page_and_nothing_else(colleague, respondent, invited, number):
    save(respondent, numbers(invited)["Action Plan 2009"], q14="CANARY-ELSEWHERE", q14_openness="steering")
    for part in ("", "check/", "check.txt", "look/", "submit/", "colleagues/", "1/", f"{number}/"):
        page = colleague.get(BASE + part, follow=True)
        assert page.request["PATH_INFO"] == f"{BASE}{number}/"
        assert "CANARY-ELSEWHERE" not in page.content.decode()
    for part in ("submit/", "look/", "colleagues/", "1/"):
        colleague.post(BASE + part, {"invitation": invitation_of().pk, "q4": "agree", **STATED})
    assert not Response.objects.get().is_submitted
    assert ColleagueLink.objects.count() == 1
    assert "q4" not in draft()


def test_lead_sees_what_a_colleague_saw_and_changed(colleague, respondent, number):
    page = respondent.get(f"{BASE}colleagues/").content.decode()
    assert "all of this page, first on 1 September" in page
    assert re.search(r"Changed</dt><dd[^>]*>nothing yet", page)
    assert save(colleague, number, q23="agree").status_code == 302
    assert "Saved. Bramble Lane Befriending sees it" in colleague.get(f"{BASE}{number}/").content.decode()
    page = respondent.get(f"{BASE}colleagues/").content.decode()
    assert re.search(r"Changed</dt><dd[^>]*>This survey asked the right things", page)
    assert "Pat Doe (opened on 1 September)" in respondent.get(BASE).content.decode()


def test_name_stands_beside_a_version_that_is_disputed(colleague, respondent, number):
    save(colleague, number, q23a="Of Pat", q23a_openness="steering")
    assert "What Pat Doe saved" in save(respondent, number, q23a="Of the lead", q23a_openness="steering").content.decode()


def test_stopped_link_opens_nothing_and_what_it_saved_stays(colleague, respondent, number):
    save(colleague, number, q23="agree")
    link = ColleagueLink.objects.get()
    respondent.post(f"{BASE}colleagues/{link.pk}/stop/", {"invitation": invitation_of().pk})
    assert colleague.get(f"{BASE}{number}/").status_code == 403
    assert save(colleague, number, q23="disagree").status_code == 403
    assert Client().get(links_for(ASKED)[0]).status_code == 404
    assert draft()["q23"] == "agree"


def test_link_sent_anew_ends_the_old_one(colleague, respondent, number):
    ask(respondent, number)
    new, old = links_for(ASKED)
    assert colleague.get(f"{BASE}{number}/").status_code == 403
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)
    assert ColleagueLink.objects.count() == 1


def test_invitation_that_is_withdrawn_takes_its_colleagues_along(colleague, number):
    invitation = invitation_of()
    invitation.revoked_at = "2009-09-01T12:00Z"
    invitation.save()
    assert colleague.get(f"{BASE}{number}/").status_code == 403
    assert Client().get(links_for(ASKED)[0]).status_code == 404


def test_sending_ends_every_link_and_forgets_who_was_asked(colleague, respondent, number):
    save(colleague, number, q23="agree")
    send(respondent)
    assert ColleagueLink.objects.count() == 0
    assert colleague.get(f"{BASE}{number}/").status_code == 403
    assert "when the answers have been sent" in Client().get(links_for(ASKED)[0]).content.decode()


def test_only_those_who_send_ask_colleagues(sign_in, cast, client, invited, today_is, number):
    sign_in(cast.volunteer)
    assert "The lead of your organisation asks colleagues." in ask(client, number).content.decode()
    sign_in(cast.lead)
    assert "is on its way to Pat Doe" in ask(client, number).content.decode()


def test_link_of_another_organisation_cannot_be_stopped(respondent, cast, invited, number):
    other = invitation_of("Oak Hill Allotments")
    link = ask_colleague(invitation=other, section=invited.sections.first(), name="Di", email="di@example.org", on=DURING)
    assert respondent.post(f"{BASE}colleagues/{link.pk}/stop/", {"invitation": invitation_of().pk}).status_code == 404
    assert "di@example.org" not in respondent.get(f"{BASE}colleagues/").content.decode()


def test_portal_does_not_write_to_the_world(cast, invited, number):
    section = invited.sections.get(number=number)
    for n in range(MOST):
        ask_colleague(invitation=invitation_of(), section=section, name="N", email=f"n{n}@example.org", on=DURING)
    with pytest.raises(NotNow, match="that is the most"):
        ask_colleague(invitation=invitation_of(), section=section, name="N", email="one-more@example.org", on=DURING)


def test_name_that_would_break_a_mail_is_made_one_line(respondent, number):
    ask(respondent, number, name="Pat\r\nBcc: everybody@example.org")
    assert ColleagueLink.objects.get().name == "Pat Bcc: everybody@example.org"


def test_page_of_colleagues_costs_the_same_for_few_and_many(respondent, cast, invited, number, django_assert_num_queries):
    section = invited.sections.get(number=number)
    for many in (1, 5):
        while ColleagueLink.objects.count() < many:
            email = f"n{ColleagueLink.objects.count()}@example.org"
            ask_colleague(invitation=invitation_of(), section=section, name="N", email=email, on=DURING)
        respondent.get(f"{BASE}colleagues/")
        with django_assert_num_queries(4):
            respondent.get(f"{BASE}colleagues/")


def test_somebody_signed_in_is_asked_to_sign_out_first(respondent, cast, number, sign_in):
    ask(respondent, number)
    browser = Client()
    browser.force_login(cast.champion, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = browser.post(links_for(ASKED)[0]).content.decode()
    assert "You are signed in as Champion" in page
    assert link_for(cast.charity)
