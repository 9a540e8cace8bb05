"""An edition from a readable file, and its publication. What is agreed lives in files, so that a diff shows what changed.

The file is TOML: plain keys for the longer texts, and lists in their order: `[[aims]]`, `[[principles]]`, `[[undertakings]]`,
`[[codes]]` with `[[codes.commitments]]`, and `[[next_steps]]`. Numbers are not written: an entry's place is its number.
Where an agreement has an order, headings or words of its own, `[[parts]]` lists its parts: each has a `kind`, which names one of
the texts or lists, and may have a `heading` and a `marker`; one with a `text` instead of a kind stands in the agreement by itself.
"""

import datetime
import difflib
import re
import tomllib
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext, gettext_lazy

from compact_portal.audit.recording import record
from compact_portal.text import plain_line_ends
from signatories.models import Code, Commitment, Compact, Edition, Part, Statement, Undertaking
from signatories.models.edition import Binds, Subject
from signatories.models.organisation import UNPRINTABLE

STARTING_CONTENT = Path(__file__).parent / "content"
STATEMENTS = {"aims": Statement.Kind.AIM, "principles": Statement.Kind.PRINCIPLE, "next_steps": Statement.Kind.NEXT_STEP}
# Each list, the model that it fills, and the keys of an entry: the first ones must be there, the others may be.
ENTRIES = {
    "aims": (Statement, ["text"], ["emphasised"]),
    "principles": (Statement, ["text"], ["emphasised"]),
    "next_steps": (Statement, ["text"], ["emphasised"]),
    "undertakings": (Undertaking, ["binds", "text"], ["emphasised", "qualifier", "subject"]),
    "codes": (Code, ["title"], ["short_title", "introduction", "subject", "commitments"]),
    "commitments": (Commitment, ["binds", "text"], ["measure", "emphasised", "qualifier"]),
    "parts": (Part, [], ["kind", "heading", "text", "marker"]),
}
CLOSED = {"binds": Binds, "subject": Subject, "kind": Part.Kind, "marker": Part.Marker}
TEXTS = ["description", "way_of_working", "vision", "strapline", "statement_of_intent", "purpose", "summary"]


# Why the text of an edition cannot be written afresh; and the same, with what to do where a file brings another text of that label.
STANDS = {
    Edition.Status.CONSULTED: gettext_lazy("“%(edition)s” is out for comment, and everybody comments on the same text."),
    Edition.Status.FINAL: gettext_lazy("“%(edition)s” is before those who endorse it."),
    Edition.Status.PUBLISHED: gettext_lazy("“%(edition)s” has been published, and a published edition never changes."),
    Edition.Status.SUPERSEDED: gettext_lazy("“%(edition)s” has been published, and a published edition never changes."),
}
NEEDS_A_NEW_LABEL = {
    Edition.Status.CONSULTED: gettext_lazy(
        "“%(edition)s” is out for comment, and everybody comments on the same text: give the new text a new label."
    ),
    Edition.Status.FINAL: gettext_lazy("“%(edition)s” is before those who endorse it: give the new text a new label."),
    Edition.Status.PUBLISHED: gettext_lazy("“%(edition)s” has been published, and a published edition never changes: give the new text a new label."),
    Edition.Status.SUPERSEDED: gettext_lazy(
        "“%(edition)s” has been published, and a published edition never changes: give the new text a new label."
    ),
}


class EditionError(ValueError):
    """What is wrong with an edition file, as one sentence that names the file and the key."""


def read_edition(path: Path) -> dict:
    """The checked content of an edition file, its wrapped lines joined. Raises EditionError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EditionError(gettext("%(path)s cannot be read: %(reason)s.") % {"path": path, "reason": error.strerror}) from error
    return parse_edition(content, name=path.name)


def parse_edition(content: bytes, *, name: str) -> dict:
    """What `read_edition` gives, from the bytes of a file called `name`. Raises EditionError."""
    try:
        found = tomllib.loads(plain_line_ends(content.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise EditionError(gettext("%(name)s is not saved as UTF-8 text.") % {"name": name}) from error
    except tomllib.TOMLDecodeError as error:
        raise EditionError(gettext("%(name)s is not valid TOML: %(reason)s.") % {"name": name, "reason": str(error).rstrip(".")}) from error
    lists = [*STATEMENTS, "undertakings", "codes", "parts"]
    check_keys(found, ["label"], [*TEXTS, *lists], where=name)
    plain = {key: checked(Edition, key, found[key], where=name) for key in ["label", *TEXTS] if key in found}
    read = plain | {listed: entries(listed, found.get(listed, []), where=name) for listed in lists}
    check_parts(read, where=name)
    return read


def check_parts(content: dict, *, where: str) -> None:
    """Every part has its place once, says something, and no text of the file is left without a place."""
    if not content["parts"]:
        return
    name, placed = "parts", []
    for part in content[name]:
        here = f"{where}: {name} {part['number']}"
        if ("kind" in part) == ("text" in part):
            raise EditionError(gettext("%(where)s: give either a kind or a text of its own.") % {"where": here})
        if "text" in part and "heading" not in part:
            raise EditionError(gettext("%(where)s: a text of its own needs a heading.") % {"where": here})
        part.setdefault("kind", Part.Kind.TEXT.value)
        if part["kind"] == Part.Kind.TEXT and "text" not in part:
            raise EditionError(gettext("%(where)s: a part of the kind text needs a text.") % {"where": here})
        if part["kind"] != Part.Kind.TEXT and part["kind"] in placed:
            raise EditionError(gettext("%(where)s: %(kind)s has a place already.") % {"where": here, "kind": part["kind"]})
        placed.append(part["kind"])
    held = kinds_held(content)
    for kind in Part.Kind.values:
        if kind in held and kind not in placed:
            raise EditionError(gettext("%(where)s: parts gives no place to %(kind)s, which has a text.") % {"where": where, "kind": kind})
        if kind in placed and kind not in held and kind != Part.Kind.TEXT:
            raise EditionError(gettext("%(where)s: parts gives a place to %(kind)s, which has no text.") % {"where": where, "kind": kind})


def kinds_held(content: dict) -> set[str]:
    """The kinds of part for which the file has something to print."""
    texts = {key for key in TEXTS if key in content and key in Part.Kind.values}
    lists = {name for name in (*STATEMENTS, "codes") if content[name]}
    return texts | lists | {f"undertakings_{entry['binds']}" for entry in content["undertakings"]}


def entries(name: str, found, *, where: str) -> list[dict]:
    model, required, optional = ENTRIES[name]
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise EditionError(gettext("%(where)s: %(name)s must be written as [[%(name)s]], once for each entry.") % {"where": where, "name": name})
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
            if twin:
                fault = gettext("%(where)s: there is no key called %(key)s; did you mean %(twin)s.") % {"where": where, "key": key, "twin": twin[0]}
            else:
                fault = gettext("%(where)s: there is no key called %(key)s; known are %(known)s.")
                fault %= {"where": where, "key": key, "known": ", ".join(known)}
            raise EditionError(fault)
    for key in required:
        if key not in table:
            raise EditionError(gettext("%(where)s: %(key)s is missing.") % {"where": where, "key": key})


def checked(model: type[models.Model], key: str, value, *, where: str):
    """`value` as the model's field takes it."""
    if key == "emphasised":
        if not isinstance(value, bool):
            raise EditionError(gettext("%(where)s: emphasised must be true or false.") % {"where": where})
        return value
    if not isinstance(value, str):
        raise EditionError(gettext("%(where)s: %(key)s must be text in quotation marks.") % {"where": where, "key": key})
    if key in CLOSED:
        if value not in CLOSED[key].values:
            raise EditionError(
                gettext("%(where)s: %(key)s is “%(value)s”; it must be one of %(values)s.")
                % {"where": where, "key": key, "value": value, "values": ", ".join(CLOSED[key].values)}
            )
        return value
    text = joined(value)
    limit = model._meta.get_field(key).max_length
    if not text:
        raise EditionError(gettext("%(where)s: %(key)s is empty.") % {"where": where, "key": key})
    if re.search(UNPRINTABLE, text.replace("\n", " ")):
        raise EditionError(gettext("%(where)s: %(key)s holds a character that cannot be printed.") % {"where": where, "key": key})
    if limit and len(text) > limit:
        known = {"where": where, "key": key, "characters": len(text), "limit": limit}
        raise EditionError(gettext("%(where)s: %(key)s has %(characters)s characters; %(limit)s fit.") % known)
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
        raise ValidationError(NEEDS_A_NEW_LABEL[edition.status] % {"edition": edition.label})
    if not made:
        for old in (edition.statements, edition.undertakings, edition.codes, edition.parts):
            old.all().delete()
    for field in TEXTS:
        setattr(edition, field, content.get(field, ""))
    edition.save(update_fields=TEXTS)
    Statement.objects.bulk_create(Statement(edition=edition, kind=kind, **entry) for name, kind in STATEMENTS.items() for entry in content[name])
    Undertaking.objects.bulk_create(Undertaking(edition=edition, **entry) for entry in content["undertakings"])
    Part.objects.bulk_create(Part(edition=edition, **entry) for entry in content["parts"])
    codes = [(Code(edition=edition, **without(entry, "commitments")), entry["commitments"]) for entry in content["codes"]]
    Code.objects.bulk_create(code for code, _ in codes)
    Commitment.objects.bulk_create(Commitment(code=code, **entry) for code, commitments in codes for entry in commitments)
    record("edition.drafted", edition, by=by)
    return edition


def without(entry: dict, key: str) -> dict:
    return {name: value for name, value in entry.items() if name != key}


@transaction.atomic
def publish_edition(*, edition: Edition, by, at: datetime.datetime) -> Edition:
    """From now on this edition is what was agreed; the former one is kept, as superseded.

    Raises ValidationError unless it is a draft (which a file brings whole) or a final text.
    """
    Compact.objects.select_for_update().get(pk=edition.compact_id)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.status not in (Edition.Status.DRAFT, Edition.Status.FINAL):
        raise ValidationError(gettext("“%(edition)s” is %(status)s already.") % {"edition": edition.label, "status": edition.get_status_display()})
    for former in Edition.objects.filter(compact=edition.compact_id, status=Edition.Status.PUBLISHED):
        former.status = Edition.Status.SUPERSEDED
        former.save(update_fields=["status"])
        record("edition.superseded", former, by=by)
    edition.status, edition.published_at, edition.published_by = Edition.Status.PUBLISHED, at, by
    edition.save(update_fields=["status", "published_at", "published_by"])
    record("edition.published", edition, by=by)
    return edition
