"""Somebody applies for the kitemark for one thing: what is said, what is checked by the portal itself, and what still lacks."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compact_portal.audit.recording import record
from compact_portal.days import months_after
from reviews.checklists.refusals import Refused
from reviews.models import (
    Assessment,
    KitemarkApplication,
    KitemarkAward,
    KitemarkCriterion,
    KitemarkScheme,
)
from signatories.models import Code, Compact, Organisation, Signature
from signatories.models.organisation import Sector
from signatories.roles import acted_for, of_same_body

Status = KitemarkApplication.Status


def acts_for(person, organisation: Organisation, on: datetime.date) -> bool:
    return acted_for(person, on=on).filter(pk=organisation.pk).exists()


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
            raise Refused(_("This application was sent: it stands. Withdraw it and write another one."))
    else:
        scheme = compact.kitemark_schemes.filter(status=KitemarkScheme.Status.IN_USE).first()
        if scheme is None:
            raise Refused(_("There is no kitemark yet."))
        application = KitemarkApplication(scheme=scheme, compact=compact, begun_by=by, renews=renews)
    partner = fields.get("partner")
    if partner and partner.pk != application.partner_id:
        if partner.sector not in (Sector.STATUTORY, Sector.VOLUNTARY) or partner.sector == applicant.sector:
            raise Refused(_("The partner who confirms it belongs to the other sector."))
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
        raise Refused(_("This application was sent already."))
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
                why = _("No partner from the other sector has confirmed it yet.")
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
            months = scheme.review_months
            said = ngettext(
                "The checklist of “%(code)s” was not taken within the last %(months)s month.",
                "The checklist of “%(code)s” was not taken within the last %(months)s months.",
                months,
            )
            return said % {"code": code, "months": months}
        if review.score is None or review.score < scheme.least_share:
            came = _("The checklist of “%(code)s” came to %(score)s per cent; at least %(least)s are asked for.")
            return came % {"code": code, "score": review.score or 0, "least": scheme.least_share}
    return ""


def lacking_actions(reviews: dict[int, Assessment]) -> str:
    for review in reviews.values():
        if review.gaps.exclude(decision="action").exists():
            return _("An item of the checklist “%(checklist)s” has no action yet.") % {"checklist": review.checklist.title}
    return ""


@transaction.atomic
def send_application(*, application: KitemarkApplication, terms_accepted: bool, by, on: datetime.date, at=None) -> KitemarkApplication:
    application = KitemarkApplication.objects.select_for_update(of=["self"]).select_related("scheme", "applicant").get(pk=application.pk)
    if not acts_for(by, application.applicant, on):
        raise PermissionDenied
    if application.status != Status.DRAFT:
        raise Refused(_("This application was sent already."))
    if not terms_accepted:
        raise Refused(_("Accept how the mark may be used."))
    if not application.codes.exists():
        raise Refused(_("Name at least one subject that matters to it."))
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
        raise Refused(_("It has been decided already."))
    application.status = Status.WITHDRAWN
    application.save(update_fields=["status"])
    record("kitemark.application_withdrawn", application, by=by)
