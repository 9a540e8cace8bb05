"""The co-convenors: one of each sector, of neither side, replaced at a word, and two others for a fresh look."""

import pytest

from disputes import wall
from disputes.models import PanelCount, Part, Standing
from signatories.models import Membership, Seat, SeatHolder
from tests.cast import SINCE, organisation, person
from tests.disputes import ways
from tests.disputes.conftest import with_key
from tests.disputes.test_way_panel import TESTS
from tests.disputes.ways import address, browser, page, step

pytestmark = pytest.mark.django_db
NO = {"unmet": ways.UNMET, "need_1": "It came late."}


@pytest.fixture
def way(cast):
    return seated(ways.stage(cast, "panel"))


def seated(made):
    """With a second person of the steering group on each side, who can be called when the co-convenor cannot."""
    cast = made.cast
    for number, (sector, kind) in enumerate((("statutory", "fire"), ("voluntary", "infrastructure")), 11):
        name = f"{sector} second"
        body = organisation(cast.compact, f"Wealdshire {kind} body", sector, kind)
        someone = person(name)
        SeatHolder.objects.create(seat=Seat.objects.create(compact=cast.compact, organisation=body, number=number), person=someone, since=SINCE)
        with_key(someone)
        made.people[name] = someone
    return made


def to_asked(way) -> None:
    ways.to_direct_talk(way)
    step(way, "lead", "not solve", need_0="No.")
    step(way, "lead", "ask for panel", **TESTS)


def refuse(way, *names) -> None:
    for name in names:
        step(way, name, "find not eligible", **NO)


def convenors(way) -> set[str]:
    with wall.inside(case=ways.the_case(way)):
        serving = Part.objects.serving().filter(role="co-convenors").values_list("person", flat=True)
        return {name for name, someone in way.people.items() if someone.pk in set(serving)}


def part_of(way, name: str):
    with wall.inside(case=ways.the_case(way)):
        return Part.objects.serving().get(person=way.people[name], role="co-convenors")


def test_two_others_look_afresh_and_open_the_way(way):
    to_asked(way)
    refuse(way, "statutory convenor")
    assert step(way, "voluntary convenor", "find not eligible", unmet=ways.UNMET) == "panel_refused"
    assert step(way, "council", "ask again", need_0="The letter of June was overlooked.") == "fresh_look"
    assert convenors(way) == {"statutory second", "voluntary second"}
    for gone in ("statutory convenor", "voluntary convenor"):
        assert browser(way, gone).get(address(way)).status_code == 404
    assert "letter of June" in page(way, "voluntary second")
    assert step(way, "statutory second", "find eligible", need_0="It was in time.") == "panel_forming"
    browser(way, "statutory second").post(address(way, "panel/choose/"))
    assert "Who hears it" in page(way, "voluntary second")


def test_second_refusal_is_the_last(way):
    to_asked(way)
    refuse(way, "statutory convenor", "voluntary convenor")
    step(way, "lead", "ask again", need_0="Look again.")
    refuse(way, "statutory second", "voluntary second")
    assert ways.the_case(way).state == "panel_refused"
    assert "There was a fresh look already" in page(way, "lead")
    assert "There was a fresh look already" in browser(way, "lead").post(address(way, "step/ask-again/"), {"need_0": "x"}).content.decode()
    assert PanelCount.objects.get().count == 2
    assert step(way, "deputy", "close", result="panel_refused", lesson="") == "closed"


def test_without_two_others_nothing_changes(way):
    SeatHolder.objects.filter(person=way.people["voluntary second"]).delete()
    to_asked(way)
    refuse(way, "statutory convenor", "voluntary convenor")
    answer = browser(way, "lead").post(address(way, "step/ask-again/"), {"need_0": "x"})
    assert "nobody else of the voluntary and community sector" in answer.content.decode()
    assert (ways.the_case(way).state, convenors(way)) == ("panel_refused", {"statutory convenor", "voluntary convenor"})


def test_co_convenor_of_a_party_is_passed_over(way):
    Membership.objects.create(organisation=way.cast.council, person=way.people["statutory convenor"], role="contributor", since=SINCE)
    to_asked(way)
    assert convenors(way) == {"statutory second", "voluntary convenor"}


def test_a_side_says_no_once_for_each_sector_and_nobody_comes_back(way):
    to_asked(way)
    first = part_of(way, "statutory convenor")
    asks = address(way, f"convenors/{first.pk}/")
    assert "ask for somebody else" in page(way, "lead")
    assert "No reason is needed" in browser(way, "lead").get(asks).content.decode()
    assert browser(way, "lead").post(asks).status_code == 302
    assert convenors(way) == {"statutory second", "voluntary convenor"}
    assert browser(way, "statutory convenor").get(address(way)).status_code == 404
    second = part_of(way, "statutory second")
    again = browser(way, "lead").post(address(way, f"convenors/{second.pk}/"))
    assert "has said no to a co-convenor of this sector already" in again.content.decode()
    answer = browser(way, "statutory second").post(address(way, f"convenors/{second.pk}/"), follow=True).content.decode()
    assert "nobody else of the public sector" in answer
    assert convenors(way) == {"statutory second", "voluntary convenor"}


def test_who_has_no_side_replaces_nobody(way):
    to_asked(way)
    asks = address(way, f"convenors/{part_of(way, 'statutory convenor').pk}/")
    assert browser(way, "deputy").post(asks).status_code == 404
    assert browser(way, "voluntary convenor").post(asks).status_code == 404
    step(way, "voluntary convenor", "find eligible", need_0="Yes.")
    assert browser(way, "lead").post(asks).status_code == 404


def test_co_convenor_who_stands_down_may_not_sit_on_the_panel(way):
    Standing.objects.filter(person=way.people["s1"]).delete()
    Standing.objects.filter(person=way.people["statutory convenor"]).update(since=SINCE)
    to_asked(way)
    browser(way, "statutory convenor").post(address(way, f"convenors/{part_of(way, 'statutory convenor').pk}/"))
    Standing.objects.filter(person=way.people["statutory convenor"]).update(kind="panel")
    step(way, "voluntary convenor", "find eligible", need_0="Yes.")
    browser(way, "voluntary convenor").post(address(way, "panel/choose/"))
    with wall.inside(case=ways.the_case(way)):
        asked = set(ways.the_case(way).panel_places.values_list("person", flat=True))
    assert way.people["statutory convenor"].pk not in asked
    assert len(asked) == 7
