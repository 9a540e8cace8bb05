"""The yearly round: the page that a signatory answers, and what an officer does to run it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.days import in_words, today
from signatories import reports_refresh as reports
from signatories.actions import refreshing as actions
from signatories.forms_refresh import MoreTimeForm, RefreshForm, RoundForm, prefilled
from signatories.mail_words import and_waits
from signatories.models import Compact, Membership, Refresh, RefreshLink, RefreshRound
from signatories.roles import members_of
from signatories.views.fetch import officered_compact, posted, steered_compact
from signatories.views.our_people import own_signature

PAGE = 100
PARTS = ("round__compact__area", "signature__organisation", "signature__compact__area", "signature__edition")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refresh(request, compact: str, token: str):
    """The page behind the link. Opening it changes nothing."""
    link = RefreshLink.objects.by_token(token).filter(refresh__round__compact__slug=compact, revoked_at__isnull=True).first()
    if link is None:
        return render(request, "signatories/link_lost.html", status=404)
    found = Refresh.objects.select_related(*PARTS).get(pk=link.refresh_id)
    page = _answered(request, found, by=None)
    page["Referrer-Policy"] = "strict-origin"  # the address holds the token
    return page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_refresh(request, compact: str, pk: int):
    """The same page for a lead who has signed in."""
    signature = own_signature(request, compact, pk, role=Membership.Role.LEAD)
    found = Refresh.objects.filter(signature=signature, round__closed_at__isnull=True, round__started_at__isnull=False)
    return _answered(request, get_object_or_404(found.select_related(*PARTS)), by=request.user)


def _answered(request, found: Refresh, *, by):
    signature = found.signature
    context = {"compact": signature.compact, "refresh": found, "organisation": signature.organisation, "by_link": by is None}
    if not found.takes_an_answer():
        return render(request, "signatories/refresh_done.html", context)
    main = signature.champions.not_ended().filter(main=True).select_related("person").first()
    form = RefreshForm(posted(request), refresh=found, organisation=signature.organisation, main=main)
    if form.is_valid():
        try:
            context["refresh"] = actions.answer_refresh(refresh=found, by=by, **form.said())
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            if by:
                messages.success(request, _("Thank you. %(organisation)s has renewed its commitment.") % {"organisation": signature.organisation})
                return redirect("signatories:people", signature.compact.slug, signature.pk)
            return redirect(request.path)
    return render(request, "signatories/refresh.html", context | {"form": form, "main": main})


def round_of(compact: Compact, year: int) -> RefreshRound:
    found = get_object_or_404(compact.refresh_rounds, year=year)
    found.compact = compact
    return found


@require_safe
def refresh_rounds(request, compact: str):
    """Every round with its rate; for the steering group."""
    compact = steered_compact(request, compact)
    rounds = list(compact.refresh_rounds.select_related("compact"))
    context = {
        "compact": compact,
        "rounds": [(each, reports.rates(each)["all"]) for each in rounds],
        "officer": _officer(request, compact),
        "may_prepare": all(each.closed_at for each in rounds),
    }
    return render(request, "signatories/refresh_rounds.html", context)


@require_safe
def refresh_round(request, compact: str, year: int):
    """How it goes: rates for the steering group; who has not answered, for the officer alone, who helps them."""
    compact = steered_compact(request, compact)
    found, officer = round_of(compact, year), _officer(request, compact)
    on = today()
    context = {
        "compact": compact,
        "round": found,
        "officer": officer,
        "rates": reports.rates(found, floor=0 if officer else compact.release_floor) if found.started_at else None,
        "unreachable": reports.unreachable(compact) if officer and not found.started_at else [],
        "count": compact.signatures.in_force().count() if not found.started_at else 0,
        "page_obj": Paginator(reports.standings(found, on), PAGE).get_page(request.GET.get("page")) if officer and found.started_at else [],
    }
    return render(request, "signatories/refresh_round.html", context)


@require_http_methods(["GET", "POST"])
def prepare_round(request, compact: str):
    compact = officered_compact(request, compact)
    form = RoundForm(posted(request), initial={"year": today().year, "remind_before": "28, 7"})
    if form.is_valid():
        try:
            made = actions.prepare_round(compact=compact, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            return redirect(made)
    return render(request, "signatories/prepare_round.html", {"compact": compact, "form": form, "round": None})


@require_http_methods(["GET", "POST"])
def change_round(request, compact: str, year: int):
    compact = officered_compact(request, compact)
    found = round_of(compact, year)
    form = RoundForm(posted(request), initial=prefilled(found), round=found)
    if form.is_valid():
        try:
            changed = actions.change_round(round=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("The days are changed."))
            return redirect(changed)
    return render(request, "signatories/prepare_round.html", {"compact": compact, "form": form, "round": found})


@require_POST
def start_round(request, compact: str, year: int):
    found = round_of(officered_compact(request, compact), year)
    try:
        sent, silent = actions.start_round(round=found, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        said = [
            ngettext("The round has started. %(sent)s letter is on the way.", "The round has started. %(sent)s letters are on the way.", sent)
            % {"sent": sent}
        ]
        said += [_("%(silent)s have no address: ask them by telephone.") % {"silent": silent}] if silent else []
        messages.success(request, and_waits(found.compact, " ".join(said)))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def close_round(request, compact: str, year: int):
    compact = officered_compact(request, compact)
    found = round_of(compact, year)
    if request.method == "POST":
        try:
            actions.close_round(round=found, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("The round is closed."))
        return redirect(found)
    return render(request, "signatories/close_round.html", {"compact": compact, "round": found, "rates": reports.rates(found)["all"]})


@require_http_methods(["GET", "POST"])
def help_with_refresh(request, compact: str, year: int, pk: int):
    """One signatory that has not answered: what can be done, in private."""
    compact = officered_compact(request, compact)
    found = round_of(compact, year)
    part = get_object_or_404(found.parts.select_related("signature__organisation", "helped_by", "link"), pk=pk)
    part.round = found
    part.signature.compact = compact
    form = MoreTimeForm(posted(request) if request.POST.get("do") == "time" else None)
    if request.method == "POST" and (said := _helped(request, part, form)):
        messages.success(request, said)
        return redirect("signatories:help_with_refresh", compact.slug, year, pk)
    context = {
        "compact": compact,
        "round": found,
        "refresh": part,
        "standing": part.standing(today()),
        "form": form,
        "leads": members_of(part.signature.organisation).serving().filter(role=Membership.Role.LEAD).select_related("person"),
        "champions": part.signature.champions.serving().select_related("person"),
    }
    return render(request, "signatories/help_with_refresh.html", context)


def _helped(request, part: Refresh, form: MoreTimeForm) -> str:
    """What was done, in words; "" where the form or a rule refused."""
    organisation = part.signature.organisation
    try:
        match request.POST.get("do"):
            case "helped":
                actions.offer_help(refresh=part, by=request.user)
                return _("It is noted that %(organisation)s was offered help today.") % {"organisation": organisation}
            case "send":
                actions.send_again(refresh=part, by=request.user)
                return _("A new link is on its way to %(contact_email)s.") % {"contact_email": organisation.contact_email}
            case "time" if form.is_valid():
                actions.give_more_time(refresh=part, by=request.user, **form.cleaned_data)
                return _("%(organisation)s has more time, until %(until)s.") % {
                    "organisation": organisation,
                    "until": in_words(form.cleaned_data["until"]),
                }
    except ValidationError as error:
        if form.is_bound:
            form.add_error(None, error.messages[0])
        else:
            messages.error(request, error.messages[0])
    return ""


def _officer(request, compact: Compact) -> bool:
    return Compact.objects.officered_by(request.user).filter(pk=compact.pk).exists()
