"""Small filters for what readers see."""

import re

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

register = template.Library()
ROMAN = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
]


@register.filter
def roman(number: int) -> str:
    """4 becomes "iv", as agreements number their parts; what is no whole number from 1 to 3999 comes back as it is."""
    if not isinstance(number, int) or not 0 < number < 4000:
        return str(number)
    letters = ""
    for worth, letter in ROMAN:
        count, number = divmod(number, worth)
        letters += letter * count
    return letters


@register.filter
def paragraphs(text: str) -> str:
    """Plain text as escaped paragraphs: a blank line ends one, a single line break stays a space."""
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", str(text or "").replace("\r\n", "\n"))]
    return format_html_join("\n", '<p class="govuk-body">{}</p>', ((part,) for part in parts if part))


@register.filter
def page_numbers(page) -> list:
    """The numbers to offer around `page`, with the paginator's ELLIPSIS where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.filter
def inline_svg(drawing: str) -> str:
    """An SVG file that this portal drew, to stand inside a page: without the XML declaration, which HTML does not know."""
    return mark_safe(re.sub(r"^\s*<\?xml[^>]*\?>\s*", "", drawing))  # noqa: S308  ours, never a person's
