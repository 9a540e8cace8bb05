"""What everybody may say about a draft while it is out for comment. No sign-in: a name or an address is enough."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from signatories.actions import editions as actions
from signatories.agreement.forms import CommentForm
from signatories.models import Consultation
from signatories.views.fetch import any_compact, posted


def consultation_of(compact, pk: int) -> Consultation:
    consultation = get_object_or_404(Consultation.objects.filter(edition__compact=compact).select_related("edition"), pk=pk)
    consultation.edition.compact = compact
    return consultation


@login_not_required
@require_safe
def consultations(request, compact: str):
    """The one that is open, those to come, and what came of earlier ones."""
    compact = any_compact(compact)
    found = Consultation.objects.filter(edition__compact=compact).select_related("edition")
    context = {"compact": compact, "consultations": found, "on": today()}
    return render(request, "signatories/consultations.html", context)


@login_not_required
@require_safe
def consultation_text(request, compact: str, pk: int):
    """The text as it was put out for comment, whatever became of it."""
    compact = any_compact(compact)
    text = consultation_of(compact, pk).text
    headers = {"Content-Disposition": f'inline; filename="{compact.slug}-consultation-{pk}.pdf"'}
    return HttpResponse(bytes(text.content), content_type=text.media_type, headers=headers)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def comment(request, compact: str, pk: int):
    """Written, then checked, then sent: nothing is kept before the last button."""
    compact = any_compact(compact)
    consultation = consultation_of(compact, pk)
    context = {"compact": compact, "consultation": consultation, "edition": consultation.edition}
    if not consultation.is_open:
        return render(request, "signatories/comment_closed.html", context)
    form = CommentForm(posted(request))
    context["form"] = form
    if not form.is_valid() or "change" in request.POST:
        form = form if not form.is_bound or form.errors else CommentForm(initial=form.cleaned_data)
        return render(request, "signatories/comment.html", context | {"form": form})
    if "send" not in request.POST:
        return render(request, "signatories/comment_check.html", context)
    if not ratelimit.consume(request, action="comment"):
        return render(request, "429.html", status=429)
    try:
        actions.comment(consultation=consultation, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, " ".join(error.messages))
        return render(request, "signatories/comment.html", context)
    messages.success(request, _("Thank you. Your comment has been received."))
    return redirect("signatories:consultations", compact.slug)
