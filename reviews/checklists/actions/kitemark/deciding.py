"""Two people of different sectors decide on an application; the mark is awarded for a time, renewed, suspended or withdrawn."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from compact_portal.days import months_after
from reviews.checklists import emails
from reviews.checklists.refusals import Refused
from reviews.models import (
    CriterionMet,
    KitemarkApplication,
    KitemarkAssessor,
    KitemarkAward,
)
from signatories.models import Compact, SeatHolder
from signatories.models.organisation import Sector
from signatories.roles import of_same_body, officer_only

Status = KitemarkApplication.Status


@transaction.atomic
def name_assessor(*, application: KitemarkApplication, person, by, on: datetime.date) -> KitemarkAssessor:
    """Somebody of the steering group: one of each sector, neither of the applicant's own body nor of the partner that spoke for it."""
    officer_only(by, application.compact)
    application = KitemarkApplication.objects.select_for_update(of=["self"]).select_related("compact", "applicant", "partner").get(pk=application.pk)
    if application.status != Status.SENT:
        raise Refused(_("Only an application that was sent is assessed."))
    seats = SeatHolder.objects.serving(on=on).filter(person=person, seat__compact=application.compact).select_related("seat__organisation")
    sector = next((seat.seat.organisation.sector for seat in seats if seat.seat.organisation.sector != Sector.CROSS), "")
    if not sector:
        raise Refused(
            _("%(person)s sits for neither sector in the %(steering_group)s: choose somebody who does.")
            % {"person": person, "steering_group": application.compact.terms.steering_group}
        )
    if of_same_body(person, application.applicant, on=on):
        raise Refused(
            _("%(person)s belongs to %(applicant)s, which applies: choose somebody else.") % {"person": person, "applicant": application.applicant}
        )
    if application.partner and of_same_body(person, application.partner, on=on):
        raise Refused(
            _("%(person)s belongs to %(partner)s, which spoke for it: choose somebody else.") % {"person": person, "partner": application.partner}
        )
    if application.assessors.filter(sector=sector).exists():
        raise Refused(_("There is an assessor of the %(sector)s already.") % {"sector": application.compact.terms.sector(sector)})
    assessor = KitemarkAssessor.objects.create(application=application, person=person, sector=sector, named_by=by)
    record("kitemark.assessor_named", application, by=by, sector=sector)
    emails.asked_to_assess(assessor)
    return assessor


@transaction.atomic
def release_assessor(*, assessor: KitemarkAssessor, by) -> None:
    """While they have not decided, somebody else can be named in their place."""
    officer_only(by, assessor.application.compact)
    if assessor.verdict:
        raise Refused(_("%(assessor)s has decided: that stands.") % {"assessor": assessor})
    record("kitemark.assessor_released", assessor.application, by=by, sector=assessor.sector)
    assessor.delete()


@transaction.atomic
def decide(*, assessor: KitemarkAssessor, verdict: str, comment: str, met: dict[int, tuple[bool, str]], by, on: datetime.date) -> KitemarkApplication:
    """One of the two decides, criterion by criterion: `met` is {key of the criterion: (met, note)}. When both have, the mark is awarded, or not."""
    application = KitemarkApplication.objects.select_for_update(of=["self"]).select_related("scheme", "compact").get(pk=assessor.application_id)
    assessor = KitemarkAssessor.objects.select_for_update(of=["self"]).get(pk=assessor.pk)
    if assessor.person_id != by.pk or of_same_body(by, application.applicant, on=on):
        raise PermissionDenied
    if application.status != Status.SENT or assessor.verdict:
        raise Refused(_("It has been decided already."))
    if not comment.strip():
        raise Refused(_("Say in a few words why."))
    criteria = {criterion.pk for criterion in application.scheme.criteria.all()}
    if verdict == KitemarkAssessor.Verdict.AWARD and any(not met.get(pk, (False, ""))[0] for pk in criteria):
        raise Refused(_("Every criterion has to be met before it can be awarded."))
    CriterionMet.objects.bulk_create(
        CriterionMet(assessor=assessor, criterion_id=pk, met=yes, note=note) for pk, (yes, note) in met.items() if pk in criteria
    )
    assessor.verdict, assessor.comment, assessor.decided_on = verdict, comment.strip(), on
    assessor.save(update_fields=["verdict", "comment", "decided_on"])
    record("kitemark.decided", application, by=by, sector=assessor.sector)
    verdicts = set(application.assessors.values_list("verdict", flat=True))
    if "" in verdicts or application.assessors.count() < 2:
        return application
    if KitemarkAssessor.Verdict.REFUSE in verdicts:
        application.status = Status.REFUSED
        record("kitemark.refused", application, by=by)
    else:
        application.status = Status.AWARDED
        award(application, by=by, on=on)
    application.save(update_fields=["status"])
    return application


def award(application: KitemarkApplication, *, by, on: datetime.date) -> KitemarkAward:
    """Numbers run on through the year; a renewal begins where the mark before ends."""
    compact = Compact.objects.select_for_update(of=["self"]).get(pk=application.compact_id)
    begin = f"{application.scheme.prefix}-{on.year}-"
    number = f"{begin}{KitemarkAward.objects.filter(compact=compact, number__startswith=begin).count() + 1:03}"
    first = max(on, application.renews.until + datetime.timedelta(days=1)) if application.renews else on
    until = months_after(first, application.scheme.valid_months) - datetime.timedelta(days=1)
    made = KitemarkAward.objects.create(application=application, compact=compact, number=number, awarded_on=first, until=until)
    record("kitemark.awarded", made, by=by, number=number, until=until.isoformat())
    return made


@transaction.atomic
def suspend(*, award: KitemarkAward, reason: str, by, at=None) -> KitemarkAward:
    """While a finding against the same thing is unanswered (domain.md C1.7). Without a reason it stands again."""
    officer_only(by, award.compact)
    award = KitemarkAward.objects.select_for_update(of=["self"]).get(pk=award.pk)
    if award.withdrawn_at:
        raise Refused(_("It was withdrawn."))
    reason = reason.strip()
    award.suspended_because, award.suspended_at, award.suspended_by = reason, (at or timezone.now()) if reason else None, by if reason else None
    award.save(update_fields=["suspended_because", "suspended_at", "suspended_by"])
    record("kitemark.suspended" if reason else "kitemark.stands_again", award, by=by)
    return award


@transaction.atomic
def withdraw(*, award: KitemarkAward, reason: str, by, at=None) -> KitemarkAward:
    """For good, with a reason."""
    officer_only(by, award.compact)
    award = KitemarkAward.objects.select_for_update(of=["self"]).get(pk=award.pk)
    if award.withdrawn_at:
        raise Refused(_("It was withdrawn already."))
    if not reason.strip():
        raise Refused(_("Say why it is withdrawn."))
    award.withdrawn_because, award.withdrawn_at, award.withdrawn_by = reason.strip(), at or timezone.now(), by
    award.save(update_fields=["withdrawn_because", "withdrawn_at", "withdrawn_by"])
    record("kitemark.withdrawn", award, by=by)
    return award
