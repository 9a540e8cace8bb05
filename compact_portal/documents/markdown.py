"""What editors write in Markdown, as HTML for page and paper: paragraphs, headings, lists, quotations, tables, links, bold, italic.

Markup, pictures and addresses that only look like links stay the words they are; a link leads to a web page or an e-mail
address and nowhere else. So nothing that somebody types is ever fetched or run.
"""

import functools
import re

from django.utils.safestring import SafeString, mark_safe

CLASSES = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "blockquote_open": "govuk-inset-text",
    "link_open": "govuk-link",
    "table_open": "govuk-table portal-stack",
    "thead_open": "govuk-table__head",
    "tbody_open": "govuk-table__body",
    "tr_open": "govuk-table__row",
    "th_open": "govuk-table__header",
    "td_open": "govuk-table__cell",
}
ROLES = {"table_open": "table", "thead_open": "rowgroup", "tbody_open": "rowgroup", "tr_open": "row", "th_open": "columnheader", "td_open": "cell"}
HEADINGS = {"h3": "govuk-heading-m", "h4": "govuk-heading-s"}
ADDRESS = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


@functools.cache
def reader():
    """Reading is slow to set up; the reader itself keeps nothing of what it read."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
    made.disable(["image", "html_block", "html_inline", "autolink", "backticks", "code", "fence", "hr", "lheading", "reference"])
    made.validateLink = lambda address: ADDRESS.match(address) is not None
    return made


def to_html(text: str) -> SafeString:
    """`text` as it stands inside a section: its largest headings are of the third level, any below them of the fourth."""
    if not text.strip():
        return SafeString("")
    tokens = reader().parse(text.replace("\r\n", "\n"))
    heads, column = [], 0
    for place, token in enumerate(tokens):
        if token.type.startswith("heading"):
            token.tag = "h3" if token.tag == "h1" else "h4"
            if token.nesting == 1:
                token.attrSet("class", HEADINGS[token.tag])
        elif token.type == "table_open":
            heads = []
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            heads.append(tokens[place + 1].content)
            token.attrSet("scope", "col")
        elif token.type == "td_open":
            token.attrSet("data-label", heads[column])
            column += 1
        for one in [token, *(token.children or ())]:
            if name := CLASSES.get(one.type):
                one.attrs.pop("style", None)
                one.attrSet("class", name)
            if role := ROLES.get(one.type):
                one.attrSet("role", role)
    return mark_safe(reader().renderer.render(tokens, reader().options, {}))  # noqa: S308 (the reader escapes all that was typed)


def heading_levels(text: str) -> list[int]:
    """The level of each heading in order, 1 for the largest."""
    return [int(token.tag[1]) for token in reader().parse(text) if token.type == "heading_open"]
