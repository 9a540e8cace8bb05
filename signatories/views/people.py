"""Who stands for an organisation: its Champions and its leads, named and ended by an officer. A lead may add a further one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from signatories.actions import champions, leads
from signatories.forms import ChampionForm, LeadForm, PersonForm
from signatories.models import Membership
from signatories.roles import is_lead, members_of
from signatories.views.fetch import any_compact, officered_compact, posted, signature_of


@require_http_methods(["GET", "POST"])
def name_champion(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    signature = signature_of(compact, pk)
    form = ChampionForm(posted(request), compact=compact, initial={"main": not signature.champions.serving().filter(main=True).exists()})
    if form.is_valid():
        try:
            champion = champions.name_champion(signature=signature, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(
                request,
                _("%(person)s is a %(champion)s of %(organisation)s.")
                % {"person": champion.person, "champion": compact.terms.champion, "organisation": signature.organisation},
            )
            return redirect("signatories:signature", compact.slug, signature.pk)
    return render(request, "signatories/name_champion.html", {"compact": compact, "signature": signature, "form": form})


@require_http_methods(["GET", "POST"])
def end_champion(request, compact: str, pk: int, champion: int):
    compact = officered_compact(request, compact)
    signature = signature_of(compact, pk)
    champion = get_object_or_404(signature.champions.select_related("person"), pk=champion)
    champion.signature = signature
    if request.method == "POST":
        return _ended(request, signature, champion.person, lambda: champions.end_champion(champion=champion, by=request.user))
    return render(
        request, "signatories/end_role.html", {"compact": compact, "signature": signature, "role": champion, "what": compact.terms.champion}
    )


@require_http_methods(["GET", "POST"])
def add_lead(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    signature = signature_of(compact, pk)
    leads = members_of(signature.organisation).serving().filter(role=Membership.Role.LEAD)
    form = LeadForm(posted(request), has_lead=leads.exists())
    if form.is_valid() and (membership := _added(request, signature, form)):
        messages.success(
            request,
            _("%(person)s is a lead of %(organisation)s. The organisation is told by mail.")
            % {"person": membership.person, "organisation": signature.organisation},
        )
        return redirect("signatories:signature", compact.slug, signature.pk)
    return render(request, "signatories/add_lead.html", {"compact": compact, "signature": signature, "form": form})


@require_http_methods(["GET", "POST"])
def add_colleague(request, compact: str, pk: int):
    """A lead adds a further one to their own organisation. Everybody else sees that there is no such page."""
    compact = any_compact(compact)
    signature = signature_of(compact, pk)
    if not is_lead(request.user, signature.organisation):
        raise Http404
    form = PersonForm(posted(request))
    if form.is_valid() and (membership := _added(request, signature, form)):
        messages.success(
            request,
            _("%(person)s is a lead of %(organisation)s. The organisation is told by mail.")
            % {"person": membership.person, "organisation": signature.organisation},
        )
        return redirect("home")
    return render(request, "signatories/add_colleague.html", {"compact": compact, "signature": signature, "form": form})


def _added(request, signature, form) -> Membership | None:
    """None when the rules refuse: the form then says why."""
    try:
        return leads.add_lead(signature=signature, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error.messages[0])


@require_http_methods(["GET", "POST"])
def end_lead(request, compact: str, pk: int, membership: int):
    """Ends a contributor too: whoever acts for an organisation can be stopped from here."""
    compact = officered_compact(request, compact)
    signature = signature_of(compact, pk)
    membership = get_object_or_404(members_of(signature.organisation).select_related("person"), pk=membership)
    if request.method == "POST":
        return _ended(request, signature, membership.person, lambda: leads.end_lead(signature=signature, membership=membership, by=request.user))
    context = {"compact": compact, "signature": signature, "role": membership, "what": membership.get_role_display()}
    return render(request, "signatories/end_role.html", context)


def _ended(request, signature, person, end):
    try:
        end()
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(
            request, _("%(person)s no longer acts for %(organisation)s in this way.") % {"person": person, "organisation": signature.organisation}
        )
    return redirect("signatories:signature", signature.compact.slug, signature.pk)
