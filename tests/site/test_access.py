"""Who may see what: every address of the site, asked for by everybody of the cast, against what the apps declare.

An address that no tests/<app>/access.py declares fails the suite, so that a page cannot be added without saying who sees it.
"""

import pytest
from django.conf import settings as portal
from django.db import connection, transaction
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from tests.accounts.access import PUBLIC
from tests.disputes.case_of_the_sweep import HOLDERS, PASSPHRASE
from tests.disputes.conftest import cheap_passphrases  # noqa: F401  fixture
from tests.site import sweep

pytestmark = pytest.mark.django_db
WRITTEN = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
# A task's session begins when its page is opened; what was drawn for one reader is kept for the next.
MAY_WRITE_ON_GET = {"django_session", "cache", "cache_copies"}
SEEN_BY_ITS_HOLDERS = {"audit_event", "disputes_part"}  # who opened a case; and that what they were told of is before them now


@pytest.fixture
def site(cast, cheap_passphrases, monkeypatch):  # noqa: F811  fixture
    """Its PDFs are empty: who may have them is asked here, and drawing each for everybody would take minutes."""
    monkeypatch.setattr("weasyprint.HTML.write_pdf", lambda *_, **__: b"%PDF")
    monkeypatch.setattr("compact_portal.documents.artefacts.finish", lambda pdf, _: pdf)
    sweep.prepare(cast)
    return cast


def browser(cast, name: str) -> Client:
    """A browser in which this person has just signed in, and entered the passphrase where they have one."""
    client = Client(raise_request_exception=False)
    if name != "anonymous":
        client.force_login(getattr(cast, name), backend=portal.AUTHENTICATION_BACKENDS[0])
    if name in HOLDERS.split():
        assert client.post("/passphrase/unlock/", {"passphrase": PASSPHRASE}).status_code == 302
    return client


def written() -> dict[str, int]:
    """How many rows this transaction has written, by table."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return {table: count for table, count in cursor.fetchall() if table not in MAY_WRITE_ON_GET}


def test_every_address_is_declared_and_every_declaration_has_one():
    ours = {name for name, _ in sweep.patterns() if not sweep.is_library(name)}
    assert ours == set(sweep.rules())


def test_sweep_is_of_two_thousand_cells_at_least():
    assert len(sweep.rules()) * len(sweep.EVERYBODY) >= 2000


def test_what_needs_no_sign_in_is_what_is_declared_public():
    without = {name for name, pattern in sweep.patterns() if not getattr(pattern.callback, "login_required", True)}
    declared = {name for name, rule in sweep.rules().items() if rule.public}
    assert without == declared | PUBLIC | {"admin:login"}


def test_every_declaration_names_people_we_know():
    assert [rule.name for rule in sweep.rules().values() if not rule.admits <= sweep.EVERYBODY] == []


def test_every_other_page_that_is_declared_is_one():
    """Another address, or a page that says why not."""
    elsewhere = {where for rule in sweep.rules().values() for where in rule.instead}
    assert elsewhere <= sweep.rules().keys() | sweep.INSTEAD
    assert [template for template in sorted(sweep.INSTEAD) if not get_template(template)] == []


def undone(client: Client, cookies, method: str, address: str) -> str:
    """The outcome of one request, as if none had gone before it and with nothing left of it."""
    client.cookies = cookies
    with transaction.atomic():
        got = sweep.outcome(getattr(client, method.lower())(address))
        transaction.set_rollback(True)
    return got


@pytest.mark.parametrize("name", sorted(sweep.EVERYBODY))
def test_sweep(name, site, swept):
    """GET and POST of every address as this person, each undone. GET writes nothing."""
    wrong, client, rules = [], browser(site, name), sweep.rules().values()
    asked = [(rule, rule.address(site)) for rule in rules]  # all of them first, for some are made when they are asked for
    cookies, before = client.cookies.copy(), written()
    for rule, address in asked:
        got = undone(client, cookies.copy(), "GET", address)
        if got not in sweep.expected(rule, name, "GET"):
            wrong.append(f"GET {rule.name} ({rule.who}): {got}")
        after = written()
        if wrote := {table for table, _ in after.items() - before.items()} - (SEEN_BY_ITS_HOLDERS if rule.of_a_case else set()):
            wrong.append(f"GET {rule.name} wrote to {sorted(wrote)}")
        before = after
    for rule, address in asked:
        got = undone(client, cookies.copy(), "POST", address)
        if got not in sweep.expected(rule, name, "POST"):
            wrong.append(f"POST {rule.name} ({rule.who}): {got}")
    swept.cells += 2 * len(asked)
    assert wrong == []


@pytest.mark.parametrize("name", sorted(sweep.IN_A_CASE))
def test_nobody_reads_their_case_before_the_passphrase_is_entered(name, site, swept):
    client = browser(site, "anonymous")
    client.force_login(getattr(site, name), backend=portal.AUTHENTICATION_BACKENDS[0])
    asked = [rule.address(site) for rule in sweep.rules().values() if rule.of_a_case and name in rule.admits and not rule.only_post]
    assert {undone(client, client.cookies, "GET", address) for address in asked} == {"elsewhere disputes:unlock"}
    swept.cells += len(asked)


def test_demonstration_pages_are_open_to_everybody_there(site, settings):
    settings.DEMO = True
    demo = [rule for rule in sweep.rules().values() if rule.who == "demo"]
    assert demo
    for name in ("anonymous", "stranger", "officer"):
        assert {sweep.outcome(browser(site, name).get(rule.address(site))) for rule in demo} == {"open"}


def without_arguments(prefix: tuple[str, ...] | str) -> list[str]:
    names = {name for name, pattern in sweep.patterns() if name.startswith(prefix) and not pattern.pattern.converters}
    return sorted(name for name in names if not name.startswith("None") and pattern_takes_nothing(name))


def pattern_takes_nothing(name: str) -> bool:
    from django.urls import NoReverseMatch

    try:
        return bool(reverse(name))
    except NoReverseMatch:
        return False


@pytest.mark.parametrize("name", sorted(sweep.EVERYBODY))
def test_admin_is_open_to_the_superuser_alone(name, site, swept):
    client = browser(site, name)
    ask_password = {"admin:login", "admin:logout", "admin:password_change", "admin:password_change_done", "admin:jsi18n", "admin:autocomplete"}
    addresses = [reverse(route) for route in without_arguments("admin:") if route not in ask_password]
    got = {sweep.outcome(client.get(address, follow=True)) for address in addresses}
    swept.cells += len(addresses)
    if name == "superuser":
        assert got <= {"open", "forbidden"}  # forbidden: rows that nobody adds by hand
        assert sweep.outcome(client.get("/admin/")) == "open"
    elif name == "anonymous":
        assert {client.get(address, follow=True).redirect_chain[-1][0].partition("?")[0] for address in addresses} == {reverse(portal.LOGIN_URL)}
    else:
        assert got == {"forbidden"}


@pytest.mark.parametrize("name", ["anonymous", "stranger", "officer"])
def test_sign_in_pages_never_fail_and_only_public_ones_open_without_sign_in(name, site, swept):
    routes = without_arguments(sweep.LIBRARY)
    for route in routes:
        answer = browser(site, name).get(reverse(route))
        assert answer.status_code < 500, route
        if name == "anonymous" and route not in PUBLIC:
            assert sweep.outcome(answer) == "sign in", route
    swept.cells += len(routes)
    assert len(routes) > 20
