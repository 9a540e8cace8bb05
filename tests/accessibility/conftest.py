"""One Chromium page for all tests here; what the browser tests stand on, without a server."""

import pytest
from django.conf import settings as portal
from django.test import Client

from tests.accessibility.looking import Look, Looked
from tests.accessibility.screen import Screen
from tests.disputes.conftest import cheap_passphrases  # noqa: F401  fixture
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


@pytest.fixture(scope="session")
def looked(figure):  # noqa: F811
    """Says at the end, in one line, what the whole proof has looked at."""
    seen = Looked()
    yield seen
    if seen.people:
        pairs = f"{len(seen.shown):,} addresses, {len(seen.pairs):,} addresses × roles, {seen.administration} administration pages"
        figure(f"accessibility: {pairs}, {len(seen.documents):,} different pages, each at 320 and 1280 px, {seen.faults} violations")


@pytest.fixture
def look(screen, looked):
    """For the long proofs: what it finds fails the test at its end, so that one fault hides no other."""
    looking = Look(screen, looked, by_keyboard=True)
    yield looking
    looked.faults += len(looking.wrong)
    assert not looking.wrong, "\n".join(looking.wrong)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The account of what was shown comes last, however the others are shuffled."""
    items.sort(key=lambda item: item.path.name == "test_what_was_shown.py")
