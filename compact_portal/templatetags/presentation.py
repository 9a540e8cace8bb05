"""Small filters for what readers see."""

import re

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from compact_portal import text

register = template.Library()


@register.filter
def paragraphs(words: str) -> str:
    """Plain text as escaped paragraphs of the page."""
    return format_html_join("\n", '<p class="govuk-body">{}</p>', ((part,) for part in text.paragraphs(words)))


@register.filter
def page_numbers(page) -> list:
    """The numbers to offer around `page`, with the paginator's ELLIPSIS where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.filter
def inline_svg(drawing: str) -> str:
    """An SVG file that this portal drew, to stand inside a page: without the XML declaration, which HTML does not know."""
    return mark_safe(re.sub(r"^\s*<\?xml[^>]*\?>\s*", "", drawing))  # noqa: S308  ours, never a person's
