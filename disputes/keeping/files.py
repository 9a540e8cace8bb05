"""Files of a case: name and content under the audience's key, the content in chunks of 64 KiB."""

from django.db import transaction
from django.utils import timezone

from compact_portal.audit.recording import record
from disputes.keeping.holders import Keyring
from disputes.keeping.texts import digest_of, own_part, place
from disputes.models import Audience, Case, CaseFile, Chunk, Confidence, Entry, Part
from disputes.sittings import Sitting
from disputes.vault import CannotOpen
from disputes.vault.files import lock_file, open_file
from disputes.vault.texts import lock, open_


@transaction.atomic
def keep_file(
    *, case: Case, audience: Audience, name: str, content: bytes, by: Part, sitting: Sitting, entry: Entry | None = None,
    confidence: str = Confidence.K3, original_of: CaseFile | None = None,
) -> CaseFile:  # fmt: skip
    """`content` has been examined and cleaned before. Raises NotHeld."""
    own_part(by, case, sitting)
    key, secret = Keyring(case, sitting).newest(audience)
    file = CaseFile(
        case=case, key=key, entry=entry, original_of=original_of, confidence=confidence, added_at=timezone.now(), added_by=by,
    )  # fmt: skip
    chunks = _seal(file, name, content, secret)
    file.save(force_insert=True)
    Chunk.objects.bulk_create(chunks, batch_size=64)
    _recorded("case.file_added", file, by=sitting.person)
    return file


def _seal(file: CaseFile, name: str, content: bytes, secret: bytes) -> list[Chunk]:
    sealed = list(lock_file(content, key=secret, place=place(file, "content")))
    file.sealed_name = lock(name, key=secret, place=place(file, "name"))
    file.digest = digest_of(file.sealed_name, *sealed)
    return [Chunk(file=file, number=number, sealed=chunk) for number, chunk in enumerate(sealed)]


def _recorded(verb: str, file: CaseFile, *, by) -> None:
    record(verb, file.case, by=by, row=str(file.pk), version=file.version, digest=bytes(file.digest).hex())


@transaction.atomic
def take_file(*, file: CaseFile, sitting: Sitting) -> tuple[str, bytes]:
    """(name, content), recorded for all holders to see. Raises NotHeld, and CannotOpen when it is not what was given."""
    secret = Keyring(file.case, sitting).of(file)
    found = _opened(file, secret)
    record("case.file_taken", file.case, by=sitting.person, row=str(file.pk))
    return found


def _opened(file: CaseFile, secret: bytes) -> tuple[str, bytes]:
    name = open_(bytes(file.sealed_name), key=secret, place=place(file, "name"))
    return name, open_file(file.chunks.order_by("number").values_list("sealed", flat=True), key=secret, place=place(file, "content"))


def relock(file: CaseFile, ring: Keyring, key, *, by) -> CaseFile:
    """The same file under a newer key of the same audience. The caller has locked the row. Raises CannotOpen."""
    name, content = _opened(file, ring.of(file))
    file.key, file.version = key, file.version + 1
    chunks = _seal(file, name, content, ring.keys[key.pk][1])
    file.chunks.all().delete()
    Chunk.objects.bulk_create(chunks, batch_size=64)
    file.save(update_fields=["key", "version", "sealed_name", "digest"])
    _recorded("case.file_added", file, by=by)
    return file


def names(*, case: Case, sitting: Sitting) -> list[tuple[CaseFile, str]]:
    """The files that this person can open, by name; without one where what is stored is not what was given. Three queries."""
    ring = Keyring(case, sitting)
    files = case.files.filter(key__in=ring.keys).select_related("key", "added_by__person")
    return [(file, _name(file, ring)) for file in files]


def _name(file: CaseFile, ring: Keyring) -> str:
    try:
        return open_(bytes(file.sealed_name), key=ring.of(file), place=place(file, "name"))
    except CannotOpen:
        return ""
