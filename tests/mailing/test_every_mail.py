"""Every place that writes a mail is known: its words can be changed or are fixed for a reason, and it waits as a round or is single for one."""

import pytest

from compact_portal.mailing.wordings import BY_KEY, WORDINGS
from tests.mailing.mails import FIXED, SINGLE
from tests.mailing.places import hidden_calls, makers_of_messages, places

PLACES = {place.name: place for place in places()}
EDITABLE = {name: place for name, place in PLACES.items() if not place.fixed}


def test_each_place_is_an_editable_wording_or_fixed_for_a_reason():
    assert len(PLACES) > 70
    assert {name for name, place in PLACES.items() if place.fixed} == FIXED.keys()
    assert {name for name, place in EDITABLE.items() if not place.wordings} == set()
    assert {name for name, place in PLACES.items() if place.fixed and place.wordings} == set()  # never both in one


def test_nothing_reaches_the_outbox_unseen():
    assert hidden_calls() == set()
    assert makers_of_messages() == {"compact_portal.messaging.outbox", "compact_portal.messaging.bundling"}


def test_each_wording_is_sent_from_somewhere_and_is_on_the_page():
    assert set().union(*(place.wordings for place in EDITABLE.values())) == BY_KEY.keys()
    assert len(BY_KEY) == len(WORDINGS)


def test_each_editable_mail_waits_as_a_round_or_is_single_for_a_reason():
    assert {name for name, place in EDITABLE.items() if not place.held} == SINGLE.keys()
    assert {name for name in FIXED if PLACES[name].held} == set()


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda each: each.key)
def test_page_says_truly_which_wait(wording):
    assert wording.many == any(place.held for place in EDITABLE.values() if wording.key in place.wordings)
