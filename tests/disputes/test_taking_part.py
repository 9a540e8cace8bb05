"""Who joins a side of a case, and who is kept out of it."""

import pytest

from signatories.models import Membership
from tests.cast import SINCE, person
from tests.disputes import ways
from tests.disputes.conftest import unlocked_client, with_key
from tests.disputes.ways import address, browser, page, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(cast):
    return ways.stage(cast, "facilitated+panel")


def test_another_organisation_joins_the_concern(way):
    cast = way.cast
    second = person("second lead")
    Membership.objects.create(person=second, organisation=cast.other_charity, role="lead", since=SINCE)
    with_key(second)
    ways.to_direct_talk(way)
    said = {"organisation": cast.other_charity.pk, "name": "Second", "email": cast.stranger.email}
    assert "not the address of somebody who acts for" in browser(way, "lead").post(address(way, "join/"), said).content.decode()
    browser(way, "lead").post(address(way, "join/"), said | {"email": second.email})
    shown = unlocked_client(second).get(address(way)).content.decode()
    assert "Bramble Lane Befriending, Oak Hill Allotments" in shown
    assert browser(way, "council").get(address(way, "join/")).status_code == 404


def test_companion_reads_what_their_side_reads(way):
    friend = person("friend")
    with_key(friend)
    ways.to_direct_talk(way)
    browser(way, "lead").post(address(way, "companion/"), {"name": "Friend", "email": friend.email})
    client = unlocked_client(friend)
    assert "We rang twice" in client.get(address(way)).content.decode()
    assert "What you can do now" not in client.get(address(way)).content.decode()


def test_people_of_a_party_are_shut_out_whatever_else_they_do(way):
    """Somebody who helps and then comes to work for a party sees nothing from that day on."""
    ways.to_helper(way)
    assert page(way, "helper1")
    Membership.objects.create(person=way.people["helper1"], organisation=way.cast.council, role="contributor", since=SINCE)
    assert browser(way, "helper1").get(address(way)).status_code == 404
    assert ways.the_case(way).reference not in browser(way, "helper1").get("/wealdshire/cases/").content.decode()
    assert "Read what waits for you" not in browser(way, "helper1").get("/home/").content.decode()


def test_helper_of_a_party_is_not_offered(way):
    Membership.objects.create(person=way.people["helper2"], organisation=way.cast.council, role="contributor", since=SINCE)
    ways.to_direct_talk(way)
    step(way, "lead", "ask for help")
    form = page(way, "deputy", "step/propose-helper/")
    assert "Helper 1" in form
    assert "Helper 2" not in form
