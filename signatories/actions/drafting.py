"""A draft written in the browser, part by part: officers begin it, add, change, move and remove.

Each verb refuses anybody else with PermissionDenied, and with ValidationError, in words for the page, a text that stands still:
what is out for comment, before those who endorse it, or agreed. Where a text has an order of its own, whatever is new gets a place
at its end, so that nothing is written that nobody would read.
"""

import re

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories.actions.editions import locked
from signatories.agreement.lists import Listed, kinds_held
from signatories.agreement.source import source_of
from signatories.editions import STANDS, joined, parse_edition, write_draft
from signatories.models import Code, Compact, Edition, Part
from signatories.models.organisation import UNPRINTABLE
from signatories.roles import officer_only


@transaction.atomic
def begin(*, compact: Compact, label: str, by: User, after: Edition | None = None) -> Edition:
    """An empty draft, or one that begins as a copy of `after`."""
    officer_only(by, compact)
    if compact.editions.filter(label=label).exists():
        raise ValidationError(_("There is a text called “%(label)s” already: give the new one a label of its own.") % {"label": label})
    content = parse_edition(source_of(after).encode(), name=after.label) if after else parse_edition(b'label = "x"', name=label)
    return write_draft(compact=compact, content=content | {"label": label}, by=by)


@transaction.atomic
def change_texts(*, edition: Edition, by: User, **texts) -> Edition:
    """Its label and its longer texts."""
    edition = _draft(edition, by)
    for name, text in _clean(texts).items():
        setattr(edition, name, text)
    edition.full_clean()
    edition.save(update_fields=list(texts))
    return _written(edition, by, "texts")


@transaction.atomic
def add_entry(*, edition: Edition, listed: Listed, by: User, code: Code | None = None, **fields) -> models.Model:
    """The last of its list; a commitment the last of its `code`. A part that is added has words of its own."""
    edition = _draft(edition, by)
    owner = {"code": code} if code else {"edition": edition}
    row = listed.model(**owner, **listed.fixed, **_clean(fields), **({"kind": Part.Kind.TEXT} if listed.model is Part else {}))
    row.number = (listed.beside(row).aggregate(last=Max("number"))["last"] or 0) + 1
    row.full_clean()
    row.save()
    _written(edition, by, listed.key)
    return row


@transaction.atomic
def change_entry(*, edition: Edition, listed: Listed, row: models.Model, by: User, **fields) -> models.Model:
    edition = _draft(edition, by)
    for name, value in _clean(fields).items():
        setattr(row, name, value)
    row.full_clean()
    row.save(update_fields=list(fields))
    _written(edition, by, listed.key)
    return row


@transaction.atomic
def move_entry(*, edition: Edition, listed: Listed, row: models.Model, up: bool, by: User) -> None:
    """One place up or down; the first stays first and the last one last."""
    edition = _draft(edition, by)
    row.refresh_from_db(fields=["number"])
    neighbours = listed.beside(row).filter(number__lt=row.number) if up else listed.beside(row).filter(number__gt=row.number)
    other = neighbours.order_by("-number" if up else "number").first()
    if other is None:
        return
    row.number, other.number = other.number, row.number
    listed.model._default_manager.bulk_update([row, other], ["number"])
    _written(edition, by, listed.key)


@transaction.atomic
def remove_entry(*, edition: Edition, listed: Listed, row: models.Model, by: User) -> None:
    """Those after it move up. A code goes with its commitments; of the parts only one with words of its own, or one that is empty."""
    edition = _draft(edition, by)
    if listed.model is Part and row.kind in kinds_held(edition):
        raise ValidationError(_("“%(row)s” is the place of what is written there: remove that first.") % {"row": row})
    later = listed.beside(row).filter(number__gt=row.number)
    row.delete()
    later.update(number=F("number") - 1)
    _written(edition, by, listed.key)


@transaction.atomic
def arrange(*, edition: Edition, by: User) -> Edition:
    """Give every part a row of its own, so that it can be moved and called otherwise. Before, it is printed in the usual order."""
    edition = _draft(edition, by)
    if edition.parts.exists():
        raise ValidationError(_("This text has an order of its own already."))
    Part.objects.bulk_create(Part(edition=edition, number=number, kind=kind) for number, kind in enumerate(kinds_held(edition), 1))
    return _written(edition, by, "parts")


def _clean(fields: dict) -> dict:
    """As a file would bring it: lines joined into paragraphs, and nothing that cannot be printed."""
    tidy = {name: joined(value) if isinstance(value, str) else value for name, value in fields.items()}
    if any(re.search(UNPRINTABLE, value.replace("\n", " ")) for value in tidy.values() if isinstance(value, str)):
        raise ValidationError(_("The text holds a character that cannot be printed: type it again instead of copying it."))
    return tidy


def _draft(edition: Edition, by: User) -> Edition:
    edition = locked(edition, by)
    if not edition.is_draft:
        raise ValidationError(STANDS[edition.status] % {"edition": edition.label})
    return edition


def _written(edition: Edition, by: User, what: str) -> Edition:
    """Find a place for what has none yet, and keep that the draft was changed."""
    placed = dict(edition.parts.values_list("kind", "number"))
    if placed:
        homeless = [kind for kind in kinds_held(edition) if kind not in placed]
        Part.objects.bulk_create(Part(edition=edition, number=n, kind=kind) for n, kind in enumerate(homeless, max(placed.values()) + 1))
    record("edition.written", edition, by=by, what=what)
    return edition
