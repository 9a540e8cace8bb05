"""A checklist is begun, and filled in by one or by many."""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.recording import record
from reviews.answering.merging import last_changed_by, merge, note
from reviews.checklists import emails
from reviews.checklists.refusals import Refused
from reviews.checklists.sheets import POINT, asked_in, missing, name_of
from reviews.checklists.who import bodies_of, sectors_of
from reviews.models import Assessment, AssignedBody, Checklist, Sheet
from reviews.models.checklists import Side
from reviews.models.checklists.assessments import FEWEST, Way
from signatories.models import Organisation
from signatories.roles import officer_only

SENT = _("These answers have been sent: they stand. Reopen them with a reason, which makes a new version.")
SHEET_CLOSED = _("These answers are closed: open them again first.")


@dataclass
class Saved:
    """What became of a page: its save number from now on, and of each disputed answer what stands there and by whom."""

    sheet: Sheet
    disputed: dict[str, tuple[object, str]] = field(default_factory=dict)


@transaction.atomic
def begin(
    *, checklist: Checklist, body: Organisation, way: str, by, on: datetime.date, held_on: datetime.date | None = None, subject: str = "",
    subject_kind: str = "", due_on: datetime.date | None = None, on_paper: bool = False, assigned: AssignedBody | None = None,
    present: int | None = None,
) -> Assessment:  # fmt: skip
    """Raises PermissionDenied for who does not belong to `body` (an officer may type in what it wrote on paper), Refused."""
    checklist = Checklist.objects.select_for_update(of=["self"]).select_related("compact").get(pk=checklist.pk)
    if checklist.status != Checklist.Status.IN_USE:
        raise Refused(_("This checklist is not in use: choose the newest version."))
    if on_paper:
        if not bodies_of(by, checklist.compact, on).filter(pk=body.pk).exists():
            officer_only(by, checklist.compact)
    elif not bodies_of(by, checklist.compact, on).filter(pk=body.pk).exists():
        raise PermissionDenied
    if held_on and held_on > on:
        raise Refused(_("The day of the answers cannot be in the future."))
    if assigned and assigned.assessments.filter(checklist=checklist, status__in=["open", "sent"]).exists():
        raise Refused(_("It has been taken for this round already: open it instead."))
    assessment = Assessment.objects.create(
        compact=checklist.compact, checklist=checklist, body=body, way=way, subject=subject, subject_kind=subject_kind, held_on=held_on or on,
        due_on=due_on, on_paper=on_paper, assigned=assigned, shared=assigned is not None, present=present, begun_by=by,
    )  # fmt: skip
    lay_out_sheets(assessment, on)
    record("assessment.begun", assessment, by=by, way=way, checklist=checklist.pk)
    emails.asked_for_sheets(assessment, on=on, by=by)
    return assessment


def lay_out_sheets(assessment: Assessment, on: datetime.date) -> None:
    body, way = assessment.body, assessment.way
    if way == Way.JOINT:
        Sheet.objects.create(assessment=assessment)
        return
    if way == Way.SECTORS:
        if len(sectors_of(body, on)) < 2:
            raise Refused(_("%(body)s has no members of both sectors: take it together, or add its members first.") % {"body": body})
        Sheet.objects.bulk_create(Sheet(assessment=assessment, side=side) for side in (Side.STATUTORY, Side.VOLUNTARY))
        return
    members = list(Organisation.objects.open().filter(groups__in=body.members.serving(on=on)).distinct())
    if len(members) < FEWEST:
        raise Refused(
            _("At least %(number)s members must answer apart, so that nobody’s answer can be told: %(body)s has %(members)s.")
            % {"number": FEWEST, "body": body, "members": len(members)}
        )
    sheets = [Sheet(assessment=assessment, organisation=member) for member in members]
    if way == Way.RATING:
        sheets.append(Sheet(assessment=assessment, side=Side.SELF))
    Sheet.objects.bulk_create(sheets)


def locked_sheet(sheet: Sheet) -> Sheet:
    """The sheet, which nobody else saves meanwhile, of an assessment that is not being sent. Raises Refused."""
    sheet = Sheet.objects.select_for_update(no_key=True).get(pk=sheet.pk)  # its assessment is read after the wait
    if not sheet.assessment.is_open:
        raise Refused(SENT)
    return sheet


@transaction.atomic
def save_sheet(*, sheet: Sheet, answers: dict, version: int, by: str = "", page: str = "") -> Saved:
    """Save what is new in `answers`, given on a page that was opened at save number `version`; `by` is the name to show to others.

    What somebody else changed meanwhile stays, unless it was changed here too: that is disputed, and not saved.
    """
    sheet = locked_sheet(sheet)
    if sheet.closed_on:
        raise Refused(SHEET_CLOSED)
    merged = merge(draft=sheet.answers, changes=sheet.changes, answers=answers, version=version, page=page)
    if merged.taken:
        sheet.saved += 1
        note(sheet.changes, merged.taken, version=sheet.saved, by=by, page=page)
        sheet.answers |= merged.taken
        sheet.save(update_fields=["answers", "changes", "saved"])
    return Saved(sheet, {key: (sheet.answers.get(key), last_changed_by(sheet.changes, key)) for key in merged.disputed})


def what_lacks(lacking: list) -> str:
    item, what = lacking[0]
    first, more = gettext("Item %(number)s: %(what)s.") % {"number": item.number, "what": what}, len(lacking) - 1
    if not more:
        return first
    others = ngettext("%(number)s more item waits, too.", "%(number)s more items wait, too.", more) % {"number": more}
    return f"{first} {others}"


@transaction.atomic
def close_sheet(*, sheet: Sheet, on: datetime.date, open_again: bool = False) -> Sheet:
    """One of several says that it is done. Until all are sent it can be opened again."""
    sheet = locked_sheet(sheet)
    assessment = Assessment.objects.select_related("checklist", "body", "compact").get(pk=sheet.assessment_id)
    if not open_again and not any(sheet.answers.get(name_of(item, POINT)) for item in asked_in(assessment)):
        raise Refused(_("Answer at least one item first."))
    if not open_again and not assessment.is_counted and (lacking := missing(sheet, assessment)):
        raise Refused(what_lacks(lacking))
    sheet.closed_on = None if open_again else on
    sheet.save(update_fields=["closed_on"])
    return sheet
