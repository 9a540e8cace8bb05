"""Whether a Compact may take cases: once two custodians on each side have proved their keys. Once met, that is never taken back."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from compact_portal.days import today
from disputes import peppers
from disputes.models import Custodian, GoneLive
from disputes.models.custodians import DRILL
from signatories.models import Compact
from signatories.models.organisation import Sector

EACH_SIDE = 2


@dataclass(frozen=True)
class Readiness:
    """`proved` by sector; `lapsed` are custodians whose last drill is more than a quarter ago."""

    compact: Compact
    peppers: bool
    proved: dict[str, int]
    lapsed: list[Custodian]
    since: datetime.date | None

    @property
    def missing(self) -> list[str]:
        """A sentence for each thing that is missing, in the order in which it is done."""
        said = [] if self.peppers else [_("Whoever installed the portal has to set the secret for case passphrases (CASE_PEPPER_FILE).")]
        for side, count in self.proved.items():
            if count < EACH_SIDE:
                wanted = (
                    _("One more custodian of the %(sector)s has to be named and to prove a key.")
                    if EACH_SIDE - count == 1
                    else _("Two custodians of the %(sector)s have to be named and to prove their key.")
                )
                said.append(wanted % {"sector": self.compact.terms.sector(side)})
        return said

    @property
    def is_met(self) -> bool:
        return not self.missing


def readiness_of(compact: Compact, *, on=None) -> Readiness:
    """Three queries."""
    on = on or today()
    proved = list(Custodian.objects.serving(on=on).filter(compact=compact).proved().select_related("person", "organisation"))
    counts = {side.value: sum(each.sector == side for each in proved) for side in (Sector.STATUTORY, Sector.VOLUNTARY)}
    lapsed = [each for each in proved if _is_late(each, on)]
    live = GoneLive.objects.filter(compact=compact).first()
    return Readiness(compact, peppers.are_set(), counts, lapsed, live.since if live else None)


def _is_late(custodian: Custodian, on: datetime.date) -> bool:
    return custodian.proved_at.date() + DRILL < on


def lapsed_in(compacts: set[int], *, on=None) -> dict[int, int]:
    """How many custodians of each agreement have let their drill lapse. One query."""
    on = on or today()
    proved = Custodian.objects.serving(on=on).filter(compact__in=compacts).proved()
    return Counter(each.compact_id for each in proved if _is_late(each, on))


def may_open_cases(compact: Compact) -> bool:
    """The one question that raising a concern asks."""
    return GoneLive.objects.filter(compact=compact).exists()


def note(compact: Compact, *, on=None) -> GoneLive | None:
    """Called when a custodian has proved their key: the day on which the condition is first met is kept."""
    found = readiness_of(compact, on=on)
    if found.since or not found.is_met:
        return None
    return GoneLive.objects.create(compact=compact, since=on or today())
