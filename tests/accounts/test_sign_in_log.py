"""The log says who signed in and who was refused, by number, and holds no address, password or code."""

import logging

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from compact_portal.messaging.models import Message
from tests.accounts.test_sign_in import ASK, CONFIRM, code_in
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
PASSWORD_PAGE = reverse("account_login")


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.INFO, "compact_portal.sign_in")

    def lines() -> list[str]:
        assert [secret for secret in ("example.org", PASSWORD, "WRONG1", "no such") if secret in caplog.text] == []
        return [record.getMessage() for record in caplog.records if record.name == "compact_portal.sign_in"]

    return lines


def test_sign_in_by_code_and_by_password(client, cast, log):
    client.post(ASK, {"email": cast.lead.email})
    client.post(CONFIRM, {"code": code_in(Message.objects.get())})
    Client().post(PASSWORD_PAGE, {"login": cast.volunteer.email, "password": PASSWORD})
    assert log() == [f"Person {cast.lead.pk} signed in by code", f"Person {cast.volunteer.pk} signed in by password"]


def test_refusals(client, cast, log):
    client.post(ASK, {"email": cast.lead.email})
    client.post(CONFIRM, {"code": "WRONG1"})
    for email in (cast.lead.email.upper(), "nobody@example.org"):
        Client().post(PASSWORD_PAGE, {"login": email, "password": "no such phrase"})
    assert log() == [
        f"Person {cast.lead.pk} was refused: wrong code",
        f"Person {cast.lead.pk} was refused: wrong password",
        "Person unknown was refused: wrong password",
    ]


def test_second_factor_is_named(client, cast, log):
    TOTP.activate(cast.officer, generate_totp_secret())
    client.post(PASSWORD_PAGE, {"login": cast.officer.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": "WRONG1"})
    assert log() == [f"Person {cast.officer.pk} was refused: wrong totp"]
