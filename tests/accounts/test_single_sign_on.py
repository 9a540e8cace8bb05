"""Single sign-on by OpenID Connect, the whole code flow against a service on this machine."""

import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from compact_portal.accounts.models import User
from tests.accounts.identity_provider import CLIENT, SECRET, IdentityProvider

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(settings):
    """The council's sign-in service, which may vouch for addresses at example.org."""
    with IdentityProvider() as provider:
        app = {"provider_id": "sso", "name": "Wealdshire Council", "client_id": CLIENT, "secret": SECRET, "settings": {"server_url": provider.url}}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        settings.SSO_EMAIL_DOMAINS = ["example.org"]
        yield provider


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


def walk(client, council, **claims):
    """Press the button, go to the service, come back with its code. Returns the portal's last answer."""
    council.person = claims
    away = client.post(reverse("openid_connect_login", args=["sso"]))
    assert away.url.startswith(council.url + "/authorize")
    opener = urllib.request.build_opener(NoRedirect)
    with pytest.raises(urllib.error.HTTPError) as redirect:
        opener.open(away.url, timeout=5)
    back = urlsplit(redirect.value.headers["Location"])
    redirect.value.close()
    assert back.path == reverse("openid_connect_callback", args=["sso"])
    return client.get(f"{back.path}?{back.query}")


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def test_button_shows_and_get_alone_does_not_leave(client, council, cast):
    assert "Wealdshire Council" in client.get(reverse("account_login")).content.decode()
    assert client.get(reverse("openid_connect_login", args=["sso"])).status_code == 200


def test_known_person_signs_in_and_is_known_by_the_service_afterwards(client, council, cast):
    answer = walk(client, council, sub="u-1", email="Council-Lead@example.org", email_verified=True)
    assert (answer.status_code, answer.url) == (302, reverse("home"))
    assert signed_in_as(client) == str(cast.council_lead.pk)
    assert SocialAccount.objects.get().uid == "u-1"
    client.logout()
    walk(client, council, sub="u-1", email="married-name@example.org", email_verified=True)
    assert signed_in_as(client) == str(cast.council_lead.pk)


def test_unknown_person_is_refused_and_no_account_made(client, council, cast):
    before = User.objects.count()
    answer = walk(client, council, sub="u-2", email="nobody@example.org", email_verified=True)
    assert answer.status_code == 200
    assert signed_in_as(client) is None
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_address_that_the_service_has_not_proved_is_refused(client, council, cast):
    walk(client, council, sub="u-3", email=cast.council_lead.email, email_verified=False)
    assert signed_in_as(client) is None
    assert not SocialAccount.objects.exists()


def test_service_opens_no_account_of_another_domain(client, council, cast, settings):
    """Whoever runs the council's service could make it claim any address: a charity's stays shut."""
    settings.SSO_EMAIL_DOMAINS = ["council.example.org"]
    walk(client, council, sub="u-4", email=cast.lead.email, email_verified=True)
    assert signed_in_as(client) is None
    assert not SocialAccount.objects.exists()


def test_somebody_who_moved_to_another_organisation_is_shut_to_the_old_ones_service(client, council, cast):
    walk(client, council, sub="u-5", email=cast.council_lead.email, email_verified=True)
    client.logout()
    User.objects.filter(pk=cast.council_lead.pk).update(email="lead@charity.example.net")
    walk(client, council, sub="u-5", email="council-lead@example.org", email_verified=True)
    assert signed_in_as(client) is None


def test_second_factor_is_still_asked(client, council, cast):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(cast.officer, generate_totp_secret())
    answer = walk(client, council, sub="u-6", email=cast.officer.email, email_verified=True)
    assert answer.url == reverse("mfa_authenticate")
    assert signed_in_as(client) is None


def test_answer_that_nobody_asked_for_is_refused(client, council, cast):
    council.person = {"sub": "u-7", "email": cast.council_lead.email, "email_verified": True}
    client.get(reverse("openid_connect_callback", args=["sso"]), {"code": "stolen", "state": "invented"})
    assert signed_in_as(client) is None
