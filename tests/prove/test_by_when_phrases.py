"""Thousands of by-when phrases, each made with the days that it means: what the parser understands, and what it prints back."""

import hypothesis
import pytest
from hypothesis import HealthCheck, given

from tests.actionplans.phrases import phrases
from tests.actionplans.test_by_when_phrases import check

pytestmark = pytest.mark.prove
PHRASES = 5_000


def test_generated_phrases(figure):
    texts = set()

    @hypothesis.settings(max_examples=2 * PHRASES, suppress_health_check=list(HealthCheck), database=None)
    @given(phrases)
    def understood(phrase):
        check(phrase)
        texts.add(phrase.text)

    understood()
    assert len(texts) >= PHRASES
    figure(f"{len(texts):,} different by-when phrases: each understood, and printed back with the same days")
