"""How settings are read from the environment: a missing or odd value stops the start with the variable's name.

Outside production (`COMPACT_ENV=production`) each has a default that serves a developer's machine and nothing else.
"""

import os
import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ENVIRONMENT = os.environ.get("COMPACT_ENV", "development").strip()
if ENVIRONMENT not in ("development", "production"):
    raise ImproperlyConfigured(f"COMPACT_ENV is {ENVIRONMENT!r}: use development or production.")
PRODUCTION = ENVIRONMENT == "production"


def text(name: str, default: str | None = None, *, production_default: str | None = None) -> str:
    """The variable `name`; with no value and no default it is an error that names it."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    fallback = production_default if PRODUCTION else default
    if fallback is None:
        raise ImproperlyConfigured(f"{name} is not set. See .env.example for what it means.")
    return fallback


def flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in ("", "0", "1", "true", "false", "yes", "no"):
        return default if value == "" else value in ("1", "true", "yes")
    raise ImproperlyConfigured(f"{name} is {value!r}: use 1 or 0.")


def number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if value and not (value.isascii() and value.isdecimal()):
        raise ImproperlyConfigured(f"{name} is {value!r}: use a whole number.")
    return int(value or default)


def address(name: str, default: str | None = None) -> str:
    """An http or https address without a path."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise ImproperlyConfigured(f"{name} is {value!r}: use an address such as https://compact.example.org.")
    return value


def mailbox(name: str, default: str) -> str:
    """`somebody@example.org`, or that with a name: `Compact portal <somebody@example.org>`."""
    value = text(name, default)
    if not re.fullmatch(r"[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+", value):
        raise ImproperlyConfigured(f"{name} is {value!r}: use an e-mail address.")
    return value


def notify_key(name: str) -> str:
    """A key as GOV.UK Notify shows it once: its name, then the service's and its own number of 36 signs each. Empty where there is none."""
    value = text(name, "", production_default="")
    if value and not re.fullmatch(r"\S+-[0-9a-f-]{36}-[0-9a-f-]{36}", value):
        raise ImproperlyConfigured(f"{name} is not a whole key: copy all of it from GOV.UK Notify, from its name to the last sign.")
    return value
