"""An edition from a readable file, and its publication. What is agreed lives in files, so that a diff shows what changed.

The file is TOML: plain keys for the longer texts, and lists in their order: `[[aims]]`, `[[principles]]`, `[[undertakings]]`,
`[[codes]]` with `[[codes.commitments]]`, and `[[next_steps]]`. Numbers are not written: an entry's place is its number.
"""

import datetime
import difflib
import re
import tomllib
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models, transaction

from compact_portal.audit.recording import record
from signatories.models import Code, Commitment, Compact, Edition, Statement, Undertaking
from signatories.models.edition import Binds

STARTING_CONTENT = Path(__file__).parent / "content"
STATEMENTS = {"aims": Statement.Kind.AIM, "principles": Statement.Kind.PRINCIPLE, "next_steps": Statement.Kind.NEXT_STEP}
# Each list, the model that it fills, and the keys of an entry: the first ones must be there, the others may be.
ENTRIES = {
    "aims": (Statement, ["text"], []),
    "principles": (Statement, ["text"], []),
    "next_steps": (Statement, ["text"], []),
    "undertakings": (Undertaking, ["binds", "text"], ["emphasised", "qualifier"]),
    "codes": (Code, ["title"], ["short_title", "commitments"]),
    "commitments": (Commitment, ["binds", "text"], ["measure"]),
}
TEXTS = ["description", "way_of_working", "vision", "strapline", "statement_of_intent", "purpose"]


class EditionError(ValueError):
    """What is wrong with an edition file, as one sentence that names the file and the key."""


def read_edition(path: Path) -> dict:
    """The checked content of an edition file, its wrapped lines joined. Raises EditionError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise EditionError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise EditionError(f"{path.name} is not saved as UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise EditionError(f"{path.name} is not valid TOML: {str(error).rstrip('.')}.") from error
    lists = [*STATEMENTS, "undertakings", "codes"]
    check_keys(content, ["label"], [*TEXTS, *lists], where=path.name)
    plain = {key: checked(Edition, key, content[key], where=path.name) for key in ["label", *TEXTS] if key in content}
    return plain | {name: entries(name, content.get(name, []), where=path.name) for name in lists}


def entries(name: str, found, *, where: str) -> list[dict]:
    model, required, optional = ENTRIES[name]
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise EditionError(f"{where}: {name} must be written as [[{name}]], once for each entry.")
    result = []
    for number, entry in enumerate(found, 1):
        here = f"{where}: {name} {number}"
        check_keys(entry, required, optional, where=here)
        values = {key: checked(model, key, value, where=here) for key, value in entry.items() if key != "commitments"}
        if name == "codes":
            values["commitments"] = entries("commitments", entry.get("commitments", []), where=here)
        result.append(values | {"number": number})
    return result


def check_keys(table: dict, required: list[str], optional: list[str], *, where: str) -> None:
    known = [*required, *optional]
    for key in table:
        if key not in known:
            twin = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {twin[0]}" if twin else f"known are {', '.join(known)}"
            raise EditionError(f"{where}: there is no key called {key}; {hint}.")
    for key in required:
        if key not in table:
            raise EditionError(f"{where}: {key} is missing.")


def checked(model: type[models.Model], key: str, value, *, where: str):
    """`value` as the model's field takes it."""
    if key == "emphasised":
        if not isinstance(value, bool):
            raise EditionError(f"{where}: emphasised must be true or false.")
        return value
    if not isinstance(value, str):
        raise EditionError(f"{where}: {key} must be text in quotation marks.")
    if key == "binds":
        if value not in Binds.values:
            raise EditionError(f"{where}: binds is “{value}”; it must be one of {', '.join(Binds.values)}.")
        return value
    text = joined(value)
    limit = model._meta.get_field(key).max_length
    if not text:
        raise EditionError(f"{where}: {key} is empty.")
    if limit and len(text) > limit:
        raise EditionError(f"{where}: {key} has {len(text)} characters; {limit} fit.")
    return text


def joined(text: str) -> str:
    """Lines that were wrapped in the file become one again; a blank line still divides paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))


@transaction.atomic
def write_draft(*, compact: Compact, content: dict, by) -> Edition:
    """A draft edition holding what `read_edition` gave. A draft of the same label is written afresh; ValidationError if it was published."""
    compact = Compact.objects.select_for_update().get(pk=compact.pk)
    edition, made = compact.editions.get_or_create(label=content["label"])
    if edition.status != Edition.Status.DRAFT:
        raise ValidationError(f"“{edition.label}” has been published, and a published edition never changes: give the new text a new label.")
    if not made:
        for old in (edition.statements, edition.undertakings, edition.codes):
            old.all().delete()
    for field in TEXTS:
        setattr(edition, field, content.get(field, ""))
    edition.save(update_fields=TEXTS)
    Statement.objects.bulk_create(Statement(edition=edition, kind=kind, **entry) for name, kind in STATEMENTS.items() for entry in content[name])
    Undertaking.objects.bulk_create(Undertaking(edition=edition, **entry) for entry in content["undertakings"])
    codes = [(Code(edition=edition, **without(entry, "commitments")), entry["commitments"]) for entry in content["codes"]]
    Code.objects.bulk_create(code for code, _ in codes)
    Commitment.objects.bulk_create(Commitment(code=code, **entry) for code, commitments in codes for entry in commitments)
    record("edition.drafted", edition, by=by)
    return edition


def without(entry: dict, key: str) -> dict:
    return {name: value for name, value in entry.items() if name != key}


@transaction.atomic
def publish_edition(*, edition: Edition, by, at: datetime.datetime) -> Edition:
    """From now on this edition is what was agreed; the former one is kept, as superseded. Raises ValidationError unless it is a draft."""
    Compact.objects.select_for_update().get(pk=edition.compact_id)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.status != Edition.Status.DRAFT:
        raise ValidationError(f"“{edition.label}” is {edition.get_status_display()} already.")
    for former in Edition.objects.filter(compact=edition.compact_id, status=Edition.Status.PUBLISHED):
        former.status = Edition.Status.SUPERSEDED
        former.save(update_fields=["status"])
        record("edition.superseded", former, by=by)
    edition.status, edition.published_at, edition.published_by = Edition.Status.PUBLISHED, at, by
    edition.save(update_fields=["status", "published_at", "published_by"])
    record("edition.published", edition, by=by)
    return edition
