"""Composing the report: its blocks are added, moved, hidden and written by whoever steers the Compact, both sectors alike.

Every verb refuses with PermissionDenied who does not steer it, and with ValidationError once the report is published.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from compact_portal.documents.uploads import Clean, keep
from reviews.actions.findings import steering_only
from reviews.actions.preparing import unpublished
from reviews.answering.merging import fingerprint
from reviews.models import Block, Review
from reviews.models.block import OWN_WORDS
from reviews.report.outlines import starting_blocks
from reviews.report.sources import SOURCES

WORDS = ("heading", "text", "alt")  # what editors write


@dataclass
class Saved:
    """`disputed` names what was changed on both sides; of these nothing was saved."""

    block: Block
    disputed: list[str] = field(default_factory=list)


@transaction.atomic
def lay_out(*, review: Review, by, outline: str = "") -> list[Block]:
    """Begin to compose: the blocks of an outline, of the agreement's own where none is named. Once begun, it is never laid out again."""
    steering_only(by, review.compact)
    review = unpublished(review)
    if review.blocks.exists():
        raise ValidationError(_("The report has been laid out already: add, move and hide its parts."))
    blocks = Block.objects.bulk_create(starting_blocks(review, outline))
    record("report.laid_out", review, by=by, blocks=len(blocks))
    return blocks


@transaction.atomic
def add_block(*, review: Review, kind: str, by, heading: str = "", text: str = "", alt: str = "", picture: Clean | None = None, at=None) -> Block:
    """A block at the end. `picture` is a file that was looked at. Raises ValidationError for one that is there already, or that nobody knows."""
    steering_only(by, review.compact)
    review = laid_out(review)
    if kind not in SOURCES:
        raise ValidationError(_("There is no part of this kind."))
    if kind not in OWN_WORDS and review.blocks.filter(kind=kind).exists():
        raise ValidationError(_("The report holds “%(source)s” already.") % {"source": SOURCES[kind].label})
    position = (review.blocks.aggregate(last=Max("position"))["last"] or 0) + 1
    at = at or timezone.now()
    said = {"heading": heading, "text": text, "alt": alt, "changed_at": at, "changed_by": by}
    said["picture"] = keep(picture, by=by, at=at) if picture else None
    block = Block.objects.create(review=review, kind=kind, position=position, **said)
    record("report.block_added", block, by=by, kind=kind)
    return block


@transaction.atomic
def change_block(*, block: Block, words: dict, opened: dict, by, picture: Clean | None = None, at=None) -> Saved:
    """Save what somebody wrote, and a new `picture` where there is one.

    `opened` holds a fingerprint of each of the words as they stood when the page was opened.
    What only one of two people changed is kept, whoever saves last; what both changed differently is saved by neither: it is disputed.
    """
    block = locked(block, by)
    there = {name: getattr(block, name) for name in WORDS}
    mine = {name: words[name] for name in WORDS if name in words and words[name] != there[name] and fingerprint(words[name]) != opened.get(name)}
    disputed = [name for name in mine if fingerprint(there[name]) != opened.get(name)]
    taken = {name: said for name, said in mine.items() if name not in disputed}
    if picture:
        taken["picture"] = keep(picture, by=by, at=at or timezone.now())
    if taken:
        for name, said in taken.items():
            setattr(block, name, said)
        block.version += 1
        block.changed_at, block.changed_by = at or timezone.now(), by
        block.save(update_fields=[*taken, "version", "changed_at", "changed_by"])
        record("report.block_changed", block, by=by, version=block.version)
    return Saved(block, disputed)


@transaction.atomic
def move_block(*, block: Block, up: bool, by) -> None:
    """Change places with the neighbour; at the end of the list nothing happens."""
    block = locked(block, by)
    blocks = list(block.review.blocks.all())
    place = next(place for place, other in enumerate(blocks) if other.pk == block.pk)
    to = place + (-1 if up else 1)
    if 0 <= to < len(blocks):
        mine, other = blocks[place], blocks[to]
        mine.position, other.position = other.position, mine.position
        for moved in (mine, other):  # both places are checked together, at the end of the transaction
            moved.save(update_fields=["position"])
        record("report.block_moved", block, by=by, position=mine.position)


@transaction.atomic
def hide_block(*, block: Block, hidden: bool, by) -> None:
    """Leave it out of the report, or put it back. Its words stay."""
    block = locked(block, by)
    if block.hidden != hidden:
        block.hidden = hidden
        block.save(update_fields=["hidden"])
        record("report.block_hidden" if hidden else "report.block_shown", block, by=by)


@transaction.atomic
def remove_block(*, block: Block, by) -> None:
    """Take it out with its words. The history keeps them."""
    block = locked(block, by)
    record("report.block_removed", block, by=by, kind=block.kind)
    block.delete()


def laid_out(review: Review) -> Review:
    """The review, locked; its outline is stored where nobody had begun to compose."""
    review = unpublished(review)
    if not review.blocks.exists():
        Block.objects.bulk_create(starting_blocks(review))
    return review


def locked(block: Block, by) -> Block:
    """The review is locked first, so that two people who move at once wait for each other."""
    steering_only(by, block.review.compact)
    review = unpublished(block.review)
    block = Block.objects.select_for_update().get(pk=block.pk)
    block.review = review
    return block
