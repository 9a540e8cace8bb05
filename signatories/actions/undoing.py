"""A hand-over is taken back: it went to the wrong address, or the successor cannot do it after all.

Within UNDO_WITHIN of the day on which it happened. Later, one hands over again: by then the successor has done things of their own.
"""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.models import Event
from compact_portal.audit.recording import record
from compact_portal.days import in_words, today
from signatories import emails
from signatories import emails_champions as champion_emails
from signatories.actions import enquiries
from signatories.actions.signing import signatures_touched
from signatories.models import Champion, Compact, Membership, Signature
from signatories.models.people import UNDO_WITHIN
from signatories.roles import is_lead, looks_after_champions, members_of


def undo_until(handed_over_on: datetime.date) -> datetime.date:
    """The last day on which it can be taken back."""
    return handed_over_on + UNDO_WITHIN


def may_undo_champion(person, successor: Champion) -> bool:
    """Who looks after the organisation's Champions, the successor, and the one before if they handed over themself."""
    if person == successor.person or looks_after_champions(person, successor.signature):
        return True
    return person == successor.succeeds.person and Event.objects.about(successor.succeeds).filter(verb="champion.handed_over", actor=person).exists()


@transaction.atomic
def undo_champion(*, successor: Champion, by: User) -> Champion:
    """The Champion before serves again, with the place, the open questions and, from a successor who is new, the notes."""
    signature = _locked(successor.signature_id)
    serving = signature.champions.select_for_update(of=["self"], no_key=True).select_related("person", "succeeds__person")
    successor = serving.get(pk=successor.pk)
    former = serving.get(pk=successor.succeeds_id) if successor.succeeds_id else None
    if former is None:
        raise ValidationError(_("Nothing was handed over here."))
    successor.signature = former.signature = signature
    successor.succeeds = former
    if not may_undo_champion(by, successor):
        raise PermissionDenied
    handed_over_on = successor.took_over_on
    _in_time(handed_over_on, ended=successor.has_ended, person=successor.person)
    new = successor.since >= handed_over_on
    successor.main, successor.succeeds = successor.main and not former.main, None
    if new:
        former.notes, successor.notes = successor.notes, ""
    successor.save(update_fields=["main", "succeeds", "notes"])
    if new:
        successor.end()
    former.until = None
    former.save(update_fields=["until", "notes"])
    enquiries.move_open(successor, former)
    record("champion.hand_over_undone", former, by=by, person=successor.person_id)
    champion_emails.hand_over_undone(former, successor, by=by)
    return former


def may_undo_lead(person, successor: Membership, compact: Compact) -> bool:
    """A lead of the organisation, which the successor is; the one before; an officer of the agreement."""
    officer = Compact.objects.officered_by(person).filter(pk=compact.pk).exists()
    return officer or is_lead(person, successor.organisation) or (successor.succeeds and person == successor.succeeds.person)


@transaction.atomic
def undo_lead(*, signature: Signature, successor: Membership, by: User) -> Membership:
    """The one before leads again. The successor stops at once, or is the contributor that they were."""
    signature = _locked(signature.pk)
    rows = members_of(signature.organisation).select_for_update(of=["self"]).select_related("person", "succeeds__person", "organisation")
    successor = rows.get(pk=successor.pk)
    former = rows.get(pk=successor.succeeds_id) if successor.succeeds_id else None
    if former is None:
        raise ValidationError(_("Nothing was handed over here."))
    if not may_undo_lead(by, successor, signature.compact):
        raise PermissionDenied
    handed_over_on = successor.took_over_on
    leads_no_more = successor.has_ended or successor.role != Membership.Role.LEAD
    _in_time(handed_over_on, ended=leads_no_more or (former.role == former.Role.LEAD and not former.has_ended), person=successor.person)
    new = successor.since >= handed_over_on
    successor.succeeds, successor.took_over_on = None, None
    successor.role = Membership.Role.LEAD if new else Membership.Role.CONTRIBUTOR
    successor.save(update_fields=["succeeds", "took_over_on", "role"])
    if new:
        successor.end()
    former.role, former.until = Membership.Role.LEAD, None
    former.save(update_fields=["role", "until"])
    for each in signatures_touched(signature):
        record("lead.hand_over_undone", each, by=by, done_under=signature.compact_id, person=former.person_id)

    def why() -> str:
        return _("The handing over to %(person)s was taken back.") % {"person": successor.person}

    emails.lead_added(former, compact=signature.compact, by=by, why=why)
    return former


def _in_time(handed_over_on: datetime.date | None, *, ended: bool, person) -> None:
    if ended or handed_over_on is None:
        raise ValidationError(_("%(person)s no longer has what was handed over.") % {"person": person})
    if undo_until(handed_over_on) < today():
        raise ValidationError(_("This could be taken back until %(day)s. Hand over again instead.") % {"day": in_words(undo_until(handed_over_on))})


def _locked(pk: int) -> Signature:
    return Signature.objects.select_for_update(of=["self"]).select_related("compact", "organisation").get(pk=pk)
