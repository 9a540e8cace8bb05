"""Officers: a deputy of the other side, handing over, and whom they work for."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from signatories.actions import officers as actions
from signatories.forms_steering import EmployerForm, NextOfficerForm, OfficerForm
from signatories.models import Compact
from signatories.views.fetch import officered_compact, posted
from signatories.views.form_page import ask
from signatories.views.group import ended_page, seats_page


def officer_of(compact: Compact, pk: int):
    officer = get_object_or_404(compact.officers.select_related("person", "employer"), pk=pk)
    officer.compact = compact
    return officer


def what_stays(compact: Compact) -> str:
    """Said to everybody alike, whether or not there is any disagreement: nobody learns here whether there is one."""
    if compact.disputes == Compact.Disputes.NONE:
        return ""
    return _(
        "A disagreement between organisations stays with its case officer until they hand it over on its own page: before they stop, or after. "
        "Once they have gone, the organisations ask there for another case officer. What the one who has gone noted for themself alone then "
        "opens only with two custodians."
    )


@require_http_methods(["GET", "POST"])
def appoint_officer(request, compact: str):
    compact = officered_compact(request, compact)
    form = OfficerForm(posted(request), compact=compact)
    free = form.fields["sector"].choices
    intro = _("From the other side, so that neither depends on the other. They see and do what you do. Both of you are told by mail.")

    def deed(words):
        actions.appoint_officer(compact=compact, by=request.user, **words)
        return _("Appointed.")

    page = seats_page(compact, heading=_("Appoint a deputy"), button=_("Appoint") if free else "")
    return ask(request, form=form, deed=deed, intro=intro if free else _("Each side has its officer already: one can hand over to another."), **page)


@require_http_methods(["GET", "POST"])
def hand_over_office(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    officer = officer_of(compact, pk)
    form = NextOfficerForm(posted(request), compact=compact, initial={"employer": officer.employer})

    def deed(words):
        actions.hand_over_office(officer=officer, by=request.user, **words)
        return _("Handed over.")

    page = seats_page(
        compact, heading=_("Hand over from %(person)s") % {"person": officer.person}, caption=compact.terms.officer, button=_("Hand over now")
    )
    if officer.person == request.user:  # whose page of the group closes with it
        page["back"] = reverse("signatories:group", args=[compact.slug])
    intro = [_("In one step: the successor begins and this officer stops at once. Every officer is told by mail."), what_stays(compact)]
    return ask(request, form=form, deed=deed, intro=list(filter(None, intro)), **page)


@require_http_methods(["GET", "POST"])
def set_employer(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    officer = officer_of(compact, pk)
    form = EmployerForm(posted(request), compact=compact, initial={"employer": officer.employer})

    def deed(words):
        actions.set_employer(officer=officer, by=request.user, **words)
        return _("Saved.")

    page = seats_page(compact, heading=_("Whom %(person)s works for") % {"person": officer.person}, caption=compact.terms.officer, button=_("Save"))
    return ask(request, form=form, deed=deed, intro=_("The history keeps for whom they worked before. Every officer is told by mail."), **page)


@require_http_methods(["GET", "POST"])
def end_officer(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    officer = officer_of(compact, pk)
    answer = ended_page(
        request,
        compact,
        officer,
        _("%(person)s as %(officer)s") % {"person": officer.person, "officer": compact.terms.officer},
        lambda: actions.end_officer(officer=officer, by=request.user),
        note=what_stays(compact),
    )
    return redirect("home") if request.method == "POST" and officer.person == request.user else answer
