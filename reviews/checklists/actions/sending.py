"""A checklist that was filled in is sent, and where there is a reason opened again as a new version; or it is given up, or shared."""

import datetime
import random
from collections import Counter

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from reviews.checklists import emails
from reviews.checklists.actions.taking import SENT, what_lacks
from reviews.checklists.refusals import Refused
from reviews.checklists.result import Result, of_answers, of_counts, told_apart
from reviews.checklists.sheets import COMMENT, POINT, SPEAKS, STATUTORY, VOLUNTARY, asked_in, missing, name_of, points_of
from reviews.checklists.who import part_of
from reviews.models import Assessment, Evidence, Gap, ItemAnswer, ItemCount, SaidApart, Sheet
from reviews.models.checklists.assessments import FEWEST, Way


def locked(assessment: Assessment, by, on: datetime.date) -> Assessment:
    """Raises PermissionDenied for who does not run it, Refused once it was sent."""
    assessment = Assessment.objects.select_for_update(of=["self"]).select_related("checklist__scale", "body", "compact").get(pk=assessment.pk)
    if not part_of(by, assessment, on).runs:
        raise PermissionDenied
    if not assessment.is_open:
        raise Refused(SENT)
    return assessment


def sheets_to_send(assessment: Assessment, *, lock: bool = False) -> list[Sheet]:
    """Those that count: all, where there is one or one for each side; the closed ones, where many answer. Raises Refused."""
    sheets = list(assessment.sheets.select_for_update(of=["self"]) if lock else assessment.sheets.all())
    if assessment.way == Way.JOINT:
        if lacking := missing(sheets[0], assessment):
            raise Refused(what_lacks(lacking))
        return sheets
    closed = [sheet for sheet in sheets if sheet.closed_on]
    if assessment.way == Way.SECTORS and len(closed) < len(sheets):
        raise Refused(_("Both sides have to close their answers first: neither sees the other’s before."))
    if assessment.is_counted and sum(sheet.organisation_id is not None for sheet in closed) < FEWEST:
        raise Refused(_("At least %(number)s have to close their answers first, so that nobody’s answer can be told.") % {"number": FEWEST})
    return closed


def result_of(assessment: Assessment, sheets: list[Sheet]) -> Result:
    items, points, scale = asked_in(assessment), points_of(assessment.checklist), assessment.checklist.scale
    if assessment.is_counted:
        return of_counts(items, counted(assessment, sheets), points, scale)
    return of_answers(items, {sheet.side: chosen(assessment, sheet) for sheet in sheets}, points, scale)


def chosen(assessment: Assessment, sheet: Sheet) -> dict:
    """{key of the item: point}."""
    points = {point.key: point for point in points_of(assessment.checklist)}
    given = {item.pk: points.get(sheet.answers.get(name_of(item, POINT)) or "") for item in asked_in(assessment)}
    return {item: point for item, point in given.items() if point}


def counted(assessment: Assessment, sheets: list[Sheet]) -> list[tuple]:
    """(item, sector or "", point, count) of those who answered apart, where enough of them did."""
    apart = [sheet for sheet in sheets if sheet.organisation_id]
    shown = told_apart(Counter(sheet.organisation.sector for sheet in apart))
    counts: Counter = Counter()
    for sheet in apart if shown else []:
        for item, point in chosen(assessment, sheet).items():
            counts[item, sheet.organisation.sector if shown != [""] else "", point] += 1
    return [(item, sector, point, count) for (item, sector, point), count in counts.items()]


@transaction.atomic
def send(
    *, assessment: Assessment, by, on: datetime.date, outcome: str = "", outcome_comment: str = "", good_practice: str = "", to_improve: str = "",
    present: int | None = None, shared: bool = False, at=None,
) -> Assessment:  # fmt: skip
    """Lock the answers, with their result as worked out or as changed with a comment. Gaps are noted, each to get an action or a reason."""
    assessment = locked(assessment, by, on)
    sheets = sheets_to_send(assessment, lock=True)
    result = result_of(assessment, sheets)
    outcome = outcome or result.outcome
    if outcome != result.outcome and not outcome_comment.strip():
        raise Refused(_("Say why the result differs from the one worked out."))
    keep_answers(assessment, sheets)
    assessment.score, assessment.answered, assessment.computed, assessment.outcome = result.score, result.answered, result.outcome, outcome
    assessment.outcome_comment, assessment.good_practice, assessment.to_improve = outcome_comment.strip(), good_practice.strip(), to_improve.strip()
    assessment.present = present or assessment.present
    assessment.shared = shared or assessment.assigned_id is not None
    assessment.status, assessment.sent_at, assessment.sent_by = Assessment.Status.SENT, at or timezone.now(), by
    assessment.save()
    note_gaps(assessment, result)
    assessment.sheets.update(answers={}, changes={})
    record("assessment.sent", assessment, by=by, version=assessment.version, gaps=len(result.gaps))
    return assessment


def keep_answers(assessment: Assessment, sheets: list[Sheet]) -> None:
    """As sent. What many said apart is counted; their words go without a name, in no order."""
    own = [sheet for sheet in sheets if not sheet.organisation_id]
    items = {item.pk: item for item in asked_in(assessment)}
    kept = []
    for sheet in own:
        for pk, point in chosen(assessment, sheet).items():
            said = {part: sheet.answers.get(name_of(items[pk], part)) or "" for part in (COMMENT, STATUTORY, VOLUNTARY, SPEAKS)}
            kept.append(
                ItemAnswer(
                    assessment=assessment, item_id=pk, side=sheet.side, point=point, comment=said[COMMENT], comment_statutory=said[STATUTORY],
                    comment_voluntary=said[VOLUNTARY], speaks_of=said[SPEAKS],
                )
            )  # fmt: skip
    ItemAnswer.objects.bulk_create(kept)
    if not assessment.is_counted:
        return
    ItemCount.objects.bulk_create(
        ItemCount(assessment=assessment, item_id=item, sector=sector, point=point, count=count)
        for item, sector, point, count in counted(assessment, sheets)
    )
    words = [
        SaidApart(assessment=assessment, item=item, text=text)
        for sheet in sheets
        if sheet.organisation_id
        for item in items.values()
        if (text := sheet.answers.get(name_of(item, COMMENT)))
    ]
    random.SystemRandom().shuffle(words)
    SaidApart.objects.bulk_create(words)


def note_gaps(assessment: Assessment, result: Result) -> None:
    """What was decided about the same item in the version before stands."""
    before = {gap.item_id: gap for gap in assessment.reopens.gaps.all()} if assessment.reopens_id else {}
    decided = ("decision", "what", "owner", "due_on", "done_on", "reason", "action_id", "settled_at", "settled_by_id")
    Gap.objects.bulk_create(
        Gap(
            assessment=assessment, item=item, found=found,
            **({name: getattr(before[item.pk], name) for name in decided} if item.pk in before else {}),
        )
        for item, found in result.gaps
    )  # fmt: skip


@transaction.atomic
def reopen(*, assessment: Assessment, reason: str, by, on: datetime.date) -> Assessment:
    """A new version with the same answers, to be changed and sent again; the old one stays as it is. Where many answered apart they answer anew."""
    assessment = Assessment.objects.select_for_update(of=["self"]).select_related("checklist", "body", "compact").get(pk=assessment.pk)
    if not part_of(by, assessment, on).runs:
        raise PermissionDenied
    if assessment.status != Assessment.Status.SENT:
        raise Refused(_("Only the newest version, once sent, can be reopened."))
    if not reason.strip():
        raise Refused(_("Say why it is reopened."))
    assessment.status = Assessment.Status.REOPENED
    assessment.save(update_fields=["status"])
    same = ("compact", "checklist", "body", "subject", "subject_kind", "way", "assigned", "held_on", "due_on", "present", "on_paper", "shared")
    made = Assessment.objects.create(
        **{name: getattr(assessment, name) for name in same}, version=assessment.version + 1, reopens=assessment,
        reopened_because=reason.strip()[:300], begun_by=by,
    )  # fmt: skip
    for sheet in assessment.sheets.all():
        given = {} if sheet.organisation_id else as_draft(assessment.answers.filter(side=sheet.side).select_related("item", "point"))
        Sheet.objects.create(assessment=made, side=sheet.side, organisation=sheet.organisation, answers=given)
    Evidence.objects.bulk_create(Evidence(assessment=made, **{name: getattr(one, name) for name in EVIDENCE}) for one in assessment.evidence.all())
    record("assessment.reopened", made, by=by, version=made.version)
    emails.asked_for_sheets(made, on=on, by=by)
    return made


EVIDENCE = ("item", "text", "link", "upload", "dated_on", "stale_on", "reminded_on", "added_by")


def as_draft(answers) -> dict:
    draft = {}
    for one in answers:
        parts = {
            POINT: one.point.key,
            COMMENT: one.comment,
            STATUTORY: one.comment_statutory,
            VOLUNTARY: one.comment_voluntary,
            SPEAKS: one.speaks_of,
        }
        draft |= {name_of(one.item, part): value for part, value in parts.items() if value}
    return draft


@transaction.atomic
def give_up(*, assessment: Assessment, by, on: datetime.date) -> None:
    """What was begun by mistake goes, with its evidence; a reopened one cannot go, since the version before was replaced."""
    assessment = locked(assessment, by, on)
    if assessment.reopens_id:
        raise Refused(_("This is a new version of what was sent: send it instead."))
    record("assessment.given_up", assessment, by=by)
    assessment.delete()


@transaction.atomic
def share(*, assessment: Assessment, by, on: datetime.date) -> Assessment:
    """Show a sent result to the steering group. That cannot be taken back, since it may have been read."""
    assessment = Assessment.objects.select_for_update(of=["self"]).get(pk=assessment.pk)
    if not part_of(by, assessment, on).runs:
        raise PermissionDenied
    if assessment.status != Assessment.Status.SENT:
        raise Refused(_("Send it first."))
    if not assessment.shared:
        assessment.shared = True
        assessment.save(update_fields=["shared"])
        record("assessment.shared", assessment, by=by)
    return assessment
