"""Pages in Chromium, served as in production: gunicorn's place is taken by Django's test server, static files come from whitenoise.

Needs what `script/setup` makes. Every page is watched for breaches of the content security policy and for errors of scripts.
"""

import pytest
from django.conf import settings
from django.test import TransactionTestCase

from tests.transactional import empty_tables

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = 320, 1280  # CSS pixels; 320 is also a desk's 1280 at 400 %
WATCH = """
window.breaches = [];
document.addEventListener("securitypolicyviolation", (e) => breaches.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
"""


def follow(target) -> None:
    """Click what leads to another page, and wait until that page is whole: a click by itself may return while the old one still stands."""
    with target.page.expect_event("load"):
        target.click()


@pytest.fixture(scope="session", autouse=True)
def served_as_in_production(static_files):
    """Also where a test starts the server before it asks for Chromium."""


@pytest.fixture(scope="package", autouse=True)
def owner_empties_tables():
    """In place before the database fixtures of any test here, and still there when they end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_tables)
        yield


@pytest.fixture
def context(chromium, live_server):
    """A browser of one person, with nothing in it."""
    context = chromium.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": DESK, "height": 900})
    context.set_default_timeout(60_000)  # a busy machine is no fault
    context.add_init_script(WATCH)
    yield context
    context.close()


@pytest.fixture
def page(context):
    """A page that fails the test when its scripts fail or something breaks the content security policy."""
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.wait_for_load_state()
    breaches = page.evaluate("window.breaches || []")
    assert errors == []
    assert breaches == []


@pytest.fixture
def cast(live_server):
    """The standing cast, committed, so that the server's threads see it."""
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture
def enter(context, client, live_server):
    """`enter(person)` signs the browser in by cookie."""

    def entered(person):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return entered


@pytest.fixture
def axe(axe_source):
    """`axe(page)` fails with every finding of axe-core: the rule, its reason, and where."""

    def checked(page):
        page.evaluate(axe_source)
        result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        findings = [f"{v['id']}: {v['help']}: {[node['html'][:160] for node in v['nodes']]}" for v in result["violations"]]
        assert findings == [], f"{page.url}\n" + "\n".join(findings)
        assert result["passes"], f"axe checked nothing on {page.url}"

    return checked


@pytest.fixture
def no_overflow():
    """`no_overflow(page)` fails when a phone would have to scroll sideways; it names the widest culprits."""

    def checked(page):
        before = page.viewport_size
        page.set_viewport_size({"width": PHONE, "height": 800})
        wide = page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth ? [] :
            [...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 120))
            .concat(["the page is " + document.documentElement.scrollWidth + " px wide"])"""
        )
        page.set_viewport_size(before)
        assert wide == [], page.url

    return checked


@pytest.fixture
def sound(axe, no_overflow):
    """`sound(page)`: no finding on a phone and on a desk, no scrolling sideways, one h1, a title that names the page and the portal."""

    def checked(page):
        page.wait_for_load_state()
        no_overflow(page)
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
        assert page.locator("h1").count() == 1, page.url
        assert page.title().endswith(f" – {settings.PORTAL_NAME}"), page.url

    return checked
