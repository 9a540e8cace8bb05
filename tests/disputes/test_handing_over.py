"""A case officer hands a case over to another, or a side asks for one; who left reads nothing any more, and who follows reads all of theirs."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from disputes import keeping, wall
from disputes.actions import handing_over, passphrases
from disputes.actions.reminding import remind
from disputes.keeping.tending import tend
from disputes.models import Audience, Case, CaseKey, Part, PersonKey, Role, Wrap
from disputes.sittings import Sitting
from signatories.models import Membership, Officer
from signatories.models.people import DAY
from tests.cast import SINCE, person
from tests.disputes import ways
from tests.disputes.conftest import PASSPHRASE, unlocked_client, with_key
from tests.disputes.ways import address, browser, page, step

pytestmark = pytest.mark.django_db
SHARED, NOTED, FIRST = "Quorvane-shared-5521", "Quorvane-noted-5522", "Quorvane-first-5523"


@pytest.fixture
def way(cast):
    """A case about the council, which its deputy officer deals with; something was said to everybody, and noted by the deputy alone."""
    way = ways.stage(cast, "facilitated+panel")
    ways.to_direct_talk(way)
    browser(way, "council").post(address(way, "say/"), {"audience": "case", "kind": "message", "body": SHARED})
    browser(way, "deputy").post(address(way, "say/"), {"audience": "officer", "kind": "note", "body": NOTED})
    Message.objects.all().delete()
    return way


def office(way, name: str) -> Officer:
    return way.people[name].offices.get()


def give_to(way, name: str = "officer", by: str = "deputy", **said):
    return browser(way, by).post(address(way, f"officer/hand-over/{office(way, name).pk}/"), said)


def sitting(someone) -> Sitting:
    return Sitting(someone, passphrases.open_key(person=someone, passphrase=PASSPHRASE))


def case_officers(way) -> list[str]:
    with wall.inside(clockwork=True):
        return [part.person.name for part in Part.objects.serving().filter(role=Role.OFFICER).select_related("person")]


def end_office(way, name: str) -> None:
    Officer.objects.filter(person=way.people[name]).update(until=today() - DAY)


def test_the_next_one_reads_what_the_first_one_read_who_reads_nothing_any_more(way):
    due_on = ways.the_case(way).due_on
    assert SHARED in page(way, "deputy") and NOTED in page(way, "deputy")
    shown = page(way, "deputy", f"officer/hand-over/{office(way, 'officer').pk}/")
    assert "all that is for both sides, from the first day" in shown and "You cannot read the case from then on" in shown
    answer = give_to(way, note=FIRST)
    assert (answer.status_code, answer.url) == (302, "/home/")
    assert browser(way, "deputy").get(address(way)).status_code == 404
    assert ways.the_case(way).reference not in browser(way, "deputy").get("/wealdshire/cases/").content.decode()
    shown = page(way, "officer")
    assert all(words in shown for words in (SHARED, NOTED, FIRST, "Hand the case over"))
    assert case_officers(way) == [way.people["officer"].name]
    assert ways.the_case(way).due_on == due_on


def test_the_key_of_the_first_one_opens_nothing_and_what_was_written_is_locked_anew(way):
    deputy, case = sitting(way.people["deputy"]), ways.the_case(way)
    with wall.inside(case=case):
        before = set(CaseKey.objects.filter(audience__in=["case", "officer"]).values_list("pk", flat=True))
        kept = {wrap.key_id: bytes(wrap.sealed) for wrap in Wrap.objects.filter(holder__person=deputy.person)}
        assert before <= set(kept)  # a copy of all that the first one could open
    give_to(way)
    page(way, "officer")
    page(way, "lead")
    with wall.inside(case=case):
        assert not Wrap.objects.filter(holder__person=deputy.person).exists()
        assert keeping.Keyring(case, deputy).keys == {} and keeping.read(case=case, sitting=deputy) == []
        assert not CaseKey.objects.filter(pk__in=before).exists()  # no text stands under a key that the first one ever had
        assert not case.entries.filter(key__in=kept).exists()


def test_everybody_is_told_without_a_word_and_the_case_says_who_deals_with_it(way):
    give_to(way, note=FIRST)
    told = {way.people[name].email for name in ("officer", "lead", "council")}
    assert set(Message.objects.values_list("to", "subject")) == {(address, "You have a message") for address in told}
    reference = ways.the_case(way).reference
    for message in Message.objects.all():
        assert not [word for word in (reference, "Wealdshire", "fficer", "case", FIRST) if word in message.text]
    for name in ("lead", "council"):
        shown = page(way, name)
        assert f"From {today():%-d %B %Y}: {way.people['officer']}, instead of {way.people['deputy']}" in shown
        assert NOTED not in shown and FIRST not in shown
    assert f"Had another case officer take over: {way.people['officer']}" in page(way, "lead", "looked/")
    event = Event.objects.get(verb="case.handed_over")
    assert (event.actor, event.detail) == (way.people["deputy"], {"person": way.people["officer"].pk})
    assert "Read what waits for you" in browser(way, "officer").get("/home/").content.decode()


def test_the_next_one_can_act_at_once_and_it_is_handed_on_while_it_stands_still(way):
    step(way, "lead", "ask for help")
    give_to(way)
    ways.browser(way, "officer").post(address(way, "step/pause/"), {"why": "elsewhere", "need_1": "The ombudsman looks at it."})
    assert ways.the_case(way).state == "paused"
    third = person("third officer")
    with_key(third)
    Officer.objects.create(compact=way.cast.compact, person=third, sector="voluntary", since=SINCE)
    way.people["third"] = third
    give_to(way, "third", by="officer")
    assert case_officers(way) == [third.name] and SHARED in page(way, "third")


def no_key(way):
    PersonKey.objects.filter(person=way.people["officer"]).delete()


def of_a_party(way):
    Membership.objects.create(person=way.people["officer"], organisation=way.cast.council, role="contributor", since=SINCE)


def employed_by_a_party(way):
    Officer.objects.filter(person=way.people["officer"]).update(employer=way.cast.council)


def companion(way):
    browser(way, "lead").post(address(way, "companion/"), {"name": "Officer", "email": way.people["officer"].email})
    with wall.inside(clockwork=True):
        Part.objects.filter(role=Role.COMPANION).update(until=today() - DAY)  # whoever was once of a side stays out of it


@pytest.mark.parametrize(("happens", "said"), [
    (no_key, "has not chosen a case passphrase yet"), (of_a_party, "belongs to an organisation on one of the two sides"),
    (employed_by_a_party, "belongs to an organisation on one of the two sides"), (companion, "has, or had, another part in this case"),
])  # fmt: skip
def test_who_cannot_take_it_is_named_with_the_reason_and_refused(way, happens, said):
    happens(way)
    shown = page(way, "deputy", "officer/hand-over/")
    assert f"{way.people['officer']} {said}" in shown and "Nobody can take it over today" in shown and "Hand over to" not in shown
    assert give_to(way).url == address(way, "officer/hand-over/")
    assert case_officers(way) == [way.people["deputy"].name]
    case, parts = parts_of(way, "deputy")
    with wall.inside(case=case, person=way.people["deputy"]), pytest.raises(ValidationError, match=said):
        handing_over.hand_over(case=case, officer=office(way, "officer"), parts=parts, sitting=sitting(way.people["deputy"]))


def parts_of(way, name: str):
    case = ways.the_case(way)
    with wall.inside(case=case):
        return case, tuple(case.parts.serving().filter(person=way.people[name]).select_related("person"))


def test_who_lost_the_office_meanwhile_is_refused(way):
    chosen = office(way, "officer")
    end_office(way, "officer")
    assert give_to(way).url == address(way, "officer/hand-over/")
    case, parts = parts_of(way, "deputy")
    with wall.inside(case=case, person=way.people["deputy"]), pytest.raises(ValidationError, match="no officer here any more"):
        handing_over.hand_over(case=case, officer=chosen, parts=parts, sitting=sitting(way.people["deputy"]))


def test_who_handed_it_over_does_not_get_it_back(way):
    give_to(way)
    assert f"{way.people['deputy']} has stood aside in this case already" in page(way, "officer", "officer/hand-over/")
    assert give_to(way, "deputy", by="officer").url == address(way, "officer/hand-over/")
    assert case_officers(way) == [way.people["officer"].name]


def test_two_windows_hand_it_over_once(way):
    third = person("third officer")
    with_key(third)
    other = Officer.objects.create(compact=way.cast.compact, person=third, sector="voluntary", since=SINCE)
    case, stale = parts_of(way, "deputy")
    give_to(way)
    assert give_to(way).status_code == 404
    with wall.inside(case=case, person=way.people["deputy"]), pytest.raises(PermissionDenied):
        handing_over.hand_over(case=case, officer=other, parts=stale, sitting=sitting(way.people["deputy"]))
    assert case_officers(way) == [way.people["officer"].name]


@pytest.mark.parametrize("state", ["closed", "withdrawn"])
def test_what_is_over_is_not_handed_over(way, state):
    case, parts = parts_of(way, "deputy")
    with wall.inside(case=case):
        Case.objects.filter(pk=case.pk).update(state=state, due_on=None, closed_on=today())
    assert "Hand the case over" not in page(way, "deputy")
    assert browser(way, "deputy").get(address(way, "officer/hand-over/")).status_code == 404
    assert give_to(way).status_code == 404
    with wall.inside(case=case, person=way.people["deputy"]), pytest.raises(ValidationError, match="The case is over"):
        handing_over.hand_over(case=case, officer=office(way, "officer"), parts=parts, sitting=sitting(way.people["deputy"]))


def test_nobody_else_hands_it_over(way):
    for name in ("lead", "council"):
        assert browser(way, name).get(address(way, "officer/hand-over/")).status_code == 404
        assert give_to(way, by=name).status_code == 404
        assert browser(way, name).post(address(way, "officer/ask/")).status_code == 404  # while the case officer is there
    for someone in (way.cast.superuser, way.people["officer"]):
        with_key(someone) if not hasattr(someone, "case_key") else None
        client = unlocked_client(someone)
        for rest in ("officer/hand-over/", f"officer/hand-over/{office(way, 'officer').pk}/", "officer/ask/"):
            assert client.get(address(way, rest)).status_code == 404
            assert client.post(address(way, rest)).status_code == (405 if rest.endswith("over/") else 404)  # a list that takes no POST
    assert case_officers(way) == [way.people["deputy"].name]


def test_whose_office_has_ended_is_asked_to_hand_over_and_can(way):
    assert "Hand over what is with you" not in browser(way, "deputy").get("/home/").content.decode()
    end_office(way, "deputy")
    shown = browser(way, "deputy").get("/home/").content.decode()
    assert "Hand over what is with you" in shown and address(way, "officer/hand-over/") in shown
    assert "You no longer hold the office that this came with" in page(way, "deputy")
    for other in ("officer", "lead"):
        assert "Hand over what is with you" not in browser(way, other).get("/home/").content.decode()
    give_to(way)
    assert NOTED in page(way, "officer")
    assert "Hand over what is with you" not in browser(way, "deputy").get("/home/").content.decode()


def test_pages_that_end_an_office_say_it_to_all_alike(way):
    """Whether or not there is a case, and whoever has it."""
    offices = [office(way, name).pk for name in ("deputy", "officer")]
    ends = [reverse(f"signatories:{what}", args=["wealdshire", pk]) for pk in offices for what in ("hand_over_office", "end_officer")]
    said = "stays with its case officer until they hand it over"
    client = browser(way, "officer")
    before = [client.get(each).content.decode().count(said) for each in ends]
    give_to(way)
    assert before == [client.get(each).content.decode().count(said) for each in ends] == [1] * 4
    type(way.cast.compact).objects.update(disputes="none")
    assert said not in client.get(ends[0]).content.decode()


def test_a_side_asks_for_another_one_when_the_case_officer_has_gone(way):
    end_office(way, "deputy")
    assert "Ask for another case officer" in page(way, "lead")
    assert f"{way.people['deputy']} can no longer go on with this case" in page(way, "lead", "officer/ask/")
    Message.objects.all().delete()
    assert browser(way, "lead").post(address(way, "officer/ask/")).status_code == 302
    shown = page(way, "officer")
    assert SHARED in shown and NOTED not in shown
    assert browser(way, "deputy").get(address(way)).status_code == 404
    assert "two custodians can do it together" in page(way, "officer", "keys/")
    assert browser(way, "officer").get(address(way, "keys/custodians/")).status_code == 200
    assert set(Message.objects.values_list("to", "subject")) == {
        (way.people[name].email, "You have a message") for name in ("deputy", "officer", "council")
    }
    assert "Ask for another case officer" not in page(way, "lead")
    assert browser(way, "council").post(address(way, "officer/ask/")).status_code == 404


def test_where_nothing_was_noted_the_next_one_waits_for_nothing(way):
    case = ways.the_case(way)
    with wall.inside(case=case):
        case.entries.filter(key__audience="officer").delete()
    end_office(way, "deputy")
    browser(way, "council").post(address(way, "officer/ask/"))
    assert "two custodians can do it together" not in page(way, "officer", "keys/")
    assert browser(way, "officer").post(address(way, "say/"), {"audience": "officer", "kind": "note", "body": "Mine."}).status_code == 302


def test_a_case_officer_who_comes_to_belong_to_a_side_is_shut_out_and_followed(way):
    Membership.objects.create(person=way.people["deputy"], organisation=way.cast.council, role="contributor", since=SINCE)
    assert browser(way, "deputy").get(address(way, "officer/hand-over/")).status_code == 404
    browser(way, "lead").post(address(way, "officer/ask/"))
    assert case_officers(way) == [way.people["officer"].name]


def test_nobody_follows_where_every_officer_is_tied(way):
    end_office(way, "deputy")
    employed_by_a_party(way)
    assert "No officer can take it now" in browser(way, "lead").post(address(way, "officer/ask/")).content.decode()
    assert case_officers(way) == [way.people["deputy"].name]


def test_sides_are_reminded_where_nobody_is_there_to_act(way):
    step(way, "lead", "ask for help")  # it is the case officer's turn
    case = ways.the_case(way)
    for gone in (False, True):
        if gone:
            end_office(way, "deputy")
        Message.objects.all().delete()
        with wall.inside(clockwork=True):
            Case.objects.filter(pk=case.pk).update(due_on=today(), reminded_on=None)
            remind(today())
        sides = {way.people["lead"].email, way.people["council"].email} if gone else set()
        assert set(Message.objects.values_list("to", flat=True)) == {way.people["deputy"].email} | sides


def test_list_asks_the_database_as_often_for_many_officers(way):
    counts = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            page(way, "deputy", "officer/hand-over/")
        counts.append(len(queries))
        for number in range(4):
            Officer.objects.create(compact=way.cast.compact, person=person(f"further officer {turn} {number}"), sector="voluntary", since=SINCE)
    assert counts[0] == counts[1]


def test_a_private_answer_stays_with_whoever_gave_it(inside):
    """Each has a key of its own: opening the case by the officer of both moves none of them under that of another."""
    for name in ("lead", "council"):
        people = [getattr(inside, name).person, inside.officer.person]
        keeping.start(case=inside.case, audience=Audience.PRIVATE, people=people, by=people[0])
        said = {"by": inside.parts[name], "sitting": getattr(inside, name)}
        keeping.write(case=inside.case, audience=Audience.PRIVATE, kind="private_answer", body=f"{FIRST}-{name}", **said)
    tend(inside.case, inside.officer)
    keeping.end_part(part=inside.parts["officer"], by=inside.officer.person)
    for name in ("lead", "council"):
        tend(inside.case, getattr(inside, name))
    found = {name: keeping.read(case=inside.case, sitting=getattr(inside, name)) for name in ("lead", "council", "officer")}
    read = {name: [opened.body for opened in said] for name, said in found.items()}
    assert read == {"lead": [f"{FIRST}-lead"], "council": [f"{FIRST}-council"], "officer": []}
