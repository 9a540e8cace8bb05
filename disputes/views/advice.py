"""Advice that was given: each adviser's own open notes, and the year's counts for those who steer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.days import in_words, today
from compact_portal.forms import PortalForm
from disputes.actions import advice as actions
from disputes.clocks import Clock
from disputes.figures import advice_figures
from disputes.forms.people import AdviceForm, OutcomeForm
from disputes.models import Advice, Procedure
from disputes.roles import may_advise
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, posted
from signatories.views.form_page import ask


@require_safe
def advice(request, compact: str):
    compact = _advised(request, compact)
    procedure, on = Procedure.objects.holding(compact), today()
    mine = []
    for note in compact.advice.kept_by(request.user).select_related("code"):
        clock = Clock(note.asked_on, procedure.limit("advice" if note.replied_on else "advice_reply"))
        mine.append((note, clock.due_on, clock.is_late(on)))
    steering = roles_of(request.user, compact).may_see_steering
    context = {"compact": compact, "mine": mine, "years": advice_figures(compact) if steering else [], "steering": steering}
    return render(request, "disputes/advice.html", context)


@require_http_methods(["GET", "POST"])
def log_advice(request, compact: str):
    compact = _advised(request, compact)
    form = AdviceForm(posted(request), compact=compact)

    def deed(words):
        actions.log_advice(compact=compact, by=request.user, **words)
        return _("It is noted. Only you can see it.")

    return ask(
        request, compact=compact, heading=_("Note that somebody asked for advice"), form=form, button=_("Note it"), deed=deed, **_back(compact),
        intro=_("For the year's figures: how many asked, what about, and what came of it. No name is written down, and only you see this note."),
    )  # fmt: skip


@require_POST
def note_reply(request, compact: str, pk: int):
    compact = _advised(request, compact)
    actions.note_reply(advice=_mine(request, compact, pk), by=request.user)
    messages.success(request, _("Noted: a first answer was given today."))
    return redirect("disputes:advice", compact.slug)


@require_http_methods(["GET", "POST"])
def close_advice(request, compact: str, pk: int):
    compact = _advised(request, compact)
    note = _mine(request, compact, pk)

    def deed(words):
        actions.close_advice(advice=note, by=request.user, **words)
        return _("Counted. The note itself is gone.")

    return ask(
        request,
        compact=compact,
        heading=_("Say what came of it"),
        form=OutcomeForm(posted(request)),
        button=_("Count it"),
        deed=deed,
        **_back(compact),
        intro=_("%(subject)s, asked on %(asked_on)s. It becomes one more in the year's count.")
        % {"subject": note.get_subject_display().capitalize(), "asked_on": in_words(note.asked_on)},
    )


@require_http_methods(["GET", "POST"])
def remove_advice(request, compact: str, pk: int):
    compact = _advised(request, compact)
    note = _mine(request, compact, pk)

    def deed(words):
        actions.remove_advice(advice=note, by=request.user)
        return _("The note is gone, and is not counted.")

    return ask(
        request, compact=compact, heading=_("Remove this note"), form=PortalForm(posted(request)), button=_("Remove it"), deed=deed,
        intro=_("It was noted by mistake: it is counted nowhere."), **_back(compact),
    )  # fmt: skip


def _advised(request, slug: str):
    compact = any_compact(slug)
    if not may_advise(request.user, compact):
        raise Http404
    return compact


def _mine(request, compact, pk: int) -> Advice:
    return get_object_or_404(compact.advice.kept_by(request.user).select_related("compact", "code"), pk=pk)


def _back(compact) -> dict:
    return {"back": reverse("disputes:advice", args=[compact.slug]), "parent": _("Advice that was given")}
