"""Making checklists, scales and a kitemark from their starting content, in the words of one agreement.

Only our own texts are templates: what people typed is filled into them, and never read for places to fill.
"""

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.recording import record
from reviews.checklists.refusals import Refused
from reviews.models import Checklist, ChecklistItem, KitemarkCriterion, KitemarkScheme, Scale, ScalePoint
from signatories.models import Code, Compact, Edition, Statement
from signatories.models.edition import Binds
from signatories.roles import officer_only

CONTENT = Path(__file__).parent / "content"
NO_EDITION = _("There is no published text yet: publish an edition first, so that its promises can be looked at.")


def read(name: str) -> dict:
    return tomllib.loads((CONTENT / f"{name}.toml").read_text())


@transaction.atomic
def load_scales(*, compact: Compact, by) -> list[Scale]:
    """The usual scales; one that is there by its name already stays as it is."""
    officer_only(by, compact)
    there = {scale.name: scale for scale in compact.scales.all()}
    return [there.get(entry["name"]) or make_scale(compact, entry, by) for entry in read("scales")["scales"]]


def make_scale(compact: Compact, entry: dict, by) -> Scale:
    fields = {name: entry[name] for name in ("explanation", "talk_from", "well_from", "partly_from") if name in entry}
    scale = Scale.objects.create(compact=compact, name=entry["name"], **fields)
    ScalePoint.objects.bulk_create(
        ScalePoint(
            scale=scale, number=number, key=point["key"], label=point["label"], points=point.get("points"), gap=point.get("gap", False),
            needs_comment=point.get("comment", False),
        )
        for number, point in enumerate(entry["points"], 1)
    )  # fmt: skip
    record("scale.created", scale, by=by)
    return scale


@transaction.atomic
def load_checklists(*, compact: Compact, by) -> list[Checklist]:
    """Draft checklists for every code that the starting content knows by its subject; without codes, of the undertakings.

    What is there already is left alone. Raises Refused where nothing has been agreed yet, or nothing is left to make.
    """
    officer_only(by, compact)
    edition = compact.edition
    if edition is None:
        raise Refused(NO_EDITION)
    scale = load_scales(compact=compact, by=by)[0]
    there = Checklist.objects.filter(compact=compact, edition=edition)
    codes = list(edition.codes.exclude(pk__in=there.values("code")))
    entries = {entry["subject"]: entry for entry in read("checklists")["checklists"]}
    made = [of_code(code, entry_for(code, entries), scale) for code in codes if entry_for(code, entries)]
    kinds = set(there.values_list("kind", flat=True))
    if not edition.codes.exists() and Checklist.Kind.UNDERTAKINGS not in kinds and edition.undertakings.exists():
        made.append(of_undertakings(edition, scale))
    if Checklist.Kind.PRINCIPLES not in kinds and edition.statements.filter(kind=Statement.Kind.PRINCIPLE).exists():
        made.append(of_principles(edition, scale))
    if not made:
        raise Refused(_("Every code, and what else could be looked at, has its checklist already."))
    for checklist in made:
        record("checklist.created", checklist, by=by, items=checklist.items.count())
    return made


def entry_for(code: Code, entries: dict) -> dict | None:
    """By the code's subject; where nobody gave it one, by the first words of its title."""
    if code.subject:
        return entries.get(code.subject)
    first = code.title.casefold().split()[0]
    return next((entry for entry in entries.values() if entry["title"].casefold().startswith(first)), None)


def of_code(code: Code, entry: dict, scale: Scale) -> Checklist:
    compact = code.edition.compact
    words = asdict(compact.terms)
    checklist = Checklist.objects.create(
        compact=compact, edition=code.edition, code=code, kind=Checklist.Kind.CODE, title=code.title, scale=scale, starting=True
    )
    promises = {matching(promise.text): promise for promise in code.commitments.all()}
    ChecklistItem.objects.bulk_create(
        ChecklistItem(
            checklist=checklist, number=number, key=item["key"], binds=item["binds"], evidence_examples=item["evidence"],
            measure=item.get("measure", ""), text=(said := item["text"].format(**words | {"measure": item.get("measure", "")})),
            commitment=promises.get(matching(said)),
        )
        for number, item in enumerate(entry["items"], 1)
    )  # fmt: skip
    return checklist


def matching(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def of_undertakings(edition: Edition, scale: Scale) -> Checklist:
    """For an agreement without codes (domain.md A15.4/32)."""
    checklist = Checklist.objects.create(
        compact=edition.compact, edition=edition, kind=Checklist.Kind.UNDERTAKINGS, title="Undertakings", scale=scale, starting=True
    )
    ChecklistItem.objects.bulk_create(
        ChecklistItem(checklist=checklist, number=n, key=f"u{one.number}", text=one.text, binds=one.binds, help_text=one.qualifier, undertaking=one)
        for n, one in enumerate(edition.undertakings.all(), 1)
    )
    return checklist


def of_principles(edition: Edition, scale: Scale) -> Checklist:
    """For "check an activity against the principles" (domain.md A15.4/16)."""
    checklist = Checklist.objects.create(
        compact=edition.compact, edition=edition, kind=Checklist.Kind.PRINCIPLES, title="Check against the principles", scale=scale, starting=True,
        guidance="Take something that you plan or do, and ask of each principle whether it keeps it.",
    )  # fmt: skip
    principles = edition.statements.filter(kind=Statement.Kind.PRINCIPLE)
    ChecklistItem.objects.bulk_create(
        ChecklistItem(checklist=checklist, number=n, key=f"p{one.number}", text=one.text, binds=Binds.BOTH, principle=one)
        for n, one in enumerate(principles, 1)
    )
    return checklist


@transaction.atomic
def load_kitemark(*, compact: Compact, by) -> KitemarkScheme:
    """A draft scheme. Raises Refused where there is one already."""
    officer_only(by, compact)
    if compact.kitemark_schemes.exists():
        raise Refused(_("There is a kitemark already: make a new version of it."))
    entry, words = read("kitemark"), asdict(compact.terms) | {"called": compact.called}
    letters = "".join(word[0] for word in re.findall(r"[A-Za-z]+", str(compact))).upper()[:4] or "KM"
    texts = {name: entry[name].format(**words).strip() for name in ("name", "about", "terms_of_use")}
    scheme = KitemarkScheme.objects.create(compact=compact, prefix=letters, **texts)
    KitemarkCriterion.objects.bulk_create(
        KitemarkCriterion(
            scheme=scheme, number=number, text=criterion["text"].format(**words), help_text=criterion.get("help", ""),
            check_by=criterion.get("check", KitemarkCriterion.Check.JUDGED),
        )
        for number, criterion in enumerate(entry["criteria"], 1)
    )  # fmt: skip
    record("kitemark_scheme.created", scheme, by=by, criteria=scheme.criteria.count())
    return scheme
