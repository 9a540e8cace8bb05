"""Filters for what readers see."""

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from compact_portal import text
from compact_portal.templatetags.presentation import inline_svg, paragraphs


def test_paragraphs_are_split_at_blank_lines_and_escaped():
    assert paragraphs("One\r\nline\r\n\r\n \n<b>two</b>\n") == (
        '<p class="govuk-body">One line</p>\n<p class="govuk-body">&lt;b&gt;two&lt;/b&gt;</p>'
    )
    assert paragraphs("") == paragraphs(None) == ""


def test_a_blank_line_ends_a_paragraph_whatever_the_line_ends_are():
    assert text.paragraphs("One\r\nline\r\n\r\nTwo\n\n\n\nThree\r\rFour") == ["One line", "Two", "Three", "Four"]
    assert text.paragraphs(" \n\n ") == text.paragraphs(None) == []


def test_drawing_loses_its_declaration_only():
    assert inline_svg("<?xml version='1.0' encoding='UTF-8'?>\n<svg/>") == "<svg/>"


def test_pagination_keeps_the_rest_of_the_address_and_is_absent_for_one_page():
    request = RequestFactory().get("/list/?sector=voluntary&page=3")
    pages = Paginator(range(100), 10)
    html = render_to_string("components/pagination.html", {"page_obj": pages.page(3)}, request)
    assert 'href="?sector=voluntary&amp;page=4" rel="next"' in html
    assert 'aria-label="Page 3" aria-current="page"' in html
    assert render_to_string("components/pagination.html", {"page_obj": Paginator([1], 10).page(1)}, request).strip() == ""
