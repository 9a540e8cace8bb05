"""The pages of a disagreement as its people see them with their key open, at every stage of both ways, by the links they have."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from compact_portal.days import today
from disputes import wall
from disputes.actions import passphrases
from disputes.models import Custodian, PanelPlace
from signatories.models import Officer
from tests.disputes import ways
from tests.disputes.conftest import BACKEND, PASSPHRASE, unlocked_client
from tests.disputes.custody import four_custodians
from tests.disputes.ways import address, browser, step

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.prove]
TESTS = {f"test_{number}": f"Met {number}." for number in range(6)}


def serving(way) -> list[str]:
    """Who has a part in the case now, of those with a browser here."""
    with wall.inside(case=ways.the_case(way)):
        there = set(ways.the_case(way).parts.serving().values_list("person", flat=True))
    return [name for name, person in way.people.items() if person.pk in there]


def all_round(way, look) -> None:
    """Everybody in the case walks through its pages as it stands."""
    for name in serving(way):
        look.walk(browser(way, name), address(way), f"{name} of the case")
        look.at(browser(way, name), "/wealdshire/cases/", f"{name} of the case")


def newest(way, **found):
    with wall.inside(case=ways.the_case(way)):
        return ways.the_case(way).entries.filter(**found).latest("written_at")


def test_way_with_a_helper(cast, look):
    way = ways.stage(cast, "facilitated")
    lead = browser(way, "lead")
    look.at(lead, "/wealdshire/cases/begin/", "lead")
    lead.post("/wealdshire/cases/begin/", ways.WORDS | {"organisation": cast.charity.pk, "responder": cast.council.pk})
    all_round(way, look)
    lead.post(address(way, "draft/send/"))
    all_round(way, look)
    step(way, "deputy", "acknowledge", conflict_check="on")
    all_round(way, look)
    step(way, "lead", "start talk", need_0="We have a concern about the notice of our grant.")
    step(way, "deputy", "start talk")
    all_round(way, look)
    step(way, "deputy", "pause", why="elsewhere", need_1="An ombudsman looks at it.")
    all_round(way, look)
    step(way, "deputy", "resume")
    step(way, "council", "ask for help")
    all_round(way, look)
    ways.propose(way, "helper1")
    all_round(way, look)
    ways.answer_offer(way, "helper1", "yes")
    all_round(way, look)
    ways.answer_offer(way, "helper1", "yes")
    step(way, "lead", "accept helper")
    step(way, "council", "accept helper")
    lead.post(address(way, "say/"), {"audience": "raiser", "kind": "statement", "body": "Mrs Secret told us so."})
    lead.post(address(way, "say/"), {"audience": "case", "kind": "message", "body": "Please answer."})
    lead.post(address(way, "files/add/"), {"audience": "raiser", "blacked_out": "on", "file": SimpleUploadedFile("letter.txt", b"Dear council")})
    all_round(way, look)
    browser(way, "helper1").post(address(way, "recommendations/add/"), {"text": "Give notice.", "owner": "The Council", "by_when": "March"})
    step(way, "helper1", "set date", need_1="Village hall", need_2="Step-free", **ways.date_of("date", today() + ways.DAY * 7))
    step(way, "helper1", "hold talk", need_0="Both leads")
    step(way, "helper1", "send note", need_0="Payment goes on until June.")
    all_round(way, look)
    step(way, "lead", "confirm note")
    step(way, "council", "confirm note")
    for name in ("lead", "council"):
        browser(way, name).post(address(way, f"said/{newest(way, kind='recommendation').pk}/agree/"))
    all_round(way, look)
    step(way, "deputy", "close", result="solved", code="Funding", lesson="Say early.")
    all_round(way, look)


def test_way_to_a_panel(cast, look):
    way = ways.stage(cast, "panel")
    ways.to_direct_talk(way)
    step(way, "lead", "not solve", need_0="We could not agree.")
    all_round(way, look)
    step(way, "lead", "ask for panel", **TESTS)
    all_round(way, look)
    step(way, "voluntary convenor", "find eligible", need_0="All six are met.")
    all_round(way, look)
    browser(way, "voluntary convenor").post(address(way, "panel/choose/"))
    all_round(way, look)
    for name in serving(way):
        browser(way, name).post(address(way, "panel/declare/"), {"interest": "no"})
    step(way, "voluntary convenor", "form panel", declarations="on")
    all_round(way, look)
    step(way, "council", "state", need_0="We had to save.")
    with wall.inside(case=ways.the_case(way)):
        places = {row.person: row for row in PanelPlace.objects.select_related("person").filter(place="sits")}
    chair = next(name for name, person in way.people.items() if person in places and places[person].chairs)
    step(way, chair, "meet", present=[row.pk for row in places.values()])
    found = {"about": "The spirit of the agreement", "finding": "partly followed", "reasons": "Notice was given, too late."}
    browser(way, chair).post(address(way, "findings/add/"), found)
    browser(way, chair).post(address(way, "recommendations/add/"), {"text": "Give notice.", "owner": "The Council", "by_when": "March"})
    all_round(way, look)
    step(way, chair, "draft findings", consensus="differ", need_1="Our draft is below.")
    step(way, chair, "finish findings", need_0="One date was wrong.")
    all_round(way, look)


def test_another_case_officer(cast, look):
    """Handed over by the one who leaves, or asked for by a side once they have gone."""
    way = ways.stage(cast, "facilitated+panel")
    ways.to_direct_talk(way)
    all_round(way, look)
    Officer.objects.filter(person=way.people["deputy"]).update(until=today() - ways.DAY)
    look.at(browser(way, "deputy"), "/home/", "a case officer who has gone")
    all_round(way, look)
    assert browser(way, "lead").post(address(way, "officer/ask/")).status_code == 302
    all_round(way, look)


def test_passphrases_and_being_let_back_in(cast, look):
    """Everything of one's own key, and what somebody who lost it, the others of the case and a custodian see of the way back."""
    way = ways.stage(cast, "facilitated")
    ways.to_direct_talk(way)
    four_custodians(cast)
    lead = browser(way, "lead")
    locked = Client()
    locked.force_login(cast.lead, backend=BACKEND)
    look.walk(locked, "/passphrase/", "lead, locked")
    look.at(locked, "/passphrase/unlock/", "lead, locked")
    look.walk(lead, "/passphrase/", "lead, unlocked")
    look.see(lead.post("/passphrase/sheet/"), "/passphrase/sheet/", "lead, unlocked")
    look.walk(locked, "/passphrase/lost/", "lead, locked")
    for name in ("lead", "council", "deputy"):  # halves are given to the custodians as somebody opens the case
        browser(way, name).get(address(way))
    passphrases.begin_again(person=cast.lead, passphrase=PASSPHRASE)
    way.browsers["lead"] = unlocked_client(cast.lead)
    all_round(way, look)
    assert browser(way, "lead").post(address(way, "keys/custodians/")).status_code == 302
    all_round(way, look)
    for each in Custodian.objects.filter(compact=cast.compact)[:2]:
        look.walk(unlocked_client(each.person), "/wealdshire/cases/custodians/", "custodian")
        look.walk(unlocked_client(each.person), "/wealdshire/cases/custodians/asked/", "custodian")
