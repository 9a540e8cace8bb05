"""Every text that a reader sees can be translated; those that Welsh pages show are; and translators are told what is left."""

import fnmatch
from pathlib import Path

import pytest
from django.utils import translation

from compact_portal.catalogues import ROOT, entries
from compact_portal.marked import ROOMS, as_entries, catalogue, files, known, marked, missing, of_file, whole
from tests.site.said import said
from tests.site.unmarked import in_python, in_template, not_said, unmarked

DATA = ("compact_portal/demo/",)  # invented plans and people


def left_in(file: Path) -> list[str]:
    name = str(file.relative_to(ROOT))
    return [f"{name}:{line}: {words}" for line, words in unmarked(file, name)] if not name.startswith(DATA) and "/migrations/" not in name else []


@pytest.mark.parametrize("room", ["templates", *ROOMS])
def test_no_text_is_left_unmarked(room):
    looked = [file for file in files() if file.is_relative_to(ROOT / room)]
    assert len(looked) > 100
    assert [words for file in looked for words in left_in(file)] == []


def test_each_string_that_is_no_word_of_the_portal_is_still_there():
    there = {f"{file.relative_to(ROOT)}::{place}" for file in files() if file.suffix == ".py" for _, place, _ in said(file.read_text())}
    assert [pattern for pattern, _ in not_said() if not fnmatch.filter(there, pattern)] == []


def test_files_that_speak_welsh_have_no_text_that_is_not_marked():
    assert [words for file in whole("cy") for words in left_in(file)] == []


def test_every_text_of_the_files_that_speak_welsh_has_its_welsh():
    there = known("cy")
    said = {text for file in whole("cy") for pair in of_file(file) for text in pair if text}
    assert len(said) > 600
    assert {text for text in said if text not in there and text.replace("%%", "%") not in there} == set()


def test_patterns_of_those_files_each_find_some():
    lines = (ROOT / "locale/cy/whole.txt").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#") and not any(ROOT.glob(line))] == []


def test_no_entry_is_left_of_a_text_that_nobody_says():
    said = {text.replace("%%", "%") for pair in marked() for text in pair if text}
    assert {text for text in known("cy") if text.replace("%%", "%") not in said} == set()


def test_no_entry_is_empty_or_double():
    written = entries(catalogue("cy").read_text())[1:]
    assert [entry["msgid"] for entry in written if not all(text for key, text in entry.items() if key.startswith("msgstr"))] == []
    assert len({entry["msgid"] for entry in written}) == len(written)


def test_no_library_changes_the_english():
    """A text that Django or the sign-in library says too could come out in their words of British English."""
    with translation.override("en-gb"):
        assert {one for one, _ in marked() if translation.gettext(one) != one} == set()


def test_translators_are_told_what_is_left_and_where_it_stands():
    left = missing("cy")
    assert not {text for text, _ in left} & known("cy")
    assert all((ROOT / file).exists() for said_in in left.values() for file in said_in)
    told = as_entries({('Say “when” or "why"', None): ["a.html", "b.html"], ("%(n)s page", "%(n)s pages"): ["a.html"]}, forms=6)
    assert told.startswith('#: a.html\nmsgid "%(n)s page"\nmsgid_plural "%(n)s pages"\nmsgstr[0] ""\n')
    assert told.endswith('#: a.html b.html\nmsgid "Say “when” or \\"why\\""\nmsgstr ""')
    assert [entry["msgid"] for entry in entries(told)] == ["%(n)s page", 'Say “when” or "why"']


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<p>Nothing yet</p>", ["Nothing yet"]),
        ("<p>{{ count }} of {{ total }}</p>", ["of"]),
        ('<a aria-label="Close it" href="/x">{% translate "Close" %}</a>', ["Close it"]),
        ('{% include "a/b.html" with text="Nothing yet" colour="grey" %}', ["Nothing yet"]),
        ('{{ name|default:"Nobody" }} {{ day|date:"j F Y" }}', ["Nobody"]),
        ('{% include "a/b.html" with text=_("Nothing yet") %}{# a note #}', []),
        ('{% blocktranslate %}Nothing <a href="{{ here }}">yet</a>{% endblocktranslate %}: {{ x }} &ndash; (1)', []),
        ('<p lang="cy">Dim eto</p><a class="a" lang="cy">Cymraeg</a>', []),
        ('{% if kind == "Late" %}{% url "a:b" x as y %}{% endif %}', []),
    ],
)
def test_words_of_a_template_are_found(source, said):
    assert [words for _, words in in_template(source)] == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('raise Refused("Say why.")', ["'Say why.'"]),
        ('raise Refused(f"{name} has ended.")', ["f'{name} has ended.'"]),
        ('messages.success(request, "Saved" if new else _("Kept"))', ["'Saved' if new else _('Kept')"]),
        ('x = forms.CharField(label="Name", help_text=_("In full"))', ["'Name'"]),
        ('class Kind(models.TextChoices):\n    ONE = "one", "the first"\n    TWO = "two", _("the second")', ["'the first'"]),
        ('raise Refused(_("Say why."))\nraise Refused(" ".join(words))\nraise Refused(f"{one} {two}")\nlog.info("x")', []),
    ],
)
def test_words_of_python_are_found(source, said):
    assert [words for _, words in in_python(source)] == said


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('HINT = "Only the board reads this."', [("HINT", "Only the board reads this.")]),
        ('def hint(word):\n    """What it says."""\n    return f"Which {word} is it?"', [("hint", "Which {} is it?")]),
        ('CHOICES = [("", "Choose one"), ("a", _("The first of them"))]', [("CHOICES", "Choose one")]),
        ('def f(n):\n    return f"{n} of the rows" if n else _("No row at all")', [("f", "{} of the rows")]),
        ("def f(day):\n    return f\"{day:%B %Y}, {said('Nobody knows it')}\"", [("f", "Nobody knows it")]),
        ('raise ValueError("This cannot be so.")\nlog.info("Nothing was sent to %s", one)\nSQL = "SELECT a FROM b WHERE c"', []),
        ('class A:\n    def __str__(self):\n        return f"Half of {self.key}"', []),
        ('def f(x: "One | None") -> "One | None": return x["a_key"], "a word or"', []),
    ],
)
def test_strings_that_read_as_words_are_found_wherever_they_stand(source, found):
    assert [(place, words) for _, place, words in said(source)] == found
