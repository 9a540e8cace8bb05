"""A short introduction to the agreement, as slides: for the first day of somebody new, or ten minutes of a team meeting.

It is made from the text in force, so it never says what is no longer agreed.
"""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from compact_portal.documents.pdf import render_pdf_once
from compact_portal.text import paragraphs
from signatories import reports
from signatories.models import Compact, Edition

MOST = 6  # lines that can be read from the last row
ROWS, ROW = 8, 72  # what fits on a slide: rows, and characters of one row


@dataclass(frozen=True)
class Slide:
    heading: str
    lines: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def slides_of(compact: Compact) -> list[Slide]:
    """Empty while there is no text in force. Six queries."""
    background = reports.background(compact)
    if background is None:
        return []
    terms, edition = compact.terms, background.edition
    slides = [
        Slide(
            _("What is the %(agreement)s?") % {"agreement": terms.agreement},
            texts=[
                compact.summary,
                _("It is not legally binding: it works because %(signatories)s keep their word.") % {"signatories": terms.signatories},
            ],
        )
    ]
    if edition.vision:
        slides.append(Slide(_("What we want"), texts=_short(edition.vision)))
    slides += _split(_("What we agree on"), [str(row) for row in background.principles])
    slides += _split(_("What we aim for"), [str(row) for row in background.aims])
    slides += _split(_("The %(codes)s") % {"codes": terms.codes}, [code.title for code in background.codes])
    slides += _split(_("The promises that weigh most"), [u.text for u in background.undertakings if u.emphasised])
    slides.append(Slide(_("What this means for you"), lines=_means(compact, edition)))
    return slides


def to_pdf(compact: Compact, slides: list[Slide]) -> bytes:
    title = _("%(compact)s: an introduction") % {"compact": compact}
    return render_pdf_once(render_to_string("signatories/print/introduction.html", {"compact": compact, "title": title, "slides": slides}))


def _means(compact: Compact, edition: Edition) -> list[str]:
    terms = compact.terms
    lines = [
        _("You need not learn every line: find the part that touches your own work."),
        _("Before a decision that touches the other sector, look into the %(agreement)s first.") % {"agreement": terms.agreement},
        _("Ask the %(champion)s of your organisation when you are not sure.") % {"champion": terms.champion},
        _("Say so early when something goes wrong: nobody may be treated worse for raising it."),
    ]
    contact = _(" or ").join(part for part in (compact.contact_name, compact.contact_email) if part)
    return [*lines, f"{capfirst(terms.officer)}: {contact}"] if contact else lines


def _split(heading: str, lines: list[str]) -> list[Slide]:
    """As many slides as the lines need; a line that is a slide long stands alone."""
    parts: list[list[str]] = []
    room = 0
    for line in lines:
        rows = -(-len(line) // ROW)
        if not parts or rows > room or len(parts[-1]) == MOST:
            parts.append([])
            room = ROWS
        parts[-1].append(line)
        room -= rows
    further = _("%(heading)s (%(number)s of %(total)s)")
    return [
        Slide(heading if number == 1 else further % {"heading": heading, "number": number, "total": len(parts)}, lines=part)
        for number, part in enumerate(parts, 1)
    ]


def _short(text: str) -> list[str]:
    return paragraphs(text)[:2]
