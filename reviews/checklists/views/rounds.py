"""Rounds for the steering group: who tries what, what came back, and who leads on each code."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.models import Origin
from actionplans.views.achieving import achieve
from compact_portal.days import in_words, today
from compact_portal.documents.pdf import render_pdf
from reviews.checklists.actions import rounds as verbs
from reviews.checklists.forms_rounds import AssignForm, LeadForm, RoundForm
from reviews.checklists.reports import leads_of
from reviews.checklists.rollup import roll_up, rows_of, sent_in, trial_table
from reviews.checklists.views.reading import as_file
from reviews.models import Assessment, AssignedBody, ChecklistRound, CodeLead
from signatories.models import Code, Compact
from signatories.models.organisation import Sector
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted, steered_compact
from signatories.views.form_page import ask

both = require_http_methods(["GET", "HEAD", "POST"])
ON_A_PAGE = 50


def round_among(compacts, compact: str, pk: int) -> ChecklistRound:
    return get_object_or_404(ChecklistRound.objects.select_related("compact__area"), compact__in=compacts, compact__slug=compact, pk=pk)


def officers_round(request, compact: str, pk: int) -> ChecklistRound:
    return round_among(Compact.objects.officered_by(request.user), compact, pk)


@require_safe
def rounds(request, compact: str):
    compact = steered_compact(request, compact)
    shown = compact.checklist_rounds.annotate(bodies=Count("assignments__bodies"))
    return render(request, "reviews/checklists/rounds/all.html", {"compact": compact, "rounds": shown, "roles": roles_of(request.user, compact)})


@both
def edit_round(request, compact: str, pk: int | None = None):
    compact = officered_compact(request, compact)
    found = get_object_or_404(ChecklistRound, compact=compact, pk=pk) if pk else None
    back = found.get_absolute_url() if found else reverse("checklists:rounds", args=[compact.slug])

    def deed(said):
        verbs.save_round(compact=compact, round=found, by=request.user, **said)
        return _("The round is saved.")

    return ask(
        request, compact=compact, heading=_("Change the round") if found else _("A new round"), form=RoundForm(posted(request), round=found),
        button=_("Save"), back=back, parent=_("Rounds"), deed=deed,
    )  # fmt: skip


@require_safe
def round(request, compact: str, pk: int):
    """The trial table, how far each body is, and what needs work. A fixed number of queries."""
    found = round_among(Compact.objects.steered_by(request.user), compact, pk)
    bodies = AssignedBody.objects.filter(assignment__round=found).select_related("organisation", "assignment")
    page = Paginator(bodies.order_by("assignment__number", "number"), ON_A_PAGE).get_page(request.GET.get("page"))
    taken: dict[int, list[Assessment]] = {}
    counts = {"open_gaps": Count("gaps", filter=Q(gaps__settled_at__isnull=True)), "all_gaps": Count("gaps")}
    states = [Assessment.Status.OPEN, Assessment.Status.SENT]
    assessments = Assessment.objects.filter(assigned__in=[body.pk for body in page], status__in=states).select_related("checklist", "body", "compact")
    for one in assessments.annotate(**counts).order_by("checklist__title"):
        taken.setdefault(one.assigned_id, []).append(one)
    context = {"compact": found.compact, "round": found, "rows": rows_of(found), "page": page, "rollup": roll_up(found), "on": today()}
    context |= {"bodies": [(body, taken.get(body.pk, [])) for body in page], "roles": roles_of(request.user, found.compact)}
    return render(request, "reviews/checklists/rounds/one.html", context)


@require_safe
def round_pdf(request, compact: str, pk: int):
    found = round_among(Compact.objects.steered_by(request.user), compact, pk)
    html = render_to_string("reviews/checklists/print/trial.html", {"compact": found.compact, "round": found, "table": trial_table(found)})
    return as_file(render_pdf(html), "application/pdf", f"{compact}-checklists-{pk}.pdf")


@both
def assign(request, compact: str, pk: int):
    found = officers_round(request, compact, pk)

    def deed(said):
        made = verbs.assign(round=found, by=request.user, on=today(), **said | {"checklists": list(said["checklists"])})
        return _("%(made)s is asked, and told by mail where an address is known.") % {"made": made}

    return ask(
        request,
        compact=found.compact,
        heading=_("Ask somebody to try a checklist"),
        form=AssignForm(posted(request), compact=found.compact),
        button=_("Ask them"),
        back=found.get_absolute_url(),
        parent=str(found),
        deed=deed,
        intro=_("%(title)s, by %(due_on)s. Their result is shown to you, and they are told so before they answer.")
        % {"title": found.title, "due_on": in_words(found.due_on)},
    )


@require_POST
def unassign(request, compact: str, pk: int, body: int):
    found = officers_round(request, compact, pk)
    assigned = get_object_or_404(AssignedBody.objects.select_related("assignment__round__compact"), assignment__round=found, pk=body)
    try:
        verbs.unassign(assigned=assigned, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(assigned)s is no longer asked.") % {"assigned": assigned})
    return redirect(found)


@require_POST
def discussed(request, compact: str, pk: int, taken: int):
    found = officers_round(request, compact, pk)
    verbs.note_discussed(assessment=get_object_or_404(sent_in(found).select_related("compact"), pk=taken), by=request.user, on=today())
    return redirect(found)


@both
def close_round(request, compact: str, pk: int):
    found = officers_round(request, compact, pk)
    if request.method == "POST":
        try:
            verbs.close_round(round=found, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The round is closed. Groups see what all said together, where enough of them answered."))
        return redirect(found)
    return render(request, "reviews/checklists/rounds/close.html", {"compact": found.compact, "round": found})


@both
def achievement(request, compact: str, pk: int):
    """The round as an achievement of the plan: which groups looked at their work with which checklist, and nothing of what they answered."""
    found = officers_round(request, compact, pk)
    rows = rows_of(found)
    tried = "; ".join(f"{row.printed}: {', '.join(str(body) for body in row.bodies.all())}" for row in rows)
    return achieve(
        request,
        compact=found.compact,
        origin=Origin.of(found, _("the checklists of “%(title)s”") % {"title": found.title}),
        words=_(
            "The checklists were tried by partnerships, networks and organisations (%(tried)s). What they found shows where the next plan begins."
        )
        % {"tried": tried},
        organisations=[body.organisation for row in rows for body in row.bodies.all()],
        back=found.get_absolute_url(),
        parent=str(found),
        lead=_("Say who took part and what came of it all together; what one group answered stays with it."),
    )


@login_not_required
@require_safe
def leads(request, compact: str):
    """Who leads on which code, and where a side has nobody."""
    compact, on = any_compact(compact), today()
    by_code: dict[int, list[CodeLead]] = {}
    for lead in leads_of(compact, on=on):
        by_code.setdefault(lead.code_id, []).append(lead)
    codes = Code.objects.filter(edition=compact.edition) if compact.edition else []
    rows = [(code, by_code.get(code.pk, []), lacking(by_code.get(code.pk, []), compact)) for code in codes]
    return render(
        request, "reviews/checklists/rounds/leads.html", {"compact": compact, "rows": rows, "roles": roles_of(request.user, compact, on=on)}
    )


def lacking(found: list[CodeLead], compact: Compact) -> list[str]:
    """The sides for which nobody leads; none where a lead is for both."""
    sides = {lead.side for lead in found}
    if Sector.CROSS in sides:
        return []
    return [compact.terms.sector(side) for side in (Sector.STATUTORY, Sector.VOLUNTARY) if side not in sides]


@both
def name_lead(request, compact: str):
    compact = officered_compact(request, compact)

    def deed(said):
        lead = verbs.name_lead(compact=compact, by=request.user, on=today(), **said)
        return _("%(organisation)s leads on %(code)s.") % {"organisation": lead.organisation, "code": lead.code}

    return ask(
        request, compact=compact, heading=_("Name somebody who leads"), form=LeadForm(posted(request), compact=compact), button=_("Name them"),
        back=reverse("checklists:leads", args=[compact.slug]), parent=_("Who leads"), deed=deed,
    )  # fmt: skip


@require_POST
def end_lead(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    lead = get_object_or_404(CodeLead.objects.select_related("compact", "organisation"), compact=compact, until__isnull=True, pk=pk)
    verbs.end_lead(lead=lead, by=request.user)
    messages.success(request, _("%(organisation)s no longer leads.") % {"organisation": lead.organisation})
    return redirect("checklists:leads", compact.slug)
