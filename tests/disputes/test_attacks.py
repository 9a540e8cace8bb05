"""What somebody may try on a case, or what may go wrong with it, at its pages: refused with a sentence, and never the words by a back door.

The table of threats in docs/security.md names these tests.
"""

import pytest

from disputes import keeping, wall
from disputes.keeping.verifying import of_case
from disputes.models import Audience, CaseFile, Entry, Wrap
from tests.disputes import ways
from tests.disputes.conftest import WORDS, unlocked_client
from tests.disputes.ways import address, browser

pytestmark = pytest.mark.django_db
DAMAGED = "This cannot be shown:</strong> it was changed from outside"


def shown(told) -> str:
    page = unlocked_client(told.officer.person).get(f"/wealdshire/cases/{told.case.reference}/")
    assert page.status_code == 200
    return page.content.decode()


def change(told, rows, **fields) -> None:
    with wall.inside(case=told.case):
        rows.objects.filter(case=told.case).filter(**fields.pop("which")).update(**fields)


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ("forged plaintext in the column", lambda told: {"sealed_body": b"CANARY-FORGED"}),
        ("swapped with another row", lambda told: {"sealed_body": bytes(told.one.sealed_body)}),
        ("truncated", lambda told: {"sealed_body": bytes(told.two.sealed_body)[:-1]}),
        ("emptied", lambda told: {"sealed_body": b""}),
        ("older version under the newer number", lambda told: {"sealed_body": told.old}),
        ("newer number on the same words", lambda told: {"version": 3}),
        ("title in the place of the body", lambda told: {"sealed_body": bytes(told.two.sealed_title)}),
        ("under the key of another audience", lambda told: {"key": told.case.keys.get(audience="officer")}),
    ],
)
def test_text_that_was_changed_from_outside_is_not_shown(told, how, found):
    with wall.inside(case=told.case):
        fields = found(told)
    change(told, Entry, which={"pk": told.two.pk}, **fields)
    page = shown(told)
    assert DAMAGED in page, how
    assert WORDS[0] in page
    assert not any(words in page for words in (*WORDS[1:], "CANARY-FORGED"))
    if "key" not in fields:
        with wall.inside(case=told.case):
            assert of_case(told.case), how


def test_file_that_was_changed_from_outside_is_not_given(told):
    with wall.inside(case=told.case):
        chunk = told.file.chunks.order_by("-number").first()
        type(chunk).objects.filter(pk=chunk.pk).update(sealed=bytes(chunk.sealed)[:-1])
    client = unlocked_client(told.officer.person)
    answer = client.get(f"/wealdshire/cases/{told.case.reference}/files/{told.file.pk}/", follow=True)
    assert "This file cannot be opened: it was changed from outside" in answer.content.decode()
    assert "CANARY-FILE" not in answer.content.decode()
    change(told, CaseFile, which={"pk": told.file.pk}, sealed_name=b"CANARY-FORGED")
    page = shown(told)
    assert "A file that cannot be opened" in page
    assert "CANARY-FORGED" not in page


def test_key_that_was_changed_from_outside_opens_nothing(told):
    with wall.inside(case=told.case):
        Wrap.objects.filter(key__case=told.case, key__audience="case", holder__person=told.officer.person).update(sealed=b"x" * 80)
    page = shown(told)
    assert page.count(DAMAGED) == 2
    assert not any(words in page for words in WORDS)


def test_draft_that_was_changed_from_outside_can_be_written_anew_or_deleted(cast):
    way = ways.stage(cast, "facilitated")
    lead = browser(way, "lead")
    words = ways.WORDS | {"organisation": cast.charity.pk, "responder": cast.council.pk, "summary": "CANARY-DRAFT"}
    lead.post("/wealdshire/cases/begin/", words)
    with wall.inside(case=ways.the_case(way)):
        Entry.objects.update(sealed_body=b"CANARY-FORGED")
    page = lead.get(address(way)).content.decode()
    assert "This draft cannot be opened" in page
    assert "CANARY" not in page
    assert lead.get(address(way, "draft/")).status_code == 200
    refused = lead.post(address(way, "draft/send/")).content.decode()
    assert "Nothing of it was sent" in refused
    assert lead.post(address(way, "draft/"), words).status_code == 302
    assert "CANARY-DRAFT" in lead.get(address(way)).content.decode()


def test_who_was_removed_in_another_tab_writes_nothing_and_nobody_lets_them_in(told):
    council, officer = unlocked_client(told.council.person), unlocked_client(told.officer.person)
    say = f"/wealdshire/cases/{told.case.reference}/say/"
    assert council.get(say).status_code == 200
    with wall.inside(case=told.case):
        keeping.end_part(part=told.parts["council"], by=told.officer.person)
    assert council.post(say, {"audience": "case", "kind": "message", "body": "late words"}).status_code == 404
    answer = officer.post(f"/wealdshire/cases/{told.case.reference}/keys/{told.parts['council'].pk}/let-in/", follow=True)
    assert "takes no part any more" in answer.content.decode()
    with wall.inside(case=told.case):
        assert told.case.entries.count() == 2
        assert not Wrap.objects.filter(key__case=told.case, holder__person=told.council.person).exists()


def test_concern_that_was_sent_back_can_be_withdrawn_and_one_never_sent_is_deleted(cast):
    way = ways.stage(cast, "facilitated")
    browser(way, "lead").post("/wealdshire/cases/begin/", ways.WORDS | {"organisation": cast.charity.pk, "responder": cast.council.pk})
    assert "delete the draft instead" in browser(way, "lead").post(address(way, "step/withdraw/")).content.decode()
    browser(way, "lead").post(address(way, "draft/send/"))
    ways.step(way, "deputy", "acknowledge", conflict_check="on")
    assert ways.step(way, "deputy", "send back", need_0="Please say when.") == "draft"
    assert "Withdraw the concern" in ways.page(way, "lead")
    assert ways.step(way, "lead", "withdraw") == "withdrawn"


def test_button_that_is_pressed_twice_says_it_once(told):
    client, say = unlocked_client(told.lead.person), f"/wealdshire/cases/{told.case.reference}/say/"
    words = {"audience": "case", "kind": "message", "body": "We wait for an answer."}
    assert client.post(say, words).status_code == 302
    assert "You have sent this already" in client.post(say, words).content.decode()
    assert client.post(say, words | {"body": "Thank you."}).status_code == 302
    assert client.post(say, words).status_code == 302


def test_draft_that_two_windows_change_keeps_the_first_and_shows_the_second(cast):
    way = ways.stage(cast, "facilitated")
    lead, words = browser(way, "lead"), ways.WORDS | {"organisation": cast.charity.pk, "responder": cast.council.pk}
    lead.post("/wealdshire/cases/begin/", words)
    assert lead.post(address(way, "draft/"), words | {"version": 1, "wish": "Pay until July."}).status_code == 302
    second = lead.post(address(way, "draft/"), words | {"version": 1, "wish": "Pay until August."}).content.decode()
    assert "changed in another window" in second
    assert "Pay until August." in second
    assert "Pay until July." in ways.page(way, "lead")


def test_fields_that_no_form_asks_for_change_nothing(told):
    """Mass assignment: what decides about a case cannot be sent along with a message."""
    client = unlocked_client(told.lead.person)
    extra = {"state": "closed", "stage": 3, "confidence": "K0", "version": 9, "case": "x", "key": "x", "written_by": "x", "erase_on": "2020-01-01"}
    with wall.inside(case=told.case):
        told.case.refresh_from_db()
    before = {name: getattr(told.case, name) for name in ("state", "stage", "erase_on", "closed_on", "due_on")}
    words = {"audience": "case", "kind": "message", "body": "Only this."}
    assert client.post(f"/wealdshire/cases/{told.case.reference}/say/", words | extra).status_code == 302
    with wall.inside(case=told.case):
        entry = told.case.entries.latest("written_at")
        told.case.refresh_from_db()
        assert (entry.confidence, entry.version, entry.written_by.person) == ("K3", 1, told.lead.person)
    assert {name: getattr(told.case, name) for name in before} == before


@pytest.mark.parametrize(("field", "value"), [("audience", "officer"), ("audience", "responder"), ("kind", "finding"), ("kind", "private_answer")])
def test_audience_and_kind_that_were_not_offered_are_refused(told, field, value):
    words = {"audience": "case", "kind": "message", "body": "Only this."} | {field: value}
    answer = unlocked_client(told.lead.person).post(f"/wealdshire/cases/{told.case.reference}/say/", words)
    assert answer.status_code == 200
    with wall.inside(case=told.case):
        assert told.case.entries.count() == 2


def test_ids_of_another_case_lead_nowhere(told):
    """Whoever takes part in one case and puts the id of another's text, file, part or question into an address finds no page."""
    with wall.inside(person=told.lead.person):
        case, part = keeping.open_case(compact=told.cast.compact, organisation=told.cast.charity, sitting=told.lead)
    with wall.inside(case=case):
        said = {"case": case, "audience": Audience.DRAFT, "by": part, "sitting": told.lead}
        entry = keeping.write(kind="message", body="CANARY-OTHER", **said)
        file = keeping.keep_file(name="CANARY-OTHER.txt", content=b"CANARY-OTHER", **said)
        held = sorted(Wrap.objects.filter(key__case=case).values_list("pk", flat=True))
        assert held
    for who in ("officer", "lead"):
        client = unlocked_client(getattr(told, who).person)
        tails = [f"said/{entry.pk}/{deed}/" for deed in ("share", "change", "agree", "publish", "plan")]
        for tail in (*tails, f"files/{file.pk}/", f"keys/{part.pk}/let-in/", f"convenors/{part.pk}/"):
            for method in (client.get, client.post):
                answer = method(f"/wealdshire/cases/{told.case.reference}/{tail}", follow=True)
                assert "CANARY-OTHER" not in answer.content.decode()
                if method == client.post and tail.endswith("/let-in/"):  # the same as for somebody who left meanwhile
                    assert "takes no part any more" in answer.content.decode()
                else:
                    assert answer.status_code in (404, 405), f"{who} {method.__name__} {tail}"
    with wall.inside(case=case):
        assert sorted(Wrap.objects.filter(key__case=case).values_list("pk", flat=True)) == held


def test_page_that_fails_tells_the_log_no_word(told, monkeypatch, caplog):
    client = unlocked_client(told.lead.person)
    client.raise_request_exception = False
    monkeypatch.setattr("disputes.actions.talking.say", lambda **said: 1 / 0)
    answer = client.post(f"/wealdshire/cases/{told.case.reference}/say/", {"audience": "case", "kind": "message", "body": "CANARY-SAID"})
    assert answer.status_code == 500
    assert "CANARY" not in answer.content.decode()
    assert "ZeroDivisionError" in caplog.text
    assert "CANARY" not in caplog.text
    assert told.case.reference not in answer.content.decode()
