"""The lists of which a text is made, so that an officer can write a draft entry by entry. An entry's number is its place."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from signatories.models import Code, Commitment, Edition, Part, Statement, Undertaking
from signatories.models.edition import Binds

PROMISE = ["text", "binds", "emphasised", "qualifier"]
TEXTS = {
    "description": _("what this agreement is"),
    "vision": _("vision"),
    "strapline": _("strapline"),
    "statement_of_intent": _("statement of intent"),
    "purpose": _("purpose"),
    "way_of_working": _("way of working"),
    "summary": _("in short"),
}


@dataclass(frozen=True)
class Listed:
    """One list: its rows, what one of them is called, and what is said of each. `fixed` is the same in every row of the list."""

    key: str
    one: str
    model: type[models.Model]
    fields: list[str]
    fixed: dict = field(default_factory=dict)

    def rows(self, edition: Edition) -> models.QuerySet:
        way = "code__edition" if self.model is Commitment else "edition"
        return self.model._default_manager.filter(**{way: edition}, **self.fixed)

    def beside(self, row: models.Model) -> models.QuerySet:
        """The rows that are numbered together with `row`."""
        owner = {"code": row.code_id} if self.model is Commitment else {"edition": row.edition_id}
        return self.model._default_manager.filter(**owner, **self.fixed)


LISTS = {
    listed.key: listed
    for listed in (
        Listed("aims", _("aim"), Statement, ["text", "emphasised"], {"kind": Statement.Kind.AIM}),
        Listed("principles", _("principle"), Statement, ["text", "emphasised"], {"kind": Statement.Kind.PRINCIPLE}),
        Listed("undertakings", _("undertaking"), Undertaking, [*PROMISE, "subject"]),
        Listed("codes", _("code"), Code, ["title", "short_title", "introduction", "subject"]),
        Listed("commitments", _("commitment"), Commitment, [*PROMISE, "measure"]),
        Listed("next-steps", _("next step"), Statement, ["text", "emphasised"], {"kind": Statement.Kind.NEXT_STEP}),
        Listed("parts", _("part"), Part, ["heading", "text", "marker"]),
    )
}
UNDERTAKINGS = {Binds.BOTH: Part.Kind.BOTH, Binds.STATUTORY: Part.Kind.STATUTORY, Binds.VOLUNTARY: Part.Kind.VOLUNTARY}
STATEMENTS = {
    Statement.Kind.AIM: Part.Kind.AIMS, Statement.Kind.PRINCIPLE: Part.Kind.PRINCIPLES, Statement.Kind.NEXT_STEP: Part.Kind.NEXT_STEPS,
}  # fmt: skip


def kinds_held(edition: Edition) -> list[str]:
    """The kinds of part for which the text has something to print, in the usual order. Four queries."""
    held = {kind for kind in Part.Kind.values if kind in TEXTS and getattr(edition, kind)}
    held |= {STATEMENTS[kind] for kind in edition.statements.order_by().values_list("kind", flat=True).distinct()}
    held |= {UNDERTAKINGS[binds] for binds in edition.undertakings.order_by().values_list("binds", flat=True).distinct()}
    held |= {Part.Kind.CODES} if edition.codes.exists() else set()
    return [kind for kind in Part.Kind.values if kind in held]
