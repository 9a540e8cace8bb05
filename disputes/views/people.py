"""The standing lists: who helps, who may sit on the panel, who convenes it. The steering group sees them, an officer keeps them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.forms import PortalForm
from disputes.actions import standing as actions
from disputes.forms.people import StandingForm
from disputes.models import Procedure, Standing
from disputes.procedure import Stage
from disputes.roles import sectors_of
from signatories.models import Compact
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted, steered_compact
from signatories.views.form_page import ask

PER_SIDE = 6  # people of each sector whom a panel is chosen from (domain.md C3.3)


@require_safe
def people(request, compact: str):
    """Those on the list see their own entry, to leave it; the steering group sees all."""
    compact = any_compact(compact)
    roles = roles_of(request.user, compact)
    rows = Standing.objects.filter(compact=compact).not_ended().select_related("person", "organisation", "proposed_by")
    own = [row for row in rows if row.person_id == request.user.pk and row.is_confirmed]
    if not roles.may_see_steering and not own:
        raise Http404
    shown = list(rows) if roles.may_see_steering else []
    mine = sectors_of(request.user, compact)
    proposers = {
        row.proposed_by_id: sectors_of(row.proposed_by, compact) for row in {r.proposed_by_id: r for r in shown if not r.is_confirmed}.values()
    }
    waiting = [
        (row, bool(mine - proposers[row.proposed_by_id]) and request.user.pk not in (row.proposed_by_id, row.person_id))
        for row in shown if not row.is_confirmed
    ]  # fmt: skip
    context = {
        "compact": compact,
        "roles": roles,
        "own": own,
        "waiting": waiting,
        "lists": _lists(compact, [row for row in shown if row.is_confirmed]) if roles.may_see_steering else [],
    }
    return render(request, "disputes/people.html", context)


def _lists(compact: Compact, rows: list[Standing]) -> list[tuple[str, str, list]]:
    """(heading, what is missing, people) of each list that this Compact's stages need."""
    stages, kinds = Procedure.objects.holding(compact).setting.stages, Standing.Kind
    found = []
    if Stage.FACILITATED in stages:
        helpers = [row for row in rows if row.kind == kinds.HELPER]
        found.append(
            (
                _("People who help both sides to talk"),
                "" if len(helpers) >= 3 else _("Up to three names are proposed in a case: have at least three."),
                helpers,
            )
        )
    if Stage.PANEL in stages:
        members = [row for row in rows if row.kind in (kinds.PANEL, kinds.SUBSTITUTE)]
        short = [
            _("%(number)s more of the %(sector)s") % {"number": PER_SIDE - count, "sector": compact.terms.sector(sector)}
            for sector in ("statutory", "voluntary")
            if (count := sum(row.sector == sector for row in members)) < PER_SIDE
        ]
        said = (
            _("At least %(number)s of each sector are wanted: %(missing)s.") % {"number": PER_SIDE, "missing": _(" and ").join(short)}
            if short
            else ""
        )
        found.append((_("Who may sit on the %(panel)s") % {"panel": compact.terms.panel}, said, members))
    if {Stage.FACILITATED, Stage.PANEL} & stages:
        convenors = [row for row in rows if row.kind == kinds.CONVENOR]
        said = "" if len({row.sector for row in convenors}) == 2 else _("One of each sector is wanted.")
        found.append((_("Co-convenors"), said, convenors))
    return found


@require_http_methods(["GET", "POST"])
def propose(request, compact: str):
    compact = officered_compact(request, compact)
    form = StandingForm(posted(request), compact=compact)

    def deed(words):
        made = actions.propose_standing(compact=compact, by=request.user, **words)
        return _("%(person)s is proposed. Somebody of the other sector confirms it.") % {"person": made.person}

    return ask(
        request, compact=compact, heading=_("Propose somebody"), form=form, button=_("Propose"), deed=deed, **_back(compact),
        intro=_("Ask them first. An entry holds once an officer or member of the steering group of the other sector has confirmed it."),
    )  # fmt: skip


@require_POST
def confirm(request, compact: str, pk: int):
    compact = steered_compact(request, compact)
    standing = _entry(compact, pk)
    try:
        actions.confirm_standing(standing=standing, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("%(person)s stands ready, and has been told.") % {"person": standing.person})
    return redirect("disputes:people", compact.slug)


@require_http_methods(["GET", "POST"])
def end(request, compact: str, pk: int):
    """By an officer, or by the person themself."""
    compact = any_compact(compact)
    standing = _entry(compact, pk)
    if standing.person_id != request.user.pk and not roles_of(request.user, compact).officer:
        raise Http404
    own = standing.person_id == request.user.pk

    def deed(words):
        actions.end_standing(standing=standing, by=request.user)
        return _("You are no longer on the list.") if own else _("%(person)s is no longer on the list.") % {"person": standing.person}

    back = {"back": reverse("home"), "parent": _("To do")} if own else _back(compact)
    return ask(
        request,
        compact=compact,
        heading=_("Leave the list") if own else _("Take %(person)s off the list") % {"person": standing.person},
        form=PortalForm(posted(request)),
        button=_("Leave it") if own else _("Take off the list"),
        deed=deed,
        intro=_("Cases that are under way are not changed by this."),
        **back,
    )


def _entry(compact: Compact, pk: int) -> Standing:
    found = get_object_or_404(Standing.objects.filter(compact=compact).not_ended().select_related("person", "proposed_by"), pk=pk)
    found.compact = compact
    return found


def _back(compact) -> dict:
    return {"back": reverse("disputes:people", args=[compact.slug]), "parent": _("Who stands ready")}
