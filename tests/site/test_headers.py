"""What every answer carries, and what never reaches the log."""

import io
import logging
import re
import secrets

import pytest
from django.conf import settings as portal
from django.core import signing
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from compact_portal import urls
from compact_portal.logs import SafeFilter, SafeFormatter

pytestmark = pytest.mark.django_db
CANARY = "canary-9c1e77"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def fails(request):
    raise RuntimeError(f"could not read {request.POST.get('text', CANARY)}")


def breaks_a_rule(request):
    """PostgreSQL answers such a refusal with the whole row."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO messaging_message (subject, text, html) VALUES ('', %s, '')", [request.POST["text"]])
    return HttpResponse()


fails.login_required = breaks_a_rule.login_required = False
urlpatterns = [path("fails/", fails, name="fails"), path("breaks-a-rule/", breaks_a_rule), path("i/<str:token>/fails/", fails), *urls.urlpatterns]
handler500 = urls.handler500


def directives(policy: str) -> set[str]:
    return {part.strip() for part in policy.split(";")}


@pytest.fixture
def log():
    """What the process would write: our filter and formatter on the root logger."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(SafeFilter())
    handler.setFormatter(SafeFormatter(portal.LOGGING["formatters"]["line"]["fmt"]))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


PAGES = ["/", "/healthz", "/home/", "/accounts/login/", "/accounts/login/code/", "/admin/", "/outbox/", "/nowhere/at/all/", "/wealdshire/", "/fails/"]


@pytest.mark.urls("tests.site.test_headers")
@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("who", ["anonymous", "lead", "superuser"])
def test_every_answer_carries_the_same_strict_headers(address, who, cast, visitor):
    if who != "anonymous":
        visitor.force_login(getattr(cast, who), backend=portal.AUTHENTICATION_BACKENDS[0])
    answer = visitor.get(address)
    assert directives(answer["Content-Security-Policy"]) == directives(POLICY)
    assert "unsafe" not in answer["Content-Security-Policy"]
    kept = {
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert {name: answer[name] for name in kept} == kept
    assert "camera=()" in answer["Permissions-Policy"]
    if who != "anonymous":
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/accounts/login/code/", "/nowhere/at/all/", "/home/"])
def test_pages_hold_no_inline_script_style_or_handler(address, cast, sign_in):
    html = sign_in(cast.lead).get(address, follow=True).content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style|\sstyle=|\son\w+=|javascript:", html) == []


@pytest.mark.urls("tests.site.test_headers")
def test_fault_gives_a_number_that_the_log_has_too_and_nothing_else(visitor, log):
    answer = visitor.post("/fails/", {"text": CANARY})
    page = answer.content.decode()
    assert answer.status_code == 500
    reference = re.search(r"\b[0-9A-F]{8}\b", page)[0]
    assert f"Fault {reference} on fails\n" in log.getvalue()
    assert log.getvalue().count("builtins.RuntimeError") == 1
    assert "in fails" in log.getvalue()
    for secret in ("Traceback", "RuntimeError", "test_headers", CANARY):
        assert secret not in page


@pytest.mark.urls("tests.site.test_headers")
@pytest.mark.parametrize("address", ["/fails/", "/breaks-a-rule/", "/accounts/login/", "/accounts/login/code/", "/nowhere/", f"/i/{CANARY}/fails/"])
def test_what_people_write_never_reaches_the_log(address, visitor, log, cast):
    fields = ("text", "email", "login", "password", "code")
    visitor.post(address, dict.fromkeys(fields, f"{CANARY}@example.org"), headers={"referer": f"http://testserver/i/{CANARY}/"})
    assert CANARY not in log.getvalue()


@pytest.mark.urls("tests.site.test_headers")
def test_log_names_the_rule_that_postgresql_held(visitor, log):
    visitor.post("/breaks-a-rule/", {"text": CANARY})
    assert "django.db.utils.IntegrityError 23502" in log.getvalue()


def test_log_of_a_chain_of_exceptions_keeps_places_and_kinds(log):
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            raise ValueError(CANARY) from error
    except ValueError:
        logging.getLogger("compact_portal.test").exception("It failed\nFORGED LINE")
    written = log.getvalue()
    assert written.index("builtins.KeyError") < written.index("and then") < written.index("builtins.ValueError")
    assert "It failed FORGED LINE" in written
    assert CANARY not in written


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/i/abcDEF-123_x/", "/i/[token]/"),
        ("/accounts/password/reset/key/4-cz2fo2-9a8b7c/", "/accounts/password/reset/key/[token]/"),
        ("/wealdshire/signatories/", "/wealdshire/signatories/"),
        ("/a-very-long-name-of-an-agreement/signatories/", "/a-very-long-name-of-an-agreement/signatories/"),
    ],
)
def test_tokens_in_addresses_are_blanked(path, kept):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", (path,), None)
    SafeFilter().filter(record)
    assert record.getMessage() == f"Not Found: {kept}"


def addresses(patterns, before: str = ""):
    for each in patterns:
        address = before + str(each.pattern)
        yield from addresses(each.url_patterns, address) if hasattr(each, "url_patterns") else [address]


@pytest.mark.parametrize(
    "token",
    [secrets.token_urlsafe(32), secrets.token_hex(32), signing.dumps([1, "a@example.org"]), f"123-{'0a' * 12}"],
    ids=["drawn", "from a seed", "signed", "of a mail"],
)
def test_no_address_of_a_mailed_link_reaches_the_log(token):
    held = [address for address in addresses(urls.urlpatterns) if re.search(r"<(str|slug):(token|key)>", address)]
    assert len(held) >= 19
    for address in held:
        path = re.sub(r"<[^>]+>", "1", re.sub(r"<(str|slug):(token|key)>", token, address))
        record = logging.LogRecord("django.security.csrf", logging.WARNING, "", 0, "Forbidden (%s): %s", ("CSRF token missing", f"/{path}"), None)
        SafeFilter().filter(record)
        assert token not in record.getMessage() and "[token]" in record.getMessage(), address


def test_csrf_failure_is_a_page_and_logs_no_token(cast, log):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("account_request_login_code"), {"email": CANARY})
    assert answer.status_code == 403
    assert "<h1" in answer.content.decode()
    assert CANARY not in log.getvalue()
