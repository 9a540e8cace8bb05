"""Who runs the portal for a Compact: one officer on each side, so that neither sector depends on the other's goodwill.

An officer sees much, so every officer and the Compact's own address are told of each change.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.actions import know_person
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories import emails_steering as emails
from signatories.actions.by_hand import save_by_hand
from signatories.models import Compact, Officer, Organisation
from signatories.models.organisation import Sector
from signatories.roles import officer_only


@transaction.atomic
def appoint_officer(*, compact: Compact, email: str, name: str, sector: str, by: User, employer: Organisation | None = None) -> Officer:
    """The deputy of the other side, or an officer for a side that has none. A second one of a side is refused: the first hands over."""
    compact = _locked(compact, by)
    if sector not in (Sector.STATUTORY, Sector.VOLUNTARY):
        raise ValidationError(_("An officer stands on one of the two sides."))
    there = compact.officers.not_ended().filter(sector=sector).select_related("person").first()
    if there:
        raise ValidationError(
            _("%(person)s is the officer of the %(sector)s already: hand over from one to the other.")
            % {"person": there.person, "sector": compact.terms.sector(sector)}
        )
    return _appoint(compact, email, name, sector, employer, by)


@transaction.atomic
def hand_over_office(*, officer: Officer, email: str, name: str, by: User, employer: Organisation | None = None) -> Officer:
    """In one step: the side is never without an officer. By the officer themself, or by the one of the other side when they are gone."""
    compact = _locked(officer.compact, by)
    officer = compact.officers.select_for_update(of=["self"]).select_related("person").get(pk=officer.pk)
    if officer.has_ended:
        raise ValidationError(_("%(person)s has stopped already.") % {"person": officer.person})
    if officer.person.email == email.strip().lower():
        raise ValidationError(_("This is the address of %(person)s: enter that of the successor.") % {"person": officer.person})
    successor = _appoint(compact, email, name, officer.sector, employer, by)
    officer.end()
    record("officer.ended", officer, by=by, handed_over=True)
    emails.officer_ends(officer, by=by)
    return successor


@transaction.atomic
def end_officer(*, officer: Officer, by: User) -> Officer:
    """The last one stays until somebody follows."""
    compact = _locked(officer.compact, by)
    officer = compact.officers.select_for_update(of=["self"]).select_related("person").get(pk=officer.pk)
    if officer.has_ended:
        raise ValidationError(_("%(person)s has stopped already.") % {"person": officer.person})
    if not compact.officers.serving().exclude(pk=officer.pk).exists():
        raise ValidationError(_("%(person)s is the only officer: hand over to somebody first.") % {"person": officer.person})
    officer.end()
    record("officer.ended", officer, by=by)
    emails.officer_ends(officer, by=by)
    return officer


@transaction.atomic
def set_employer(*, officer: Officer, employer: Organisation | None, by: User) -> Officer:
    """Say for whom an officer works. What was not known is filled in; a change begins a row of its own, from today."""
    compact = _locked(officer.compact, by)
    officer = compact.officers.select_for_update(of=["self"]).select_related("person").get(pk=officer.pk)
    if officer.has_ended:
        raise ValidationError(_("%(person)s has stopped already.") % {"person": officer.person})
    if officer.employer == employer:
        return officer
    if officer.employer_id and officer.since < today():
        officer.end()
        officer = Officer(compact=compact, person=officer.person, sector=officer.sector, since=today())
    officer.employer = employer
    officer.full_clean()
    officer.save()
    record("officer.employer_set", officer, by=by)
    emails.employer_changed(officer, by=by)
    return officer


@transaction.atomic
def set_by_hand(*, officer: Officer, by: User) -> Officer:
    """Save what a superuser set on the administration pages; it is mailed and recorded as what it was."""
    saved = save_by_hand(officer)
    verb = "officer.appointed" if saved.done == "added" else f"officer.{saved.done}"
    record(verb, officer, by=by, sector=officer.sector, by_hand=True, fields=saved.fields)
    if saved.done == "ended":
        tell = emails.officer_ends
    elif saved.done == "added" and officer.until is None:
        tell = emails.officer_begins
    elif saved.fields == ["employer"]:
        tell = emails.employer_changed
    else:
        tell = emails.officer_set_by_hand
    if saved.replaced:
        emails.officer_ends(saved.replaced, by=by)
    tell(officer, by=by)
    return officer


def _appoint(compact: Compact, email: str, name: str, sector: str, employer: Organisation | None, by: User) -> Officer:
    person = know_person(email=email, name=name, by=by)
    if not person.is_active:
        raise PermissionDenied
    if compact.officers.not_ended().filter(person=person).exists():
        raise ValidationError(_("%(person)s is an officer already.") % {"person": person})
    officer = Officer(compact=compact, person=person, sector=sector, employer=employer)
    officer.full_clean()
    officer.save()
    record("officer.appointed", officer, by=by, sector=sector)
    emails.officer_begins(officer, by=by)
    return officer


def _locked(compact: Compact, by: User) -> Compact:
    officer_only(by, compact)
    return Compact.objects.select_for_update().get(pk=compact.pk)
