"""No Compact may take the first word of one of the portal's own addresses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import get_resolver

from signatories.models import Compact
from signatories.models.compact import RESERVED


def first_words(patterns, before="") -> set[str]:
    """The fixed first part of every address: "home" of "home/", nothing of "<slug:compact>/plan/"."""
    found = set()
    for pattern in patterns:
        whole = before + str(pattern.pattern).lstrip("^")
        if "/" not in whole and hasattr(pattern, "url_patterns"):
            found |= first_words(pattern.url_patterns, whole)
        else:
            found.add(whole.split("/")[0].rstrip("$"))
    return {word for word in found if word and not word.startswith("<")}


def test_every_first_word_is_reserved():
    words = first_words(get_resolver().url_patterns)
    assert {"admin", "home"} <= words
    assert words - set(RESERVED) == set()


def test_reserved_word_is_refused_by_form_and_database(cast):
    compact = Compact(slug="home", name="Home", area=cast.area, level="county", summary="S", controller="C")
    with pytest.raises(ValidationError, match="own addresses"):
        compact.full_clean()
    with pytest.raises(IntegrityError, match="compact_slug_not_reserved"):
        compact.save()
