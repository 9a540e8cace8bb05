"""What editors write in Markdown: few things are markup, and nothing that is typed is ever run or fetched."""

import pytest

from compact_portal.documents.markdown import heading_levels, to_html


def test_paragraphs_lists_and_headings_below_the_sections():
    html = to_html("# One\n\n## Two\n\n### Three\n\nA **bold** and *slanted* word.\n\n- first\n- second\n\n1. a\n\n> said")
    assert '<h3 class="govuk-heading-m">One</h3>' in html and '<h4 class="govuk-heading-s">Two</h4>' in html and ">Three</h4>" in html
    assert '<p class="govuk-body">A <strong>bold</strong> and <em>slanted</em> word.</p>' in html
    assert '<ul class="govuk-list govuk-list--bullet">' in html and '<ol class="govuk-list govuk-list--number">' in html
    assert '<blockquote class="govuk-inset-text">' in html


def test_table_says_its_columns_in_each_cell():
    html = to_html("| Code | Bodies |\n|---|---|\n| Funding | 3 |")
    assert '<th scope="col" class="govuk-table__header" role="columnheader">Code</th>' in html
    assert 'data-label="Bodies"' in html and html.count("<tr") == 2


def test_web_and_mail_are_the_only_links():
    html = to_html("[a](https://example.org/?a=1&b=2) [b](mailto:x@example.org)")
    assert 'href="https://example.org/?a=1&amp;b=2"' in html and 'href="mailto:x@example.org"' in html


@pytest.mark.parametrize(
    "typed",
    [
        "<script>x()</script>", "<img src=x onerror=x()>", "[a](javascript:x())", "[a](file:///etc/passwd)", "[a](data:text/html,x)",
        "![a](file:///etc/passwd)", "url(file:///etc/passwd)", "<https://example.org>", "<style>@import 'x'</style>",
        "[a]: file:///etc/passwd\n\n[a]", "```\n<script>\n```", "    <iframe>", "<!-- x --><svg onload=x()>",
    ],
)  # fmt: skip
def test_anything_else_stays_the_words_it_is(typed):
    html = to_html(typed)
    for tag in ("<script", "<img", "<a", "<style", "<iframe", "<svg", "<pre", "<code", "<!--"):
        assert tag not in html, tag
    assert "href=" not in html and "src=&quot;" not in html.replace("src=x", "")


def test_levels_of_headings_in_order():
    assert heading_levels("## a\n\n# b\n\ntext") == [2, 1]
    assert to_html("  \n ") == ""
