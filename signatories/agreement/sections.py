"""An edition as it is read: its parts in the agreement's own order, numbered, with headings and emphasis. Page, PDF and Word print these."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from compact_portal.text import paragraphs
from signatories.models import Code, Edition, Part, Statement
from signatories.models.edition import Binds

Kind = Part.Kind
USUAL_ORDER = [kind for kind in Kind.values if kind != Kind.TEXT]
STATEMENTS = {Kind.AIMS: Statement.Kind.AIM, Kind.PRINCIPLES: Statement.Kind.PRINCIPLE, Kind.NEXT_STEPS: Statement.Kind.NEXT_STEP}
UNDERTAKINGS = {Kind.BOTH: Binds.BOTH, Kind.STATUTORY: Binds.STATUTORY, Kind.VOLUNTARY: Binds.VOLUNTARY}


@dataclass(frozen=True)
class Entry:
    """One promise or sentence of a list. `qualifier` is empty where the text says it already."""

    number: int
    text: str
    emphasised: bool = False
    qualifier: str = ""
    measure: str = ""
    binds: str = ""

    @property
    def plain(self) -> str:
        """All of its words on one line."""
        return self.text + self.after

    @property
    def after(self) -> str:
        """What is printed behind the text, in the same breath."""
        return "".join(f" ({words})" for words in (self.qualifier, self.measure) if words)


@dataclass(frozen=True)
class CodeText:
    number: int
    title: str
    introduction: list[str]
    commitments: list[Entry]


@dataclass(frozen=True)
class Section:
    """A numbered part. It holds paragraphs, or entries, or codes."""

    kind: str
    number: int
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    codes: list[CodeText] = field(default_factory=list)
    marker: str = Part.Marker.NUMBERS

    @property
    def anchor(self) -> str:
        return f"part-{self.number}"


def sections_of(edition: Edition, *, binds: str = "") -> list[Section]:
    """The whole text in five queries. `binds` leaves out what binds only the other side; numbers stay those of the whole."""
    parts = list(edition.parts.all()) or [Part(kind=kind) for kind in USUAL_ORDER]
    statements, undertakings = list(edition.statements.all()), list(edition.undertakings.all())
    codes = list(edition.codes.prefetch_related("commitments"))
    usual, sections = usual_headings(edition), []
    for part in parts:
        text, entries, of_codes = [], [], []
        if part.kind in STATEMENTS:
            entries = [_entry(s) for s in statements if s.kind == STATEMENTS[part.kind]]
        elif part.kind in UNDERTAKINGS:
            entries = [_entry(u) for u in undertakings if u.binds == UNDERTAKINGS[part.kind]]
        elif part.kind == Kind.CODES:
            of_codes = [_code(code) for code in codes]
        else:
            text = paragraphs(part.text if part.kind == Kind.TEXT else getattr(edition, part.kind))
        if text or entries or of_codes:
            heading = part.heading or usual[part.kind]
            sections.append(Section(part.kind, len(sections) + 1, heading, text, entries, of_codes, part.marker))
    return [narrowed for section in sections if (narrowed := _binding(section, binds))]


def usual_headings(edition: Edition) -> dict[str, str]:
    """Of each kind of part but one of its own words, in the language of the text, whichever the page speaks."""
    with override(edition.language):
        terms = edition.compact.terms
        return {
            Kind.DESCRIPTION: _("About this %(agreement)s") % {"agreement": terms.agreement},
            Kind.VISION: _("Vision"),
            Kind.INTENT: _("Statement of intent"),
            Kind.PURPOSE: _("Purpose"),
            Kind.AIMS: _("Aims"),
            Kind.PRINCIPLES: _("Shared principles"),
            Kind.WAY_OF_WORKING: _("How we work"),
            Kind.BOTH: _("Undertakings by %(both_sides)s") % {"both_sides": terms.cross_sector},
            Kind.STATUTORY: _("Undertakings by the %(side)s") % {"side": terms.statutory},
            Kind.VOLUNTARY: _("Undertakings by the %(side)s") % {"side": terms.voluntary},
            Kind.CODES: capfirst(terms.codes),
            Kind.NEXT_STEPS: _("Making it work"),
        }


def _entry(row) -> Entry:
    qualifier = getattr(row, "qualifier", "")
    return Entry(
        number=row.number,
        text=row.text,
        emphasised=row.emphasised,
        qualifier="" if qualifier.casefold() in row.text.casefold() else qualifier,
        measure=getattr(row, "measure", ""),
        binds=getattr(row, "binds", ""),
    )


def _code(code: Code) -> CodeText:
    return CodeText(code.number, code.title, paragraphs(code.introduction), [_entry(c) for c in code.commitments.all()])


def binding(entries: Iterable[Entry], binds: str) -> list[Entry]:
    """Without those that bind only the other side; what binds nobody in particular stays."""
    return [entry for entry in entries if not binds or entry.binds in ("", Binds.BOTH, binds)]


def _binding(section: Section, binds: str) -> Section | None:
    if not binds or not (section.entries or section.codes):
        return section
    entries = binding(section.entries, binds)
    codes = [CodeText(code.number, code.title, code.introduction, binding(code.commitments, binds)) for code in section.codes]
    if section.entries and not entries:
        return None
    return Section(section.kind, section.number, section.heading, section.paragraphs, entries, codes, section.marker)
