"""The whole way of East Sussex: raised, talked about, helped, agreed, closed, asked about, counted."""

import datetime

import pytest

from actionplans.models import Plan, Target
from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from disputes import wall
from disputes.models import HelperOffer, Story, Tally
from tests.disputes import ways
from tests.disputes.ways import address, browser, page, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(cast):
    return ways.stage(cast, "facilitated")


def test_from_a_draft_to_its_end(way):
    assert ways.raise_concern(way) == "submitted"
    assert step(way, "deputy", "acknowledge", conflict_check="on") == "acknowledged"
    assert step(way, "deputy", "start talk", need_0="The charity is concerned about notice.") == "acknowledged"
    assert browser(way, "council").get(address(way)).status_code == 404
    assert step(way, "lead", "start talk") == "direct_talk"
    assert "concerned about notice" in page(way, "council")
    assert "We rang twice" not in page(way, "council")
    assert step(way, "lead", "ask for help") == "helper_wanted"
    assert ways.propose(way, "helper1") == "helper_proposed"
    assert "A small group and its funder" in page(way, "helper1")
    assert "Bramble Lane" not in page(way, "helper1")
    assert "Helper 1" not in page(way, "lead")
    ways.answer_offer(way, "helper1", "yes")
    assert "Bramble Lane" in page(way, "helper1")
    assert "week's notice" not in page(way, "helper1").replace("&#x27;", "'")
    assert "Accept the helper:</strong> not yet" in page(way, "lead")
    ways.answer_offer(way, "helper1", "yes")
    assert "Helper 1" in page(way, "lead")
    assert step(way, "lead", "accept helper") == "helper_proposed"
    assert step(way, "council", "accept helper") == "helper_agreed"
    assert "week's notice" in page(way, "helper1").replace("&#x27;", "'")
    day = ways.date_of("date", today() + datetime.timedelta(days=7))
    assert step(way, "helper1", "set date", need_1="Village hall", need_2="Step-free", **day) == "talk_planned"
    assert step(way, "helper1", "hold talk", need_0="Both leads") == "talk_held"
    assert step(way, "helper1", "send note", need_0="Payment goes on until June.") == "note_out"
    assert step(way, "lead", "confirm note") == "note_out"
    assert step(way, "council", "confirm note") == "agreed"
    assert step(way, "deputy", "close", result="solved", code="Funding", lesson="Say early.") == "closed"
    tally = Tally.objects.get()
    assert (tally.code, tally.sector, tally.stage, tally.result, tally.late) == ("Funding", "voluntary", 2, "solved", False)
    assert {message.subject for message in Message.objects.filter(to=way.people["lead"].email)} == {"You have a message"}


def test_third_refused_helper_ends_the_search(way):
    ways.to_direct_talk(way)
    step(way, "lead", "ask for help")
    for number, after in ((1, "helper_wanted"), (2, "helper_wanted"), (3, "not_solved")):
        ways.propose(way, f"helper{number}")
        assert step(way, "council", "refuse helper") == after
        assert browser(way, f"helper{number}").get(address(way)).status_code == 404
    assert HelperOffer.objects.count() == 0
    with wall.inside(case=ways.the_case(way)):
        assert set(HelperOffer.objects.values_list("outcome", flat=True)) == {"refused"}


def test_helper_who_is_unwilling_or_tied_leaves_and_does_not_count(way):
    ways.to_direct_talk(way)
    step(way, "lead", "ask for help")
    ways.propose(way, "helper1")
    ways.answer_offer(way, "helper1", "no")
    ways.propose(way, "helper2")
    ways.answer_offer(way, "helper2", "yes")
    ways.answer_offer(way, "helper2", "no")
    assert ways.the_case(way).state == "helper_wanted"
    assert ways.propose(way, "helper3") == "helper_proposed"


def test_one_side_and_the_helper_alone(way):
    ways.to_helper(way)
    browser(way, "lead").post(address(way, "say/"), {"audience": "raiser", "kind": "note", "body": "We fear for next year."})
    assert "We fear for next year" in page(way, "helper1")
    assert "We fear for next year" in page(way, "lead")
    for other in ("council", "deputy"):
        assert "We fear for next year" not in page(way, other)


def test_statement_and_its_version_to_share(way):
    ways.to_helper(way)
    browser(way, "lead").post(address(way, "say/"), {"audience": "raiser", "kind": "statement", "body": "Mrs Secret told us so."})
    with wall.inside(case=ways.the_case(way)):
        entry = ways.the_case(way).entries.filter(kind="statement", key__audience="raiser").last()
    twin = address(way, f"said/{entry.pk}/share/")
    assert "Mrs Secret" in browser(way, "lead").get(twin).content.decode()
    browser(way, "lead").post(twin, {"body": "Somebody told us so."})
    assert "Somebody told us so" in page(way, "council")
    assert "Mrs Secret" not in page(way, "council")
    assert browser(way, "helper1").get(twin).status_code == 404


def test_black_out_and_files(way):
    from django.core.files.uploadedfile import SimpleUploadedFile

    ways.to_helper(way)
    browser(way, "lead").post(address(way, "say/"), {"audience": "case", "kind": "message", "body": "Ask Mrs Secret."})
    with wall.inside(case=ways.the_case(way)):
        entry = ways.the_case(way).entries.filter(kind="message").get()
    assert browser(way, "council").post(address(way, f"said/{entry.pk}/change/"), {"body": "x"}).status_code == 404
    browser(way, "lead").post(address(way, f"said/{entry.pk}/change/"), {"body": "Ask █████."})
    assert "Mrs Secret" not in page(way, "council")
    given = {"audience": "raiser", "blacked_out": "on", "file": SimpleUploadedFile("letter.txt", b"Dear council")}
    assert browser(way, "lead").post(address(way, "files/add/"), given).status_code == 302
    assert "letter.txt" in page(way, "helper1")
    assert "letter.txt" not in page(way, "council")
    with wall.inside(case=ways.the_case(way)):
        file = ways.the_case(way).files.get()
    taken = browser(way, "helper1").get(address(way, f"files/{file.pk}/"))
    assert (taken.content, taken["Content-Disposition"]) == (b"Dear council", 'attachment; filename="letter.txt"')
    assert browser(way, "council").get(address(way, f"files/{file.pk}/")).status_code == 404


def test_recommendation_and_story_leave_only_when_both_agree(way):
    ways.to_helper(way)
    browser(way, "helper1").post(
        address(way, "recommendations/add/"), {"text": "Give notice.", "owner": "Wealdshire Council", "by_when": "March 2027"}
    )
    browser(way, "lead").post(address(way, "story/"), {"title": "Notice given", "body": "A funder gave notice."})
    with wall.inside(case=ways.the_case(way)):
        story = ways.the_case(way).entries.get(kind="story")
    agree, publish = address(way, f"said/{story.pk}/agree/"), address(way, f"said/{story.pk}/publish/")
    browser(way, "lead").post(agree)
    browser(way, "deputy").post(publish)
    assert not Story.objects.exists()
    browser(way, "council").post(agree)
    browser(way, "lead").post(address(way, f"said/{story.pk}/change/"), {"body": "A bad funder gave notice."})
    browser(way, "deputy").post(publish)
    assert not Story.objects.exists()
    for name in ("lead", "council"):
        browser(way, name).post(agree)
    assert browser(way, "lead").post(publish).status_code == 404
    browser(way, "deputy").post(publish)
    assert Story.objects.get().text == "A bad funder gave notice."
    assert "A bad funder gave notice." in browser(way, "lead").get("/wealdshire/disagreements/").content.decode()


def test_recommendation_that_both_agree_to_stands_in_the_plan_and_nothing_else_of_the_case(way, client):
    plan = Plan.objects.create(
        compact=way.cast.compact, period="2026", label="Plan 2026", starts_on="2026-01-01", ends_on="2026-12-31", status="adopted"
    )
    target = Target.objects.create(plan=plan, number=1, text="To pay in time")
    ways.to_helper(way)
    said = {"text": "Give three months’ notice.", "owner": "Wealdshire Council", "by_when": "March 2027"}
    browser(way, "helper1").post(address(way, "recommendations/add/"), said)
    with wall.inside(case=ways.the_case(way)):
        entry = ways.the_case(way).entries.get(kind="recommendation")
    put, agree = address(way, f"said/{entry.pk}/plan/"), address(way, f"said/{entry.pk}/agree/")
    browser(way, "lead").post(agree)
    assert "Both sides have to agree to these words first" in browser(way, "deputy").post(put, {"target": target.pk}).content.decode()
    browser(way, "council").post(agree)
    for other in ("lead", "council", "helper1"):
        assert browser(way, other).post(put, {"target": target.pk}).status_code == 404
    assert browser(way, "deputy").post(put, {"target": target.pk}).status_code == 302
    assert "It is in the plan already" in browser(way, "deputy").post(put, {"target": target.pk}).content.decode()
    action = target.actions.get()
    assert action.text == "Give three months’ notice."
    shown = [client.get(f"/wealdshire/plan/{tail}").content.decode() for tail in ("", "2026/")] + [
        str(row) for row in Event.objects.filter(verb__startswith="action").values_list("target_name", "detail")
    ]  # fmt: skip
    assert "Give three months’ notice." in "".join(shown)
    for secret in (ways.the_case(way).reference, str(ways.the_case(way).pk), "Bramble", "week's notice", "rang twice", "small group and its funder"):
        assert not any(secret in page.replace("&#x27;", "'") for page in shown if "Event" not in page), secret


def test_withdrawn_at_any_moment_without_a_reason(way):
    ways.to_direct_talk(way)
    assert step(way, "lead", "withdraw") == "withdrawn"
    assert Tally.objects.get().result == "withdrawn"
    assert browser(way, "lead").get(address(way, "say/")).status_code == 404


def test_pause_stops_the_clock_and_resume_starts_it_again(way):
    ways.to_direct_talk(way)
    before = ways.the_case(way).due_on
    step(way, "deputy", "pause", why="elsewhere", need_1="An ombudsman looks at it.")
    assert ways.the_case(way).due_on is None
    assert "The clock stands still" in page(way, "lead")
    step(way, "deputy", "resume")
    case = ways.the_case(way)
    assert (case.state, case.paused_from) == ("direct_talk", "")
    assert case.due_on >= before


def test_more_time_keeps_the_old_day_and_the_reason(way):
    ways.to_direct_talk(way)
    before = ways.the_case(way).due_on
    assert "1 to 10 working days" in browser(way, "deputy").post(address(way, "more-time/"), {"days": 11, "reason": "x"}).content.decode()
    browser(way, "deputy").post(address(way, "more-time/"), {"days": 4, "reason": "Illness; both agree."})
    assert ways.the_case(way).due_on > before
    assert f"instead of {before:%-d %B %Y}" in page(way, "council")
    assert "once already" in browser(way, "deputy").post(address(way, "more-time/"), {"days": 4, "reason": "x"}).content.decode()
    assert browser(way, "lead").get(address(way, "more-time/")).status_code == 404
