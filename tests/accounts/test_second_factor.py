"""Officers, staff and superusers set up a second factor before they see anything else, public pages included."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
SET_UP = reverse("mfa_activate_totp")
NEED_ONE = {"officer", "superuser", "staff"}


@pytest.fixture
def person(request, cast):
    """Anybody of the cast by name; `staff` is one who is neither officer nor superuser."""
    if request.param == "staff":
        cast.stranger.is_staff = True
        cast.stranger.save()
        return "staff", cast.stranger
    return request.param, getattr(cast, request.param)


PEOPLE = ["stranger", "lead", "volunteer", "council_lead", "champion", "statutory_member", "vcs_member", "board_member", *sorted(NEED_ONE)]
ROUTES = {  # page: whether it stays open to somebody whose second factor is missing
    "healthz": True,
    "account_logout": True,
    "account_reauthenticate": True,
    "mfa_index": True,
    "mfa_activate_totp": True,
    "mfa_list_webauthn": True,
    "mfa_add_webauthn": True,
    "front": False,
    "home": False,
    "account_login": False,
    "account_email": False,
    "account_change_password": False,
    "usersessions_list": False,
    "admin:index": False,
}


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("person", PEOPLE, indirect=True)
def test_truth_table(person, required, settings, sign_in):
    settings.SECOND_FACTOR_REQUIRED = required
    name, user = person
    client = sign_in(user)
    sent_away = {route for route in ROUTES if client.get(reverse(route)).headers.get("Location") == SET_UP}
    expected = {route for route, stays_open in ROUTES.items() if not stays_open} if required and name in NEED_ONE else set()
    assert sent_away == expected


@pytest.mark.parametrize("who", ["stranger", "lead", "vcs_member", "officer", "superuser"])
@pytest.mark.parametrize("address", ["/wealdshire/", "/wealdshire/plans/", "/wealdshire/signatories/"])
def test_public_page_that_shows_officers_more_waits_for_the_second_factor(address, who, settings, sign_in, client, cast):
    settings.SECOND_FACTOR_REQUIRED = True
    assert client.get(address).status_code == 200
    answer = sign_in(getattr(cast, who)).get(address)
    assert answer.status_code == (302 if who in NEED_ONE else 200)
    assert answer.headers.get("Location") == (SET_UP if who in NEED_ONE else None)


def test_page_to_set_one_up_opens(settings, cast, client):
    settings.SECOND_FACTOR_REQUIRED = True
    client.post(reverse("account_login"), {"login": cast.officer.email, "password": PASSWORD})
    asked = client.get(reverse("home"), follow=True).redirect_chain[-1][0]
    assert asked.startswith(reverse("account_reauthenticate"))
    page = client.post(asked, {"password": PASSWORD, "next": SET_UP}, follow=True)
    assert page.redirect_chain == [(SET_UP, 302)]
    assert "Set up an app that shows codes" in page.content.decode()


@pytest.mark.parametrize("person", sorted(NEED_ONE), indirect=True)
def test_with_a_second_factor_everything_opens(person, settings, sign_in):
    settings.SECOND_FACTOR_REQUIRED = True
    _, user = person
    TOTP.activate(user, generate_totp_secret())
    client = sign_in(user)
    assert [route for route in ROUTES if client.get(reverse(route)).headers.get("Location") == SET_UP] == []


def test_recovery_codes_alone_are_no_second_factor(settings, cast, sign_in):
    settings.SECOND_FACTOR_REQUIRED = True
    Authenticator.objects.create(user=cast.officer, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert sign_in(cast.officer).get(reverse("home")).headers.get("Location") == SET_UP


def test_posts_are_held_back_too(settings, cast, sign_in):
    settings.SECOND_FACTOR_REQUIRED = True
    answer = sign_in(cast.superuser).post(reverse("admin:accounts_user_add"), {"email": "new@example.org", "name": "New"})
    assert answer.headers["Location"] == SET_UP


def test_officer_whose_time_is_over_needs_none(settings, cast, sign_in):
    settings.SECOND_FACTOR_REQUIRED = True
    cast.officer.offices.update(until="2009-06-01")
    assert sign_in(cast.officer).get(reverse("home")).headers.get("Location") != SET_UP
