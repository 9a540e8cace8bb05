"""What the steering group sees of its signatories, Champions and itself."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from compact_portal.days import today
from signatories import reports
from signatories.filters import SteeringSignatureFilter
from signatories.models import Champion, GroupMembership, Organisation, OrganisationName, Signature, SigningLink
from signatories.models.organisation import Sector
from signatories.roles import members_of, roles_of
from signatories.views.fetch import signature_of, steered_compact

NUMBERS = {"charity_number": gettext_lazy("charity"), "company_number": gettext_lazy("company"), "org_id": gettext_lazy("org-id")}
SHORT = 10
PAGE = 50


@require_safe
def steering(request, compact: str):
    compact = steered_compact(request, compact)
    on = today()
    without = reports.signatures_without_main_champion(compact, on)
    context = {
        "compact": compact,
        "roles": roles_of(request.user, compact),
        "table": _by_status_and_sector(compact),
        "warning": _lacks_a_sector(compact),
        "figures": reports.champion_figures(compact, on),
        "without_main": without[:SHORT],
        "seats": reports.steering_group_table(compact, on),
    }
    return render(request, "signatories/steering.html", context)


@require_safe
def signatures(request, compact: str):
    """Every organisation on the list, whatever its state. `?champion=none` keeps those without a main Champion."""
    compact = steered_compact(request, compact)
    found = compact.signatures.filter(organisation__merged_into__isnull=True).select_related("organisation")
    if without_champion := request.GET.get("champion") == "none":
        found = found.filter(pk__in=reports.signatures_without_main_champion(compact, today()).values("pk"))
    narrowed = SteeringSignatureFilter(request.GET, queryset=found, compact=compact)
    page = Paginator(narrowed.qs, PAGE).get_page(request.GET.get("page"))
    context = {
        "compact": compact,
        "roles": roles_of(request.user, compact),
        "filter": narrowed,
        "page_obj": page,
        "rows": [(signature, compact.terms.sector(signature.organisation.sector)) for signature in page],
        "without_champion": without_champion,
    }
    return render(request, "signatories/signatures.html", context)


@require_safe
def signature(request, compact: str, pk: int):
    """One organisation's place in the Compact: signature, Champions, leads."""
    compact = steered_compact(request, compact)
    signature = signature_of(compact, pk)
    is_open = signature.organisation.is_open_to(compact)
    same = Organisation.objects.same_as(signature.organisation)
    acting = members_of(signature.organisation).serving().select_related("person")
    context = {
        "compact": compact,
        "signature": signature,
        "organisation": signature.organisation,
        "sector": compact.terms.sector(signature.organisation.sector),
        "roles": roles_of(request.user, compact),
        "champions": Champion.objects.serving()
        .filter(signature__compact=compact, signature__organisation__in=same)
        .select_related("person", "succeeds")
        .prefetch_related("codes"),
        "members": acting if is_open else [],
        "is_open": is_open,
        "areas": signature.organisation.areas.order_by("name"),
        "themes": signature.organisation.themes.all() if is_open else [],
        "other_names": OrganisationName.objects.filter(organisation__in=same),
        "numbers": [(label, number) for field, label in NUMBERS.items() if (number := getattr(signature.organisation, field))],
        "groups": GroupMembership.objects.filter(member__in=same).select_related("group") if is_open else [],
        "link": SigningLink.objects.filter(signature=signature).first(),
        "asked_states": [(value, Signature.Status(value).label) for value in Signature.ASKED],
    }
    return render(request, "signatories/signature.html", context)


def _by_status_and_sector(compact) -> dict:
    """`columns` names the sectors that occur; `rows` are (status, its name, counts in that order, total) for statuses that occur."""
    signatures = Signature.objects.filter(compact=compact, organisation__merged_into__isnull=True)
    counted = signatures.order_by().values_list("status", "organisation__sector").annotate(Count("id"))
    found = {(status, sector): count for status, sector, count in counted}
    sectors = [sector for sector in Sector.values if any(sector == seen for _, seen in found)]
    rows = [(value, label, [found.get((value, sector), 0) for sector in sectors]) for value, label in Signature.Status.choices]
    return {
        "columns": [compact.terms.sector(sector) for sector in sectors],
        "rows": [(value, label, counts, sum(counts)) for value, label, counts in rows if any(counts)],
    }


def _lacks_a_sector(compact) -> str:
    """A warning for an agreement in force that one side alone has signed, or nobody: its authority comes from both (domain.md R-02)."""
    signed = {row.sector for row in reports.signatories_by_sector(compact)}
    if not compact.is_signed or {Sector.STATUTORY, Sector.VOLUNTARY} <= signed:
        return ""
    return gettext("Only one side has signed.") if signed else gettext("Nobody has signed yet.")
