"""My cases, and what to know before one is begun."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from disputes import sittings, wall
from disputes.actions import raising
from disputes.forms.raising import ConcernForm
from disputes.models import Case, Party, Procedure, Role
from disputes.procedure import Setting, Stage, State
from disputes.readiness import may_open_cases
from disputes.turns import turn_of, whos
from disputes.views.fetch import ask_passphrase, private
from disputes.views.pages import address
from disputes.views.reopening import with_key
from disputes.words import SEES, filled, state_in_words
from disputes.words_stages import explained
from signatories.views.fetch import any_compact, posted

PAGE = 25


@require_safe
def cases(request, compact: str):
    """Those that I take part in, and nobody else's: their number alone would tell something. Found by reference, never by words."""
    compact = any_compact(compact)
    with wall.inside(person=request.user):
        mine = Case.objects.for_person(request.user).filter(compact=compact)
        if wanted := request.GET.get("reference", "").strip().upper()[:19]:
            mine = mine.filter(reference=wanted)
        page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
        on = today()
        parts: dict = {}
        mine_is_open = sittings.unlocked(request) is not None  # without the passphrase nobody reads here who is meant
        for part in request.user.parts_in_cases.serving().filter(case__in=list(page.object_list)):
            parts.setdefault(part.case_id, []).append(part)
        others = _others(parts) if mine_is_open else {}
        rows = [(*_row(case, parts.get(case.pk, []), compact, on), others.get(case.pk, [])) for case in page.object_list]
    context = {
        "compact": compact, "rows": rows, "page_obj": page, "wanted": wanted, "may_raise": raising.organisations_for(request.user, compact).exists(),
        "open": _is_open(compact, Procedure.objects.holding(compact)), "agreed": compact.disputes != Setting.NONE,
    }  # fmt: skip
    return private(render(request, "disputes/cases.html", context))


def _others(parts: dict) -> dict:
    """By case: the organisations that it is with, besides one's own side. Who is only asked to help does not know them yet. One query."""
    known = [key for key, mine in parts.items() if {part.role for part in mine} - {Role.CANDIDATE}]
    found: dict = {}
    for party in Party.objects.filter(case__in=known).select_related("organisation"):
        if party.side not in {part.side for part in parts[party.case_id]}:
            found.setdefault(party.case_id, []).append(str(party.organisation))
    return found


def _row(case: Case, parts, compact, on) -> tuple:
    """(case, its state in words, whether it is this person's turn, whether it is late)"""
    mine = bool(turn_of(State(case.state), Setting(case.setting)) & whos(parts))
    return case, capfirst(state_in_words(State(case.state), compact)), mine, case.due_on is not None and case.due_on < on


def _is_open(compact, procedure: Procedure) -> bool:
    return Stage.DIRECT in procedure.setting.stages and may_open_cases(compact)


@login_not_required
@require_safe
def before(request, compact: str):
    """Which agreement, what happens at each step, who would see what: read before a word is written."""
    compact = any_compact(compact)
    procedure = Procedure.objects.holding(compact)
    stages = sorted(procedure.setting.stages)
    context = {
        "compact": compact,
        "stages": [(procedure.called(stage), explained(stage)) for stage in stages],
        "sees": [(filled(who, compact), filled(what, compact)) for kind, who, what in SEES if kind in ("K3", "K4", "K5")],
        "acknowledge": procedure.limit("acknowledge"),
        "may_raise": request.user.is_authenticated and raising.organisations_for(request.user, compact).exists(),
        "open": _is_open(compact, procedure),
        "agreed": Stage.DIRECT in stages,
        "kept_months": procedure.kept_months,
    }
    return private(render(request, "disputes/before.html", context))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def begin(request, compact: str):
    """A draft that its author alone can open. Nothing of it is kept before the first time it is saved."""
    compact = any_compact(compact)
    if not raising.organisations_for(request.user, compact).exists() or not _is_open(compact, Procedure.objects.holding(compact)):
        return redirect("disputes:before", compact.slug)

    def page(sitting):
        form = ConcernForm(posted(request), compact=compact, person=request.user)
        if form.is_valid():
            try:
                case = raising.begin(compact=compact, organisation=form.cleaned_data["organisation"], words=form.words(), sitting=sitting)
            except ValidationError as error:
                form.add_error(None, " ".join(error.messages))
            else:
                return redirect(address(case))
        return render(request, "disputes/draft_form.html", {"compact": compact, "form": form})

    return private(with_key(request, page, otherwise=lambda: ask_passphrase(request)))
