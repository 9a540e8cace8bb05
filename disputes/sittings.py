"""The time in which somebody has their key open: 15 minutes after their last page, an hour at most, and never past signing out.

The open key is kept in the session, locked under a second key that only the person's browser has, in a cookie of its own. Who copies
the sessions from the database can open nothing with them; who steals one of the two cookies neither.
"""

import base64
import time
from dataclasses import dataclass, field

from django.conf import settings

from disputes.vault import CannotOpen, sessions

IDLE, LONGEST = 15 * 60, 60 * 60  # seconds
KEPT = "vault"
COOKIE = "__Host-vault" if settings.SECURE_HTTPS else "vault"


@dataclass
class Sitting:
    """A person with their key open, for the length of one request."""

    person: object
    private: bytes = field(repr=False)
    seen: list = field(default_factory=list, repr=False)  # what was opened in it already, so that each is told of once
    begun: float | None = None  # when the passphrase was entered, in seconds of the epoch


def begin(request, response, private: bytes, *, at: float | None = None) -> Sitting:
    """`response` carries the half that the server must not keep."""
    cookie, kept = sessions.begin(private)
    now = at or time.time()
    request.session[KEPT] = {"person": request.user.pk, "key": base64.b64encode(kept).decode(), "begun": now, "used": now, "seen": []}
    response.set_cookie(COOKIE, base64.urlsafe_b64encode(cookie).decode(), secure=settings.SECURE_HTTPS, httponly=True, samesite="Strict", path="/")
    return Sitting(request.user, private)


def unlocked(request, *, at: float | None = None) -> Sitting | None:
    """The sitting that goes on, and goes on from now; None when there is none, or its time is over."""
    kept, now = request.session.get(KEPT), at or time.time()
    if not kept:
        return None
    fresh = kept["used"] <= now <= kept["used"] + IDLE and now <= kept["begun"] + LONGEST
    if not fresh or kept["person"] != request.user.pk:
        lock(request)
        return None
    try:
        cookie = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
        private = sessions.resume(cookie, base64.b64decode(kept["key"]))
    except (CannotOpen, ValueError):
        return None
    kept["used"] = now
    request.session.modified = True
    return Sitting(request.user, private, kept["seen"], kept["begun"])


def lock(request, response=None) -> None:
    request.session.pop(KEPT, None)
    if response is not None:
        response.delete_cookie(COOKIE, samesite="Strict")
