"""The steering group asks groups to try checklists: a round, its rows, its bodies; code leads; and the figures of a round at its close."""

import datetime

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.recording import record
from compact_portal.releasing.rules import ANSWERED, Asked, release
from reviews.checklists import emails
from reviews.checklists.refusals import Refused
from reviews.models import Assessment, AssignedBody, Assignment, Checklist, ChecklistRound, CodeLead, ItemAnswer, RoundFigures
from reviews.models.checklists.assessments import Way
from signatories.models import Code, Compact, Organisation
from signatories.models.organisation import Sector
from signatories.roles import officer_only

CLOSED = _("This round is closed: begin another one.")


def open_round(round: ChecklistRound, by) -> ChecklistRound:
    """Locked. Raises PermissionDenied for who is no officer, Refused once it is closed."""
    officer_only(by, round.compact)
    round = ChecklistRound.objects.select_for_update(of=["self"]).select_related("compact").get(pk=round.pk)
    if not round.is_open:
        raise Refused(CLOSED)
    return round


@transaction.atomic
def save_round(
    *, compact: Compact, round: ChecklistRound | None, title: str, starts_on: datetime.date, due_on: datetime.date, by, explanation: str = ""
) -> ChecklistRound:
    new = round is None
    officer_only(by, compact)
    round = ChecklistRound(compact=compact) if new else open_round(round, by)
    round.title, round.starts_on, round.due_on, round.explanation = title, starts_on, due_on, explanation
    round.full_clean(exclude=["compact"])
    round.save()
    record("checklist_round.begun" if new else "checklist_round.changed", round, by=by, due_on=due_on.isoformat())
    return round


@transaction.atomic
def assign(
    *, round: ChecklistRound, checklists: list[Checklist], body: Organisation, by, on: datetime.date, way: str = Way.JOINT, heading: str = "",
    printed_as: str = "", tell: bool = True,
) -> AssignedBody:  # fmt: skip
    """One more body that tries these checklists. Bodies of the same checklists share a row. It is told, unless `tell` is False."""
    round = open_round(round, by)
    if not checklists:
        raise Refused(_("Choose at least one checklist."))
    if any(one.compact_id != round.compact_id or one.status != Checklist.Status.IN_USE for one in checklists):
        raise Refused(_("Only checklists in use can be tried: put the newest version in use first."))
    wanted = {one.pk for one in checklists}
    rows = round.assignments.prefetch_related("checklists")
    row = next((row for row in rows if {one.pk for one in row.checklists.all()} == wanted), None)
    if row is None:
        number = (round.assignments.aggregate(last=Max("number"))["last"] or 0) + 1
        row = Assignment.objects.create(round=round, number=number, heading=heading)
        row.checklists.set(checklists)
    elif heading and row.heading != heading:
        row.heading = heading
        row.save(update_fields=["heading"])
    if row.bodies.filter(organisation=body).exists():
        raise Refused(_("%(body)s is asked to try this already.") % {"body": body})
    number = (row.bodies.aggregate(last=Max("number"))["last"] or 0) + 1
    assigned = AssignedBody.objects.create(assignment=row, organisation=body, number=number, printed_as=printed_as, way=way)
    record("checklist.assigned", round, by=by, body=body.pk, row=row.number)
    if tell and round.due_on >= on:
        emails.assigned(assigned, on=on)
    return assigned


@transaction.atomic
def unassign(*, assigned: AssignedBody, by) -> None:
    """Only while it has not begun."""
    round = open_round(assigned.assignment.round, by)
    if assigned.assessments.exists():
        raise Refused(_("%(assigned)s has begun: what it answered stands.") % {"assigned": assigned})
    row = assigned.assignment
    record("checklist.unassigned", round, by=by, body=assigned.organisation_id, row=row.number)
    assigned.delete()
    if not row.bodies.exists():
        row.delete()


@transaction.atomic
def note_discussed(*, assessment: Assessment, by, on: datetime.date) -> None:
    """The steering group has talked about what came back."""
    officer_only(by, assessment.compact)
    if not Assessment.objects.shown_to_steering().filter(pk=assessment.pk).exists():
        raise Refused(_("It has not been sent yet."))
    Assessment.objects.filter(pk=assessment.pk).update(discussed_on=on)
    record("assessment.discussed", assessment, by=by)


@transaction.atomic
def close_round(*, round: ChecklistRound, by, at=None) -> ChecklistRound:
    """No more answers for it. What all groups said together is worked out once, by the rules of releasing."""
    round = open_round(round, by)
    at = at or timezone.now()
    round.closed_at, round.closed_by = at, by
    round.save(update_fields=["closed_at", "closed_by"])
    for checklist in Checklist.objects.filter(assignments__round=round).distinct().select_related("scale"):
        RoundFigures.objects.create(round=round, checklist=checklist, figures=figures_of(round, checklist), released_at=at, released_by=by)
    record("checklist_round.closed", round, by=by)
    return round


def figures_of(round: ChecklistRound, checklist: Checklist) -> dict:
    """Only shared answers, one of each body: who answered apart is told in its own result. Four queries."""
    answers = ItemAnswer.objects.filter(
        assessment__assigned__assignment__round=round, assessment__checklist=checklist, assessment__status=Assessment.Status.SENT,
        assessment__way=Way.JOINT,
    )  # fmt: skip
    counts: dict = {}
    for key, sector, point, count in answers.values_list("item__key", "assessment__body__sector", "point__key").annotate(Count("id")).order_by():
        told = counts.setdefault(key, {}).setdefault(sector, {ANSWERED: 0})
        told[point] = count
        told[ANSWERED] += count
    sent = dict(Assessment.objects.filter(answers__in=answers).values_list("body__sector").annotate(Count("pk", distinct=True)).order_by())
    asked_bodies = AssignedBody.objects.filter(assignment__round=round, assignment__checklists=checklist)
    invited = dict(asked_bodies.values_list("organisation__sector").annotate(Count("id")).order_by())
    options = tuple((point.key, point.label) for point in checklist.scale.points.all())
    terms = round.compact.terms
    return release(
        asked=[Asked(item.key, item.number, checklist.title, "single", item.text, options) for item in checklist.items.all()],
        counts=counts,
        responses={sector: sent.get(sector, 0) for sector in Sector.values},
        invited=invited,
        labels={sector: terms.sector(sector) for sector in Sector.values},
        floor=round.compact.release_floor,
    )


@transaction.atomic
def name_lead(
    *,
    compact: Compact,
    code: Code,
    organisation: Organisation,
    side: str,
    by,
    on: datetime.date,
    brought_to: Organisation | None = None,
    note: str = "",
) -> CodeLead:
    """Who leads on a code: for both sides, or one for each, where the group is of one sector (domain.md A15.1/29)."""
    officer_only(by, compact)
    if organisation.sector in (Sector.STATUTORY, Sector.VOLUNTARY) and side != organisation.sector:
        raise Refused(
            _("%(organisation)s is of one sector, so it leads for that side: name somebody for the other side as well.")
            % {"organisation": organisation}
        )
    if CodeLead.objects.filter(code=code, organisation=organisation, until__isnull=True).exists():
        raise Refused(_("%(organisation)s leads on this already.") % {"organisation": organisation})
    lead = CodeLead.objects.create(compact=compact, code=code, organisation=organisation, side=side, brought_to=brought_to, note=note, since=on)
    record("code_lead.named", lead, by=by, side=side)
    return lead


@transaction.atomic
def end_lead(*, lead: CodeLead, by) -> None:
    officer_only(by, lead.compact)
    lead.end()
    record("code_lead.ended", lead, by=by)
