"""Files of a case: name and content under the audience's key, the content in chunks of 64 KiB."""

from django.db import transaction
from django.utils import timezone

from compact_portal.audit.recording import record
from disputes.keeping.holders import Keyring
from disputes.keeping.texts import digest_of, own_part, place
from disputes.models import Audience, Case, CaseFile, Chunk, Confidence, Entry, Part
from disputes.sittings import Sitting
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
    chunks = list(lock_file(content, key=secret, place=place(file, "content")))
    file.sealed_name = lock(name, key=secret, place=place(file, "name"))
    file.digest = digest_of(file.sealed_name, *chunks)
    file.save(force_insert=True)
    Chunk.objects.bulk_create([Chunk(file=file, number=number, sealed=chunk) for number, chunk in enumerate(chunks)], batch_size=64)
    record("case.file_added", case, by=sitting.person, row=str(file.pk), version=file.version, digest=bytes(file.digest).hex())
    return file


@transaction.atomic
def take_file(*, file: CaseFile, sitting: Sitting) -> tuple[str, bytes]:
    """(name, content), recorded for all holders to see. Raises NotHeld, and CannotOpen when it is not what was given."""
    secret = Keyring(file.case, sitting).of(file)
    name = open_(bytes(file.sealed_name), key=secret, place=place(file, "name"))
    content = open_file(file.chunks.order_by("number").values_list("sealed", flat=True), key=secret, place=place(file, "content"))
    record("case.file_taken", file.case, by=sitting.person, row=str(file.pk))
    return name, content


def names(*, case: Case, sitting: Sitting) -> list[tuple[CaseFile, str]]:
    """The files that this person can open, by name. Three queries."""
    ring = Keyring(case, sitting)
    files = case.files.filter(key__in=ring.keys).select_related("key", "added_by__person")
    return [(file, open_(bytes(file.sealed_name), key=ring.of(file), place=place(file, "name"))) for file in files]
