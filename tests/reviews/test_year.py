"""The steering group's year: days from the template, moved with reasons, never past what follows; what is late; done and undone."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from actionplans.actions.meetings import plan_meeting, record_meeting
from actionplans.actions.telling import tell_group
from actionplans.models import Action, Plan, ProgressMeeting, ProgressNote, Target, Update
from compact_portal.audit.models import Event as Recorded
from compact_portal.days import today
from compact_portal.documents.models import issue
from reviews.actions.milestones import mark_done, move, remove_milestone, save_milestone, set_up_year
from reviews.designing import create_survey
from reviews.models import (
    AssignedBody,
    Assignment,
    ChecklistRound,
    DateChange,
    Event,
    EventFeedback,
    Finding,
    Milestone,
    Proposal,
    PublishedReport,
    Review,
    Survey,
)
from reviews.rhythm import check_dates, proposed_survey
from reviews.year.calendar import days_of_year
from reviews.year.items import Item, items_of, review_of_year
from reviews.year.known import page_of_step
from reviews.year.steps import days_from
from reviews.year.tasks import tasks_of
from signatories.models import RefreshRound
from tests.reviews.conftest import DOCUMENTS, at

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WEEK = datetime.date(2026, 11, 2)  # domain.md C6.4
D = datetime.date
BEFORE, LATER = D(2026, 3, 2), D(2026, 12, 30)


@pytest.fixture
def review(cast):
    made = Review.objects.create(compact=cast.compact, year=2026, label="2026 – 2027")
    create_survey(review=made, opens_on=D(2026, 6, 25), closes_on=D(2026, 9, 10), documents=DOCUMENTS, by=cast.officer)
    return made


@pytest.fixture
def year(cast, review):
    set_up_year(review=review, rhythm="summer", week=WEEK, by=cast.officer)
    return review_of_year(cast.compact, BEFORE)


def hidden(page: str) -> dict[str, str]:
    """What the form that confirms sends."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))


def days(compact) -> dict[str, datetime.date]:
    return {item.name: item.day for item in items_of(review_of_year(compact, BEFORE), BEFORE)}


def test_summer_year_has_the_days_of_the_example(cast, year):
    found = days(cast.compact)
    assert {name: found[name] for name in ("opens_on", "closes_on", "interim_on", "report_due_on", "week_on", "board_on")} == {
        "opens_on": D(2026, 6, 25), "closes_on": D(2026, 9, 10), "interim_on": D(2026, 9, 17), "report_due_on": D(2026, 9, 24),
        "week_on": WEEK, "board_on": D(2026, 11, 26),
    }  # fmt: skip
    of_template = {name: day for name, day in found.items() if Milestone.objects.filter(key=name).exists()}
    assert {name: day for name, day in of_template.items() if name not in ("event", "progress-2", "progress-3", "progress-4")} == {
        "seats": D(2026, 1, 31), "plan": D(2026, 2, 28), "progress-1": D(2026, 3, 31), "refresh": D(2026, 4, 30), "checklists": D(2026, 5, 31),
        "invitations": D(2026, 10, 12), "published": D(2026, 12, 15), "next-plan": D(2026, 12, 20),
        "plan-year": D(2026, 4, 1), "findings": D(2026, 9, 16),
    }  # fmt: skip
    assert list(found.values()) == sorted(found.values())


def test_autumn_year_ends_with_the_plan_in_february():
    found = {step.key: day for step, day in days_from("autumn", D(2009, 11, 2))}
    assert (found["next-plan"], found["plan"], found["plan-year"]) == (D(2010, 2, 11), D(2010, 2, 28), D(2010, 4, 1))
    assert found["published"] > D(2010, 1, 21)  # the board


def test_set_up_twice_changes_nothing(cast, review, year):
    Milestone.objects.filter(key="seats").update(on=D(2026, 1, 20))
    before = days(cast.compact)
    assert set_up_year(review=review, rhythm="autumn", week=WEEK, by=cast.officer) == []
    assert days(cast.compact) == before


def test_moved_alone_it_keeps_the_old_day_and_the_reason(cast, year):
    move(review=year, name="refresh", to=D(2026, 5, 15), together=False, reason="Easter was late.", by=cast.officer, at=at(BEFORE))
    change = DateChange.objects.get()
    assert (change.of, change.before, change.after, change.reason, change.changed_by) == (
        "Yearly refresh of signatories and Champions closed", D(2026, 4, 30), D(2026, 5, 15), "Easter was late.", cast.officer,
    )  # fmt: skip
    assert Recorded.objects.filter(verb="review.milestones_moved").exists()


def test_moved_together_everything_after_it_moves_by_as_many_days(cast, year):
    before = days(cast.compact)
    moved = move(review=year, name="invitations", to=D(2026, 10, 19), together=True, reason="Hall not free.", by=cast.officer, at=at(BEFORE))
    after = days(cast.compact)
    late = {one.item.name for one in moved}
    assert late == {"invitations", "week_on", "event", "board_on", "published", "next-plan", "progress-4"}
    assert {name: after[name] - before[name] for name in late} == dict.fromkeys(late, 7 * DAY)
    assert {name: after[name] for name in after if name not in late} == {name: before[name] for name in before if name not in late}
    assert DateChange.objects.count() == len(late)


@pytest.mark.parametrize(
    ("name", "to", "sentence"),
    [
        (
            "published",
            D(2026, 11, 20),
            "copies sent to all signatories” (20 November 2026) would come before the report to the board",
        ),
        ("invitations", D(2026, 11, 10), "would come before “Invitations to the yearly event sent” (10 November 2026)."),
        ("board_on", D(2026, 12, 18), "would come before the report to the board (18 December 2026)."),
        ("closes_on", D(2026, 6, 1), "cannot come before the opening of the survey"),
        ("report_due_on", D(2026, 9, 1), "cannot come before the last day of the survey"),
    ],
)
def test_a_day_after_its_follower_is_refused_and_nothing_moves(cast, year, name, to, sentence):
    before = days(cast.compact)
    with pytest.raises(ValidationError) as refused:
        move(review=year, name=name, to=to, together=False, reason="Later.", by=cast.officer, at=at(BEFORE))
    assert sentence in refused.value.messages[0]
    assert days(cast.compact) == before
    assert not DateChange.objects.exists()


def test_a_move_wants_a_reason_and_an_officer(cast, year):
    with pytest.raises(ValidationError, match="Say why"):
        move(review=year, name="seats", to=D(2026, 2, 1), together=False, reason=" ", by=cast.officer, at=at(BEFORE))
    for somebody in (cast.vcs_member, cast.lead, cast.superuser):
        with pytest.raises(PermissionDenied):
            move(review=year, name="seats", to=D(2026, 2, 1), together=False, reason="So.", by=somebody, at=at(BEFORE))
        with pytest.raises(PermissionDenied):
            set_up_year(review=year, rhythm="summer", week=WEEK, by=somebody)
    with pytest.raises(PermissionDenied):
        mark_done(milestone=Milestone.objects.first(), done=True, by=cast.lead)


def test_days_of_an_open_survey_move_only_later_together_as_well(cast, year):
    Survey.objects.update(status="open", opened_at="2026-06-25T08:00Z", opened_by=cast.officer)
    with pytest.raises(ValidationError, match="only be moved to later ones"):
        move(review=year, name="closes_on", to=D(2026, 9, 1), together=True, reason="Sooner.", by=cast.officer, at=at(D(2026, 7, 1)))


def test_states_follow_the_day_and_the_facts(cast, year):
    def state(name, on) -> str:
        return next(item for item in items_of(review_of_year(cast.compact, on), on) if item.name == name).state(on)

    assert [state("refresh", on) for on in (D(2026, 4, 1), D(2026, 4, 20), D(2026, 4, 30), D(2026, 5, 1))] == ["coming", "soon", "soon", "late"]
    mark_done(milestone=Milestone.objects.get(key="refresh"), done=True, by=cast.vcs_member)
    assert state("refresh", D(2026, 5, 1)) == "done"
    assert [state("plan-year", on) for on in (D(2026, 3, 31), D(2026, 4, 1))] == ["soon", "done"]
    assert state("closes_on", D(2026, 9, 11)) == "late"
    Survey.objects.update(status="closed", closed_at="2026-09-11T08:00Z")
    assert state("closes_on", D(2026, 9, 11)) == "done"
    assert state("report_due_on", D(2026, 9, 25)) == "late"
    assert Item("x", "", "", D(2026, 5, 31), False).is_free_day  # a Sunday


def test_own_days_keep_their_place_and_moved_ones_stay(cast, year):
    own = save_milestone(review=year, name="Kitemark launched", owner="", on=D(2026, 11, 5), after="week_on", before="board_on", by=cast.officer)
    with pytest.raises(ValidationError, match="“Kitemark launched”"):
        move(review=year, name=own.key, to=D(2026, 11, 30), together=False, reason="Later.", by=cast.officer, at=at(BEFORE))
    move(review=year, name=own.key, to=D(2026, 11, 6), together=False, reason="Later.", by=cast.officer, at=at(BEFORE))
    with pytest.raises(ValidationError, match="was moved before"):
        remove_milestone(milestone=own, by=cast.officer)
    remove_milestone(milestone=Milestone.objects.get(key="checklists"), by=cast.officer)
    assert "checklists" not in days(cast.compact)


def test_the_year_on_its_pages(cast, sign_in, year, monkeypatch):
    monkeypatch.setattr("reviews.views.year.today", lambda: D(2026, 5, 4))
    address = "/wealdshire/year/2026/"
    page = sign_in(cast.vcs_member).get("/wealdshire/year/").content.decode()
    assert "days are late: Seats of the steering group confirmed for the year (31 January); " in page
    assert "The broken line is today, 4 May." in page and "<svg" in page
    assert "What comes next: Checklists given out to be tried, on 31 May 2026." in page
    assert "Move or change<span" not in page
    client = sign_in(cast.officer)
    asked = {"to-day": 18, "to-month": 12, "to-year": 2026, "together": "together", "reason": "Holidays."}
    shown = client.post(f"{address}move/published/", asked).content.decode()
    assert "These days move. Nothing is saved yet." in shown and "Wed 23 Dec 2026" in shown
    assert not DateChange.objects.exists()
    assert client.post(f"{address}move/published/", hidden(shown)).url == address
    assert "Holidays." in client.get(address).content.decode()
    asked |= {"to-day": 20, "to-month": 11}
    refused = client.post(f"{address}move/published/", asked | {"together": "alone"}).content.decode()
    assert "would come before the report to the board" in refused
    seats = Milestone.objects.get(key="seats")
    client.post(f"{address}{seats.pk}/done/")
    assert client.get(f"{address}move/seats/").status_code == 404
    assert "Not done after all" in client.get(address).content.decode()


def test_set_up_page_shows_the_days_before_it_sets_them(cast, sign_in, review):
    client, address = sign_in(cast.officer), "/wealdshire/year/2026/template/"
    asked = {"rhythm": "summer", "week-day": 2, "week-month": 11, "week-year": 2026}
    shown = client.get(address, asked).content.decode()
    assert "Thu 26 Nov 2026" in shown and not Milestone.objects.exists()
    assert "stays as it is" in shown  # the survey's own days
    assert "Enter a Monday of 2026" in client.get(address, asked | {"week-year": 2027, "week-day": 1}).content.decode()
    assert client.post(address, hidden(shown)).url == "/wealdshire/year/2026/"
    assert Milestone.objects.count() == 14


def test_set_up_page_knows_the_rhythm_and_week_of_the_review(cast, sign_in):
    Review.objects.create(compact=cast.compact, year=2026, label="2026 – 2027", rhythm="summer", week_on=WEEK)
    shown = sign_in(cast.officer).get("/wealdshire/year/2026/template/").content.decode()
    assert re.search(r'<input[^>]*value="summer"[^>]*checked', shown)
    assert [re.search(rf'name="week-{part}"[^>]*value="(\d+)"', shown)[1] for part in ("day", "month", "year")] == ["2", "11", "2026"]


def test_year_says_that_its_survey_is_not_prepared(cast, sign_in):
    review = Review.objects.create(compact=cast.compact, year=2026, label="2026 – 2027", rhythm="summer", week_on=WEEK)
    said = "The template proposes that it runs from 18 June 2026 to 10 September 2026"
    shown = sign_in(cast.officer).get("/wealdshire/year/2026/").content.decode()
    assert said in shown and "/wealdshire/survey/2026/prepare/" in shown
    shown = sign_in(cast.vcs_member).get("/wealdshire/year/2026/").content.decode()
    assert said in shown and "/wealdshire/survey/2026/prepare/" not in shown
    create_survey(review=review, opens_on=D(2026, 6, 25), closes_on=D(2026, 9, 10), documents=DOCUMENTS, by=cast.officer)
    assert "has not been prepared" not in sign_in(cast.officer).get("/wealdshire/year/2026/").content.decode()


def test_empty_year(cast, sign_in):
    assert "No year has begun yet." in sign_in(cast.officer).get("/wealdshire/year/").content.decode()
    assert sign_in(cast.officer).get("/wealdshire/year/2026/").status_code == 404


@pytest.mark.parametrize("more", [0, 20])
def test_the_year_costs_the_same_queries(cast, sign_in, year, django_assert_num_queries, more):
    for number in range(more):
        save_milestone(review=year, name=f"Day {number}", owner="", on=D(2026, 7, 1), by=cast.officer)
    client = sign_in(cast.officer)
    client.get("/wealdshire/year/")
    with django_assert_num_queries(13):
        client.get("/wealdshire/year/")


def test_officer_is_asked_when_a_day_has_come(cast, sign_in, year, monkeypatch):
    monkeypatch.setattr("compact_portal.home.today", lambda: D(2026, 2, 1))
    page = sign_in(cast.officer).get("/home/").content.decode()
    assert "See that it is done: Seats of the steering group confirmed for the year" in page and "Late: 31 Jan 2026" in page
    assert f'href="{reverse("reviews:year_of", args=["wealdshire", 2026])}"' in page
    assert "See that it is done" not in sign_in(cast.lead).get("/home/").content.decode()


def test_the_group_is_asked_for_what_is_its_own_or_its_chairs(cast, sign_in, year, monkeypatch):
    monkeypatch.setattr("compact_portal.home.today", lambda: D(2026, 5, 31))
    asked = re.findall(r"See that it is done: ([^<]+)", sign_in(cast.vcs_member).get("/home/").content.decode())
    assert asked == ["Seats of the steering group confirmed for the year", "Plan for this year adopted", "Progress of actions looked at"]
    assert len(re.findall("See that it is done: ", sign_in(cast.officer).get("/home/").content.decode())) == 5


@pytest.fixture
def prepared(cast, year):
    """Each thing of the year stands in the portal, and nothing of it is done."""
    compact = cast.compact
    plans = [Plan.objects.create(compact=compact, label=f"Plan {n}", period=str(n), starts_on=D(n, 1, 1), ends_on=D(n, 12, 31)) for n in (2026, 2027)]
    action = Action.objects.create(target=Target.objects.create(plan=plans[0], number=1, text="T"), number=1, text="A")
    round = ChecklistRound.objects.create(compact=compact, title="Trial", starts_on=D(2026, 5, 1), due_on=D(2026, 8, 1))
    event = Event.objects.create(compact=compact, review=year, name="Together", starts_on=D(2026, 11, 3), ends_on=D(2026, 11, 3))
    RefreshRound.objects.create(compact=compact, year=2026, due_on=D(2026, 4, 1), lapses_on=D(2026, 4, 30))
    RefreshRound.objects.create(
        compact=compact, year=2025, due_on=D(2025, 4, 1), lapses_on=D(2025, 4, 30), closed_at="2025-05-01T12:00Z", closed_by=cast.officer
    )
    said = {"content": {}, "sha256": "0" * 64, "proposed_at": at(LATER), "proposed_by": cast.officer}
    proposal = Proposal.objects.create(review=year, number=1, **said)
    return SimpleNamespace(plan=plans[0], next_plan=plans[1], action=action, round=round, event=event, proposal=proposal, review=year)


def do_all(cast, made) -> None:
    for_good = {"closed_at": "2026-05-01T12:00Z", "closed_by": cast.officer}
    RefreshRound.objects.filter(year=2026).update(**for_good)
    Plan.objects.filter(pk=made.plan.pk).update(status="adopted")
    Target.objects.create(plan=made.next_plan, number=1, text="T")
    AssignedBody.objects.create(assignment=Assignment.objects.create(round=made.round, number=1), organisation=cast.charity, number=1)
    note = ProgressNote.objects.create(action=made.action, number=1, text="Begun.")
    Update.objects.create(
        action=made.action, period_starts_on=D(2026, 4, 1), rating="on_track", note=note, given_on=D(2026, 6, 2), given_by=cast.officer
    )
    Finding.objects.create(review=made.review, number=1, text="It takes long.")
    EventFeedback.objects.create(event=made.event, responses=3)
    files = {name: issue(name=name, media_type="text/html", content=b"-", at=at(LATER)) for name in ("page", "pdf")}
    PublishedReport.objects.create(review=made.review, proposal=made.proposal, **files, published_at=at(LATER), published_by=cast.officer)


def known(compact, on=LATER) -> dict[str, bool | None]:
    return {one.key: one.known for one in review_of_year(compact, on).milestones.all()}


def test_every_step_has_its_page(cast, year):
    keys = {step.key for rhythm in ("summer", "autumn") for step, _ in days_from(rhythm, WEEK)}
    assert all(page_of_step(key, year) for key in keys)
    assert page_of_step("own-1", year) == ""


def test_the_year_knows_what_the_portal_knows(cast, prepared):
    by_portal = {"refresh", "plan", "next-plan", "checklists", "event", "published"}
    before = known(cast.compact)
    assert {key for key, done in before.items() if done is False} == by_portal
    do_all(cast, prepared)
    after = known(cast.compact)
    assert {key for key, done in after.items() if done} == by_portal | {"findings", "progress-2", "plan-year"}
    assert {key for key, done in after.items() if done is None} == {
        "seats",
        "invitations",
        "progress-1",
        "progress-3",
        "progress-4",
    }
    assert known(cast.compact, D(2026, 6, 29))["progress-2"] is None, "the quarter still runs"


def test_what_the_portal_knows_nobody_says_otherwise(cast, sign_in, prepared, monkeypatch):
    monkeypatch.setattr("reviews.views.year.today", lambda: D(2026, 5, 4))
    refresh = Milestone.objects.get(key="refresh")
    Milestone.objects.filter(pk=refresh.pk).update(done_on=D(2026, 4, 30), done_by=cast.officer)  # said before there was a round
    client, address = sign_in(cast.officer), "/wealdshire/year/2026/"
    page = client.get(address).content.decode()
    assert "Yearly refresh of signatories and Champions closed (30 April)" in page.partition("late:")[2].partition("</strong>")[0]
    assert f'action="{address}{refresh.pk}/done/"' not in page
    assert page.count('href="/wealdshire/steering/refresh/"') == 2
    told = client.post(f"{address}{refresh.pk}/done/", follow=True).content.decode()
    assert "nobody has to say so" in told
    do_all(cast, prepared)
    page = client.get(address).content.decode()
    assert "Yearly refresh" not in page.partition("late:")[2].partition("</strong>")[0]


def test_nobody_is_asked_for_what_the_portal_sees_done(cast, sign_in, prepared, monkeypatch):
    monkeypatch.setattr("compact_portal.home.today", lambda: D(2026, 5, 4))
    page = sign_in(cast.officer).get("/home/").content.decode()
    assert "See that it is done: Yearly refresh" in page and 'href="/wealdshire/steering/refresh/"' in page
    do_all(cast, prepared)
    assert "See that it is done: Yearly refresh" not in sign_in(cast.officer).get("/home/").content.decode()
    titles = [day.what for day in days_of_year(cast.officer, D(2026, 5, 4))]
    assert not any("Yearly refresh" in title for title in titles) and any("Seats" in title for title in titles)


@pytest.mark.parametrize(("on", "shown"), [(D(2025, 5, 1), 2026), (D(2026, 5, 1), 2026), (D(2027, 5, 1), 2027), (D(2029, 5, 1), 2028)])
def test_the_year_that_is_shown_is_the_one_we_are_in_or_the_nearest(cast, on, shown):
    for year in (2026, 2027, 2028):
        Review.objects.create(compact=cast.compact, year=year, label=str(year))
    assert review_of_year(cast.compact, on).year == shown


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("rhythm", ["summer", "autumn"])
def test_no_template_warns_by_its_own_dates(cast, sign_in, rhythm, month):
    """Nor refuses them, in whichever month the agreement has its week: the survey stays open for as long as the agreement asks."""
    review = Review.objects.create(compact=cast.compact, year=2041, label="2041")
    first = D(2041, month, 1)
    week = first - first.weekday() % 7 * DAY + 7 * DAY
    set_up_year(review=review, rhythm=rhythm, week=week, by=cast.officer)
    opens, closes = proposed_survey(Review.objects.get(pk=review.pk))
    survey = create_survey(review=review, opens_on=opens, closes_on=closes, documents=[], by=cast.officer)
    assert (survey.days, survey.is_short) == (84, False)
    if rhythm == "summer" and month == 11:
        assert "Warning" not in sign_in(cast.officer).get("/wealdshire/reviews/2041/dates/").content.decode()
    check_dates(review, survey)


def test_officer_is_asked_to_tell_of_a_meeting_and_to_write_its_minutes(cast):
    """Until the group was told of that day and place; and from the day after it until the minutes stand."""
    on = today()
    meeting = plan_meeting(plan=cast.compact, held_on=on + 10 * DAY, of="Steering group", place="Hall", items="", by=cast.vcs_member)

    def asked(day: datetime.date, person=cast.officer) -> list[tuple[str, datetime.date]]:
        tasks = [task for task in tasks_of(person, day) if "Steering group" in task.what]
        return [(task.what.partition(":")[0], task.due_on) for task in tasks]

    tell, write = [("Tell the group of the meeting, with its agenda", on + 3 * DAY)], [("Write the minutes", on + 24 * DAY)]
    assert (asked(on - 5 * DAY), asked(on), asked(on, cast.vcs_member)) == ([], tell, [])
    tell_group(meeting=meeting, by=cast.vcs_member)
    assert (asked(on), asked(on + 10 * DAY), asked(on + 11 * DAY)) == ([], [], write)
    ProgressMeeting.objects.update(place="Library")
    assert asked(on) == tell  # another place is another word
    ProgressMeeting.objects.update(held_on=on - DAY)
    meeting.refresh_from_db()
    assert asked(on) == [("Write the minutes", on + 13 * DAY)]
    record_meeting(plan=cast.compact, meeting=meeting, held_on=meeting.held_on, of=meeting.of, chaired_by="Chair", noted="", by=cast.vcs_member)
    assert asked(on) == []
