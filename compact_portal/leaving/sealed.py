"""Disagreements as they lie in the database, in an outer wrapping: what only their people can open, and nothing that tells how many there are.

Inside stand ciphertexts, wrapped keys and the identifiers that both are bound to; no state, no day, no party, no person. Outside it
is encrypted for those who may open backups, two people of different organisations, and filled up to a power of two: an officer who
carries the file learns neither whether a disagreement was raised nor by whom (docs/decisions/0061).
"""

import base64
import json
from collections.abc import Iterator
from uuid import UUID

from django.conf import settings

from compact_portal.backups.files import recipients
from disputes.models import Case, CaseFile, CaseKey, Chunk, Entry, KeyLock, PersonKey, Share, Wrap
from disputes.wall import inside
from signatories.models import Compact

OF_A_CASE = {
    CaseKey: ("id", "case_id", "audience", "version", "fingerprint"),
    Wrap: ("key_id", "holder_id", "sealed"),
    Share: ("key_id", "holder_id", "sealed"),
    Entry: ("id", "case_id", "key_id", "version", "digest", "sealed_title", "sealed_body"),
    CaseFile: ("id", "case_id", "key_id", "version", "digest", "sealed_name"),
    Chunk: ("file_id", "number", "sealed"),
}
WAY = {Wrap: "key__case", Chunk: "file__case"}
OF_A_HOLDER = {PersonKey: ("id", "public"), KeyLock: ("key_id", "kind", "box", "salt", "rounds", "memory", "pepper")}
SMALLEST = 1024 * 1024  # bytes: a portal without disagreements makes a file of the same size as one with a few


def can_be_sealed() -> bool:
    return bool(settings.BACKUP_RECIPIENTS)


def keys_of_wrapping() -> list:
    return recipients(settings.BACKUP_RECIPIENTS)


def lines(compact: Compact) -> Iterator[bytes]:
    """One JSON object a row, with its table; bytes as base64. Rows of a case are asked for inside it: nobody else sees them."""
    holders: set[UUID] = set()
    with inside(clockwork=True):
        cases = list(Case.objects.filter(compact=compact).order_by("pk").values_list("pk", flat=True))
    for case in cases:
        with inside(case=case):
            for model, fields in OF_A_CASE.items():
                for row in model.objects.filter(**{WAY.get(model, "case"): case}).order_by("pk").values(*fields).iterator(chunk_size=64):
                    holders |= {row["holder_id"]} if "holder_id" in row else set()
                    yield line(model, row)
    for model, fields in OF_A_HOLDER.items():
        way = "pk__in" if model is PersonKey else "key__in"
        for row in model.objects.filter(**{way: holders}).order_by("pk").values(*fields).iterator():
            yield line(model, row)


def line(model, row: dict) -> bytes:
    said = {name: text_of(value) for name, value in row.items()}
    return json.dumps({"table": model._meta.db_table, **said}, separators=(",", ":")).encode() + b"\n"


def text_of(value):
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return str(value) if isinstance(value, UUID) else value


def write(compact: Compact, out) -> None:
    """All lines into the file `out`, filled up with spaces to the next power of two."""
    size = 0
    for each in lines(compact):
        size += out.write(each)
    wanted = SMALLEST
    while wanted < size:
        wanted *= 2
    while size < wanted:
        size += out.write(b" " * min(wanted - size, 64 * 1024))
