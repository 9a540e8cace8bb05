"""A start with a missing or odd setting ends at once and names the variable; a right one passes Django's own deployment check."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "COMPACT_ENV": "production",
    "PORTAL_URL": "https://compact.example.org",
    "SECRET_KEY": "".join(map(chr, range(40, 120))),
    "DATABASE_URL": "postgresql://portal_app@db.example.org/portal",
    "EMAIL_HOST": "mail.example.org",
    "MAIL_FROM": "Compact portal <portal@example.org>",
}
BASH_SETS = {"BASH_SOURCE", "PWD", "SECONDS"}
SSO = {
    "SSO_SERVER_URL": "https://login.example.org/council/v2.0",
    "SSO_CLIENT_ID": "portal",
    "SSO_CLIENT_SECRET": "s3cret",
    "SSO_EMAIL_DOMAINS": "council.example.org, schools.example.org",
}


@pytest.fixture
def settings_of(monkeypatch):
    """`settings_of({...})` reads settings.py anew under exactly these variables."""

    def read(variables: dict) -> dict:
        for name in variable_names():
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delitem(sys.modules, "compact_portal.environment", raising=False)
        return runpy.run_path(str(ROOT / "compact_portal/settings.py"))

    return read


def variable_names() -> set[str]:
    """Every variable that settings.py and the modules it stands on read, and those of the scripts."""
    code = "".join(
        (ROOT / "compact_portal" / file).read_text() for file in ("settings.py", "environment.py", "database/urls.py", "database/embedded.py")
    )
    called = re.findall(r'\b(?:text|flag|number|address|mailbox|notify_key|environ\.get)\(\s*"([A-Z_]+)"', code)
    scripts = "".join(
        (ROOT / "script" / name).read_text() for name in ("environment", "server", "serve", "setup", "build", "manage", "with-database")
    )
    used = set(re.findall(r"\$\{?([A-Z][A-Z_]+)", scripts)) - BASH_SETS
    return set(called) | set(re.findall(r'"(DATABASE\w*_URL)"', code)) | used


def test_example_file_lists_every_variable_once_under_a_comment():
    lines = (ROOT / ".env.example").read_text().splitlines()
    names = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]
    assert sorted(names) == sorted(variable_names())
    above = dict(zip(lines[1:], lines, strict=False))
    assert [line for line in lines if line and not line.startswith("#") and not above[line].startswith("# ")] == []


def test_production_starts_with_what_the_example_marks_as_needed(settings_of):
    read = settings_of(PRODUCTION)
    assert (read["DEMO"], read["DEBUG"], read["SECOND_FACTOR_REQUIRED"], read["SECURE_SSL_REDIRECT"]) == (False, False, True, True)
    assert read["ALLOWED_HOSTS"] == ["compact.example.org"]
    assert read["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert (read["SESSION_COOKIE_NAME"], read["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")


def test_development_starts_with_nothing_set(settings_of):
    assert settings_of({})["PORTAL_URL"] == "http://localhost:8000"


@pytest.mark.parametrize("name", ["PORTAL_URL", "SECRET_KEY", "DATABASE_URL", "EMAIL_HOST", "MAIL_FROM"])
def test_production_names_what_is_missing(settings_of, name):
    with pytest.raises(ImproperlyConfigured, match=rf"\b{name} is not set"):
        settings_of({key: value for key, value in PRODUCTION.items() if key != name})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COMPACT_ENV", "live"),
        ("COMPACT_DEMO", "1"),
        ("COMPACT_DEMO", "perhaps"),
        ("PORTAL_URL", "http://compact.example.org"),
        ("PORTAL_URL", "compact.example.org"),
        ("PORTAL_URL", "https://compact.example.org/portal"),
        ("SECRET_KEY", "too short"),
        ("DATABASE_URL", "the database"),
        ("PORTAL_DATABASE_ROLE", "root"),
        ("MAIL_FROM", "the portal"),
        ("MAIL_FROM", "a@example.org\nBcc: b@example.org"),
        ("EMAIL_PORT", "smtp"),
        ("EMAIL_PORT", "-1"),
        ("TRUSTED_PROXY_COUNT", "²"),
        ("EMAIL_USE_TLS", "starttls"),
        ("BEHIND_HTTPS_PROXY", "on"),
        ("BEHIND_HTTPS_PROXY", "1"),  # with no count of proxies
        ("SECOND_FACTOR_REQUIRED", "officers"),
        ("NOTIFY_API_KEY", "26785a09-ab16-4eb0-8407-a37497a57506"),  # the secret alone, without the service
    ],
)
def test_production_names_what_is_odd(settings_of, name, value):
    with pytest.raises(ImproperlyConfigured, match=rf"\b{name}\b"):
        settings_of(PRODUCTION | {name: value})


def test_two_kinds_of_tls_are_refused(settings_of):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_USE_TLS and EMAIL_USE_SSL"):
        settings_of(PRODUCTION | {"EMAIL_USE_TLS": "1", "EMAIL_USE_SSL": "1"})
    assert settings_of(PRODUCTION | {"EMAIL_USE_SSL": "1", "EMAIL_USE_TLS": ""})["EMAIL_USE_TLS"] is False


def test_proxy_and_its_count_go_together(settings_of):
    read = settings_of(PRODUCTION | {"BEHIND_HTTPS_PROXY": "1", "TRUSTED_PROXY_COUNT": "1"})
    assert (read["SECURE_PROXY_SSL_HEADER"], read["ALLAUTH_TRUSTED_PROXY_COUNT"]) == (("HTTP_X_FORWARDED_PROTO", "https"), 1)
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXY_COUNT is 0"):
        settings_of(PRODUCTION | {"BEHIND_HTTPS_PROXY": "1", "TRUSTED_PROXY_COUNT": "0"})


def test_migrating_needs_the_owners_address(settings_of):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_OWNER_URL is not set"):
        settings_of(PRODUCTION | {"PORTAL_DATABASE_ROLE": "owner"})
    address = {"PORTAL_DATABASE_ROLE": "owner", "DATABASE_OWNER_URL": "postgresql://portal_owner@db.example.org/portal"}
    assert settings_of(PRODUCTION | address)["DATABASES"]["default"]["USER"] == "portal_owner"


@pytest.mark.parametrize("name", ["SSO_CLIENT_ID", "SSO_CLIENT_SECRET", "SSO_EMAIL_DOMAINS"])
def test_single_sign_on_is_whole_or_refused(settings_of, name):
    with pytest.raises(ImproperlyConfigured, match=f"{name} is not set"):
        settings_of(PRODUCTION | {key: value for key, value in SSO.items() if key != name})


def test_single_sign_on_over_plain_http_is_refused_in_production(settings_of):
    with pytest.raises(ImproperlyConfigured, match="SSO_SERVER_URL"):
        settings_of(PRODUCTION | SSO | {"SSO_SERVER_URL": "http://login.example.org"})


def test_single_sign_on_settings(settings_of):
    read = settings_of(PRODUCTION | SSO)
    assert read["SSO_EMAIL_DOMAINS"] == ["council.example.org", "schools.example.org"]
    assert read["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["form-action"] == ["'self'", "https://login.example.org"]


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess:
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")} | variables
    return subprocess.run([sys.executable, "-W", "error", "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)


def test_deployment_check_is_clean():
    result = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (result.returncode, result.stdout) == (0, "System check identified no issues (0 silenced).\n"), result.stderr


def test_migrate_runs_as_the_owner_and_says_when_it_cannot():
    result = manage("migrate", **PRODUCTION)
    assert result.returncode == 1
    assert "DATABASE_OWNER_URL is not set" in result.stderr


def test_secret_key_made_as_the_example_says_is_long_enough_and_new(settings_of):
    command = re.search(r"such as: (.*)", (ROOT / ".env.example").read_text())[1]
    first, second = (subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True).stdout.strip() for _ in range(2))
    assert first != second
    assert settings_of(PRODUCTION | {"SECRET_KEY": first})["SECRET_KEY"] == first


def test_owner_commands_exist():
    from django.core.management import get_commands

    owner = runpy.run_path(str(ROOT / "manage.py"))["OWNER_COMMANDS"]
    assert owner - set(get_commands()) == set()
