"""The whole way of Southwark: no helper, a last resort, three and three, findings, answers."""

import pytest

from compact_portal.days import today
from disputes import wall
from disputes.clocks import Clock
from disputes.models import Move, PanelDocument, PanelPlace, Tally
from signatories.models import Signature
from tests.disputes import ways
from tests.disputes.ways import address, browser, page, step

pytestmark = pytest.mark.django_db
TESTS = {f"test_{number}": f"Met {number}." for number in range(6)}


@pytest.fixture
def way(cast):
    return ways.stage(cast, "panel")


def to_forming(way) -> None:
    ways.to_direct_talk(way)
    step(way, "lead", "not solve", need_0="We could not agree.")
    step(way, "lead", "ask for panel", **TESTS)
    step(way, "voluntary convenor", "find eligible", need_0="All six are met.")
    browser(way, "voluntary convenor").post(address(way, "panel/choose/"))


def places(way) -> dict:
    """person's e-mail without its end → (place, sector, chairs)"""
    with wall.inside(case=ways.the_case(way)):
        rows = PanelPlace.objects.select_related("person")
        return {row.person.email.partition("@")[0].replace("-", " ").replace(" ", ""): (row.place, row.sector, row.chairs) for row in rows}


def sitting(way) -> list[str]:
    return sorted(name for name, (place, _, _) in places(way).items() if place == "sits")


def to_formed(way) -> None:
    to_forming(way)
    for name in sitting(way):
        browser(way, name).post(address(way, "panel/declare/"), {"interest": "no"})
    step(way, "voluntary convenor", "form panel", declarations="on")


def chair(way) -> str:
    return next(name for name, (_, _, chairs) in places(way).items() if chairs)


def present(way, names) -> list:
    with wall.inside(case=ways.the_case(way)):
        emails = [way.people[name].email for name in names]
        return list(PanelPlace.objects.filter(person__email__in=emails).values_list("pk", flat=True))


def test_from_not_solved_to_its_end(way):
    ways.to_direct_talk(way)
    assert step(way, "lead", "not solve", need_0="We could not agree.") == "not_solved"
    assert step(way, "lead", "ask for panel", **TESTS) == "panel_asked"
    assert "Met 3" in page(way, "statutory convenor")
    assert step(way, "statutory convenor", "find not eligible", unmet=ways.UNMET, need_1="It came late.") == "panel_asked"
    assert step(way, "voluntary convenor", "find eligible", need_0="It is not.") == "panel_forming"
    browser(way, "statutory convenor").post(address(way, "panel/choose/"))
    assert sitting(way) == ["s1", "s2", "s3", "v1", "v2", "v3"]
    assert "Bramble Lane" in page(way, "s1")
    assert "notice" not in page(way, "s1").lower()
    browser(way, "s2").post(address(way, "panel/declare/"), {"interest": "yes"})
    assert sitting(way) == ["s1", "s3", "s4", "v1", "v2", "v3"]
    assert browser(way, "s2").get(address(way)).status_code == 404
    assert "Not everybody who is asked has declared yet" in page(way, "voluntary convenor")
    for name in sitting(way):
        browser(way, name).post(address(way, "panel/declare/"), {"interest": "no"})
    assert step(way, "voluntary convenor", "form panel", declarations="on") == "panel_formed"
    assert "notice" in page(way, "s1").lower()
    assert browser(way, "v4").get(address(way)).status_code == 404
    head = chair(way)
    assert "step/meet-without-statement" not in page(way, head)
    formed_on = today() - ways.DAY * 7
    with wall.inside(case=ways.the_case(way)):
        Move.objects.filter(event="form panel").update(taken_on=formed_on)
    assert step(way, "council", "state", need_0="We had to save.") == "statements_in"
    assert ways.the_case(way).due_on == Clock(formed_on, 30).due_on  # from its forming, however late the statement came
    answer = browser(way, head).post(address(way, "step/meet/"), {"present": present(way, ["s1", "v1", "v2"])})
    assert "At least two of each sector" in answer.content.decode()
    assert step(way, head, "meet", present=present(way, ["s1", "s3", "v1", "v2"])) == "panel_met"
    browser(way, "v1").post(address(way, "say/"), {"audience": "panel", "kind": "note", "body": "I doubt their figures."})
    assert "doubt their figures" in page(way, "s3")
    assert "doubt their figures" not in page(way, "lead")
    assert "Write at least one finding first" in page(way, head)
    found = {"about": "The spirit of the agreement", "finding": "partly followed", "reasons": "Notice was given, too late."}
    browser(way, head).post(address(way, "findings/add/"), found)
    browser(way, head).post(address(way, "recommendations/add/"), {"text": "Give three months.", "owner": "Wealdshire Council", "by_when": "March"})
    assert "too late" not in page(way, "council")
    assert step(way, head, "draft findings", consensus="differ", need_1="Our draft is below.") == "findings_draft"
    assert "too late" in page(way, "council")
    assert step(way, head, "finish findings", need_0="One date was wrong.") == "findings_final"
    refused = browser(way, "council").post(address(way, "step/answer/"), {"answer": "in part"})
    assert "Say why you do not accept all of it" in refused.content.decode()
    assert step(way, "lead", "answer", answer="accept") == "findings_final"
    assert step(way, "council", "answer", answer="in part", reasons="Not the second.") == "answered"
    assert step(way, "deputy", "close", result="recommended", code="", lesson="") == "closed"
    assert (Tally.objects.get().stage, Tally.objects.get().result) == (3, "recommended")


def test_two_sides_that_lose_everybody_stop_at_two_and_two(way):
    to_forming(way)
    for name in ("s1", "s2"):
        browser(way, name).post(address(way, "panel/declare/"), {"interest": "yes"})
    assert len(sitting(way)) == 4
    gone = browser(way, "s3").post(address(way, "panel/declare/"), {"interest": "yes"}, follow=True)
    assert "fewer than 2" in gone.content.decode()
    assert len(sitting(way)) == 4
    assert sum(chairs for _, _, chairs in places(way).values()) == 1


def test_statement_that_does_not_come(way):
    to_formed(way)
    from disputes.models import Case

    head = chair(way)
    assert "There is time for the statement" in page(way, head)
    with wall.inside(case=ways.the_case(way)):
        Case.objects.update(due_on="2020-01-02")
    state = step(way, head, "meet without statement", present=present(way, ["s1", "s2", "v1", "v2"]))
    assert state == "panel_met"


def test_panel_that_is_not_set_up_cannot_be_asked_for(way):
    ways.to_direct_talk(way)
    step(way, "lead", "not solve", need_0="No.")
    PanelDocument.objects.update(status="superseded")
    assert "is not set up yet" in page(way, "lead")
    answer = browser(way, "lead").post(address(way, "step/ask-for-panel/"), TESTS)
    assert "is not set up yet" in answer.content.decode()
    assert ways.the_case(way).state == "not_solved"


def test_panel_hears_signatories_and_the_two_sectors_only(way):
    ways.to_direct_talk(way)
    step(way, "lead", "not solve", need_0="No.")
    Signature.objects.filter(organisation=way.cast.council).update(status="withdrawn", ended_on="2026-01-01")
    assert "only where the other side has signed" in page(way, "lead")
    type(way.cast.council).objects.filter(pk=way.cast.council.pk).update(sector="voluntary", kind="charity")
    assert "between the two sectors only" in page(way, "lead")


def test_who_sits_may_find_an_interest_later_and_a_substitute_follows(way):
    to_formed(way)
    head = chair(way)
    assert "Stand down" in page(way, head)
    browser(way, head).post(address(way, "panel/stand-down/"), {})
    assert browser(way, head).get(address(way)).status_code == 404
    follows = next(name for name in ("s4", "v4") if name in sitting(way))
    assert chair(way) != head
    assert "notice" not in page(way, follows).lower()
    browser(way, follows).post(address(way, "panel/declare/"), {"interest": "no"})
    assert "You cannot read what was said yet" in page(way, follows)
    other = next(name for name in sitting(way) if name not in (follows, head))
    with wall.inside(case=ways.the_case(way)):
        part = ways.the_case(way).parts.serving().get(person=way.people[follows])
    browser(way, other).post(address(way, f"keys/{part.pk}/let-in/"))
    assert "notice" in page(way, follows).lower()


def test_nobody_stands_down_once_the_panel_has_met(way):
    to_formed(way)
    head = chair(way)
    step(way, "council", "state", need_0="We had to save.")
    step(way, head, "meet", present=present(way, sitting(way)))
    assert browser(way, head).post(address(way, "panel/stand-down/"), {}).status_code == 404
    assert len(sitting(way)) == 6
