"""Signing in: by a code sent to the address, by password, with a second factor; never by making an account."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compact_portal.accounts.models import User
from compact_portal.messaging.models import Message
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
ASK, CONFIRM, PASSWORD_PAGE = reverse("account_request_login_code"), reverse("account_confirm_login_code"), reverse("account_login")


def code_in(message: Message) -> str:
    return re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", message.text, re.M)[1]


def signed_in_as(client) -> str | None:
    return client.session.get("_auth_user_id")


def test_protected_page_leads_to_the_code_page_and_back(client, cast):
    answer = client.get(reverse("home"))
    assert (answer.status_code, answer.url) == (302, f"{ASK}?next={reverse('home')}")


def test_code_signs_in_at_once_and_once(client, cast):
    answer = client.post(ASK, {"email": "Charity-Lead@example.org"}, follow=True)
    assert answer.redirect_chain == [(CONFIRM, 302)]
    message = Message.objects.get()
    assert (message.to, message.urgent) == ("charity-lead@example.org", True)
    answer = client.post(CONFIRM, {"code": code_in(message)})
    assert (answer.status_code, answer.url) == (302, reverse("home"))
    assert signed_in_as(client) == str(cast.lead.pk)
    assert Message.objects.count() == 1  # no second code to prove the address
    client.post(reverse("account_logout"))
    assert signed_in_as(client) is None
    client.post(CONFIRM, {"code": code_in(message)})
    assert signed_in_as(client) is None


def test_three_wrong_codes_end_the_attempt(client, cast):
    client.post(ASK, {"email": cast.lead.email})
    right = code_in(Message.objects.get())
    for _ in range(3):
        client.post(CONFIRM, {"code": "WRONG1"})
    client.post(CONFIRM, {"code": right})
    assert signed_in_as(client) is None


def test_fourth_code_in_a_minute_is_refused(cast):
    for _ in range(4):
        Client().post(ASK, {"email": cast.lead.email})
    assert Message.objects.count() == 3


def ask(client, email: str):
    """Everything an onlooker sees of asking for a code: statuses, addresses and the page."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(ASK, {"email": email}, follow=True)
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    verbs = [query["sql"].split()[0] for query in queries if "auth_session" not in query["sql"]]
    return (answer.redirect_chain, answer.status_code, page.replace(email, "ADDRESS")), verbs.count("INSERT")


@pytest.mark.parametrize("kind", ["unknown", "closed"])
def test_unknown_address_looks_like_a_known_one_and_takes_the_same_work(client, cast, django_user_model, kind):
    if kind == "closed":
        User.objects.filter(pk=cast.stranger.pk).update(is_active=False)
    known, writes_for_known = ask(client, cast.lead.email)
    client.logout()
    Message.objects.all().delete()
    email = {"unknown": "nobody@example.org", "closed": cast.stranger.email}[kind]
    unknown, writes_for_unknown = ask(client, email)
    assert unknown == known
    assert writes_for_unknown == writes_for_known
    if kind == "unknown":
        assert not Message.objects.exists()


def test_closed_account_opens_with_no_code_and_no_password(client, cast):
    User.objects.filter(pk=cast.lead.pk).update(is_active=False)
    client.post(ASK, {"email": cast.lead.email})
    for message in Message.objects.all():
        client.post(CONFIRM, {"code": code_in(message)})
    assert signed_in_as(client) is None
    client.post(PASSWORD_PAGE, {"login": cast.lead.email, "password": PASSWORD})
    assert signed_in_as(client) is None


def test_password_signs_in(client, cast):
    answer = client.post(PASSWORD_PAGE, {"login": "CHARITY-lead@example.org", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, reverse("home"))
    assert signed_in_as(client) == str(cast.lead.pk)


def test_wrong_password_reads_the_same_for_known_and_unknown(client, cast):
    pages = []
    for email in (cast.lead.email, "nobody@example.org"):
        answer = client.post(PASSWORD_PAGE, {"login": email, "password": "wrong phrase altogether"})
        pages.append((answer.status_code, re.sub(r'value="\w{64}"', "", answer.content.decode()).replace(email, "ADDRESS")))
    assert pages[0] == pages[1]
    assert pages[0][0] == 200


def test_password_reset_leaves_by_the_outbox_and_only_to_known_people(client, cast):
    answers = [client.post(reverse("account_reset_password"), {"email": email}) for email in (cast.lead.email, "nobody@example.org")]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, reverse("account_reset_password_done"))] * 2
    assert list(Message.objects.values_list("to", flat=True)) == [cast.lead.email]


def test_nobody_makes_an_account(client, cast):
    before = User.objects.count()
    assert "csrfmiddlewaretoken" not in client.get(reverse("account_signup")).content.decode().split("<main")[-1]
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.count() == before


def test_second_factor_is_asked_after_the_first(client, cast):
    secret = generate_totp_secret()
    TOTP.activate(cast.officer, secret)
    client.post(ASK, {"email": cast.officer.email})
    answer = client.post(CONFIRM, {"code": code_in(Message.objects.get())})
    assert answer.url == reverse("mfa_authenticate")
    assert signed_in_as(client) is None
    client.post(reverse("mfa_authenticate"), {"code": "000000x"})
    assert signed_in_as(client) is None
    now = next(iter(yield_hotp_counters_from_time()))
    client.post(reverse("mfa_authenticate"), {"code": format_hotp_value(hotp_value(secret, now))})
    assert signed_in_as(client) == str(cast.officer.pk)


def test_password_reset_does_not_pass_the_second_factor(client, cast):
    TOTP.activate(cast.officer, generate_totp_secret())
    client.post(reverse("account_reset_password"), {"email": cast.officer.email})
    link = re.search(r"http://\S+/password/reset/key/\S+", Message.objects.get().text)[0]
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "another long phrase", "password2": "another long phrase"})
    assert signed_in_as(client) is None
    answer = client.post(PASSWORD_PAGE, {"login": cast.officer.email, "password": "another long phrase"})
    assert answer.url == reverse("mfa_authenticate")


def test_passkey_sign_in_is_offered(client, cast):
    assert set(client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()) == {"request_options"}
    assert reverse("mfa_login_webauthn") in client.get(PASSWORD_PAGE).content.decode()


def test_sessions_page_lists_devices_and_ends_the_others(client, cast):
    other = Client(HTTP_USER_AGENT="An old telephone")
    for device in (other, client):
        device.post(PASSWORD_PAGE, {"login": cast.lead.email, "password": PASSWORD})
    assert "An old telephone" in client.get(reverse("usersessions_list")).content.decode()
    client.post(reverse("usersessions_list"))
    assert client.get(reverse("home")).status_code == 200
    assert other.get(reverse("home")).status_code == 302


def test_pages_write_nothing_for_somebody_signed_in(sign_in, cast):
    client = sign_in(cast.lead)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("usersessions_list"))
    assert [query["sql"] for query in queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")] == []


def test_admin_signs_in_through_the_portals_own_pages(client, cast, sign_in):
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{ASK}?next=/admin/"
    assert client.post("/admin/login/", {"username": cast.superuser.email, "password": PASSWORD}).status_code == 302
    assert signed_in_as(client) is None
    assert sign_in(cast.superuser).get("/admin/").status_code == 200
    assert sign_in(cast.officer).get("/admin/", follow=True).status_code == 403


def test_mail_of_the_sign_in_pages_is_in_plain_words_of_ours(client, cast):
    client.post(ASK, {"email": cast.lead.email})
    client.post(reverse("account_reset_password"), {"email": cast.lead.email})
    code, reset = Message.objects.order_by("id")
    assert (code.subject, reset.subject) == ("Compact portal: your sign-in code", "Compact portal: choose a new password")
    assert "It works once, for ten minutes." in code.text
    assert "used the sign-in page." in " ".join(code.text.split())
    for message in (code, reset):
        assert "Hello from" not in message.text
        assert "Thank you for using" not in message.text


def test_change_of_password_is_told_to_its_owner(client, cast):
    client.post(PASSWORD_PAGE, {"login": cast.lead.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    new = "another long phrase"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    message = Message.objects.filter(to=cast.lead.email).latest("id")
    assert "Something was changed in your account at Compact portal" in message.text
    assert "Your password was changed." in message.text
    assert message.subject == "Compact portal: your password was changed"
