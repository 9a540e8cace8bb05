"""HTML to an accessible PDF (PDF/UA-1), or to one for the archive (PDF/A-3a): tagged, with title, language, bookmarks and embedded fonts.

The HTML says it all: `<title>` and `<html lang>` become the document's, headings its bookmarks. Styles and fonts are named
as `static:…` addresses; a link's relative address is taken to begin at the portal's own.
"""

import hashlib

from django.conf import settings
from django.core.cache import caches

READING, ARCHIVE = "pdf/ua-1", "pdf/a-3a"  # a file can be one of them, not both

KEPT = 24 * 60 * 60  # seconds


class ResourceRefused(Exception):
    """The HTML asks for something that is missing, or that a PDF may not be made from. The message names it."""


def render_pdf(html: str, *, variant: str = READING, attached: dict[str, bytes] | None = None) -> bytes:
    """The PDF of a whole HTML page. `attached` are {name: content} of files that it carries, which only one for the archive may.

    Raises ResourceRefused rather than leave a picture, style or font out in silence.
    """
    from weasyprint import HTML, Attachment

    from compact_portal.documents.artefacts import finish
    from compact_portal.documents.fetcher import OwnFilesOnly, Refused

    try:
        page = HTML(string=html, base_url=f"{settings.PORTAL_URL}/", url_fetcher=OwnFilesOnly())
        files = [Attachment(string=content, name=name, description=name, relationship="Data") for name, content in (attached or {}).items()]
        pdf = page.write_pdf(pdf_variant=variant, attachments=files)
    except Refused as refused:
        raise ResourceRefused(str(refused)) from refused
    return finish(pdf, link_texts(page.etree_element))


def render_pdf_once(html: str) -> bytes:
    """What anybody may ask for as often as they like: the same HTML gives the PDF that was made of it today."""
    return caches["copies"].get_or_set(f"pdf:{hashlib.sha256(html.encode()).hexdigest()}", lambda: render_pdf(html), KEPT)


def link_texts(root) -> dict[str, str]:
    """{address: what the first link to it says}, for every link of the page; addresses inside the page without their #."""
    texts = {}
    for link in root.iter("a"):
        if text := " ".join("".join(link.itertext()).split()):
            texts.setdefault(link.get("href", "").removeprefix("#"), text)
    return texts
