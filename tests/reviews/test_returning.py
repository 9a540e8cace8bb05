"""Coming back from any device: a code to the address on file."""

import re

import pytest
from django.test import Client

from compact_portal.messaging.models import Message
from reviews.actions.changing_invitations import reissue_invitation
from reviews.actions.returning import TRIES
from reviews.models import Invitation
from tests.reviews.answers import BASE, numbers, save

pytestmark = pytest.mark.django_db
ON_FILE = "bramble@example.org"


def ask(client, email: str = ON_FILE):
    return client.post(f"{BASE}return/", {"email": email}, follow=True)


def code_for(email: str = ON_FILE) -> str:
    text = Message.objects.filter(to=email, subject__startswith="Your code").first().text
    return re.search(r"^([A-Z]{3} [A-Z]{3})$", text, re.MULTILINE)[1]


def type_in(client, code: str, **more):
    return client.post(f"{BASE}return/code/", {"code": code, **more}, follow=True)


@pytest.fixture
def phone() -> Client:
    return Client()


def test_code_opens_what_was_saved_on_another_device(respondent, phone, invited):
    number = numbers(invited)["This survey"]
    save(respondent, number, q23a="Begun on the desk", q23a_openness="steering")
    refused = phone.get(BASE)
    assert refused.status_code == 403 and f"{BASE}return/" in refused.content.decode()
    assert "a code is on its way" in ask(phone).content.decode()
    page = type_in(phone, code_for().replace(" ", "").lower())
    assert page.redirect_chain[-1][0] == BASE
    assert "Begun on the desk" in phone.get(f"{BASE}{number}/").content.decode()


def test_unknown_address_gets_the_same_page_and_no_mail(phone, invited, today_is):
    known, unknown = ask(phone), ask(Client(), "nobody@example.org")
    without_token = [re.sub(r'value="\w{64}"', "", page.content.decode()) for page in (known, unknown)]
    assert without_token[0] == without_token[1]
    assert not Message.objects.filter(to="nobody@example.org").exists()
    browser = Client()
    ask(browser, "nobody@example.org")
    assert "That code is not right" in type_in(browser, "BCD FGH").content.decode()


def test_code_works_in_the_browser_that_asked_and_nowhere_else(phone, invited, today_is):
    ask(phone)
    other = Client()
    ask(other, "council@example.org")
    assert "That code is not right" in type_in(other, code_for()).content.decode()
    assert type_in(Client(), code_for()).redirect_chain[-1][0] == f"{BASE}return/"


def test_code_ends_after_five_wrong_ones(phone, invited, today_is):
    ask(phone)
    for _ in range(TRIES):
        assert "That code is not right" in type_in(phone, "BCD FGH").content.decode()
    assert "does not work any more" in type_in(phone, code_for()).content.decode()
    assert phone.get(BASE).status_code == 403


def test_code_ends_after_half_an_hour(phone, invited, today_is, monkeypatch):
    ask(phone)
    import time

    later = time.time() + 30 * 60 + 1
    monkeypatch.setattr("reviews.views.returning.time.time", lambda: later)
    assert "does not work any more" in type_in(phone, code_for()).content.decode()


def test_code_is_used_up(phone, invited, today_is):
    ask(phone)
    code = code_for()
    type_in(phone, code)
    assert type_in(phone, code).redirect_chain[-1][0] == f"{BASE}return/"


def test_address_of_several_organisations_asks_for_which(phone, cast, invited, today_is):
    Invitation.objects.filter(organisation=cast.other_charity).update(sent_to=ON_FILE)
    ask(phone)
    page = type_in(phone, code_for()).content.decode()
    assert "For which organisation do you answer?" in page
    assert "Wealdshire Council" not in page
    assert phone.get(BASE).status_code == 403
    assert type_in(phone, "", organisation=cast.council.pk).status_code == 200  # not one of them: asked again
    assert phone.get(BASE).status_code == 403
    type_in(phone, "", organisation=cast.other_charity.pk)
    assert "Oak Hill Allotments" in phone.get(BASE).content.decode()


def test_withdrawn_invitation_gets_no_code(phone, cast, invited, today_is):
    Invitation.objects.filter(organisation=cast.charity).update(revoked_at="2009-09-01T12:00Z")
    ask(phone)
    assert not Message.objects.filter(to=ON_FILE, subject__startswith="Your code").exists()


def test_address_entered_since_the_invitation_gets_no_code(respondent, cast, invited):
    """Whoever can enter an address must not read by it what the organisation has begun to write."""
    number = numbers(invited)["This survey"]
    save(respondent, number, q23a="The council cut us off", q23a_openness="steering")
    cast.charity.contact_email = "mole@example.net"
    cast.charity.save()
    mole = Client()
    ask(mole, "mole@example.net")
    assert not Message.objects.filter(to="mole@example.net").exists()
    assert mole.get(f"{BASE}{number}/").status_code == 403


def test_code_ends_when_the_link_is_sent_anew(phone, cast, invited, today_is):
    ask(phone)
    reissue_invitation(invitation=Invitation.objects.get(organisation=cast.charity), by=cast.officer)
    page = type_in(phone, code_for())
    assert page.redirect_chain[-1][0] == f"{BASE}return/" and "does not work any more" in page.content.decode()
    assert phone.get(BASE).status_code == 403


def test_codes_are_not_sent_without_end(phone, invited, today_is):
    for _ in range(4):
        page = ask(phone)
    assert "That was tried too often" in page.content.decode()
    assert Message.objects.filter(to=ON_FILE, subject__startswith="Your code").count() == 3


def test_code_is_kept_as_a_digest_and_said_in_no_subject(phone, invited, today_is):
    ask(phone)
    code = code_for()
    assert code.replace(" ", "") not in str(dict(phone.session))
    assert code not in Message.objects.filter(to=ON_FILE).first().subject


def test_draft_survey_has_no_such_page(client, draft_survey):
    assert client.get(f"{BASE}return/").status_code == 404
