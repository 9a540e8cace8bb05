"""Who may see what: every address of the site, asked for by everybody of the cast, against what the apps declare.

An address that no tests/<app>/access.py declares fails the suite, so that a page cannot be added without saying who sees it.
"""

import pytest
from django.conf import settings as portal
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.accounts.access import PUBLIC
from tests.site import sweep

pytestmark = pytest.mark.django_db
WRITTEN = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
# A task's session begins when its page is opened; what was drawn for one reader is kept for the next.
MAY_WRITE_ON_GET = {"django_session", "cache", "cache_copies"}


@pytest.fixture
def site(cast):
    sweep.prepare(cast)
    return cast


def browser(cast, name: str, client: Client | None = None) -> Client:
    """A browser in which this person has just signed in; `client`, where it is given, forgets what it did before."""
    client = client or Client(raise_request_exception=False)
    client.cookies.clear()
    if name != "anonymous":
        client.force_login(getattr(cast, name), backend=portal.AUTHENTICATION_BACKENDS[0])
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


@pytest.mark.parametrize("name", sorted(sweep.EVERYBODY))
def test_sweep(name, site, swept):
    """GET and POST of every address as this person. GET writes nothing; each POST is undone."""
    wrong, client = [], None
    for rule in sweep.rules().values():
        client, address = browser(site, name, client), rule.address(site)
        before = written()
        got = sweep.outcome(client.get(address))
        if got not in sweep.expected(rule, name, "GET"):
            wrong.append(f"GET {rule.name} ({rule.who}): {got}")
        if written() != before:
            wrong.append(f"GET {rule.name} wrote to {sorted(set(written().items()) - set(before.items()))}")
        with transaction.atomic():
            got = sweep.outcome(client.post(address, {}))
            transaction.set_rollback(True)
        if got not in sweep.expected(rule, name, "POST"):
            wrong.append(f"POST {rule.name} ({rule.who}): {got}")
        swept.cells += 2
    assert wrong == []


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
