"""An organisation asks to join: it proves its address by a mailed link, and an officer answers."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories import emails_joining as emails
from signatories.actions.signing import invite
from signatories.models import Compact, JoinRequest, Organisation, Signature
from signatories.roles import officer_only

KEPT = datetime.timedelta(days=14)  # how long a request waits for its address to be confirmed
ANSWER_WITHIN = datetime.timedelta(days=14)
A_DAY = {"address": 3, "agreement": 50}  # more than these are refused: the form would send mail to anybody


@transaction.atomic
def ask_to_join(*, compact: Compact, email: str, on: datetime.date | None = None, **fields) -> JoinRequest:
    """Keep the request and mail a link that proves the address. Nobody reads it before that. `fields` are those of JoinRequest."""
    on = on or today()
    compact = Compact.objects.select_for_update().get(pk=compact.pk)
    if compact.status == Compact.Status.ENDED:
        raise ValidationError(_("This %(agreement)s has ended.") % {"agreement": compact.terms.agreement})
    lately = compact.join_requests.filter(asked_on=on)
    if lately.filter(sent_to__iexact=email).count() >= A_DAY["address"]:
        raise ValidationError(_("We have sent several links to this address today. Look for them, also among unwanted mail."))
    if lately.count() >= A_DAY["agreement"]:
        raise ValidationError(_("Too many have asked today.") + f" {emails.whom_to_ask(compact)}")
    request = JoinRequest(compact=compact, sent_to=email, asked_on=on, sent_at=timezone.now(), **fields)
    request.full_clean(exclude=["token_hash"])
    token = request.new_token()
    request.save()
    emails.confirm_address(request, token)
    return request


@transaction.atomic
def confirm_request(*, request: JoinRequest) -> JoinRequest:
    """The address is proved. A second press of the button changes nothing."""
    request = JoinRequest.objects.select_for_update(of=["self"]).select_related("compact").get(pk=request.pk)
    if request.status != JoinRequest.Status.UNCONFIRMED:
        return request
    request.status = JoinRequest.Status.WAITING
    request.save(update_fields=["status"])
    record("join_request.confirmed", request, by=None)
    emails.somebody_asks(request)
    return request


@transaction.atomic
def approve_request(*, request: JoinRequest, by: User, organisation: Organisation | None = None) -> Signature:
    """It is on the list as invited. `organisation` is the one that the portal knows already; without it a new one is made."""
    request = _waiting(request, by)
    if organisation is None:
        organisation = Organisation(
            name=request.name,
            sector=request.sector,
            kind=request.kind,
            website=request.website,
            charity_number=request.charity_number,
            contact_email=request.sent_to,
        )
        organisation.full_clean()
        organisation.save()
        record("organisation.added", organisation, by=by)
    there = request.compact.signatures.filter(organisation__in=Organisation.objects.same_as(organisation)).first()
    signature = there or invite(compact=request.compact, organisation=organisation, by=by)
    _decide(request, JoinRequest.Status.APPROVED, by, signature=signature)
    emails.request_approved(request, by=by)
    return signature


@transaction.atomic
def refuse_request(*, request: JoinRequest, reason: str, by: User) -> JoinRequest:
    """`reason` is sent to whoever asked."""
    request = _waiting(request, by)
    if not reason.strip():
        raise ValidationError(_("Say why: it is sent to whoever asked."))
    _decide(request, JoinRequest.Status.REFUSED, by, reason=reason.strip())
    emails.request_refused(request, by=by)
    return request


def forget_unconfirmed(*, on: datetime.date | None = None) -> int:
    """Requests whose address nobody proved, gone with everything they said. Returns how many."""
    stale = JoinRequest.objects.filter(status=JoinRequest.Status.UNCONFIRMED, asked_on__lt=(on or today()) - KEPT)
    return stale.delete()[0]


def _waiting(request: JoinRequest, by: User) -> JoinRequest:
    officer_only(by, request.compact)
    request = JoinRequest.objects.select_for_update(of=["self"]).select_related("compact").get(pk=request.pk)
    if request.status != JoinRequest.Status.WAITING:
        raise ValidationError(_("This request is %(status)s: there is nothing to answer.") % {"status": request.get_status_display()})
    return request


def _decide(request: JoinRequest, status: str, by: User, **fields) -> None:
    request.status, request.decided_at, request.decided_by = status, timezone.now(), by
    for field, value in fields.items():
        setattr(request, field, value)
    request.save(update_fields=["status", "decided_at", "decided_by", *fields])
    record(f"join_request.{status}", request, by=by)
