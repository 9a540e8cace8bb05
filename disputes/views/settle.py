"""How a disagreement is settled here: the public page, and what an officer sets about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import in_words, today
from compact_portal.forms import PortalForm
from disputes.actions import procedure as actions
from disputes.figures import advice_figures, case_figures, later_figures, panel_figures
from disputes.flowchart import chart, told
from disputes.forms.procedure import ProcedureForm, SignpostForm
from disputes.models import PanelDocument, Procedure, Standing, Story
from disputes.procedure import Stage
from disputes.readiness import may_open_cases
from disputes.roles import may_advise
from disputes.words import SEES, filled
from disputes.words_stages import explained
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted
from signatories.views.form_page import ask


@login_not_required
@require_safe
def settle(request, compact: str):
    """Stages, limits, who would see what, and where else to turn. The drawing and the list come from the one table of steps."""
    compact = any_compact(compact)
    procedure = Procedure.objects.holding(compact)
    stages = procedure.setting.stages
    context = {
        "compact": compact,
        "procedure": procedure,
        "stages": [(procedure.called(stage), explained(stage)) for stage in sorted(stages)],
        "agreed": stages > {Stage.ADVICE, Stage.OUTSIDE},
        "open": may_open_cases(compact),
        "chart": chart(procedure),
        "told": told(procedure),
        "sees": [(filled(who, compact), filled(what, compact)) for _, who, what in SEES],
        "signposts": list(compact.signposts.all()),
        "longest_break": procedure.limit("break"),
        "closures": list(compact.closures.to_come(today())),
        "stories": list(Story.objects.told_to(request.user, compact)),
        "panel": Stage.PANEL in stages,
        "document": PanelDocument.objects.in_force(compact) if Stage.PANEL in stages else None,
        "ready": Standing.objects.serving().filter(compact=compact, kind=Standing.Kind.HELPER).count() if Stage.FACILITATED in stages else None,
        "roles": roles_of(request.user, compact),
        "advises": may_advise(request.user, compact),
        "years": case_figures(compact),
        "advised": advice_figures(compact),
        "of_panel": panel_figures(compact),
        "afterwards": later_figures(compact),
        "today": today(),
    }
    return render(request, "disputes/settle.html", context)


@require_http_methods(["GET", "POST"])
def change_procedure(request, compact: str):
    compact = officered_compact(request, compact)
    procedure = Procedure.objects.holding(compact)
    form = ProcedureForm(posted(request), procedure=procedure)
    if form.is_valid():
        try:
            made = actions.change_procedure(compact=compact, by=request.user, **form.said())
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, gettext("The procedure holds from %(holds_from)s.") % {"holds_from": in_words(made.holds_from)})
            return redirect("disputes:settle", compact.slug)
    versions = compact.procedures.all()
    return render(request, "disputes/change_procedure.html", {"compact": compact, "form": form, "procedure": procedure, "versions": versions})


@require_http_methods(["GET", "POST"])
def add_signpost(request, compact: str):
    compact = officered_compact(request, compact)
    form = SignpostForm(posted(request), compact=compact)

    def deed(words):
        return gettext("%(add_signpost)s is on the list.") % {"add_signpost": actions.add_signpost(compact=compact, by=request.user, **words)}

    return ask(
        request,
        compact=compact,
        heading=gettext("Add another place to turn to"),
        form=form,
        button=gettext("Add it"),
        deed=deed,
        **back_to_settle(compact),
    )


@require_http_methods(["GET", "POST"])
def change_signpost(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    signpost = get_object_or_404(compact.signposts, pk=pk)
    form = SignpostForm(posted(request), compact=compact, instance=signpost)

    def deed(words):
        return gettext("%(change_signpost)s is changed.") % {"change_signpost": actions.change_signpost(signpost=signpost, by=request.user, **words)}

    return ask(
        request,
        compact=compact,
        heading=gettext("Check and change this place"),
        form=form,
        button=gettext("Save"),
        deed=deed,
        intro=gettext("Look at its page, see that the address works and that it still helps with this, then set the next day."),
        **back_to_settle(compact),
    )


@require_http_methods(["GET", "POST"])
def remove_signpost(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    signpost = get_object_or_404(compact.signposts, pk=pk)

    def deed(words):
        actions.remove_signpost(signpost=signpost, by=request.user)
        return gettext("%(signpost)s is off the list.") % {"signpost": signpost}

    return ask(
        request,
        compact=compact,
        heading=gettext("Take %(signpost)s off the list") % {"signpost": signpost},
        form=PortalForm(posted(request)),
        button=gettext("Take it off"),
        deed=deed,
        intro=gettext("Nobody is sent there from here any more. Its history stays."),
        **back_to_settle(compact),
    )


def back_to_settle(compact) -> dict:
    return {"back": reverse("disputes:settle", args=[compact.slug]), "parent": gettext("How a disagreement is settled")}
