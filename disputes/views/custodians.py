"""Custodians of a Compact: who they are, what is missing before cases can be taken, and that their keys open."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.days import today
from compact_portal.forms import PortalForm
from disputes import sittings
from disputes.actions import custodians as actions
from disputes.actions import naming
from disputes.forms.custodians import CustodianForm
from disputes.models import Custodian
from disputes.models.custodians import DRILL
from disputes.readiness import readiness_of
from disputes.vault import CannotOpen
from signatories.models import Compact
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted, steered_compact
from signatories.views.form_page import ask


def _back(compact: Compact) -> dict:
    return {"back": reverse("disputes:custodians", args=[compact.slug]), "parent": _("Custodians")}


def custodian_of(request, compact: Compact) -> Custodian | None:
    return Custodian.objects.filter(compact=compact, person=request.user, confirmed_at__isnull=False).not_ended().first()


@require_safe
def custodians(request, compact: str):
    """For the steering group, and for each custodian."""
    compact = any_compact(compact)
    roles, own = roles_of(request.user, compact), custodian_of(request, compact)
    if not roles.may_see_steering and own is None:
        raise Http404
    rows = list(Custodian.objects.filter(compact=compact).not_ended().with_drill().select_related("person", "organisation", "proposed_by"))
    ready = readiness_of(compact)
    words = {
        "compact": compact, "roles": roles, "own": own, "ready": ready, "lapsed": {each.pk for each in ready.lapsed},
        "rows": [row for row in rows if row.is_confirmed],
        "waiting": [(row, naming.may_confirm(row, request.user)) for row in rows if not row.is_confirmed],
        "next_drill": next((row.proved_at.date() + DRILL for row in rows if own and row.pk == own.pk and row.proved_at), None),
        "today": today(),
    }  # fmt: skip
    return render(request, "disputes/custodians.html", words)


@require_http_methods(["GET", "POST"])
def propose(request, compact: str):
    compact = officered_compact(request, compact)
    form = CustodianForm(posted(request), compact=compact)

    def deed(words):
        made = actions.propose_custodian(compact=compact, by=request.user, **words)
        return _("%(person)s is proposed. Somebody of the other sector confirms it.") % {"person": made.person}

    return ask(
        request, compact=compact, heading=_("Propose a custodian"), form=form, button=_("Propose"), deed=deed, **_back(compact),
        intro=_("Ask them first. They can read no case. They are needed when everybody in one has lost their passphrase, and four times a year "
        "for two minutes, to show that their key still opens."),
    )  # fmt: skip


@require_POST
def confirm(request, compact: str, pk: int):
    compact = steered_compact(request, compact)
    try:
        found = actions.confirm_custodian(custodian=_entry(compact, pk), by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("%(person)s is a custodian from tomorrow, and has been told.") % {"person": found.person})
    return redirect("disputes:custodians", compact.slug)


@require_http_methods(["GET", "POST"])
def end(request, compact: str, pk: int):
    """By an officer, or by the custodian."""
    compact = any_compact(compact)
    row = _entry(compact, pk)
    own = row.person_id == request.user.pk and row.is_confirmed
    if not own and not roles_of(request.user, compact).officer:
        raise Http404

    def deed(words):
        actions.end_custodian(custodian=row, by=request.user)
        return _("You are no longer a custodian.") if own else _("%(person)s is no longer a custodian.") % {"person": row.person}

    back = {"back": reverse("home"), "parent": _("To do")} if own else _back(compact)
    return ask(
        request,
        compact=compact,
        heading=_("Stop being a custodian") if own else _("End the part of %(person)s as custodian") % {"person": row.person},
        deed=deed,
        form=PortalForm(posted(request)),
        button=_("Stop") if own else _("End it"),
        **back,
        intro=_(
            "What was given to them for cases goes at once. Find somebody to follow soon: with fewer than two on a side, one illness is enough "
            "to lose a case for good."
        ),
    )


@require_POST
def prove(request, compact: str):
    compact = any_compact(compact)
    own = custodian_of(request, compact)
    if own is None:
        raise Http404
    sitting = sittings.unlocked(request)
    if sitting is None:
        page = reverse("disputes:custodians", args=[compact.slug])
        messages.success(request, _("Enter your case passphrase first, then press the button again."))
        return redirect(f"{reverse('disputes:unlock')}?{urlencode({'next': page})}")
    try:
        actions.prove(custodian=own, sitting=sitting)
    except (CannotOpen, PermissionDenied):
        messages.error(request, _("Your key did not open. Begin again with a new case passphrase, then try once more."))
    else:
        messages.success(request, _("Thank you. Your key opens."))
    return redirect("disputes:custodians", compact.slug)


def _entry(compact: Compact, pk: int) -> Custodian:
    rows = Custodian.objects.filter(compact=compact).not_ended().select_related("person", "proposed_by", "compact")
    return get_object_or_404(rows, pk=pk)
