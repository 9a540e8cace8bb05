"""A case goes from one case officer to another: by the first, who can open it; or, once they have gone, by one of the sides.

The key goes from hand to hand, never through the portal: whoever lets the next one in can read what they are to read. No clock is
touched, and what the officer agreed to before stands.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from disputes import keeping
from disputes.actions.sides import speaks_for_side
from disputes.emails import tell, tell_others
from disputes.keeping.looking import HANDED_OVER
from disputes.models import Audience, Case, CaseFile, Entry, Part, Replacement, Role
from disputes.panel import SIDES
from disputes.sittings import Sitting
from disputes.succession import Candidate, candidates, may_be_handed_over, officer_has_gone, officer_of
from signatories.models import Officer

NOTE = "For whoever deals with it now"  # the title under which the note is kept


@transaction.atomic
def hand_over(*, case: Case, officer: Officer, parts: tuple[Part, ...], sitting: Sitting, note: str = "") -> Part:
    """By the case officer, whether or not they still hold the office. `note` is read by the case officer alone, which is then the next.

    Raises PermissionDenied for anybody else, and ValidationError where the case is over or the one chosen cannot take it.
    """
    case = _open(case)
    gone = _serving_officer(case, parts)
    found = _able(case, officer, but=gone.person)
    if note:
        keeping.write(case=case, audience=Audience.OFFICER, kind=Entry.Kind.NOTE, title=NOTE, body=note, by=gone, sitting=sitting, confidence="K5")
    follows = _bring_in(case, found, sitting)
    _leave(case, gone, follows, found, by=sitting.person)
    tell_others(case, sitting.person)
    return follows


@transaction.atomic
def ask_for_officer(*, case: Case, parts: tuple[Part, ...], sitting: Sitting) -> Part:
    """By one side, when nobody who may is the case officer any more. The portal's rule chooses, as when a concern is sent.

    What the former officer noted for themself alone stays locked: the next one can ask the custodians for it. Raises PermissionDenied, and
    ValidationError where the case is over or there is nobody.
    """
    case = _open(case)
    if not speaks_for_side(parts):
        raise PermissionDenied
    gone = officer_of(case)
    if gone is None or not officer_has_gone(case):
        raise ValidationError(_("The case has a case officer, who can go on with it."))
    free = next((each for each in candidates(case, but=gone.person) if not each.why_not), None)
    if free is None:
        raise ValidationError(
            _("No officer can take it now. It takes one of neither side, who has had no other part in it, and has a case passphrase.")
        )
    found = _able(case, free.officer, but=gone.person)
    follows = _bring_in(case, found, sitting)
    _leave(case, gone, follows, found, by=sitting.person)
    tell([gone.person])  # out of it by now
    tell_others(case, sitting.person)
    return follows


def _open(case: Case) -> Case:
    case = Case.objects.select_for_update(of=["self"]).select_related("compact").get(pk=case.pk)
    if not may_be_handed_over(case):
        raise ValidationError(_("The case is over, or was not sent: there is nothing to hand over."))
    return case


def _serving_officer(case: Case, parts) -> Part:
    """Their part as it is now, not as the page knew it: another window may have handed it over."""
    own = [part.pk for part in parts if part.role == Role.OFFICER]
    found = case.parts.serving().filter(pk__in=own).select_related("person").first()
    if found is None:
        raise PermissionDenied
    return found


def _able(case: Case, officer: Officer, *, but) -> Candidate:
    """Their office is locked, so that it does not end while the case comes to them."""
    Officer.objects.select_for_update(of=["self"]).filter(pk=officer.pk).first()
    found = next((each for each in candidates(case, but=but) if each.officer.pk == officer.pk), None)
    if found is None:
        raise ValidationError(_("This person is no officer here any more. Choose somebody else."))
    if found.why_not:
        raise ValidationError(f"{found.officer.person} {found.why_not}")
    return found


def _bring_in(case: Case, found: Candidate, sitting: Sitting) -> Part:
    keeping.Keyring(case, sitting).newest(Audience.CASE)  # raises NotHeld: who cannot read it cannot hand it on
    part = keeping.add_part(case=case, person=found.officer.person, role=Role.OFFICER, by=sitting.person)
    keeping.let_in(part=part, sitting=sitting)
    return part


def _leave(case: Case, gone: Part, follows: Part, found: Candidate, *, by) -> None:
    keeping.end_part(part=gone, by=by)
    if follows.pk in keeping.waiting(case) and not _has_notes(case):
        keeping.start(case=case, audience=Audience.OFFICER, people=[follows.person], by=by)
    sector = found.officer.sector if found.officer.sector in SIDES else SIDES[0]
    Replacement.objects.create(case=case, gone=gone, follows=follows, sector=sector)
    record(HANDED_OVER, case, by=by, person=follows.person_id)


def _has_notes(case: Case) -> bool:
    """Whether something stands under a key of the case officer alone. Where nothing does, nothing is lost with the key."""
    under = {"case": case, "key__audience": Audience.OFFICER}
    return Entry.objects.filter(**under).exists() or CaseFile.objects.filter(**under).exists()
