"""What linked agreements say on one subject, side by side, so that nobody has to keep two promises that conflict (domain.md A15.4, 12)."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from signatories.models import Code, Commitment, Compact, CompactLink, Edition, Statement, Undertaking
from signatories.models.edition import Subject

MOST = 60  # passages of one agreement: more says that the words are too common


@dataclass(frozen=True)
class Passage:
    text: str
    where: str
    binds: str = ""


@dataclass(frozen=True)
class Column:
    compact: Compact
    edition: Edition
    passages: list[Passage]


def neighbours(compact: Compact) -> list[Compact]:
    """`compact` first, then those that it is linked with, in either direction, and the published editions of all."""
    links = CompactLink.objects.filter(Q(compact=compact, other__isnull=False) | Q(other=compact))
    linked = {pk for pair in links.values_list("compact", "other") for pk in pair} - {compact.pk}
    return [compact, *Compact.objects.filter(pk__in=linked).order_by("name")]


def side_by_side(compacts: list[Compact], *, subject: str = "", words: str = "") -> list[Column]:
    """One column for each agreement with a published text. Four queries, however many agreements there are."""
    editions = {e.compact_id: e for e in Edition.objects.filter(compact__in=compacts, status=Edition.Status.PUBLISHED)}
    found: dict[int, list[Passage]] = {}
    kept = list(editions.values())
    if not words:
        undertakings = Undertaking.objects.filter(edition__in=kept, subject=subject)
        commitments = Commitment.objects.filter(code__edition__in=kept, code__subject=subject)
        statements = Statement.objects.none()
    else:
        undertakings = _saying(Undertaking.objects.filter(edition__in=kept), words, "qualifier")
        commitments = _saying(Commitment.objects.filter(code__edition__in=kept), words, "measure", "code__title")
        statements = _saying(Statement.objects.filter(edition__in=kept), words)
    for statement in statements:
        _add(found, statement.edition_id, Passage(statement.text, f"{statement.get_kind_display().capitalize()} {statement.number}"))
    for undertaking in undertakings:
        where = _("Undertaking %(number)s") % {"number": undertaking.number}
        _add(found, undertaking.edition_id, Passage(_whole(undertaking), where, undertaking.binds))
    for commitment in commitments.select_related("code").order_by("code__number", "number"):
        where = f"{commitment.code.title}, {commitment.number}"
        _add(found, commitment.code.edition_id, Passage(_whole(commitment), where, commitment.binds))
    return [Column(c, editions[c.pk], found.get(editions[c.pk].pk, [])[:MOST]) for c in compacts if c.pk in editions]


def subjects_of(compacts: list[Compact]) -> list[str]:
    """Those that occur in any of the published texts, in the order of Subject."""
    published = Edition.objects.filter(compact__in=compacts, status=Edition.Status.PUBLISHED)
    rows = Undertaking.objects.order_by().filter(edition__in=published).values_list("subject")
    there = {subject for (subject,) in rows.union(Code.objects.order_by().filter(edition__in=published).values_list("subject"))}
    return [value for value in Subject.values if value in there]


def _saying(rows, words: str, *also: str):
    """Every one of `words`, in any order, in the text or beside it."""
    for word in words.split()[:8]:
        said = Q(text__icontains=word)
        for field in also:
            said |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(said)
    return rows


def _add(found: dict, edition: int, passage: Passage) -> None:
    found.setdefault(edition, []).append(passage)


def _whole(promise) -> str:
    qualifier = promise.qualifier if promise.qualifier.casefold() not in promise.text.casefold() else ""
    return promise.text + "".join(f" ({words})" for words in (qualifier, getattr(promise, "measure", "")) if words)
