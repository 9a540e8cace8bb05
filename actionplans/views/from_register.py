"""A document on the register of references becomes an achievement of a plan (domain.md A15.1, 12)."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionplans.models import Origin
from actionplans.views.achieving import achieve
from signatories.records.reports import achievement_of
from signatories.views.fetch import officered_compact


@require_http_methods(["GET", "HEAD", "POST"])
def achievement_from_reference(request, compact: str, pk: int):
    """Of what is on the register alone: what waits to be checked, or is no longer true, achieves nothing."""
    compact = officered_compact(request, compact)
    reference = get_object_or_404(compact.references.public().with_names(), pk=pk)
    reference.compact = compact
    draft = achievement_of(reference)
    return achieve(
        request, compact=compact, origin=Origin.of(reference, f"the register of documents: “{reference.document}”, {reference.organisation}"),
        words=draft.text, organisations=draft.organisations, evidence=reference.document, evidence_link=reference.website,
        back=reverse("signatories:references", args=[compact.slug]), parent=_("Register of documents"),
    )  # fmt: skip
