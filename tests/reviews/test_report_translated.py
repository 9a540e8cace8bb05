"""The report in another language: everything that the portal itself says of a year, in every form, comes from the catalogue."""

import json
import re

import pytest
from django.utils import translation

from reviews.models import Block, Review
from reviews.report.assemble import all_forms
from reviews.report.checks import checks_of
from reviews.report.outputs import OUTPUTS
from reviews.report.printed import kept
from reviews.report.sources import SOURCES
from reviews.report.year import Year
from tests.reviews.report_sample import DAY, make_year

OWN_WORDS = {"text", "picture"}


@pytest.fixture
def in_brackets(monkeypatch):
    """A made-up language, in which each text of the catalogue stands in brackets."""
    said, said_of_many = translation._trans.gettext, translation._trans.ngettext
    monkeypatch.setattr(translation._trans, "gettext", lambda text: f"⟦{said(text)}⟧")
    monkeypatch.setattr(translation._trans, "ngettext", lambda one, many, number: f"⟦{said_of_many(one, many, number)}⟧")


def without_brackets(text: str) -> str:
    while (less := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = less
    return text


@pytest.fixture
def review(cast, monkeypatch) -> Review:
    """Composed of everything that a report can hold, each part with an editor's words, so that none is left out."""
    review = make_year(cast).review
    kinds = [kind for kind in SOURCES if kind not in OWN_WORDS]
    words = {kind: "" if SOURCES[kind].elsewhere else "Hm." for kind in kinds}
    blocks = [Block(review=review, kind=kind, position=place, text=words[kind]) for place, kind in enumerate(kinds, 1)]
    monkeypatch.setattr("reviews.report.checks.blocks_of", lambda review: blocks)
    monkeypatch.setitem(all_forms.__globals__, "blocks_of", lambda review: blocks)
    return Review.objects.select_related("compact__area", "plan__strategy", "plan__compact", "next_plan").get(pk=review.pk)


def test_a_report_is_whole_in_another_language(review, in_brackets):
    forms = all_forms(review, DAY)
    titles = [part.title for form in forms.values() for part in form.parts if part.title]
    assert len(titles) > 30 and [title for title in titles if not title.startswith("⟦")] == []
    assert [form.title[0] for form in forms.values()] == ["⟦"] * 3
    assert json.loads(json.dumps(kept(forms))) == kept(forms)  # no text that is still to be translated is stored
    left = without_brackets(" ".join(part.html for form in forms.values() for part in form.parts))
    assert [words for words in ("organisations", "signator", "Once a year", "Share", "Not shown", "answered") if words in left] == []
    for name in ("word", "data", "table"):
        assert OUTPUTS[name].make(forms), name
    assert OUTPUTS["table"].make(forms).decode("utf-8-sig").startswith("⟦Section⟧,⟦Table⟧,")


def test_what_is_found_wrong_is_said_in_another_language(review, in_brackets):
    year = Year(review, DAY)
    assert len(found := checks_of(year)) == 2
    assert {one.words[0] for one in found} == {"⟦"}
    assert {str(source.label)[0] + str(source.tells)[0] for source in SOURCES.values()} == {"⟦⟦"}
