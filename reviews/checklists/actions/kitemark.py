"""The kitemark: a scheme is put in use; somebody applies for one thing; two people of different sectors decide; the mark ends or is taken away."""

import datetime
from calendar import monthrange
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from compact_portal.audit.recording import record
from reviews.checklists import emails
from reviews.checklists.refusals import Refused
from reviews.models import (
    Assessment,
    CriterionMet,
    KitemarkApplication,
    KitemarkAssessor,
    KitemarkAward,
    KitemarkCriterion,
    KitemarkScheme,
)
from reviews.models.checklists.frozen import SCHEME_IN_USE
from signatories.models import Code, Compact, Membership, Organisation, SeatHolder, Signature
from signatories.models.organisation import Sector
from signatories.roles import of_same_body, officer_only

Status = KitemarkApplication.Status


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later (or, below 0, an earlier) month, or that month's last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# --- the scheme


@transaction.atomic
def save_scheme(*, scheme: KitemarkScheme, criteria: list[dict], by, **fields) -> KitemarkScheme:
    """`criteria` are dicts with text and check_by, in order. Raises Refused once it is in use."""
    officer_only(by, scheme.compact)
    scheme = KitemarkScheme.objects.select_for_update(of=["self"]).select_related("compact").get(pk=scheme.pk)
    if scheme.status != KitemarkScheme.Status.DRAFT:
        raise Refused(SCHEME_IN_USE)
    for name, value in fields.items():
        setattr(scheme, name, value)
    scheme.full_clean(exclude=["compact"])
    scheme.save()
    scheme.criteria.all().delete()
    KitemarkCriterion.objects.bulk_create(KitemarkCriterion(scheme=scheme, number=n, **one) for n, one in enumerate(criteria, 1))
    record("kitemark_scheme.changed", scheme, by=by, criteria=len(criteria))
    return scheme


@transaction.atomic
def use_scheme(*, scheme: KitemarkScheme, by, at=None) -> KitemarkScheme:
    """It takes the place of the one before; what was applied for under that one is decided by its criteria."""
    officer_only(by, scheme.compact)
    scheme = KitemarkScheme.objects.select_for_update(of=["self"]).select_related("compact").get(pk=scheme.pk)
    if scheme.status != KitemarkScheme.Status.DRAFT:
        raise Refused("It is in use already.")
    if not scheme.criteria.exists():
        raise Refused("It has no criteria: add at least one before it is used.")
    scheme.compact.kitemark_schemes.filter(status=KitemarkScheme.Status.IN_USE).update(status=KitemarkScheme.Status.REPLACED)
    scheme.status, scheme.in_use_at, scheme.in_use_by = KitemarkScheme.Status.IN_USE, at or timezone.now(), by
    scheme.save(update_fields=["status", "in_use_at", "in_use_by"])
    record("kitemark_scheme.put_in_use", scheme, by=by, version=scheme.version)
    return scheme


@transaction.atomic
def new_scheme_version(*, scheme: KitemarkScheme, by) -> KitemarkScheme:
    officer_only(by, scheme.compact)
    if scheme.compact.kitemark_schemes.filter(status=KitemarkScheme.Status.DRAFT).exists():
        raise Refused("A newer version is being written already.")
    same = ("compact", "name", "about", "terms_of_use", "prefix", "least_share", "review_months", "valid_months")
    last = scheme.compact.kitemark_schemes.order_by("-version").first()
    made = KitemarkScheme.objects.create(**{name: getattr(scheme, name) for name in same}, version=last.version + 1)
    KitemarkCriterion.objects.bulk_create(
        KitemarkCriterion(scheme=made, number=one.number, text=one.text, help_text=one.help_text, check_by=one.check_by)
        for one in scheme.criteria.all()
    )
    record("kitemark_scheme.new_version", made, by=by, version=made.version)
    return made


# --- applying


def acts_for(person, organisation: Organisation, on: datetime.date) -> bool:
    return Membership.objects.serving(on=on).filter(person=person, organisation=organisation).exists()


@transaction.atomic
def save_application(
    *, compact: Compact, application: KitemarkApplication | None, applicant: Organisation, by, on: datetime.date, codes: list[Code],
    renews: KitemarkAward | None = None, **fields,
) -> KitemarkApplication:  # fmt: skip
    """A draft, by whoever acts for a signatory. `fields` are subject_kind, title, description, reasons and partner."""
    if not acts_for(by, applicant, on) or not Signature.objects.in_force().filter(compact=compact, organisation=applicant).exists():
        raise PermissionDenied
    if application:
        application = KitemarkApplication.objects.select_for_update(of=["self"]).get(pk=application.pk)
        if application.status != Status.DRAFT:
            raise Refused("This application was sent: it stands. Withdraw it and write another one.")
    else:
        scheme = compact.kitemark_schemes.filter(status=KitemarkScheme.Status.IN_USE).first()
        if scheme is None:
            raise Refused("There is no kitemark yet.")
        application = KitemarkApplication(scheme=scheme, compact=compact, begun_by=by, renews=renews)
    partner = fields.get("partner")
    if partner and partner.pk != application.partner_id:
        if partner.sector not in (Sector.STATUTORY, Sector.VOLUNTARY) or partner.sector == applicant.sector:
            raise Refused("The partner who confirms it belongs to the other sector.")
        application.partner_statement, application.partner_at, application.partner_by = "", None, None
    application.applicant = applicant
    for name, value in fields.items():
        setattr(application, name, value)
    application.save()
    application.codes.set(codes)
    record("kitemark.application_saved", application, by=by)
    return application


@transaction.atomic
def confirm_as_partner(*, application: KitemarkApplication, statement: str, by, on: datetime.date, at=None) -> KitemarkApplication:
    """Somebody of the partner says in a few words that it is so."""
    application = KitemarkApplication.objects.select_for_update(of=["self"]).select_related("partner").get(pk=application.pk)
    if application.partner is None or not of_same_body(by, application.partner, on=on):
        raise PermissionDenied
    if application.status != Status.DRAFT:
        raise Refused("This application was sent already.")
    application.partner_statement, application.partner_at, application.partner_by = statement, at or timezone.now(), by
    application.save(update_fields=["partner_statement", "partner_at", "partner_by"])
    record("kitemark.partner_confirmed", application, by=by)
    return application


@dataclass(frozen=True)
class Checked:
    """One criterion, as far as the portal can tell: `met` is None where people judge. `why` says what is missing."""

    criterion: KitemarkCriterion
    met: bool | None
    why: str = ""


def reviews_of(application: KitemarkApplication, on: datetime.date) -> dict[int, Assessment]:
    """{key of the code: the applicant's newest result}, taken within the months that the scheme asks for."""
    since = months_after(on, -application.scheme.review_months)
    bodies = Organisation.objects.same_as(application.applicant)
    taken = Assessment.objects.sent().filter(
        compact=application.compact_id, body__in=bodies, checklist__code__in=application.codes.all(), held_on__range=(since, on)
    )
    return {one.checklist.code_id: one for one in taken.select_related("checklist").order_by("held_on", "pk")}


def checked(application: KitemarkApplication, on: datetime.date) -> list[Checked]:
    scheme, reviews = application.scheme, reviews_of(application, on)
    found = []
    for criterion in scheme.criteria.all():
        why = ""
        match criterion.check_by:
            case KitemarkCriterion.Check.RESULT:
                why = lacking_result(application, reviews)
            case KitemarkCriterion.Check.GAPS:
                why = lacking_actions(reviews)
            case KitemarkCriterion.Check.PARTNER if not application.partner_at:
                why = "No partner from the other sector has confirmed it yet."
            case KitemarkCriterion.Check.JUDGED:
                found.append(Checked(criterion, None))
                continue
        found.append(Checked(criterion, not why, why))
    return found


def lacking_result(application: KitemarkApplication, reviews: dict[int, Assessment]) -> str:
    scheme = application.scheme
    for code in application.codes.all():
        review = reviews.get(code.pk)
        if review is None:
            return f"The checklist of “{code}” was not taken within the last {scheme.review_months} months."
        if review.score is None or review.score < scheme.least_share:
            return f"The checklist of “{code}” came to {review.score or 0} per cent; at least {scheme.least_share} are asked for."
    return ""


def lacking_actions(reviews: dict[int, Assessment]) -> str:
    for review in reviews.values():
        if review.gaps.exclude(decision="action").exists():
            return f"An item of the checklist “{review.checklist.title}” has no action yet."
    return ""


@transaction.atomic
def send_application(*, application: KitemarkApplication, terms_accepted: bool, by, on: datetime.date, at=None) -> KitemarkApplication:
    application = KitemarkApplication.objects.select_for_update(of=["self"]).select_related("scheme", "applicant").get(pk=application.pk)
    if not acts_for(by, application.applicant, on):
        raise PermissionDenied
    if application.status != Status.DRAFT:
        raise Refused("This application was sent already.")
    if not terms_accepted:
        raise Refused("Accept how the mark may be used.")
    if not application.codes.exists():
        raise Refused("Name at least one subject that matters to it.")
    if lacking := next((one.why for one in checked(application, on) if one.met is False), ""):
        raise Refused(lacking)
    application.reviews.set(reviews_of(application, on).values())
    application.status, application.terms_accepted, application.sent_at, application.sent_by = Status.SENT, True, at or timezone.now(), by
    application.save(update_fields=["status", "terms_accepted", "sent_at", "sent_by"])
    record("kitemark.applied", application, by=by)
    return application


@transaction.atomic
def withdraw_application(*, application: KitemarkApplication, by, on: datetime.date) -> None:
    application = KitemarkApplication.objects.select_for_update(of=["self"]).select_related("applicant").get(pk=application.pk)
    if not acts_for(by, application.applicant, on):
        raise PermissionDenied
    if application.status not in (Status.DRAFT, Status.SENT):
        raise Refused("It has been decided already.")
    application.status = Status.WITHDRAWN
    application.save(update_fields=["status"])
    record("kitemark.application_withdrawn", application, by=by)


# --- deciding


@transaction.atomic
def name_assessor(*, application: KitemarkApplication, person, by, on: datetime.date) -> KitemarkAssessor:
    """Somebody of the steering group: one of each sector, neither of the applicant's own body nor of the partner that spoke for it."""
    officer_only(by, application.compact)
    application = KitemarkApplication.objects.select_for_update(of=["self"]).select_related("compact", "applicant", "partner").get(pk=application.pk)
    if application.status != Status.SENT:
        raise Refused("Only an application that was sent is assessed.")
    seats = SeatHolder.objects.serving(on=on).filter(person=person, seat__compact=application.compact).select_related("seat__organisation")
    sector = next((seat.seat.organisation.sector for seat in seats if seat.seat.organisation.sector != Sector.CROSS), "")
    if not sector:
        raise Refused(f"{person} sits for neither sector in the {application.compact.terms.steering_group}: choose somebody who does.")
    if of_same_body(person, application.applicant, on=on):
        raise Refused(f"{person} belongs to {application.applicant}, which applies: choose somebody else.")
    if application.partner and of_same_body(person, application.partner, on=on):
        raise Refused(f"{person} belongs to {application.partner}, which spoke for it: choose somebody else.")
    if application.assessors.filter(sector=sector).exists():
        raise Refused(f"There is an assessor of the {application.compact.terms.sector(sector)} already.")
    assessor = KitemarkAssessor.objects.create(application=application, person=person, sector=sector, named_by=by)
    record("kitemark.assessor_named", application, by=by, sector=sector)
    emails.asked_to_assess(assessor)
    return assessor


@transaction.atomic
def release_assessor(*, assessor: KitemarkAssessor, by) -> None:
    """While they have not decided, somebody else can be named in their place."""
    officer_only(by, assessor.application.compact)
    if assessor.verdict:
        raise Refused(f"{assessor} has decided: that stands.")
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
        raise Refused("It has been decided already.")
    if not comment.strip():
        raise Refused("Say in a few words why.")
    criteria = {criterion.pk for criterion in application.scheme.criteria.all()}
    if verdict == KitemarkAssessor.Verdict.AWARD and any(not met.get(pk, (False, ""))[0] for pk in criteria):
        raise Refused("Every criterion has to be met before it can be awarded.")
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
        raise Refused("It was withdrawn.")
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
        raise Refused("It was withdrawn already.")
    if not reason.strip():
        raise Refused("Say why it is withdrawn.")
    award.withdrawn_because, award.withdrawn_at, award.withdrawn_by = reason.strip(), at or timezone.now(), by
    award.save(update_fields=["withdrawn_because", "withdrawn_at", "withdrawn_by"])
    record("kitemark.withdrawn", award, by=by)
    return award
