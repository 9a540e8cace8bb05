"""Letting somebody back in: what the person who waits, the others in the case, and the custodians see of it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disputes import keeping, sittings, wall
from disputes.actions import recovery as actions
from disputes.forms.custodians import AgreeForm
from disputes.models import Recovery
from disputes.vault import CannotOpen
from disputes.views.custodians import custodian_of
from disputes.views.fetch import case_view, private
from signatories.views.fetch import any_compact, posted


@require_http_methods(["GET", "POST"])
@case_view
def ask(request, case, viewer):
    """By somebody who waits: what will happen, and one button."""
    waiting = keeping.waiting(case)
    part = next((part for part in viewer.parts if part.pk in waiting), None)
    if part is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.ask(part=part, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("The custodians have been told, and so has everybody in this case."))
        return redirect("disputes:keys", case.compact.slug, case.reference)
    return render(request, "disputes/ask_recovery.html", {"compact": case.compact, "case": case})


@require_POST
@case_view
def object_to(request, case, viewer, recovery):
    return _step(request, case, lambda found: actions.object_to(recovery=found, by=request.user), recovery, _("It is stopped. They have been told."))


@require_POST
@case_view
def finish(request, case, viewer, recovery):
    said = _("You can read again what is yours to read.")
    return _step(request, case, lambda found: actions.finish(recovery=found, sitting=viewer.sitting), recovery, said)


def _step(request, case, deed, pk, said: str):
    found = get_object_or_404(case.recoveries, pk=pk)
    try:
        deed(found)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except CannotOpen:
        messages.error(request, _("The halves of the key do not fit together. Ask again: the custodians then give theirs anew."))
    except PermissionDenied:
        raise Http404 from None
    else:
        messages.success(request, said)
    return redirect("disputes:keys", case.compact.slug, case.reference)


@require_safe
def recoveries(request, compact: str):
    """What is asked of one custodian: who, and since when. Neither the case nor the parties are named."""
    compact = any_compact(compact)
    own = custodian_of(request, compact)
    if own is None:
        raise Http404
    with wall.inside(person=request.user):
        rows = list(
            Recovery.objects.filter(case__in=own.shares.values("case"), stopped_at=None, done_at=None)
            .select_related("asked_by").prefetch_related("agreements")
        )  # fmt: skip
    return private(render(request, "disputes/recoveries.html", {"compact": compact, "rows": rows, "own": own, "now": timezone.now()}))


@require_http_methods(["GET", "POST"])
def agree(request, compact: str, recovery):
    compact = any_compact(compact)
    own = custodian_of(request, compact)
    if own is None:
        raise Http404
    sitting = sittings.unlocked(request)
    with wall.inside(person=request.user):
        found = Recovery.objects.filter(case__in=own.shares.values("case"), stopped_at=None, done_at=None).select_related("asked_by")
        found = get_object_or_404(found, pk=recovery)
    if sitting is None:
        way = {"next": reverse("disputes:agree", args=[compact.slug, recovery])}
        return private(redirect(f"{reverse('disputes:unlock')}?{urlencode(way)}"))
    form = AgreeForm(posted(request))
    if form.is_valid():
        try:
            with wall.inside(case=found.case_id, person=request.user):
                actions.agree(recovery=found, custodian=own, sitting=sitting, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        except (CannotOpen, PermissionDenied):
            form.add_error(None, _("Your key does not open what was given to you for this. Tell whoever asked to go to another custodian."))
        else:
            messages.success(request, _("You have agreed that %(asked_by)s is let back in.") % {"asked_by": found.asked_by})
            return redirect("disputes:recoveries", compact.slug)
    return private(render(request, "disputes/agree.html", {"compact": compact, "form": form, "recovery": found}))
