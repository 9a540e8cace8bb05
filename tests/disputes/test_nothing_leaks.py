"""What is said in a case stands nowhere but under its keys: not in the database, sessions, logs, mails, history, or in any page of others."""

import base64
import gzip
import logging

import pytest
from django.apps import apps
from django.conf import settings as portal
from django.contrib import admin
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from disputes import keeping, wall
from disputes.models import Audience, Entry
from tests.disputes.conftest import BACKEND, unlocked_client, with_key
from tests.site import sweep

pytestmark = pytest.mark.django_db
CANARY = "Quorvane-canary-7319"


def forms_of(canary: str) -> list[bytes]:
    """Plain, in UTF-16, and base64 at each of its three places in a longer text."""
    raw = canary.encode()
    encoded = [base64.b64encode(b"x" * shift + raw)[4 if shift else 0 : -4] for shift in range(3)]
    return [raw, canary.encode("utf-16-le"), canary.encode("utf-16-be"), raw.hex().encode(), *encoded]


def found_in(haystack: bytes, canaries: list[str]) -> list[str]:
    return [canary for canary in canaries if any(form in haystack for form in forms_of(canary))]


def every_row(case) -> bytes:
    """All rows of all tables, bytes as they are, and what of them is gzip unpacked."""
    parts = []
    with wall.inside(case=case), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                parts += [bytes(value) if isinstance(value, memoryview) else str(value).encode() for value in row]
    parts += [gzip.decompress(part) for part in parts if part[:2] == b"\x1f\x8b"]
    return b"\n".join(parts)


def everything_cached() -> bytes:
    """Keys and values of every cache, unpacked."""
    parts = []
    for cache in caches.all():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT cache_key, value FROM {connection.ops.quote_name(cache._table)}")
            for key, value in cursor.fetchall():
                parts += [key.encode(), base64.b64decode(value), repr(cache.get(key.split(":", 2)[2])).encode()]
    return b"\n".join(parts)


@pytest.fixture
def told(concern, caplog):
    """Every kind of thing said, read and downloaded through pages."""
    caplog.set_level(logging.DEBUG)
    with wall.inside(case=concern.case):
        said = {"case": concern.case, "by": concern.parts["lead"], "sitting": concern.lead}
        for audience in (Audience.DRAFT, Audience.CASE, Audience.RAISER):
            for kind in Entry.Kind:
                keeping.write(audience=audience, kind=kind, body=f"{CANARY} {kind}", title=f"{CANARY} {kind}", **said)
        file = keeping.keep_file(audience=Audience.CASE, name=f"{CANARY}.txt", content=gzip.compress(CANARY.encode()) + CANARY.encode(), **said)
        keeping.take_file(file=file, sitting=concern.council)
        concern.file = file
    return concern


def test_no_table_no_log_no_cache_holds_a_word(told, caplog):
    client = unlocked_client(told.lead.person)
    for rest in ("", f"files/{told.file.pk}/", "keys/", "looked/"):
        assert client.get(f"/wealdshire/cases/{told.case.reference}/{rest}").status_code == 200
    rows = every_row(told.case)
    assert str(told.case.reference).encode() in rows  # the search itself finds what is in clear
    assert found_in(rows, [CANARY, told.lead.private.hex()]) == []
    assert told.lead.private not in rows
    logged = caplog.text + "".join(str(record.__dict__) for record in caplog.records if "django.db" not in record.name)
    assert found_in(logged.encode(), [CANARY]) == []
    assert found_in(everything_cached(), [CANARY, told.lead.private.hex()]) == []
    assert told.lead.private not in everything_cached()


@pytest.mark.parametrize("alias", list(portal.CACHES))
@pytest.mark.parametrize("value", [CANARY, CANARY.encode(), {"said": [f"He said: {CANARY}"]}, (1, CANARY.encode("utf-16-le"))])
def test_what_is_put_into_a_cache_is_found(alias, value, db):
    assert found_in(everything_cached(), [CANARY]) == []
    caches[alias].set("page", value)
    assert found_in(everything_cached(), [CANARY]) == [CANARY]
    caches[alias].delete("page")
    caches[alias].set(CANARY, 1)
    assert found_in(everything_cached(), [CANARY]) == [CANARY]


def test_search_itself_finds_every_form():
    for form in forms_of(CANARY)[:4]:
        assert found_in(b"before" + form + b"after", [CANARY]) == [CANARY]
    for shift in range(3):
        assert found_in(base64.b64encode(b"y" * shift + CANARY.encode() + b"and more"), [CANARY]) == [CANARY]


@pytest.mark.parametrize("name", ["superuser", "officer", "statutory_member", "vcs_member", "champion", "board_member", "stranger", "volunteer"])
def test_whoever_is_not_in_a_case_finds_no_page_of_it(told, name):
    """404 and not 403, the same as for a reference that nobody has, also with a key of their own open."""
    someone = getattr(told.cast, name)
    with_key(someone)
    client = unlocked_client(someone, raise_request_exception=False)
    asked = 0
    for rule_name, pattern in sweep.patterns():
        if not rule_name.startswith("disputes:") or "reference" not in str(pattern.pattern):
            continue
        names = {"compact": "wealdshire", "reference": told.case.reference}
        for other in set(pattern.pattern.converters) - set(names):
            names[other] = told.parts["lead"].pk if pattern.pattern.converters[other].__class__.__name__ == "UUIDConverter" else 1
        address = reverse(rule_name, kwargs=names)
        nowhere = reverse(rule_name, kwargs=names | {"reference": "0000-0000-0000-0000"})
        for method in (client.get, client.post):
            answer, same = method(address), method(nowhere)
            assert answer.status_code in (404, 405), f"{rule_name} {answer.status_code}"
            assert answer.status_code == same.status_code
            assert CANARY.encode() not in answer.content
            assert told.case.reference.encode() not in answer.content, rule_name
            asked += 1
    assert asked >= 12


@pytest.mark.parametrize("name", ["superuser", "officer", "vcs_member"])
def test_no_list_and_no_admin_page_shows_that_there_is_a_case(told, name):
    client = Client(raise_request_exception=False)
    client.force_login(getattr(told.cast, name), backend=BACKEND)
    told_of = {told.case.reference, CANARY}
    for address in ("/home/", "/wealdshire/", "/wealdshire/steering/", "/wealdshire/disagreements/", "/wealdshire/cases/custodians/", "/admin/"):
        page = client.get(address).content.decode()
        assert not any(words in page for words in told_of), address
    registered = {model._meta.label for model in admin.site._registry}
    guarded = {model._meta.label for model in apps.get_models() if getattr(model, "row_policy", "")}
    assert registered.isdisjoint(guarded | {"disputes.PersonKey", "disputes.KeyLock", "disputes.Proof"})


def test_every_page_of_a_case_goes_through_the_wall():
    pages = [pattern for name, pattern in sweep.patterns() if name.startswith("disputes:") and "reference" in str(pattern.pattern)]
    assert [pattern.name for pattern in pages if not getattr(pattern.callback, "is_case_view", False)] == []


def test_pages_of_a_case_are_kept_nowhere_and_say_nothing_on_their_tab(told):
    client = unlocked_client(told.lead.person)
    for page in ("keys/", "looked/"):
        answer = client.get(f"/wealdshire/cases/{told.case.reference}/{page}")
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"
        assert f"<title>Your page – {portal.PORTAL_NAME}</title>" in answer.content.decode()


def test_case_through_another_compact_is_not_found(told):
    client = unlocked_client(told.lead.person)
    assert client.get(f"/elsewhere/cases/{told.case.reference}/keys/").status_code == 404


def test_holder_who_is_removed_in_another_tab_reads_no_more(told):
    client = unlocked_client(told.council.person)
    page = f"/wealdshire/cases/{told.case.reference}/keys/"
    assert client.get(page).status_code == 200
    with wall.inside(case=told.case):
        keeping.end_part(part=told.parts["council"], by=told.officer.person)
    assert client.get(page).status_code == 404
    assert client.post(f"{page}{told.parts['helper'].pk}/let-in/").status_code == 404


def test_who_looked_names_everybody_who_opened(told):
    for who in ("lead", "council"):
        client = unlocked_client(getattr(told, who).person)
        for _ in range(2):
            client.get(f"/wealdshire/cases/{told.case.reference}/keys/")
    page = client.get(f"/wealdshire/cases/{told.case.reference}/looked/").content.decode()
    assert page.count("Opened the case: passphrase entered at ") == 2  # once in each sitting
    assert "Downloaded a file" in page
    assert "Charity Lead" in page
    assert "Council Lead" in page
