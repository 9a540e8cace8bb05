"""Figures of a refresh: who can be reached, who has answered, by sector and by area."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from compact_portal.messaging.models import Message
from signatories.models import Compact, Membership, Organisation, Refresh, RefreshRound, Signature
from signatories.models.organisation import Sector
from signatories.reach import organisations_lost
from signatories.reports_champions import small_ones


@dataclass(frozen=True)
class Rate:
    label: str
    asked: int
    answered: int

    @property
    def share(self) -> int:
        """In per cent, rounded; 0 where nobody was asked."""
        return round(100 * self.answered / self.asked) if self.asked else 0


def rates(round: RefreshRound, *, floor: int = 0) -> dict:
    """`all`, `sectors` and `areas`: how many were asked and have answered. An organisation counts in each area in which it works.

    Groups in which fewer than `floor` were asked are left out, since a share of three tells of each of them; and with them what would
    give them away, taken from all.
    """
    parts = round.parts.exclude(signature__status=Signature.Status.WITHDRAWN)
    counts = {"asked": Count("id"), "answered": Count("id", filter=Q(answered_on__isnull=False))}
    whole = parts.aggregate(**counts)
    by_sector = {row[0]: row[1:] for row in parts.order_by().values_list("signature__organisation__sector").annotate(**counts)}
    by_area = parts.order_by().values_list("signature__organisation__areas__name").annotate(**counts)
    sectors = [Rate(round.compact.terms.sector(sector), *by_sector[sector]) for sector in Sector.values if sector in by_sector]
    areas = [Rate(name or _("No area given"), asked, answered) for name, asked, answered in sorted(by_area, key=lambda row: row[0] or "~")]
    small = small_ones({rate.label: rate.asked for rate in sectors}, floor)
    return {
        "all": Rate(_("All"), whole["asked"], whole["answered"]),
        "sectors": [rate for rate in sectors if rate.label not in small],
        "areas": [rate for rate in areas if rate.asked >= floor and not 0 < whole["asked"] - rate.asked < floor],
    }


@dataclass(frozen=True)
class Unreachable:
    signature: Signature
    why: str


def unreachable(compact: Compact) -> list[Unreachable]:
    """Signatories that a letter would not reach, or perhaps not: to put right before the round starts. Two queries."""
    failed = Message.objects.filter(to__iexact=OuterRef("organisation__contact_email"), status__in=Message.LOST)
    newer = Message.objects.filter(to__iexact=OuterRef("organisation__contact_email"), status=Message.Status.SENT, pk__gt=OuterRef("last_failed"))
    leads = Membership.objects.serving().filter(role=Membership.Role.LEAD, person__is_active=True).order_by()
    led = Organisation.objects.same_as(*leads.values_list("organisation", flat=True).distinct())
    signatures = compact.signatures.in_force().select_related("organisation")
    signatures = signatures.annotate(last_failed=failed.order_by("-pk").values("pk")[:1], has_lead=Exists(led.filter(pk=OuterRef("organisation"))))
    signatures = signatures.annotate(works_again=Exists(newer), came_back=Exists(organisations_lost().filter(pk=OuterRef("organisation"))))
    found = []
    for signature in signatures.order_by("organisation__name"):
        if not signature.organisation.contact_email:
            why = _("There is no address; a lead is known.") if signature.has_lead else _("There is no address, and nobody acts for it here.")
            found.append(Unreachable(signature, why))
        elif signature.came_back:
            found.append(Unreachable(signature, _("Mail to its address comes back.")))
        elif signature.last_failed and not signature.works_again:
            found.append(Unreachable(signature, _("The last mail to its address came to nothing.")))
    return found


def standings(round: RefreshRound, on: datetime.date) -> list[tuple[Refresh, str]]:
    """Everybody who was asked with where they stand on the ladder that day; those to help first."""
    order = [
        Refresh.Standing.LATE,
        Refresh.Standing.HELPED,
        Refresh.Standing.DUE,
        Refresh.Standing.LAPSED,
        Refresh.Standing.ACTIVE,
        Refresh.Standing.WITHDRAWN,
    ]
    parts = round.parts.select_related("signature__organisation", "link", "helped_by")
    rows = []
    for refresh in parts:
        refresh.round = round
        rows.append((refresh, refresh.standing(on)))
    return sorted(rows, key=lambda row: (order.index(row[1]), row[0].signature.organisation.name.casefold()))
