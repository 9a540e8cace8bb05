"""A short introduction to the agreement, as slides: for the first day of somebody new, or ten minutes of a team meeting.

It is made from the text in force, so it never says what is no longer agreed.
"""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.text import capfirst

from compact_portal.documents.pdf import render_pdf
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
            f"What is the {terms.agreement}?",
            texts=[compact.summary, f"It is not legally binding: it works because {terms.signatories} keep their word."],
        )
    ]
    if edition.vision:
        slides.append(Slide("What we want", texts=_short(edition.vision)))
    slides += _split("What we agree on", [str(row) for row in background.principles])
    slides += _split("What we aim for", [str(row) for row in background.aims])
    slides += _split(f"The {terms.codes}", [code.title for code in background.codes])
    slides += _split("The promises that weigh most", [u.text for u in background.undertakings if u.emphasised])
    slides.append(Slide("What this means for you", lines=_means(compact, edition)))
    return slides


def to_pdf(compact: Compact, slides: list[Slide]) -> bytes:
    title = f"{compact}: an introduction"
    return render_pdf(render_to_string("signatories/print/introduction.html", {"compact": compact, "title": title, "slides": slides}))


def _means(compact: Compact, edition: Edition) -> list[str]:
    terms = compact.terms
    lines = [
        "You need not learn every line: find the part that touches your own work.",
        f"Before a decision that touches the other sector, look into the {terms.agreement} first.",
        f"Ask the {terms.champion} of your organisation when you are not sure.",
        "Say so early when something goes wrong: nobody may be treated worse for raising it.",
    ]
    contact = " or ".join(part for part in (compact.contact_name, compact.contact_email) if part)
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
    return [Slide(heading if number == 1 else f"{heading} ({number} of {len(parts)})", lines=part) for number, part in enumerate(parts, 1)]


def _short(text: str) -> list[str]:
    return paragraphs(text)[:2]
