"""Policies that signatories weighed, and consultations that they held themselves: two public lists, written by leads and officers."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from compact_portal.documents.tables_out import csv_response, to_csv
from compact_portal.forms import PortalForm
from signatories.actions import conduct as actions
from signatories.models import Compact, Organisation, OwnConsultation, PolicyAppraisal
from signatories.records.conduct_forms import AppraisalForm, OwnConsultationForm, OwnForm
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted
from signatories.views.form_page import ask
from signatories.views.references import reporting_for

PAGE = 50
both = require_http_methods(["GET", "POST"])


@dataclass(frozen=True)
class Kept:
    """One of the two lists: `name` is that of its page and of a Compact's rows; `keyword` is what its verb calls a row; `thing` what people do."""

    model: type[Model]
    name: str
    title: str
    thing: str
    form: type[OwnForm]
    save: Callable
    keyword: str
    columns: list[str]
    cells: Callable[[Model], list]

    def rows(self, compact: Compact):
        return self.model.objects.filter(compact=compact).select_related("organisation")

    def page(self, compact: Compact) -> str:
        return reverse(f"signatories:{self.name}", args=[compact.slug])


APPRAISALS = Kept(
    PolicyAppraisal, "appraisals", _("New policies, weighed"), _("a policy that was weighed"), AppraisalForm, actions.save_appraisal, "appraisal",
    ["organisation", "policy", "expected_effect", "who_was_asked", "decided_on", "what_changed", "address", "noted_on"],
    lambda row: [row.organisation.name, row.policy, row.effect, row.asked, row.decides_on or "", row.changed, row.website, row.noted_on],
)  # fmt: skip
CONSULTATIONS = Kept(
    OwnConsultation, "own_consultations", _("Consultations"), _("a consultation"), OwnConsultationForm, actions.save_own_consultation, "consultation",
    ["organisation", "about", "first_day", "last_day", "weeks", "why_short", "time_for_own_people", "outcome", "address"],
    lambda row: [
        row.organisation.name, row.about, row.opens_on, row.closes_on, row.weeks, row.short_because, row.own_people, row.outcome, row.website,
    ],
)  # fmt: skip


@login_not_required
@require_safe
def kept(request, compact: str, kind: Kept):
    """Each with a way to change it, for whoever may."""
    compact = any_compact(compact)
    page = Paginator(kind.rows(compact), PAGE).get_page(request.GET.get("page"))
    roles, writable = roles_of(request.user, compact), set()
    if request.user.is_authenticated and not roles.officer:
        writable = set(reporting_for(request.user, compact).values_list("pk", flat=True))
    for row in page:
        row.may_change = roles.officer or row.organisation_id in writable
    context = {"compact": compact, "kind": kind, "page_obj": page, "roles": roles, "may_write": roles.officer or bool(writable), "on": today()}
    return render(request, f"signatories/conduct/{kind.name}.html", context)


@login_not_required
@require_safe
def kept_csv(request, compact: str, kind: Kept):
    compact = any_compact(compact)
    rows = [[cell.isoformat() if hasattr(cell, "isoformat") else str(cell) for cell in kind.cells(row)] for row in kind.rows(compact)]
    return csv_response(f"{compact.slug}-{kind.name.replace('_', '-')}.csv", to_csv(kind.columns, rows))


@both
def write(request, compact: str, kind: Kept, pk: int | None = None):
    compact = any_compact(compact)
    organisations = writing_for(request.user, compact)
    if not organisations.exists():
        raise Http404
    row = get_object_or_404(kind.rows(compact).filter(organisation__in=organisations), pk=pk) if pk else None
    form = kind.form(posted(request), compact=compact, organisations=organisations, instance=row)

    def deed(words):
        return _("“%(row)s” stands in the list.") % {"row": kind.save(compact=compact, by=request.user, **{kind.keyword: row}, **words)}

    heading = (_("Change %(thing)s") if row else _("Add %(thing)s")) % {"thing": kind.thing}
    return ask(
        request, compact=compact, heading=heading, form=form, button=_("Save"), back=kind.page(compact),
        parent=kind.title, deed=deed,
    )  # fmt: skip


@both
def remove(request, compact: str, kind: Kept, pk: int):
    compact = officered_compact(request, compact)
    return removal(request, compact, get_object_or_404(kind.rows(compact), pk=pk), kind.page(compact), kind.title)


def removal(request, compact: Compact, row: Model, back: str, parent: str):
    row.compact = compact

    def deed(words):
        actions.remove_entry(row=row, by=request.user)
        return _("It is off the list.")

    return ask(
        request, compact=compact, heading=_("Remove the entry"), form=PortalForm(posted(request)), button=_("Remove it"), back=back, parent=parent,
        deed=deed, intro=_("“%(row)s” goes from the list, for everybody. This cannot be undone.") % {"row": row},
    )  # fmt: skip


def writing_for(person, compact: Compact):
    """Any that has signed, for an officer; their own, for a lead."""
    if roles_of(person, compact).officer:
        return Organisation.objects.open().known_to(compact).distinct()
    return reporting_for(person, compact) if person.is_authenticated else Organisation.objects.none()
