"""The list of proposed changes: the steering group reads it, its officers keep it."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from signatories.actions import amendments as actions
from signatories.agreement import forms
from signatories.roles import roles_of
from signatories.views.fetch import officered_compact, posted, steered_compact
from signatories.views.form_page import ask


@require_safe
def amendments(request, compact: str):
    compact = steered_compact(request, compact)
    found = compact.amendments.select_related("edition").prefetch_related("agreements")
    context = {"compact": compact, "roles": roles_of(request.user, compact), "amendments": found}
    return render(request, "signatories/amendments.html", context)


@require_http_methods(["GET", "POST"])
def propose(request, compact: str):
    compact = officered_compact(request, compact)

    def deed(words):
        actions.propose(compact=compact, by=request.user, **words)
        return _("The proposal is on the list.")

    return ask(request, heading=_("Add a proposal"), form=forms.AmendmentForm(posted(request)), button=_("Add it"), deed=deed, **_page(compact))


@require_http_methods(["GET", "POST"])
def agree(request, compact: str, pk: int):
    compact, amendment = _officers(request, compact, pk)

    def deed(words):
        return _("%(body)s has agreed to it.") % {"body": actions.agree(amendment=amendment, by=request.user, **words)}

    form = forms.AgreementForm(posted(request))
    return ask(request, heading=_("Who agreed"), form=form, button=_("Record it"), deed=deed, intro=f"“{amendment.text}”", **_page(compact))


@require_http_methods(["GET", "POST"])
def make_in(request, compact: str, pk: int):
    compact, amendment = _officers(request, compact, pk)

    def deed(words):
        actions.make_in(amendment=amendment, by=request.user, **words)
        return _("The change stands in “%(edition)s”.") % {"edition": words["edition"].label}

    form = forms.MadeForm(posted(request), compact=compact)
    return ask(request, heading=_("The change is made"), form=form, button=_("Record it"), deed=deed, intro=f"“{amendment.text}”", **_page(compact))


@require_http_methods(["GET", "POST"])
def drop(request, compact: str, pk: int):
    compact, amendment = _officers(request, compact, pk)

    def deed(words):
        actions.drop(amendment=amendment, by=request.user, **words)
        return _("The proposal is dropped. It stays on the list, with the reason.")

    form = forms.DropForm(posted(request))
    return ask(request, heading=_("Drop the proposal"), form=form, button=_("Drop it"), deed=deed, intro=f"“{amendment.text}”", **_page(compact))


def _page(compact) -> dict:
    return {"compact": compact, "parent": _("Proposed changes"), "back": reverse("signatories:amendments", args=[compact.slug])}


def _officers(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    amendment = get_object_or_404(compact.amendments, pk=pk)
    amendment.compact = compact
    return compact, amendment
