"""A file that an officer sent to be looked at. It lies in the cache for an hour, under a name that only this officer's session page
knows, so that nothing is written into the plan, and nothing kept for good, before they say so."""

import secrets
from dataclasses import dataclass

from django.core.cache import caches

from actionplans.periods import Period
from signatories.models import Compact

KEPT = 60 * 60  # seconds


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes
    period: Period
    beside: bool


def key(compact: Compact, person, token: str) -> str:
    return f"plan-upload:{compact.pk}:{person.pk}:{token}"


def keep(upload: Upload, *, compact: Compact, by) -> str:
    """The token under which `look` finds it again."""
    token = secrets.token_urlsafe(16)
    caches["copies"].set(key(compact, by, token), upload, KEPT)
    return token


def look(token: str, *, compact: Compact, by) -> Upload | None:
    return caches["copies"].get(key(compact, by, token))


def forget(token: str, *, compact: Compact, by) -> None:
    caches["copies"].delete(key(compact, by, token))
