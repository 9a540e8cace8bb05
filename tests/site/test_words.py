"""`{% translate %}` says what Django's own says, in every shape of it."""

import pytest
from django.template import engines
from django.utils import translation

from compact_portal.templatetags.words import PlainText


def drawn(source: str) -> str:
    return engines["django"].from_string(source).render({"x": "<b>"})


def is_plain(source: str) -> bool:
    return isinstance(engines["django"].from_string(source).template.nodelist[0], PlainText)


@pytest.mark.parametrize(
    ("source", "said", "plain"),
    [
        ('{% translate "Sign <em>in</em>" %}', "Sign <em>in</em>", True),
        ("{% translate 'It’s' %}", "It’s", True),
        ('{% translate "100% of it" %}', "100% of it", False),
        ('{% translate "a word"|upper %}', "A WORD", False),
        ("{% translate x %}", "&lt;b&gt;", False),
        ('{% translate "Sign in" as y %}{{ y }}', "Sign in", False),
        ('{% translate "May" context "month name" %}', "May", False),
        ('{% translate "Sign in" noop %}', "Sign in", False),
    ],
)
def test_every_shape_says_what_django_says(source, said, plain):
    assert drawn(source) == drawn("{% load i18n %}" + source) == said
    assert is_plain(source) is plain


def test_a_plain_text_speaks_the_language_of_the_page():
    source = '{% translate "Skip to main content" %}'
    english = drawn(source)
    with translation.override("cy"):
        assert drawn(source) == drawn("{% load i18n %}" + source) != english
    assert drawn(source) == english
