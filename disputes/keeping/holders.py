"""Who can open what of a case, and how somebody is let in: by a person who can open it already, and by nobody else."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from compact_portal.audit.recording import record
from compact_portal.days import today
from disputes.keeping.shares import share
from disputes.models import Audience, Case, CaseKey, Part, PersonKey, Wrap
from disputes.sittings import Sitting
from disputes.vault import CannotOpen
from disputes.vault.audiences import fingerprint, new_key, seal, unseal


class NotHeld(PermissionDenied):
    """The person has no key to this audience of the case: they are not of it, or nobody has let them in yet."""


class Keyring:
    """The keys of one case that one person holds, opened. One query."""

    def __init__(self, case: Case, sitting: Sitting):
        self.keys: dict = {}  # by the row's key: (CaseKey, 32 bytes)
        self.damaged: set = set()
        wraps = Wrap.objects.filter(key__case=case, holder__person=sitting.person).select_related("key").order_by("key__version")
        for wrap in wraps:
            try:
                self.keys[wrap.key_id] = wrap.key, _checked(unseal(bytes(wrap.sealed), sitting.private), wrap.key)
            except CannotOpen:
                self.damaged.add(wrap.key_id)

    def newest(self, audience: Audience) -> tuple[CaseKey, bytes]:
        """What is written now is written under this one. Raises NotHeld, also when only an older version is held."""
        held = [pair for pair in self.keys.values() if pair[0].audience == audience]
        newest = CaseKey.objects.filter(case_id=held[-1][0].case_id, audience=audience).order_by("-version").first() if held else None
        if newest is None or newest.pk not in self.keys:
            raise NotHeld
        return self.keys[newest.pk]

    def of(self, sealed) -> bytes:
        """The key of an entry or a file. Raises NotHeld."""
        if sealed.key_id not in self.keys:
            raise NotHeld
        return self.keys[sealed.key_id][1]

    @property
    def audiences(self) -> frozenset[Audience]:
        return frozenset(Audience(key.audience) for key, _ in self.keys.values())


def _checked(key: bytes, row: CaseKey) -> bytes:
    if fingerprint(key) != bytes(row.fingerprint):
        raise CannotOpen
    return key


@transaction.atomic
def start(*, case: Case, audience: Audience, people: Iterable, by) -> CaseKey:
    """The next key of an audience, sealed to `people`, of whom those without a key of their own are left out and wait.

    Needs nobody's private key. Raises ValidationError when nobody of them has one: what is written would be lost.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    holders = list(PersonKey.objects.filter(person__in=people))
    if not holders:
        raise ValidationError(gettext("Nobody who is to read this has made a case passphrase yet."))
    key, last = new_key(), case.keys.filter(audience=audience).order_by("-version").first()
    row = CaseKey.objects.create(case=case, audience=audience, version=last.version + 1 if last else 1, fingerprint=fingerprint(key), made_on=today())
    give(row, key, holders, by=by)
    share(case, [(row, key)])
    return row


def give(row: CaseKey, key: bytes, holders: Iterable[PersonKey], *, by) -> None:
    """Seal a key that is open to each of these people."""
    now = timezone.now()
    Wrap.objects.bulk_create(
        [Wrap(key=row, holder=holder, sealed=seal(key, bytes(holder.public)), given_at=now, given_by=by) for holder in holders],
        ignore_conflicts=True,
    )


@transaction.atomic
def let_in(*, part: Part, sitting: Sitting) -> frozenset[Audience]:
    """Seal to the person of `part` what they are to read and whoever lets them in can open. Returns what they still wait for.

    An audience that nobody holds yet begins with this person. Raises NotHeld for somebody who can open nothing of the case, and
    ValidationError while the person has not made a case passphrase.
    """
    case = Case.objects.select_for_update().get(pk=part.case_id)
    part = Part.objects.select_related("person").get(pk=part.pk)
    if part.has_ended or not Part.objects.open_to(part.person).filter(pk=part.pk).exists():
        raise PermissionDenied
    holder = PersonKey.objects.filter(person=part.person).first()
    if holder is None:
        raise ValidationError(gettext("%(person)s has not chosen a case passphrase yet.") % {"person": part.person})
    ring = Keyring(case, sitting)
    if not ring.keys:
        raise NotHeld
    wanted = Audience.of(part)
    given = [(row, key) for row, key in ring.keys.values() if row.audience in wanted]
    for row, key in given:
        give(row, key, [holder], by=sitting.person)
    begin_theirs(part, by=sitting.person)
    record("case.let_in", case, by=sitting.person, person=part.person_id, audiences=sorted({row.audience for row, _ in given}))
    return waiting(case).get(part.pk, frozenset())


def begin_theirs(part: Part, *, by) -> None:
    """The audiences of `part` that nobody holds yet begin with its person."""
    begun = set(part.case.keys.values_list("audience", flat=True))
    for audience in sorted(Audience.of(part) - begun):
        start(case=part.case, audience=audience, people=[part.person], by=by)


def holders(case: Case) -> dict[Audience, list]:
    """Who can open each audience's newest key, for "who can read this". Two queries."""
    newest: dict = {}
    for key in case.keys.order_by("version"):
        newest[key.audience] = key.pk
    found: dict = {Audience(audience): [] for audience in newest}
    wraps = Wrap.objects.filter(key__in=newest.values()).select_related("key", "holder__person").order_by("holder__person__name")
    for wrap in wraps:
        found[Audience(wrap.key.audience)].append(wrap.holder.person)
    return found


def waiting(case: Case) -> dict:
    """By the key of a part: what its person is to read and cannot open yet. Nothing for those who can open all of theirs."""
    held = {audience: {person.pk for person in people} for audience, people in holders(case).items()}
    found = {}
    for part in case.parts.serving():
        missing = frozenset(audience for audience in Audience.of(part) if part.person_id not in held.get(audience, set()))
        if missing:
            found[part.pk] = missing
    return found
