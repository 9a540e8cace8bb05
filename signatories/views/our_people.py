"""An organisation's own page: who acts for it here, and its Champions, kept by its lead."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from signatories.actions import people as actions
from signatories.forms import PersonForm
from signatories.forms_people import NextLeadForm
from signatories.models import Champion, Membership, Refresh, Signature
from signatories.models.organisation import EVER_SIGNED
from signatories.roles import acted_for, looks_after_champions, may_join_steering, members_of


def own_signature(request, compact: str, pk: int, *, role: str = "") -> Signature:
    """For somebody who acts for the organisation, in that role where one is given. Everybody else sees that there is no such page."""
    mine = Signature.objects.filter(organisation__in=acted_for(request.user, role=role), status__in=EVER_SIGNED)
    return get_object_or_404(mine.select_related("compact__area", "organisation", "edition"), pk=pk, compact__slug=compact)


@require_safe
def people(request, compact: str, pk: int):
    """For whoever acts for the organisation or is a Champion of it."""
    try:
        signature = own_signature(request, compact, pk)
    except Http404:
        mine = Signature.objects.filter(champions__person=request.user).select_related("compact__area", "organisation", "edition")
        signature = get_object_or_404(mine.distinct(), pk=pk, compact__slug=compact)
        if not looks_after_champions(request.user, signature):
            raise
    acting = list(members_of(signature.organisation).serving().select_related("person").order_by("-role", "person__name"))
    mine = next((membership for membership in acting if membership.person == request.user), None)
    asked = Refresh.objects.under_way().unanswered().filter(signature=signature).select_related("round").first()
    serving = Champion.objects.serving().filter(signature__in=signature.same_body())
    context = {
        "compact": signature.compact,
        "signature": signature,
        "members": acting,
        "mine": mine,
        "is_lead": bool(mine and mine.role == Membership.Role.LEAD),
        "looks_after": looks_after_champions(request.user, signature),
        "champions": serving.select_related("person", "succeeds").prefetch_related("codes", "areas"),
        "may_join": may_join_steering(request.user, signature),
        "refresh": asked,
    }
    return render(request, "signatories/people.html", context)


@require_http_methods(["GET", "POST"])
def add_contributor(request, compact: str, pk: int):
    signature = own_signature(request, compact, pk, role=Membership.Role.LEAD)
    form = PersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add_contributor(signature=signature, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("%(person)s can now help to fill in. They are told by mail.") % {"person": added.person})
            return redirect("signatories:people", compact, pk)
    return render(request, "signatories/add_contributor.html", {"compact": signature.compact, "signature": signature, "form": form})


@require_http_methods(["GET", "POST"])
def end_contributor(request, compact: str, pk: int, membership: int):
    signature = own_signature(request, compact, pk, role=Membership.Role.LEAD)
    helpers = members_of(signature.organisation).select_related("person").filter(role=Membership.Role.CONTRIBUTOR)
    helper = get_object_or_404(helpers, pk=membership)
    if request.method == "POST":
        return _done(
            request,
            signature,
            lambda: actions.end_contributor(signature=signature, membership=helper, by=request.user),
            _("%(person)s no longer acts for %(organisation)s.") % {"person": helper.person, "organisation": signature.organisation},
        )
    return render(request, "signatories/end_contributor.html", {"compact": signature.compact, "signature": signature, "membership": helper})


@require_http_methods(["GET", "POST"])
def hand_over_lead(request, compact: str, pk: int):
    signature = own_signature(request, compact, pk, role=Membership.Role.LEAD)
    form = NextLeadForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            following = actions.hand_over_lead(signature=signature, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(
                request,
                _("%(person)s leads for %(organisation)s now, and is told by mail.")
                % {"person": following.person, "organisation": signature.organisation},
            )
            return redirect("signatories:people", compact, pk) if form.cleaned_data["stay"] else redirect("home")
    return render(request, "signatories/hand_over_lead.html", {"compact": signature.compact, "signature": signature, "form": form})


@require_http_methods(["GET", "POST"])
def leave(request, compact: str, pk: int):
    signature = own_signature(request, compact, pk)
    if request.method == "POST":
        return _done(
            request,
            signature,
            lambda: actions.leave(signature=signature, by=request.user),
            _("You no longer act for %(organisation)s.") % {"organisation": signature.organisation},
        )
    leads = members_of(signature.organisation).serving().filter(role=Membership.Role.LEAD)
    only = leads.filter(person=request.user).exists() and leads.count() == 1
    return render(request, "signatories/leave.html", {"compact": signature.compact, "signature": signature, "only_lead": only})


def _done(request, signature: Signature, act, said: str):
    try:
        ended = act()
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, said)
        if ended.person == request.user:
            return redirect("home")
    return redirect("signatories:people", signature.compact.slug, signature.pk)
