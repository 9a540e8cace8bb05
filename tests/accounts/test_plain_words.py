"""What the sign-in pages say is ours, and alike for addresses that somebody has and that nobody has."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.test_sign_in import ASK, CONFIRM
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
LIBRARY = ["Successfully", "Incorrect code", "specified are not correct", "Current Password", "has been sent to", "Two-Factor", "Authenticator app"]


def words(answer) -> str:
    page = answer.content.decode()
    assert [sentence for sentence in LIBRARY if sentence in page] == []
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize("email", ["charity-lead@example.org", "nobody@example.org"])
def test_asking_for_a_code_claims_nothing(client, cast, email):
    page = words(client.post(ASK, {"email": email}, follow=True))
    assert f"If we know this address, a code is on its way: {email}" in page
    assert " Done " not in page


def test_wrong_code_wrong_password_and_sign_in_in_plain_words(cast):
    client = Client()
    client.post(ASK, {"email": cast.lead.email})
    assert "That code is not right." in words(client.post(CONFIRM, {"code": "WRONG1"}))
    client = Client()
    refused = client.post(reverse("account_login"), {"login": cast.lead.email, "password": "not this one at all"})
    assert "The e-mail address or the password is not right." in words(refused)
    opened = client.post(reverse("account_login"), {"login": cast.lead.email, "password": PASSWORD}, follow=True)
    assert "You are signed in as Charity Lead." in words(opened)
    assert "You have signed out." in words(client.post(reverse("account_logout"), follow=True))
