"""The steering group: its public page, who sits for whom on a day, and what an officer changes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from signatories.actions import steering as actions
from signatories.forms import capital
from signatories.forms_steering import DayForm, DeclineForm, HolderForm, JoinForm, SeatForm, StandInForm, TermsForm
from signatories.models import Seat, SeatHolder, SeatRequest, Signature
from signatories.reports_steering import sides_on
from signatories.roles import acted_for, may_join_steering, roles_of
from signatories.views.fetch import any_compact, officered_compact, posted, signature_of, steered_compact
from signatories.views.form_page import ask


@login_not_required
@require_safe
def group(request, compact: str):
    """What it is for, whose seats there are, and how to join. No names: those are printed in the reports."""
    compact = any_compact(compact)
    mine = []
    if request.user.is_authenticated:
        own = Signature.objects.in_force().filter(compact=compact).select_related("organisation")
        champions = Signature.objects.filter(champions__in=request.user.championships.serving())
        mine = list(own.filter(Q(organisation__in=acted_for(request.user)) | Q(pk__in=champions)))
    context = {
        "compact": compact,
        "terms": compact.terms_of_reference.first(),
        "sides": sides_on(compact, today()),
        "mine": mine,
        "roles": roles_of(request.user, compact),
    }
    return render(request, "signatories/group.html", context)


@require_safe
def seats(request, compact: str):
    """Who sits for whom on a day, today when `?on-day=` and so on say nothing; for officers also what waits."""
    compact = steered_compact(request, compact)
    form = DayForm(request.GET if "on-day" in request.GET else None)
    on = (form.cleaned_data["on"] if form.is_valid() else None) or today()
    roles = roles_of(request.user, compact)
    waiting = SeatRequest.objects.filter(signature__compact=compact, status=SeatRequest.Status.WAITING)
    context = {
        "compact": compact,
        "form": form,
        "on": on,
        "is_today": on == today(),
        "roles": roles,
        "sides": sides_on(compact, on),
        "terms": compact.terms_of_reference.first(),
        "requests": waiting.select_related("signature__organisation", "asked_by") if roles.officer else [],
        "officers": [(each, compact.terms.sector(each.sector)) for each in compact.officers.serving(on=on).select_related("person", "employer")],
    }
    return render(request, "signatories/seats.html", context)


@require_http_methods(["GET", "POST"])
def join(request, compact: str, pk: int):
    signature = signature_of(any_compact(compact), pk)
    if not may_join_steering(request.user, signature):
        raise Http404
    compact = signature.compact

    def deed(words):
        actions.ask_to_join(signature=signature, by=request.user, **words)
        return _("Your request is on its way. You are told by mail.")

    return ask(
        request,
        compact=compact,
        heading=_("Ask to join the %(steering_group)s") % {"steering_group": compact.terms.steering_group},
        caption=signature.organisation.name,
        deed=deed,
        form=JoinForm(posted(request)),
        button=_("Ask to join"),
        back=reverse("signatories:group", args=[compact.slug]),
        parent=capital(compact.terms.steering_group),
        intro=_("An officer answers. You would sit there for your organisation; several people can share a seat."),
    )


def seats_page(compact, **words) -> dict:
    """What the pages on which the group is changed have in common, for `ask`."""
    return {"compact": compact, "back": reverse("signatories:seats", args=[compact.slug]), "parent": capital(compact.terms.steering_group), **words}


@require_http_methods(["GET", "POST"])
def set_terms(request, compact: str):
    compact = officered_compact(request, compact)
    before = compact.terms_of_reference.first()
    known = {name: getattr(before, name) for name in ("text", "statutory_seats", "voluntary_seats")} if before else {}
    form = TermsForm(posted(request), compact=compact, initial=known)

    def deed(words):
        actions.set_terms(compact=compact, by=request.user, **words)
        return _("Saved.")

    intro = _("Everybody can read them. The version before stays in the history.")
    return ask(request, form=form, deed=deed, **seats_page(compact, heading=_("Terms of reference"), intro=intro, button=_("Save")))


@require_http_methods(["GET", "POST"])
def add_seat(request, compact: str):
    compact = officered_compact(request, compact)

    def deed(words):
        actions.add_seat(compact=compact, by=request.user, **words)
        return _("The seat is added.")

    intro = _("For a %(signatory)s that has none. It is vacant until you say who holds it.") % {"signatory": compact.terms.signatory}
    page = seats_page(compact, heading=_("Add a seat"), intro=intro, button=_("Add the seat"))
    return ask(request, form=SeatForm(posted(request), compact=compact), deed=deed, **page)


def seat_of(compact, pk: int) -> Seat:
    seat = get_object_or_404(compact.seats.select_related("organisation"), pk=pk)
    seat.compact = compact
    return seat


@require_http_methods(["GET", "POST"])
def add_holder(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    seat = seat_of(compact, pk)

    def deed(words):
        actions.add_holder(seat=seat, by=request.user, **words)
        return _("Saved.")

    page = seats_page(
        compact, heading=_("Who holds this seat"), caption=seat.organisation.name, intro=_("Several people can share a seat."), button=_("Save")
    )
    return ask(request, form=HolderForm(posted(request)), deed=deed, **page)


def holder_of(compact, pk: int) -> SeatHolder:
    holder = get_object_or_404(SeatHolder.objects.select_related("seat__organisation"), pk=pk, seat__compact=compact)
    holder.seat.compact = compact
    return holder


@require_http_methods(["GET", "POST"])
def stand_in(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    holder = holder_of(compact, pk)

    def deed(words):
        actions.stand_in(holder=holder, by=request.user, **words)
        return _("Saved.")

    page = seats_page(
        compact, heading=_("Who sits in place of %(holder)s") % {"holder": holder.name}, caption=holder.seat.organisation.name, button=_("Save")
    )
    return ask(
        request, form=StandInForm(posted(request)), deed=deed, intro=_("From one day to another, for example for one meeting."), **page
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def end_holder(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    holder = holder_of(compact, pk)
    return ended_page(request, compact, holder, holder.name, lambda: actions.end_holder(holder=holder, by=request.user))


@require_http_methods(["GET", "POST"])
def end_seat(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    seat = seat_of(compact, pk)
    return ended_page(
        request,
        compact,
        seat,
        _("the seat of %(organisation)s") % {"organisation": seat.organisation},
        lambda: actions.end_seat(seat=seat, by=request.user),
    )


def ended_page(request, compact, role, what: str, end, note: str = ""):
    if request.method == "POST":
        try:
            end()
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("It has ended. The history keeps that it was so."))
        return redirect("signatories:seats", compact.slug)
    return render(request, "signatories/end_seat.html", {"compact": compact, "role": role, "what": what, "note": note})


@require_http_methods(["GET", "POST"])
def decide_request(request, compact: str, pk: int):
    """Two buttons: welcome, or decline with a reason."""
    compact = officered_compact(request, compact)
    waiting = SeatRequest.objects.filter(signature__compact=compact, status=SeatRequest.Status.WAITING)
    asked = get_object_or_404(waiting.select_related("signature__organisation", "asked_by"), pk=pk)
    asked.signature.compact = compact
    declining = request.method == "POST" and request.POST.get("do") != "welcome"
    form = DeclineForm(request.POST if declining else None)
    if request.method == "POST" and (not declining or form.is_valid()):
        try:
            if declining:
                actions.decline(request=asked, reason=form.cleaned_data["reason"], by=request.user)
            else:
                actions.welcome(request=asked, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("%(asked_by)s is told by mail.") % {"asked_by": asked.asked_by})
        return redirect("signatories:seats", compact.slug)
    return render(request, "signatories/decide_request.html", {"compact": compact, "asked": asked, "form": form})
