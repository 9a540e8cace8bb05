"""Writing and reading what is said. A text is bound to its row, its field and its version; whatever does not fit is not shown."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from compact_portal.audit.recording import record
from disputes.keeping.holders import Keyring
from disputes.models import Audience, Case, Confidence, Entry, Part
from disputes.sittings import Sitting
from disputes.vault import CannotOpen
from disputes.vault.places import Place
from disputes.vault.texts import lock, open_


@dataclass(frozen=True)
class Opened:
    """An entry as its reader sees it. `damaged`: what is stored is not what was written, so that nothing of it is shown."""

    entry: Entry
    title: str = ""
    body: str = ""
    damaged: bool = False


def place(row, field: str) -> Place:
    return Place(str(row.case_id), row._meta.db_table, str(row.pk), field, row.version)


def digest_of(*sealed: bytes) -> bytes:
    return hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in map(bytes, sealed))).digest()


@transaction.atomic
def write(
    *, case: Case, audience: Audience, kind: str, body: str, by: Part, sitting: Sitting, title: str = "",
    confidence: str = Confidence.K3, answers: Entry | None = None,
) -> Entry:  # fmt: skip
    """What `by` says to `audience`. Raises NotHeld when they are not of it or have not been let in."""
    own_part(by, case, sitting)
    key, secret = Keyring(case, sitting).newest(audience)
    entry = Entry(
        case=case, key=key, kind=kind, confidence=confidence, answers=answers, written_at=timezone.now(), written_by=by,
    )  # fmt: skip
    _seal(entry, title, body, secret)
    entry.save(force_insert=True)
    _recorded(entry, by=sitting.person)
    return entry


@transaction.atomic
def rewrite(*, entry: Entry, body: str, sitting: Sitting, title: str | None = None) -> Entry:
    """The next version in place of the one before, by its author. Raises PermissionDenied for others."""
    entry = _locked(entry)
    own_part(entry.written_by, entry.case, sitting)
    ring = Keyring(entry.case, sitting)
    if title is None:
        title = open_(bytes(entry.sealed_title), key=ring.of(entry), place=place(entry, "title"))
    key, secret = ring.newest(entry.audience)
    return _put(entry, title, body, key, secret, by=sitting.person)


@transaction.atomic
def move(*, entry: Entry, audience: Audience, sitting: Sitting) -> Entry:
    """Under another audience's key: a draft that is sent, or a note that its author shares. Nobody else can do it."""
    entry = _locked(entry)
    own_part(entry.written_by, entry.case, sitting)
    ring = Keyring(entry.case, sitting)
    title, body = (open_(bytes(sealed), key=ring.of(entry), place=place(entry, field)) for field, sealed in _fields(entry))
    key, secret = ring.newest(audience)
    return _put(entry, title, body, key, secret, by=sitting.person)


def relock(entry: Entry, ring: Keyring, key, *, by) -> Entry:
    """The same words under a newer key of the same audience. The caller has locked the row. Raises CannotOpen."""
    title, body = (open_(bytes(sealed), key=ring.of(entry), place=place(entry, field)) for field, sealed in _fields(entry))
    return _put(entry, title, body, key, ring.keys[key.pk][1], by=by)


@transaction.atomic
def remove(*, entry: Entry, by) -> None:
    """For good, which the chain remembers. Of a draft by its author; else by a decision that the procedure records."""
    entry = _locked(entry)
    record("case.removed", entry.case, by=by, row=str(entry.pk), version=entry.version)
    entry.delete()


def read(*, case: Case, sitting: Sitting, kinds: Iterable[str] = (), audience: Audience | None = None) -> list[Opened]:
    """What this person can open, oldest first; what is under keys that they do not hold is not there. Three queries."""
    ring = Keyring(case, sitting)
    entries = case.entries.filter(key__in=[*ring.keys, *ring.damaged]).select_related("key", "written_by__person", "written_by__organisation")
    if kinds:
        entries = entries.filter(kind__in=kinds)
    if audience:
        entries = entries.filter(key__audience=audience)
    return [_opened(entry, ring) for entry in entries]


def _opened(entry: Entry, ring: Keyring) -> Opened:
    if entry.key_id in ring.damaged:
        return Opened(entry, damaged=True)
    try:
        title, body = (open_(bytes(sealed), key=ring.of(entry), place=place(entry, field)) for field, sealed in _fields(entry))
    except CannotOpen:
        return Opened(entry, damaged=True)
    return Opened(entry, title, body)


def _fields(entry: Entry):
    return ("title", entry.sealed_title), ("body", entry.sealed_body)


def _seal(entry: Entry, title: str, body: str, secret: bytes) -> None:
    entry.sealed_title = lock(title, key=secret, place=place(entry, "title"))
    entry.sealed_body = lock(body, key=secret, place=place(entry, "body"))
    entry.digest = digest_of(entry.sealed_title, entry.sealed_body)


def _put(entry: Entry, title: str, body: str, key, secret: bytes, *, by) -> Entry:
    entry.key, entry.version = key, entry.version + 1
    _seal(entry, title, body, secret)
    entry.save(update_fields=["key", "version", "sealed_title", "sealed_body", "digest"])
    _recorded(entry, by=by)
    return entry


def _recorded(entry: Entry, *, by) -> None:
    """In the chain of what happened: that it was written, and by which hash to know it again."""
    record("case.written", entry.case, by=by, row=str(entry.pk), version=entry.version, digest=bytes(entry.digest).hex())


def _locked(entry: Entry) -> Entry:
    return Entry.objects.select_for_update(of=["self"]).select_related("case", "key", "written_by").get(pk=entry.pk)


def own_part(part: Part, case: Case, sitting: Sitting) -> None:
    """Who writes does so for themself, in a part of this case that they still have."""
    if part.case_id != case.pk or part.person_id != sitting.person.pk or part.has_ended:
        raise PermissionDenied
