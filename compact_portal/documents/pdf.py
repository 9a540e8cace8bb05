"""HTML to an accessible PDF (PDF/UA-1): tagged, with title, language, bookmarks and embedded fonts.

The HTML says it all: `<title>` and `<html lang>` become the document's, headings its bookmarks. Styles and fonts are named
as `static:…` addresses; a link's relative address is taken to begin at the portal's own.
"""

from django.conf import settings


class ResourceRefused(Exception):
    """The HTML asks for something that is missing, or that a PDF may not be made from. The message names it."""


def render_pdf(html: str) -> bytes:
    """The PDF of a whole HTML page. Raises ResourceRefused rather than leave a picture, style or font out in silence."""
    from weasyprint import HTML

    from compact_portal.documents.artefacts import finish
    from compact_portal.documents.fetcher import OwnFilesOnly, Refused

    try:
        page = HTML(string=html, base_url=f"{settings.PORTAL_URL}/", url_fetcher=OwnFilesOnly())
        pdf = page.write_pdf(pdf_variant="pdf/ua-1")
    except Refused as refused:
        raise ResourceRefused(str(refused)) from refused
    return finish(pdf, link_texts(page.etree_element))


def link_texts(root) -> dict[str, str]:
    """{address: what the first link to it says}, for every link of the page; addresses inside the page without their #."""
    texts = {}
    for link in root.iter("a"):
        if text := " ".join("".join(link.itertext()).split()):
            texts.setdefault(link.get("href", "").removeprefix("#"), text)
    return texts
