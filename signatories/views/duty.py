"""The agreement and the equality duty: which of its promises help with which aim."""

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.forms import PortalForm
from signatories.actions import duty as actions
from signatories.models import DutyTie
from signatories.records.duty_forms import TieForm
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted
from signatories.views.form_page import ask

both = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_safe
def equality_duty(request, compact: str):
    """For everybody, and for whoever writes an equality analysis or a paper to a board."""
    compact = any_compact(compact)
    edition = compact.edition
    tied = DutyTie.objects.filter(edition=edition).select_related("undertaking", "commitment__code")
    groups = [(DutyTie.Aim(aim), list(rows)) for aim, rows in groupby(tied.order_by(*DutyTie._meta.ordering), lambda one: one.aim)]
    former = edition is not None and DutyTie.objects.filter(edition__compact=compact).exclude(edition=edition).exists()
    context = {"compact": compact, "edition": edition, "groups": groups, "roles": roles_of(request.user, compact), "former": former}
    return render(request, "signatories/equality_duty.html", context)


@both
def tie_to_duty(request, compact: str):
    compact = officered_compact(request, compact)
    edition, page = compact.edition, _page(compact)
    heading = gettext("Lay a promise beside the duty")
    if edition is None:
        return ask(request, heading=heading, form=PortalForm(None), button="", deed=str, intro=gettext("There is no published text yet."), **page)

    def deed(words):
        return gettext("“%(promise)s” stands beside the duty.") % {"promise": actions.tie(edition=edition, by=request.user, **words)}

    form = TieForm(posted(request), edition=edition)
    return ask(request, heading=heading, form=form, button=gettext("Save"), deed=deed, **page)


@both
def untie_from_duty(request, compact: str, pk: int):
    compact, edition, page = _text(request, compact)
    tied = get_object_or_404(edition.duty_ties, pk=pk)
    tied.edition = edition

    def deed(words):
        actions.untie(tied=tied, by=request.user)
        return gettext("It is taken off. The agreement’s text is as it was.")

    form = PortalForm(posted(request))
    return ask(
        request,
        heading=gettext("Take it off"),
        form=form,
        button=gettext("Take it off"),
        deed=deed,
        intro=[capfirst(tied.get_aim_display()), f"“{tied}”"],
        **page,
    )


@require_POST
def carry_duty(request, compact: str):
    compact, edition, _ = _text(request, compact)
    count = actions.carry(edition=edition, by=request.user)
    messages.success(request, gettext("%(count)s brought over from the former text. Look at what was reworded yourself.") % {"count": count})
    return redirect("signatories:equality_duty", compact.slug)


def _text(request, compact: str):
    compact = officered_compact(request, compact)
    if compact.edition is None:
        raise Http404
    return compact, compact.edition, _page(compact)


def _page(compact) -> dict:
    return {"compact": compact, "parent": gettext("The equality duty"), "back": reverse("signatories:equality_duty", args=[compact.slug])}
