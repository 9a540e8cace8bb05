"""What is held about one person, as each room says it in its `about_me.py`, and what that person can end by themself."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Held:
    """One thing. `address` is where it can be seen, and where it can be corrected if it can."""

    what: str
    since: datetime.date | None = None
    until: datetime.date | None = None
    address: str = ""


@dataclass(frozen=True)
class Ending:
    """A part that somebody has today. `means` says what they and others lose by its end.

    `end` ends it at once; None where nobody can end it alone, and then `address` is where it is handed over.
    `way` is what leads there.
    """

    what: str
    means: str
    end: Callable[[], object] | None = None
    address: str = ""
    way: str = _("Only this one")
