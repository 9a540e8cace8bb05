"""How a view gets its Compact: through the person who asks, so that a stranger cannot tell a closed door from a missing one."""

from django.shortcuts import get_object_or_404

from signatories.models import Compact, Signature


def any_compact(slug: str) -> Compact:
    """For public pages."""
    return get_object_or_404(Compact.objects.select_related("area"), slug=slug)


def steered_compact(request, slug: str) -> Compact:
    return get_object_or_404(Compact.objects.steered_by(request.user).select_related("area"), slug=slug)


def officered_compact(request, slug: str) -> Compact:
    return get_object_or_404(Compact.objects.officered_by(request.user).select_related("area"), slug=slug)


def signature_of(compact: Compact, pk: int) -> Signature:
    signature = get_object_or_404(compact.signatures.select_related("organisation", "edition"), pk=pk)
    signature.compact = compact
    return signature


def posted(request):
    """What a form is bound to. An empty POST binds too: it must get its errors, not a fresh form."""
    return request.POST if request.method == "POST" else None
