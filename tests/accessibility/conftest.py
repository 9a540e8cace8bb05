"""One Chromium page for all tests here; what the browser tests stand on, without a server."""

import pytest
from django.conf import settings as portal
from django.test import Client

from tests.accessibility.screen import Screen
from tests.prove.conftest import figure  # noqa: F401  fixture


@pytest.fixture(scope="session")
def screen(chromium, axe_source):
    context = chromium.new_context(locale="en-GB")
    context.set_default_timeout(60_000)
    yield Screen(context.new_page(), axe_source)
    context.close()


@pytest.fixture
def browse(cast):
    """`browse("officer")`: a test client of somebody of the cast, or of nobody."""

    def client_of(name: str) -> Client:
        client = Client(raise_request_exception=False)
        if name != "anonymous":
            client.force_login(getattr(cast, name), backend=portal.AUTHENTICATION_BACKENDS[0])
        return client

    return client_of
