"""What can happen to an organisation's Champions: named, changed, handed over, ended, given guidance.

Who looks after them (its lead, its main Champion, an officer) may do all of it; a Champion may change and hand over their own
part. Each refuses anybody else with PermissionDenied, and with ValidationError, in words for the page, what the rules do not allow.
"""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.actions import know_person
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories import emails_champions as emails
from signatories.actions import enquiries
from signatories.mail_words import held_round
from signatories.models import Champion, Compact, Guidance, GuidanceGiven, Signature
from signatories.roles import looks_after_champions, officer_only


@transaction.atomic
def name_champion(
    *, signature: Signature, email: str, name: str, by: User, main: bool = False, published: bool = False, department: str = "", codes=(), areas=()
) -> Champion:
    """A signatory names somebody, known by e-mail. A second main Champion is refused: the first one hands over."""
    signature = _locked(signature)
    if not looks_after_champions(by, signature):
        raise PermissionDenied
    if published:
        officer_only(by, signature.compact)  # who asked the person; anybody else leaves it to them
    return appoint(signature, email, name, by, main=main, published=published, department=department, codes=codes, areas=areas)


def appoint(signature: Signature, email: str, name: str, by: User | None, *, main: bool, codes=(), areas=(), **fields) -> Champion:
    """The same without asking who asks: for verbs that have (`by` is None for who answers by a link)."""
    terms = signature.compact.terms
    if not signature.is_in_force:
        raise ValidationError(_("Only those who have signed name a %(champion)s.") % {"champion": terms.champion})
    person = know_person(email=email, name=name, by=by)
    serving = signature.champions.select_for_update(of=["self"], no_key=True).not_ended()
    first = serving.filter(main=True).select_related("person").first()
    if main and first and first.person != person:
        raise ValidationError(
            _(
                "%(person)s is the main %(champion)s of this organisation already. There is one main "
                "%(champion)s: hand over from %(person)s, or end that role first."
            )
            % {"person": first.person, "champion": terms.champion}
        )
    already = serving.filter(person=person).first()
    if already and (already.main or not main):
        raise ValidationError(_("%(person)s is a %(champion)s of this organisation already.") % {"person": person, "champion": terms.champion})
    champion = already or Champion(signature=signature, person=person, **fields)
    champion.main = main
    champion.save()
    champion.codes.add(*codes)
    champion.areas.add(*areas)
    record("champion.named", champion, by=by, main=main, codes=[code.number for code in codes])
    if not already:
        give_newest_guidance(champion)
        emails.named(champion, by=by)
    return champion


@transaction.atomic
def change_champion(*, champion: Champion, by: User, codes, areas, **fields) -> Champion:
    """Codes of focus, areas, department, the employer's leave, notes; a name is shown to everybody only by who bears it or an officer.

    `fields` are some of department, published, hours_a_month, time_agreed_on, time_agreed_by, notes.
    """
    champion = _own(champion, by)
    if by != champion.person and {"notes", "published"} & fields.keys():
        raise PermissionDenied  # what somebody writes for their successor, and whether they are shown, is theirs to say
    for name, value in fields.items():
        setattr(champion, name, value)
    champion.full_clean()
    champion.save(update_fields=list(fields))
    champion.codes.set(codes)
    champion.areas.set(areas)
    record("champion.changed", champion, by=by)
    return champion


@transaction.atomic
def hand_over_champion(*, champion: Champion, email: str, name: str, by: User) -> Champion:
    """The successor takes over, in one step, the place, the codes of focus, the areas, the notes and the open questions."""
    return hand_over(_own(champion, by), email, name, by)


def hand_over(champion: Champion, email: str, name: str, by: User | None) -> Champion:
    """The same without asking who asks. `champion` is locked. What is personal stays behind: consent to be shown, the employer's leave."""
    signature, word = champion.signature, champion.signature.compact.terms.champion
    if champion.has_ended:
        raise ValidationError(_("%(person)s has stopped already.") % {"person": champion.person})
    if not signature.is_in_force:
        raise ValidationError(_("Only those who have signed have a %(word)s.") % {"word": word})
    person = know_person(email=email, name=name, by=by)
    if person == champion.person:
        raise ValidationError(_("This is the address of %(person)s, who hands over: enter that of the successor.") % {"person": person})
    main, champion.main = champion.main, False
    champion.save(update_fields=["main"])  # the database allows one at a time
    already = signature.champions.select_for_update(no_key=True).not_ended().filter(person=person).first()
    successor = already or Champion(signature=signature, person=person, department=champion.department)
    successor.main = main or successor.main
    successor.succeeds = champion
    successor.notes = "\n\n".join(filter(None, [champion.notes, successor.notes]))[:4000]
    successor.save()
    successor.codes.add(*champion.codes.all())
    successor.areas.add(*champion.areas.all())
    champion.main = main  # the history says what they were
    champion.notes = ""
    champion.until = max(champion.since, today()) - datetime.timedelta(days=1)
    champion.save(update_fields=["main", "notes", "until"])
    moved = enquiries.move_open(champion, successor)
    record("champion.handed_over", champion, by=by, person=person.pk, questions=moved)
    if not already:
        give_newest_guidance(successor)
    emails.handed_over(champion, successor, questions=moved, by=by)
    return successor


@transaction.atomic
def end_champion(*, champion: Champion, by: User) -> Champion:
    """Nobody follows. Open questions go to another Champion who fits, or wait for an officer to pass them on."""
    champion = _own(champion, by)
    if champion.has_ended:
        raise ValidationError(_("%(person)s has stopped already.") % {"person": champion.person})
    champion.end()
    record("champion.ended", champion, by=by)
    enquiries.leave_open(champion)
    return champion


@transaction.atomic
def issue_guidance(*, compact: Compact, text: str, by: User, at: datetime.datetime | None = None) -> Guidance:
    """A new version, given to everybody who serves; each is told where to read it."""
    officer_only(by, compact)
    compact = Compact.objects.select_for_update().get(pk=compact.pk)
    at, last = at or timezone.now(), compact.guidance.first()
    if not text.strip():
        raise ValidationError(_("Write the guidance first."))
    if last and last.text == text:
        raise ValidationError(_("This is word for word version %(version)s: change it first.") % {"version": last.version})
    guidance = Guidance.objects.create(compact=compact, version=last.version + 1 if last else 1, text=text, issued_at=at, issued_by=by)
    serving = Champion.objects.of(compact, on=timezone.localdate(at)).select_related("person", "signature__organisation", "signature__compact")
    GuidanceGiven.objects.bulk_create(GuidanceGiven(champion=champion, guidance=guidance, given_on=timezone.localdate(at)) for champion in serving)
    record("guidance.issued", compact, by=by, version=guidance.version, given=len(serving))
    held = held_round(compact, f"Guidance, version {guidance.version}") if serving else None
    for person in {champion.person: champion for champion in serving}.values():
        emails.guidance_issued(person, guidance, held=held)
    return guidance


@transaction.atomic
def read_guidance(*, guidance: Guidance, by: User) -> int:
    """A Champion says that they have read it; once for each organisation that named them. Returns how many rows say so now."""
    given = GuidanceGiven.objects.filter(guidance=guidance, champion__in=Champion.objects.of(guidance.compact).filter(person=by))
    if not given.exists():
        raise PermissionDenied
    return given.filter(read_on__isnull=True).update(read_on=today())


def give_newest_guidance(champion: Champion) -> None:
    newest = champion.signature.compact.guidance.first()
    if newest:
        GuidanceGiven.objects.get_or_create(champion=champion, guidance=newest, defaults={"given_on": today()})


def _locked(signature: Signature) -> Signature:
    signatures = Signature.objects.select_for_update(of=["self"]).select_related("compact", "organisation")
    return signatures.get(pk=signature.pk)


def _own(champion: Champion, by: User) -> Champion:
    """The row, locked, for whoever may change it."""
    signature = _locked(champion.signature)
    champion = Champion.objects.select_for_update(of=["self"], no_key=True).select_related("person").get(pk=champion.pk)
    champion.signature = signature
    themself = champion.person == by and not champion.has_ended
    if not themself and not looks_after_champions(by, signature):
        raise PermissionDenied
    return champion
