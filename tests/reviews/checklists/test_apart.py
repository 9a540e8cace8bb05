"""Sectors, members and partners answer apart: nobody sees the other's, and what many said is only counted."""

import pytest

from reviews.checklists.actions import sending, taking
from reviews.checklists.refusals import Refused
from reviews.checklists.result import told_apart
from reviews.models import Assessment, ItemAnswer, ItemCount, SaidApart, Sheet
from signatories.models import GroupMembership
from tests.cast import organisation
from tests.reviews.checklists.conftest import ALL_DO, DAY, fill

pytestmark = pytest.mark.django_db
CANARY = "only-our-council-writes-so"


def closed(assessment, answers, **whose):
    return taking.close_sheet(sheet=fill(assessment, answers, **whose), on=DAY)


@pytest.fixture
def two_sides(cast, checklist, partnership):
    return taking.begin(checklist=checklist, body=partnership, way="sectors", by=cast.lead, on=DAY)


def test_each_side_sees_its_own_sheet_alone_until_both_are_closed(client, cast, sign_in, two_sides):
    statutory, voluntary = two_sides.sheets.get(side="statutory"), two_sides.sheets.get(side="voluntary")
    fill(two_sides, {"fp1:comment": CANARY}, side="statutory")
    base = f"/wealdshire/checklists/taken/{two_sides.pk}/"
    sign_in(cast.lead)
    assert client.get(f"{base}answers/{statutory.pk}/").status_code == 404
    assert client.get(f"{base}answers/{voluntary.pk}/").status_code == 200
    assert CANARY not in client.get(base).content.decode()
    closed(two_sides, ALL_DO, side="voluntary")
    assert "Both sides have to close" in client.get(f"{base}send/").content.decode()
    with pytest.raises(Refused, match="Both sides have to close"):
        sending.send(assessment=two_sides, by=cast.lead, on=DAY)


def test_difference_between_the_sides_is_the_finding(client, cast, sign_in, two_sides):
    closed(two_sides, ALL_DO | {"fp1:point": "already", "fp2:point": "na", "fp2:comment": "none here"}, side="statutory")
    closed(two_sides, ALL_DO | {"fp1:point": "better", "fp3:point": "help", "fp3:comment": "we cannot"}, side="voluntary")
    done = sending.send(assessment=two_sides, by=cast.lead, on=DAY)
    assert {gap.item.key: gap.found for gap in done.gaps.all()} == {"fp1": "answer", "fp3": "answer"}
    sign_in(cast.council_lead)
    page = client.get(done.get_absolute_url()).content.decode()
    assert page.count("Talk about this") == 2
    assert "Public sector: Already do" in page and "Voluntary and community sector: Could do better" in page


def test_marked_difference_alone_asks_for_an_action(cast, scales, partnership):
    from tests.reviews.checklists.conftest import make_checklist

    checklist = make_checklist(cast, scales["1 to 10"])
    made = taking.begin(checklist=checklist, body=partnership, way="sectors", by=cast.lead, on=DAY)
    for side, point in (("statutory", "p9"), ("voluntary", "p6")):
        closed(made, {f"fp{n}:point": point for n in range(1, 5)} | {"fp4:point": "p7"}, side=side)
    done = sending.send(assessment=made, by=cast.lead, on=DAY)
    assert {gap.item.key: gap.found for gap in done.gaps.all()} == dict.fromkeys(["fp1", "fp2", "fp3"], "difference")


@pytest.mark.parametrize(
    ("sheets", "shown"),
    [
        ({"statutory": 3, "voluntary": 3}, ["statutory", "voluntary"]),
        ({"statutory": 2, "voluntary": 9}, [""]),
        ({"statutory": 3, "voluntary": 3, "cross": 1}, [""]),
        ({"voluntary": 5}, [""]),
        ({"statutory": 1, "voluntary": 1}, []),
        ({}, []),
    ],
)
def test_no_rest_of_one_or_two_can_be_told(sheets, shown):
    assert told_apart(sheets) == shown


@pytest.fixture
def rating(cast, scales, partnership):
    from tests.reviews.checklists.conftest import make_checklist

    return taking.begin(checklist=make_checklist(cast, scales["1 to 10"]), body=partnership, way="rating", by=cast.lead, on=DAY)


def test_partners_rate_and_nobody_learns_who_said_what(client, cast, sign_in, rating):
    assert rating.sheets.count() == 5  # four members, and the partnership itself
    for body, point in ((cast.charity, "p2"), (cast.other_charity, "p4"), (cast.council, "p10")):
        words = {"fp1:comment": CANARY} if body == cast.council else {}
        closed(rating, {"fp1:point": point, "fp2:point": "tell", **words}, organisation=body)
    done = sending.send(assessment=rating, by=cast.lead, on=DAY)
    assert {(count.item.key, count.sector, count.point.key, count.count) for count in ItemCount.objects.all()} == {
        ("fp1", "", "p2", 1), ("fp1", "", "p4", 1), ("fp1", "", "p10", 1), ("fp2", "", "tell", 3)
    }  # fmt: skip
    assert not ItemAnswer.objects.exists()
    assert {str(sheet.answers) + str(sheet.changes) for sheet in Sheet.objects.all()} == {"{}{}"}
    assert [said.text for said in SaidApart.objects.all()] == [CANARY]
    sign_in(cast.volunteer)
    page = client.get(done.get_absolute_url()).content.decode()
    assert "5.5 on average" in page and CANARY in page
    assert "Wealdshire Council" not in page
    assert "Fewer than three answered" in page


def test_rating_needs_three(cast, rating):
    for body in (cast.charity, cast.council):
        closed(rating, {"fp1:point": "p2"}, organisation=body)
    with pytest.raises(Refused, match="At least 3 have to close"):
        sending.send(assessment=rating, by=cast.lead, on=DAY)


def test_member_answers_for_itself_alone(client, cast, sign_in, rating):
    own, other = rating.sheets.get(organisation=cast.charity), rating.sheets.get(organisation=cast.council)
    sign_in(cast.volunteer)
    base = f"/wealdshire/checklists/taken/{rating.pk}/answers/"
    assert [client.get(f"{base}{sheet.pk}/").status_code for sheet in (own, other)] == [200, 404]
    overview = client.get(rating.get_absolute_url()).content.decode()
    assert "Wealdshire Council" not in overview
    assert "0 of 5 are closed" in overview


def test_members_are_asked_by_mail_without_a_word_of_the_answers(cast, rating):
    from compact_portal.messaging.models import Message

    mails = Message.objects.filter(to="oak@example.org")
    assert len(mails) == 1
    assert "You answer apart from the others" in mails[0].text


def test_sheet_that_is_closed_can_be_opened_again_until_all_is_sent(client, cast, sign_in, rating):
    sheet = closed(rating, {"fp1:point": "p2"}, organisation=cast.charity)
    with pytest.raises(Refused, match="open them again first"):
        fill(rating, {"fp1:point": "p3"}, organisation=cast.charity)
    sign_in(cast.volunteer)
    client.post(f"/wealdshire/checklists/taken/{rating.pk}/answers/{sheet.pk}/close/", {"again": "1"})
    assert fill(rating, {"fp1:point": "p3"}, organisation=cast.charity).answers["fp1:point"] == "p3"


def test_nothing_is_closed_empty(cast, rating):
    with pytest.raises(Refused, match="Answer at least one item first"):
        closed(rating, {}, organisation=cast.charity)


@pytest.mark.parametrize(("way", "said"), [("sectors", "has no members of both sectors"), ("rating", "At least 3 members must answer apart")])
def test_group_that_is_too_small(cast, checklist, partnership, way, said):
    GroupMembership.objects.exclude(member=cast.charity).delete()
    with pytest.raises(Refused, match=said):
        taking.begin(checklist=checklist, body=partnership, way=way, by=cast.lead, on=DAY)
    assert not Assessment.objects.exists()


def test_sectors_stand_apart_where_each_has_three(cast, scales, partnership):
    from tests.reviews.checklists.conftest import make_checklist

    for name, sector, kind in (("Health Trust", "statutory", "health"), ("Choir", "voluntary", "charity")):
        GroupMembership.objects.create(group=partnership, member=organisation(cast.compact, name, sector, kind))
    made = taking.begin(checklist=make_checklist(cast, scales["0 to 2"]), body=partnership, way="members", by=cast.lead, on=DAY)
    for sheet in made.sheets.all():
        point = "p2" if sheet.organisation.sector == "statutory" else "p0"
        taking.save_sheet(sheet=sheet, answers={f"fp{n}:point": point for n in range(1, 5)}, version=0)
        taking.close_sheet(sheet=sheet, on=DAY)
    done = sending.send(assessment=made, by=cast.lead, on=DAY)
    assert set(ItemCount.objects.values_list("sector", "count")) == {("statutory", 3), ("voluntary", 3)}
    assert (done.score, done.outcome, done.gaps.count()) == (50, "partly", 4)
