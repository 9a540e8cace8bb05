"""Links in a mail's text that may be followed: those to this portal, and no others."""

import re
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

register = template.Library()
# After the host comes a path or the end of the word: https://compact.example.org.evil.example is not ours.
PATH, BARE = r"""[/?#][^\s<>"']*(?<![.,;:!?)])""", r"(?=[.,;:!?)]*(?:\s|$))"


@register.filter
def own_links(text: str):
    """The text escaped, with every address that begins with PORTAL_URL as a link."""
    return with_links(text, re.escape(settings.PORTAL_URL), "")


@register.filter
def links_to(text: str, here: str):
    """The same for the outbox page: links lead to `here`, such as http://localhost:9000, whatever port the mail was written for."""
    parts = urlsplit(settings.PORTAL_URL)
    return with_links(text, rf"{parts.scheme}://{re.escape(parts.hostname)}(?::\d{{1,5}})?", here)


def with_links(text: str, ours: str, here: str):
    """`ours` is a pattern; where it fits and `here` is given, `here` takes its place."""
    pieces, end = [], 0
    for found in re.finditer(f"({ours})({PATH}|{BARE})", text):
        address = (here or found[1]) + found[2]
        pieces += [escape(text[end : found.start()]), format_html('<a class="govuk-link" href="{0}">{0}</a>', address)]
        end = found.end()
    pieces.append(escape(text[end:]))
    return mark_safe("".join(pieces))  # noqa: S308  each piece is escaped above
