"""A checklist is taken together: saved as it goes, kept when two save at once, sent, locked, opened again."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from compact_portal.audit.models import Event
from reviews.checklists.actions import designing, sending, taking
from reviews.checklists.refusals import Refused
from reviews.models import Assessment, Gap, ItemAnswer, Sheet
from signatories.models import Membership
from tests.reviews.checklists.conftest import ALL_DO, DAY, fill, sent

pytestmark = pytest.mark.django_db
CANARY = "xylophone-in-the-minutes"


def pages(assessment) -> dict[str, str]:
    base = f"/wealdshire/checklists/taken/{assessment.pk}/"
    return {"overview": base, "answer": f"{base}answers/{assessment.sheets.first().pk}/", "send": f"{base}send/", "gaps": f"{base}gaps/"}


def test_meeting_from_the_list_to_the_actions(client, cast, sign_in, checklist, partnership):
    sign_in(cast.lead)
    assert "Take this checklist" in client.get(checklist.get_absolute_url()).content.decode()
    today = datetime.date.today()
    begun = client.post(
        f"/wealdshire/checklists/{checklist.pk}/take/",
        {"body": partnership.pk, "way": "joint", "held_on-day": today.day, "held_on-month": today.month, "held_on-year": today.year},
    )
    assessment = Assessment.objects.get()
    assert begun.url == pages(assessment)["answer"]
    page = client.get(begun.url).content.decode()
    assert page.count('type="radio"') == 16
    assert "Comment of the public sector" in page
    answers = ALL_DO | {"fp2:point": "help", "fp2:statutory": "No forms yet", "fp4:point": "better", "fp4:speaks": "statutory", "version": "0"}
    assert client.post(begun.url, answers).url == pages(assessment)["send"]
    result = client.get(pages(assessment)["send"]).content.decode()
    assert "Partly kept: 63 per cent" in " ".join(result.split())
    sent = client.post(pages(assessment)["send"], {"outcome": "partly", "good_practice": "Early talks", "present": "3"})
    assert sent.url == pages(assessment)["gaps"]
    assert [gap.item.key for gap in Gap.objects.all()] == ["fp2", "fp4"]
    gap = Gap.objects.first()
    wrong = client.post(f"{pages(assessment)['gaps']}{gap.pk}/", {"decision": "action", "what": "Write a form"})
    assert "Say who does it" in wrong.content.decode()
    settled = {"decision": "action", "what": "Write a form", "owner": "Council", "due_on-day": "1", "due_on-month": "9", "due_on-year": "2030"}
    client.post(f"{pages(assessment)['gaps']}{gap.pk}/", settled)
    client.post(f"{pages(assessment)['gaps']}{Gap.objects.last().pk}/", {"decision": "reason", "reason": "The law forbids it"})
    whole = client.get(pages(assessment)["overview"]).content.decode()
    for words in ("Early talks", "No forms yet", "Write a form", "The law forbids it", "3 people took part"):
        assert words in whole
    assert list(Event.objects.filter(verb__startswith="assessment").values_list("verb", flat=True).order_by("id")) == [
        "assessment.begun",
        "assessment.sent",
    ]


def test_second_person_is_shown_both_and_nothing_is_lost(client, cast, sign_in, joint):
    sign_in(cast.lead)
    address = pages(joint)["answer"]
    client.post(address, {"fp1:point": "already", "fp1:statutory": "first words", "version": "0", "page": "a"})
    sign_in(cast.council_lead)
    clash = client.post(address, {"fp1:point": "help", "fp1:statutory": "second words", "fp2:point": "better", "version": "0", "page": "b"})
    said = clash.content.decode()
    assert clash.status_code == 409
    for words in ("Both versions are below", "first words", "second words", "What Charity Lead saved", "Item 1, answer"):
        assert words in said
    sheet = Sheet.objects.get()
    assert (sheet.answers["fp1:point"], sheet.answers["fp2:point"]) == ("already", "better")
    choice = {"fp1:point": "help", "fp1:statutory": "second words", "fp2:point": "better", "version": str(sheet.saved), "page": "c"}
    chosen = {"dispute": ["fp1:point", "fp1:statutory"], "choose-fp1:point": "mine", "choose-fp1:statutory": "theirs"}
    assert client.post(address, choice | chosen).status_code == 302
    sheet.refresh_from_db()
    assert (sheet.answers["fp1:point"], sheet.answers["fp1:statutory"]) == ("help", "first words")


def test_autosave_tells_of_a_clash_without_the_words(client, cast, sign_in, joint):
    fill(joint, {"fp1:statutory": CANARY})
    sign_in(cast.council_lead)
    told = client.post(pages(joint)["answer"], {"fp1:statutory": "mine", "version": "0", "page": "b", "autosave": "1"})
    assert told.json()["disputed"] == {"fp1:statutory": "Item 1, comment, public sector."}
    assert CANARY not in told.content.decode()


def test_what_is_too_long_is_said_and_the_rest_is_kept(client, cast, sign_in, joint):
    sign_in(cast.lead)
    said = client.post(pages(joint)["answer"], {"fp1:point": "already", "fp1:statutory": "x" * 2001, "fp2:point": "nonsense", "version": "0"})
    page = said.content.decode()
    assert "Use 2000 characters or fewer" in page and "x" * 2001 in page
    assert "Choose from the answers offered" in page
    assert Sheet.objects.get().answers["fp1:point"] == "already"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Item 1: choose an answer. 3 more items wait, too."),
        (ALL_DO | {"fp2:point": "help"}, "Item 2: add a few words, because the answer is “Not yet, or need help”."),
        (ALL_DO | {"fp3:point": None}, "Item 3: choose an answer."),
    ],
)
def test_unfinished_answers_are_not_sent(cast, joint, answers, said):
    fill(joint, answers)
    with pytest.raises(Refused) as refused:
        sending.send(assessment=joint, by=cast.lead, on=DAY)
    assert str(refused.value) == said


def test_page_says_what_is_missing(client, cast, sign_in, joint):
    fill(joint, ALL_DO | {"fp3:point": None})
    sign_in(cast.lead)
    page = client.get(pages(joint)["send"]).content.decode()
    assert "It cannot be sent yet" in page and "#fp3" in page


def test_another_result_needs_a_comment(cast, joint):
    fill(joint, ALL_DO)
    with pytest.raises(Refused, match="Say why the result differs"):
        sending.send(assessment=joint, by=cast.lead, on=DAY, outcome="not_yet")
    done = sending.send(assessment=joint, by=cast.lead, on=DAY, outcome="not_yet", outcome_comment="One year was not enough to tell.")
    assert (done.computed, done.outcome, done.score) == ("well", "not_yet", 100)


def test_answers_left_out_do_not_count(cast, joint):
    done = sent(joint, cast.lead, ALL_DO | {"fp1:point": "na", "fp1:statutory": "No grants here", "fp2:point": "better"})
    assert (done.score, done.answered) == (83, 3)


def test_nothing_that_counts_has_no_result(cast, joint):
    fill(joint, {f"fp{n}:point": "na" for n in range(1, 5)} | {f"fp{n}:statutory": "not ours" for n in range(1, 5)})
    done = sending.send(assessment=joint, by=cast.lead, on=DAY)
    assert (done.score, done.computed, done.outcome, done.gaps.count()) == (None, "", "", 0)


def test_sent_answers_are_locked_for_every_writer(client, cast, sign_in, joint):
    sent(joint, cast.lead)
    with pytest.raises(Refused, match="have been sent"):
        fill(joint, {"fp1:point": "help"})
    for change in ({"score": 1}, {"outcome": "not_yet", "computed": "not_yet"}, {"status": "open"}, {"good_practice": "new"}):
        with pytest.raises(IntegrityError, match="they stand"), transaction.atomic():
            Assessment.objects.filter(pk=joint.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        ItemAnswer.objects.update(comment="other")
    assert Sheet.objects.get().answers == {}
    sign_in(cast.lead)
    late = client.post(pages(joint)["answer"], {"fp1:point": "help", "fp1:statutory": CANARY, "version": "0"})
    assert late.status_code == 410
    assert CANARY in late.content.decode(), "what was typed is given back"


def test_reopening_needs_a_reason_and_makes_a_new_version(client, cast, sign_in, joint):
    sent(joint, cast.lead, ALL_DO | {"fp2:point": "better", "fp2:statutory": "half of it"})
    Gap.objects.update(decision="reason", reason="next year", settled_at="2009-06-11T12:00Z", settled_by=cast.lead)
    sign_in(cast.lead)
    assert "Say why" in client.post(f"{pages(joint)['overview']}reopen/", {"reason": ""}).content.decode()
    client.post(f"{pages(joint)['overview']}reopen/", {"reason": "We forgot one grant round"})
    newer = Assessment.objects.get(version=2)
    joint.refresh_from_db()
    assert (joint.status, joint.score, newer.status, newer.reopened_because) == ("reopened", 88, "open", "We forgot one grant round")
    assert newer.sheets.get().answers["fp2:statutory"] == "half of it"
    done = sending.send(assessment=newer, by=cast.lead, on=DAY)
    assert done.gaps.get().reason == "next year", "what was decided stands"
    with pytest.raises(Refused, match="Only the newest version"):
        sending.reopen(assessment=joint, reason="again", by=cast.lead, on=DAY)
    assert "Version 2" in client.get(pages(joint)["overview"]).content.decode()


def test_only_whoever_runs_it_sends_or_reopens(client, cast, sign_in, joint):
    fill(joint, ALL_DO)
    with pytest.raises(PermissionDenied):
        sending.send(assessment=joint, by=cast.council_lead, on=DAY)
    sign_in(cast.council_lead)
    assert client.get(pages(joint)["overview"]).status_code == 200
    assert client.get(pages(joint)["send"]).status_code == 404


def test_strangers_and_officers_read_nothing_that_is_not_shown(client, cast, sign_in, joint):
    fill(joint, ALL_DO | {"fp1:statutory": CANARY})
    addresses = pages(joint)
    for person in (cast.officer, cast.vcs_member, cast.superuser, cast.stranger):
        sign_in(person)
        assert {client.get(address).status_code for address in addresses.values()} == {404}
    sent_one = sending.send(assessment=joint, by=cast.lead, on=DAY)
    for person in (cast.officer, cast.superuser):
        sign_in(person)
        assert client.get(addresses["overview"]).status_code == 404
        assert client.get(f"/wealdshire/history/assessment/{joint.pk}/").status_code == 404
    sending.share(assessment=sent_one, by=cast.lead, on=DAY)
    for person, status in ((cast.officer, 200), (cast.vcs_member, 200), (cast.superuser, 404), (cast.stranger, 404)):
        sign_in(person)
        page = client.get(addresses["overview"])
        assert page.status_code == status
        assert (CANARY in page.content.decode()) == (status == 200)


def test_nobody_takes_a_checklist_for_others(cast, checklist):
    for body, person in ((cast.council, cast.lead), (cast.charity, cast.stranger), (cast.charity, cast.officer)):
        with pytest.raises(PermissionDenied):
            taking.begin(checklist=checklist, body=body, way="joint", by=person, on=DAY)


def test_champion_takes_it_and_a_merged_body_is_one_body(cast, checklist):
    assert taking.begin(checklist=checklist, body=cast.charity, way="joint", by=cast.champion, on=DAY).pk
    Membership.objects.filter(person=cast.lead).update(organisation=cast.other_charity)
    type(cast.charity).objects.filter(pk=cast.other_charity.pk).update(merged_into=cast.charity)
    assert taking.begin(checklist=checklist, body=cast.charity, way="joint", by=cast.lead, on=DAY).pk


def test_body_of_one_sector_is_asked_what_binds_it(client, cast, sign_in, checklist):
    own = taking.begin(checklist=checklist, body=cast.charity, way="joint", by=cast.lead, on=DAY)
    sign_in(cast.lead)
    page = client.get(pages(own)["answer"]).content.decode()
    assert "Cost bids truthfully." in page and "Publish grant rounds" not in page
    assert 'name="fp2:comment"' in page and "fp2:statutory" not in page


def test_answers_on_paper_keep_their_day(cast, checklist):
    then = datetime.date(2009, 3, 2)
    made = taking.begin(checklist=checklist, body=cast.council, way="joint", by=cast.officer, on=DAY, held_on=then, on_paper=True)
    done = sent(made, cast.officer, {key: value for key, value in ALL_DO.items() if "fp3" not in key})
    assert (done.held_on, done.on_paper) == (then, True)
    with pytest.raises(Refused, match="cannot be in the future"):
        taking.begin(checklist=checklist, body=cast.council, way="joint", by=cast.officer, on=then, held_on=DAY, on_paper=True)


def test_what_was_begun_by_mistake_goes(client, cast, sign_in, joint):
    sign_in(cast.lead)
    assert "This cannot be undone" in client.get(f"{pages(joint)['overview']}delete/").content.decode()
    client.post(f"{pages(joint)['overview']}delete/")
    assert not Assessment.objects.exists()


def test_old_versions_are_not_begun(cast, checklist):
    newer = designing.put_in_use(checklist=designing.new_version(checklist=checklist, by=cast.officer), by=cast.officer)
    with pytest.raises(Refused, match="choose the newest version"):
        taking.begin(checklist=checklist, body=cast.charity, way="joint", by=cast.lead, on=DAY)
    assert taking.begin(checklist=newer, body=cast.charity, way="joint", by=cast.lead, on=DAY).pk


@pytest.mark.parametrize("extra", [0, 40])
def test_answer_page_takes_the_same_queries_for_any_number_of_items(client, cast, sign_in, scales, partnership, extra, django_assert_num_queries):
    from reviews.models import ChecklistItem
    from tests.reviews.checklists.conftest import make_checklist

    checklist = make_checklist(cast, scales["Met, partly, not"], use=False)
    ChecklistItem.objects.bulk_create(
        ChecklistItem(checklist=checklist, number=n, key=f"x{n}", binds="both", text="More") for n in range(5, 5 + extra)
    )
    checklist = designing.put_in_use(checklist=checklist, by=cast.officer)
    made = taking.begin(checklist=checklist, body=partnership, way="joint", by=cast.lead, on=DAY)
    sign_in(cast.lead)
    address = pages(made)["answer"]
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)


def test_activity_is_checked_against_the_principles(client, cast, sign_in):
    """Anything planned, by its kind and name (domain.md A15.4/16)."""
    from reviews.checklists.starting import load_checklists
    from tests.reviews.checklists.test_designing import new_edition

    new_edition(cast, principles=["Respect each other.", "Be open."])
    check = designing.put_in_use(checklist=load_checklists(compact=cast.compact, by=cast.officer)[-1], by=cast.officer)
    sign_in(cast.lead)
    address = f"/wealdshire/checklists/{check.pk}/take/"
    day = {"held_on-day": "1", "held_on-month": "5", "held_on-year": "2009", "body": cast.charity.pk, "way": "joint"}
    assert "Choose what you look at" in client.post(address, day).content.decode()
    client.post(address, day | {"subject_kind": "agreement", "subject": "Local area agreement"})
    made = Assessment.objects.get()
    assert (made.subject_kind, made.subject, made.held_on) == ("agreement", "Local area agreement", datetime.date(2009, 5, 1))
    fill(made, {"p1:point": "already", "p2:point": "better"})
    assert sending.send(assessment=made, by=cast.lead, on=datetime.date.today()).gaps.get().item.text == "Be open."
    assert "Local area agreement" in client.get(made.get_absolute_url()).content.decode()
