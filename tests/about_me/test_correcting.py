"""What is wrong about me I change myself, or the steering group does within a month; nobody else reads what I ask."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import b64_decode

from compact_portal.accounts import actions
from compact_portal.audit.models import Event
from compact_portal.days import DAY, months_after, today
from compact_portal.messaging.models import Message, Wish
from signatories.actions.correcting import MOST_WAITING, answer_correction, ask_correction
from signatories.models import CorrectionRequest
from tests.about_me.test_about_me import text
from tests.cast import PASSWORD
from tests.clock import move_on

pytestmark = pytest.mark.django_db
CORRECT, EMAIL, ABOUT = "/home/about-me/correct/", "/home/about-me/email/", "/home/about-me/"
CANARY = "canary-9b31"
TASK = "Correct what is held about somebody"


def signed_in_by_password(client, person):
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client


def link_to(address: str) -> str:
    return re.search(r"http://localhost:8000(/\S+)", Message.objects.filter(to=address).latest("id").text)[1]


def test_address_changes_once_its_new_mailbox_has_said_so(client, cast):
    Wish.objects.create(address=cast.lead.email, news=Wish.Often.NEVER)
    before = cast.lead.email
    signed_in_by_password(client, cast.lead)
    asked = client.post(EMAIL, {"email": "New@Example.org"}, follow=True)
    assert "Show that it is you" in text(asked)
    sent = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)  # goes on with what was asked
    assert "We have sent a link to New@Example.org" in text(sent)
    cast.lead.refresh_from_db()
    assert cast.lead.email == before
    link = link_to("new@example.org")
    assert before in text(client.get(link)) and "new@example.org" in text(client.get(link))
    cast.lead.refresh_from_db()
    assert cast.lead.email == before  # to look changes nothing
    assert "Your e-mail address is changed" in text(client.post(link))
    cast.lead.refresh_from_db()
    assert cast.lead.email == "new@example.org" and Wish.objects.get().address == "new@example.org"
    told = Message.objects.filter(to=before).latest("id")
    assert "was changed, as you asked" in told.text and "new@example.org" not in told.text
    assert client.get(ABOUT).status_code == 302  # signed out
    signed_in_by_password(client, cast.lead)
    assert client.get(link).status_code == 404  # used


@pytest.mark.parametrize("who", ["volunteer", "officer", "superuser"])
def test_link_opens_to_nobody_else(cast, sign_in, who):
    token = actions.address_token(cast.lead, "new@example.org")
    assert sign_in(cast.lead).get(f"{EMAIL}{token}/").status_code == 200
    other = sign_in(getattr(cast, who))
    assert other.get(f"{EMAIL}{token}/").status_code == other.post(f"{EMAIL}{token}/").status_code == 404


def test_link_is_too_old_after_three_days(cast, sign_in, monkeypatch):
    token = actions.address_token(cast.lead, "new@example.org")
    move_on(monkeypatch, days=3, minutes=1)
    assert actions.new_address(cast.lead, token) is None


@pytest.mark.parametrize("fault", ["wrong", "for another address", "old"])
def test_page_of_a_link_that_is_wrong_or_old_changes_nothing(cast, client, monkeypatch, fault):
    signed_in_by_password(client, cast.lead)
    cast.lead.refresh_from_db()
    actions.ask_for_address(person=cast.lead, email="new@example.org", by=cast.lead)
    link, before = link_to("new@example.org"), cast.lead.email
    assert client.get(link).status_code == 200
    if fault == "wrong":
        link = f"{link[:-2]}{'A' if link[-2] != 'A' else 'B'}/"
    if fault == "for another address":
        signed, signature = link.split(":", 1)
        actions.ask_for_address(person=cast.lead, email="other@example.org", by=cast.lead)
        link = f"{link_to('other@example.org').split(':', 1)[0]}:{signature}"
        assert not link.startswith(signed)
    if fault == "old":
        move_on(monkeypatch, days=3, minutes=1)
        signed_in_by_password(client, cast.lead)
    assert client.get(ABOUT).status_code == 200  # it is the link that opens nothing
    assert (client.get(link).status_code, client.post(link).status_code) == (404, 404)
    cast.lead.refresh_from_db()
    assert cast.lead.email == before


def test_old_address_is_told_and_a_new_password_ends_the_link(cast, sign_in):
    actions.ask_for_address(person=cast.lead, email="thief@example.org", by=cast.lead)
    told = Message.objects.get(to=cast.lead.email)
    assert "asked to have your mail sent to another address" in told.text and "thief" not in told.text
    token = link_to("thief@example.org").rstrip("/").rpartition("/")[2]
    assert actions.new_address(cast.lead, token) == "thief@example.org"
    cast.lead.set_password("another one of 15")
    cast.lead.save()
    assert actions.new_address(cast.lead, token) is None


def test_mail_to_a_mistyped_address_tells_nothing_of_who_asked(cast):
    actions.ask_for_address(person=cast.lead, email="mistyped@example.org", by=cast.lead)
    mail = Message.objects.get(to="mistyped@example.org")
    held = mail.text + mail.html + b64_decode(link_to("mistyped@example.org").split("/")[-2].split(":")[0].encode()).decode()
    assert "mistyped@example.org" in held and cast.lead.email not in held and cast.lead.name not in held


def test_of_two_links_the_first_that_is_used_counts(cast):
    first, second = (actions.address_token(cast.lead, f"{name}@example.org") for name in ("one", "two"))
    actions.take_new_address(person=cast.lead, token=first, by=cast.lead)
    with pytest.raises(PermissionDenied):  # it was looked at before the first was used
        actions.take_new_address(person=cast.lead, token=second, by=cast.lead)
    cast.lead.refresh_from_db()
    assert cast.lead.email == "one@example.org"


def test_open_session_alone_changes_no_address(cast, sign_in):
    """Whoever finds one is asked to show that it is them."""
    answer = sign_in(cast.lead).post(EMAIL, {"email": "thief@example.org"}, follow=True)
    assert not Message.objects.filter(to="thief@example.org").exists() and "We have sent a link" not in text(answer)


def test_whose_address_it_is_already_is_not_told(cast):
    actions.ask_for_address(person=cast.lead, email=cast.council_lead.email, by=cast.lead)
    assert Message.objects.filter(to=cast.council_lead.email).count() == 1
    with pytest.raises(ValidationError, match="known already"):
        actions.change_email(person=cast.lead, email=cast.council_lead.email.upper(), by=cast.lead)


def test_links_are_not_sent_without_end(cast):
    for number in range(actions.A_DAY):
        actions.ask_for_address(person=cast.lead, email=f"{number}@example.org", by=cast.lead)
    with pytest.raises(ValidationError, match="tomorrow"):
        actions.ask_for_address(person=cast.lead, email="more@example.org", by=cast.lead)
    with pytest.raises(PermissionDenied):
        actions.ask_for_address(person=cast.lead, email="more@example.org", by=cast.officer)


def test_request_waits_with_the_steering_group_until_it_is_answered(cast, sign_in):
    lead = sign_in(cast.lead)
    said = {"compact": cast.compact.pk, "wrong": f"{CANARY} my post", "right": "Chair of trustees"}
    assert "Say what it should say" in text(lead.post(CORRECT, said | {"right": ""}))
    assert "Your request is sent to the" in text(lead.post(CORRECT, said, follow=True))
    asked = CorrectionRequest.objects.get()
    assert (asked.asked_by, asked.due_on) == (cast.lead, months_after(today(), 1))
    mail = Message.objects.get(to=cast.officer.email)
    assert CANARY not in mail.text and f"/wealdshire/steering/corrections/{asked.pk}/" in mail.text
    for who in (cast.officer, cast.vcs_member):
        assert TASK in text(sign_in(who).get("/home/"))
    assert CANARY in text(sign_in(cast.officer).get(f"/wealdshire/steering/corrections/{asked.pk}/"))
    page = f"/wealdshire/steering/corrections/{asked.pk}/"
    assert "Say why" in text(sign_in(cast.officer).post(page, {"outcome": "refused", "answer": ""}))
    assert "is told that there is an answer" in text(sign_in(cast.officer).post(page, {"outcome": "partly", "answer": "In the list"}, follow=True))
    assert TASK not in text(sign_in(cast.vcs_member).get("/home/"))
    assert "it is corrected in part; In the list" in text(sign_in(cast.lead).get(ABOUT))
    assert "In the list" not in Message.objects.filter(to=cast.lead.email).latest("id").text
    assert {"correction.asked", "correction.answered"} <= set(Event.objects.values_list("verb", flat=True))


def test_nobody_answers_their_own_or_from_outside(cast, sign_in):
    own = ask_correction(compact=cast.compact, wrong="My name", right="Vera", by=cast.vcs_member)
    for who in (cast.vcs_member, cast.lead, cast.board_member, cast.superuser):
        with pytest.raises(PermissionDenied):
            answer_correction(request=own, outcome="corrected", answer="", by=who)
    client = sign_in(cast.vcs_member)
    assert TASK not in text(client.get("/home/"))
    assert "somebody else of the group answers" in text(client.get(f"/wealdshire/steering/corrections/{own.pk}/"))
    answer_correction(request=own, outcome="corrected", answer="", by=cast.officer)
    with pytest.raises(ValidationError, match="answered already"):
        answer_correction(request=own, outcome="refused", answer="No", by=cast.statutory_member)


def test_one_person_does_not_ask_without_end(cast):
    for _ in range(MOST_WAITING):
        ask_correction(compact=cast.compact, wrong="A", right="B", by=cast.lead)
    with pytest.raises(ValidationError, match="wait until some are answered"):
        ask_correction(compact=cast.compact, wrong="A", right="B", by=cast.lead)


def test_late_request_is_shown_as_late(cast, sign_in):
    asked = ask_correction(compact=cast.compact, wrong="A", right="B", by=cast.lead)
    CorrectionRequest.objects.filter(pk=asked.pk).update(asked_on=today() - 40 * DAY, due_on=today() - DAY)
    assert "Late" in text(sign_in(cast.officer).get("/home/"))
