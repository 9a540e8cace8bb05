"""A Word document says in which language it is written, so that a screen reader and the spelling check speak it."""

import io
import re

import docx
import pytest
from django.utils.translation import override

from compact_portal.documents import docx_html, docx_out


def languages(content: bytes) -> set[str]:
    document = docx.Document(io.BytesIO(content))
    return {document.core_properties.language, *re.findall(r'<w:lang [^>]*w:val="([^"]*)"', document.styles.element.xml)}


@pytest.mark.parametrize("made", [lambda **of: docx_out.to_docx("Cynllun", [], **of), lambda **of: docx_html.to_docx("Cynllun", "<p>Dim</p>", **of)])
def test_language_of_its_words_else_the_one_that_the_portal_speaks(made):
    assert languages(made()) == {"en-GB"}
    assert languages(made(language="cy")) == {"cy-GB"}
    with override("cy"):
        assert languages(made()) == {"cy-GB"}
        assert languages(made(language="en-gb")) == {"en-GB"}
