"""Officers: a deputy of the other side, and handing over."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from signatories.actions import officers as actions
from signatories.forms_steering import EmployerForm, NextOfficerForm, OfficerForm
from signatories.models import Compact
from signatories.views.fetch import officered_compact, posted
from signatories.views.group import ended_page, form_page


def officer_of(compact: Compact, pk: int):
    officer = get_object_or_404(compact.officers.select_related("person", "employer"), pk=pk)
    officer.compact = compact
    return officer


@require_http_methods(["GET", "POST"])
def appoint_officer(request, compact: str):
    compact = officered_compact(request, compact)
    form = OfficerForm(posted(request), compact=compact)
    words = {
        "heading": "Appoint a deputy",
        "text": "From the other side, so that neither depends on the other. They see and do what you do. Both of you are told by mail.",
        "button": "Appoint",
    }
    if not form.fields["sector"].choices:
        words |= {"text": "Each side has its officer already: one can hand over to another.", "button": ""}
    return form_page(
        request,
        compact,
        form,
        lambda: actions.appoint_officer(compact=compact, by=request.user, **form.cleaned_data),
        said="Appointed.",
        words=words,
    )


@require_http_methods(["GET", "POST"])
def hand_over_office(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    officer = officer_of(compact, pk)
    form = NextOfficerForm(posted(request), compact=compact, initial={"employer": officer.employer})

    def act():
        actions.hand_over_office(officer=officer, by=request.user, **form.cleaned_data)

    words = {
        "heading": f"Hand over from {officer.person}",
        "caption": compact.terms.officer,
        "text": "In one step: the successor begins and this officer stops at once. Every officer is told by mail.",
        "button": "Hand over now",
    }
    to = "signatories:group" if officer.person == request.user else "signatories:seats"
    return form_page(request, compact, form, act, said="Handed over.", words=words, to=to)


@require_http_methods(["GET", "POST"])
def set_employer(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    officer = officer_of(compact, pk)
    form = EmployerForm(posted(request), compact=compact, initial={"employer": officer.employer})

    def act():
        actions.set_employer(officer=officer, by=request.user, **form.cleaned_data)

    words = {
        "heading": f"Whom {officer.person} works for",
        "caption": compact.terms.officer,
        "text": "The history keeps for whom they worked before. Every officer is told by mail.",
        "button": "Save",
    }
    return form_page(request, compact, form, act, said="Saved.", words=words)


@require_http_methods(["GET", "POST"])
def end_officer(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    officer = officer_of(compact, pk)
    answer = ended_page(
        request, compact, officer, f"{officer.person} as {compact.terms.officer}", lambda: actions.end_officer(officer=officer, by=request.user)
    )
    return redirect("home") if request.method == "POST" and officer.person == request.user else answer
