"""Links in a mail's text that may be followed: those to this portal, and no others."""

import re

from django import template
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.filter
def own_links(text: str):
    """The text escaped, with every address that begins with PORTAL_URL as a link."""
    # After the host comes a path or the end of the word: https://compact.example.org.evil.example is not ours.
    path, bare = r"""[/?#][^\s<>"']*(?<![.,;:!?)])""", r"(?=[.,;:!?)]*(?:\s|$))"
    address = re.compile(f"{re.escape(settings.PORTAL_URL)}(?:{path}|{bare})")
    pieces, end = [], 0
    for found in address.finditer(text):
        pieces += [escape(text[end : found.start()]), format_html('<a class="govuk-link" href="{0}">{0}</a>', found[0])]
        end = found.end()
    pieces.append(escape(text[end:]))
    return mark_safe("".join(pieces))  # noqa: S308  each piece is escaped above
