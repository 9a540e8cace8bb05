"""Officers, staff and superusers set up a second factor before they see a page that is not public."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

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
    "front": True,
    "healthz": True,
    "account_logout": True,
    "mfa_index": True,
    "mfa_activate_totp": True,
    "mfa_list_webauthn": True,
    "mfa_add_webauthn": True,
    "home": False,
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
