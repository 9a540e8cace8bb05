"""The account of the whole proof, which is run after all of it (conftest.py)."""

import pytest

from tests.accessibility.looking import not_pages
from tests.site import sweep

pytestmark = pytest.mark.prove


def test_every_address_was_shown_or_is_named_as_no_page(looked):
    """A page that only ever led elsewhere was not looked at, whatever was counted."""
    if looked.people != sweep.EVERYBODY:
        pytest.skip("only the whole proof has seen everything")
    wanted = {rule.name for rule in sweep.rules().values() if not rule.only_post}
    assert sorted(wanted - looked.shown - not_pages().keys()) == []
    assert sorted(not_pages().keys() & looked.shown) == []  # what is a page is looked at
    assert sorted(not_pages().keys() - wanted) == []
