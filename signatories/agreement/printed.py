"""What stands on paper: the text with its title, its standing in law, who endorsed it and who has signed it."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from compact_portal.documents.pdf import render_pdf
from signatories.agreement.endorsed import endorsement_lines
from signatories.agreement.sections import Section, sections_of
from signatories.models import Edition
from signatories.models.organisation import Sector


@dataclass(frozen=True)
class Printed:
    title: str
    dated: str
    standing: str
    author: str
    language: str  # of the text, and of what the portal says around it
    sections: list[Section]
    strapline: str = ""
    draft: bool = False
    endorsements: list[str] = field(default_factory=list)
    signatories_heading: str = ""
    signatories: list[tuple[str, list[str]]] = field(default_factory=list)


def printed(edition: Edition) -> Printed:
    """Those who signed are part of the document (domain.md R-29): who agreed to be listed, and only behind the text in force."""
    compact = edition.compact
    terms = compact.terms
    signed = _signed(edition) if edition.status == Edition.Status.PUBLISHED else []
    return Printed(
        title=compact.name,
        dated=edition.label if edition.is_agreed else f"{edition.label} ({edition.get_status_display()})",
        standing=_("This %(agreement)s is not legally binding. It works because those who signed it trust each other and keep their word.")
        % {"agreement": terms.agreement},
        author=compact.controller,
        language=edition.language,
        sections=sections_of(edition),
        strapline=edition.strapline,
        draft=not edition.is_agreed,
        endorsements=endorsement_lines(edition),
        signatories_heading=capfirst(terms.signatories),
        signatories=signed,
    )


def to_pdf(document: Printed) -> bytes:
    body = render_to_string("signatories/print/agreement.html", {"printed": document})
    return render_pdf(
        render_to_string("documents/print.html", {"body": body, "title": document.title, "draft": document.draft, "language": document.language})
    )


def _signed(edition: Edition) -> list[tuple[str, list[str]]]:
    compact = edition.compact
    found: dict[str, list[str]] = {}
    for sector, name in compact.signatures.public().values_list("organisation__sector", "organisation__name").order_by("organisation__name"):
        found.setdefault(sector, []).append(name)
    return [(capfirst(compact.terms.sector(sector)), found[sector]) for sector in Sector.values if sector in found]
