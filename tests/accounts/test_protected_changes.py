"""How somebody signs in is changed by that person alone: whoever finds their session open is asked who they are."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from compact_portal.accounts import views
from compact_portal.messaging.models import Message
from tests.accounts.test_sign_in import ASK, CONFIRM, code_in
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
AGAIN = reverse("account_reauthenticate")
SET_PASSWORD = reverse("account_set_password")
CHANGE_PASSWORD = reverse("account_change_password")
NEW = {"password1": "another long phrase", "password2": "another long phrase"}


@pytest.fixture
def by_code(client, cast):
    """Somebody who has neither password nor second factor, signed in by a code."""
    cast.lead.set_unusable_password()
    cast.lead.save()
    client.post(ASK, {"email": cast.lead.email})
    client.post(CONFIRM, {"code": code_in(Message.objects.get())})
    return client


@pytest.mark.parametrize("person", ["lead", "officer", "superuser"])
def test_nobody_changes_their_own_address_by_the_librarys_page(cast, sign_in, person):
    client, address = sign_in(getattr(cast, person)), reverse("account_email")
    assert client.get(address).status_code == 404
    assert client.post(address, {"action_add": "", "email": "mine@evil.example"}).status_code == 404
    assert not EmailAddress.objects.filter(email="mine@evil.example").exists()
    assert Client().get(address).headers["Location"].startswith(ASK)


@pytest.mark.parametrize("route", ["account_change_password", "mfa_generate_recovery_codes", "mfa_deactivate_totp"])
def test_password_or_factor_is_asked_for_before_it_changes(route, cast, client):
    client.post(reverse("account_login"), {"login": cast.lead.email, "password": PASSWORD})
    TOTP.activate(cast.lead, generate_totp_secret())
    answer = client.get(reverse(route))
    assert answer.status_code == 302
    assert answer.headers["Location"].partition("?")[0] in (AGAIN, reverse("mfa_reauthenticate"))


def test_password_change_opens_after_the_password(cast, client):
    client.post(reverse("account_login"), {"login": cast.lead.email, "password": PASSWORD})
    asked = client.get(CHANGE_PASSWORD, follow=True)
    page = asked.content.decode()
    assert "Show that it is you" in page
    assert client.post(asked.redirect_chain[-1][0], {"password": "not this one at all"}).status_code == 200
    answer = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD, "next": CHANGE_PASSWORD})
    assert (answer.status_code, answer.url) == (302, CHANGE_PASSWORD)
    assert "The password you have now" in client.get(CHANGE_PASSWORD).content.decode()


@pytest.mark.parametrize("route", ["account_set_password", "mfa_activate_totp", "mfa_add_webauthn"])
def test_old_session_without_password_signs_in_again(route, by_code, cast, monkeypatch):
    assert "Sign in again first" not in by_code.get(reverse(route)).content.decode()
    later = views.time.time() + 31 * 60
    monkeypatch.setattr(views.time, "time", lambda: later)
    page = by_code.get(reverse(route)).content.decode()
    assert "Sign in again first" in page
    assert f'value="{ASK}?next={reverse(route).replace("/", "%2F")}"' in page


def test_old_session_cannot_give_itself_a_password(by_code, cast, monkeypatch):
    later = views.time.time() + 31 * 60
    monkeypatch.setattr(views.time, "time", lambda: later)
    by_code.post(SET_PASSWORD, NEW)
    cast.lead.refresh_from_db()
    assert not cast.lead.has_usable_password()
    answer = by_code.post(reverse("account_logout"), {"next": f"{ASK}?next={SET_PASSWORD}"})
    assert answer.url == f"{ASK}?next={SET_PASSWORD}"


def test_fresh_session_sets_a_password(by_code, cast):
    by_code.post(SET_PASSWORD, NEW)
    cast.lead.refresh_from_db()
    assert cast.lead.check_password(NEW["password1"])
