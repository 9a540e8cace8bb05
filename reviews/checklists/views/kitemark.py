"""The kitemark for everybody: who holds it, whether a number is true, and the mark itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from compact_portal.days import today
from reviews.checklists.mark import png, svg
from reviews.models import KitemarkApplication, KitemarkAward, KitemarkScheme
from signatories.roles import acted_for, roles_of
from signatories.views.fetch import any_compact

MARKS = {"svg": ("image/svg+xml", svg), "png": ("image/png", png)}


@login_not_required
@require_safe
def kitemarks(request, compact: str):
    """The register, and what the kitemark is."""
    compact, on = any_compact(compact), today()
    shown = (
        KitemarkAward.objects.filter(compact=compact, withdrawn_at__isnull=True, until__gte=on).for_reading().prefetch_related("application__codes")
    )
    roles = roles_of(request.user, compact, on=on)
    context = {"compact": compact, "awards": [(award, award.state(on)) for award in shown], "roles": roles}
    context["scheme"] = compact.kitemark_schemes.filter(status=KitemarkScheme.Status.IN_USE).prefetch_related("criteria").first()
    if request.user.is_authenticated:
        own = acted_for(request.user, on=on)
        mine = KitemarkApplication.objects.filter(compact=compact).select_related("compact", "applicant")
        context["mine"] = mine.filter(applicant__in=own) | mine.filter(partner__in=own, status="draft")
    if roles.officer:
        context["waiting"] = KitemarkApplication.objects.filter(compact=compact, status="sent").select_related("compact", "applicant")
        context["schemes"] = compact.kitemark_schemes.all()
    return render(request, "reviews/checklists/kitemark/all.html", context)


def award_of(compact: str, number: str) -> KitemarkAward:
    awards = KitemarkAward.objects.for_reading().prefetch_related("application__codes")
    return get_object_or_404(awards, compact__slug=compact, number__iexact=number)


@login_not_required
@require_safe
def kitemark(request, compact: str, number: str):
    """Whether this number is true: its holder, what it was given to, and until when."""
    award, on = award_of(compact, number), today()
    renewal = award.renewals.filter(award__isnull=False).select_related("award").first()
    context = {"compact": award.compact, "award": award, "state": award.state(on), "on": on, "renewal": renewal}
    context["roles"] = roles_of(request.user, award.compact, on=on)
    context["holder"] = request.user.is_authenticated and acted_for(request.user, on=on).filter(pk=award.application.applicant_id).exists()
    return render(request, "reviews/checklists/kitemark/one.html", context)


@login_not_required
@require_safe
def mark(request, compact: str, number: str, form: str):
    """Only while it stands: a mark that ended is no longer handed out."""
    award = award_of(compact, number)
    if form not in MARKS or award.state(today()) != "standing":
        raise Http404
    media_type, draw = MARKS[form]
    headers = {
        "Content-Disposition": f'inline; filename="{award.number}.{form}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(draw(award), content_type=media_type, headers=headers)
