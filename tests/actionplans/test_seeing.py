"""Other ways to see a plan: in plain words, as a drawing with its table, what came of what people asked for, beside another plan."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from actionplans.actions.asked import note_parallel, save_ask
from actionplans.models import Action, Ask, Parallel, Plan, Target
from actionplans.timeline import WIDTH, timeline_of
from signatories.models import Code, Compact, CompactLink
from tests.actionplans.test_plan_pages import ON, make_plan, mixed, page, shown_actions  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = datetime.date(2009, 7, 1)


def text(client, address, **data) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page(client, address, **data)).split())


# --- filters ---


def test_narrowed_by_code(client, cast, mixed):  # noqa: F811
    Action.objects.get(number=2).codes.add(Code.objects.get(number=1))
    assert shown_actions(client, mixed, code=Code.objects.get(number=1).pk) == [2]
    assert "Code of practice: " in page(client, mixed.get_absolute_url(), code=Code.objects.get(number=1).pk)
    assert shown_actions(client, mixed, code="x") == [1, 2, 3, 4]


def test_narrowed_by_the_day_by_which_it_is_due(client, mixed):  # noqa: F811
    Action.objects.filter(number=4).update(due_on="2009-09-30")
    by = {"due-day": "30", "due-month": "6", "due-year": "2009"}
    assert shown_actions(client, mixed, **by) == [1, 2]
    assert shown_actions(client, mixed, **(by | {"due-day": "29"})) == []
    assert "Due on or before: 30 June 2009 (<a" in page(client, mixed.get_absolute_url(), **by)


# --- in plain words ---


def test_progress_in_plain_words(client, cast, mixed):  # noqa: F811
    Plan.objects.update(status="closed", ends_on="2009-07-01")
    shown = text(client, "/wealdshire/plans/2009/progress/")
    for words in ["Of 4 things promised, 1 is done, 1 is not started yet and 2 are late.", "This is how things stand on 1 July 2009.",
                  "Target 1 To know each other Of 4 things promised", "What is done Activity 2.",
                  "Activity 1. (WC): was promised by 30 June 2009", "1. To know each other 4 1 0 1 2 0 0"]:  # fmt: skip
        assert words in shown


def test_empty_plan_has_its_pages(client, cast):
    plan = make_plan(cast, actions=0)
    assert "Nothing has been promised here yet." in text(client, f"{plan.get_absolute_url()}progress/")
    assert "Nothing in this plan has a day yet." in text(client, f"{plan.get_absolute_url()}timeline/")


@pytest.mark.parametrize("route", ["progress", "timeline", "compare"])
def test_draft_is_hidden(client, cast, sign_in, route):
    plan = make_plan(cast, status="draft")
    assert client.get(f"{plan.get_absolute_url()}{route}/").status_code == 404
    assert sign_in(cast.vcs_member).get(f"{plan.get_absolute_url()}{route}/").status_code == 200


@pytest.mark.parametrize("actions", [5, 500])
@pytest.mark.parametrize(("route", "queries"), [("", 14), ("progress/", 6), ("timeline/", 4)])
def test_pages_take_the_same_queries_with_five_hundred_actions(client, cast, django_assert_num_queries, route, queries, actions):
    plan = make_plan(cast, actions=actions)
    with django_assert_num_queries(queries):
        assert client.get(f"{plan.get_absolute_url()}{route}").status_code == 200


# --- timeline ---


def drawn(**fields):
    """The line of one action in a plan of the year 2009, seen on 1 July, on the whole width of the drawing."""
    plan = Plan.objects.get()
    Action.objects.update(**{"starts_on": None, "due_on": None, "status": "planned"} | fields)
    groups = timeline_of(plan, list(plan.targets.prefetch_related("actions")), DAY).groups
    return groups[0].rows[0] if groups else None


def test_timeline_draws_what_was_understood(cast):
    make_plan(cast, actions=1)
    half = 181 * WIDTH / 365
    day = drawn(due_on="2009-07-01")
    assert (float(day.days[0]), day.width) == (pytest.approx(half, abs=0.1), "")
    span = drawn(starts_on="2009-01-01", due_on="2009-06-30", status="completed")
    assert (float(span.x), float(span.width), span.onward, span.hatch) == (0, pytest.approx(half, abs=0.1), "", "")
    on = drawn(starts_on="2009-01-01", due_on="2009-06-30", ongoing=True)
    assert float(on.onward) == pytest.approx(half, abs=0.1)
    assert drawn(starts_on="2009-01-01", due_on="2009-06-30", ongoing=False).hatch  # overdue: not by colour alone
    assert drawn(ongoing=True, starts_on=None).onward == "0"
    two = drawn(ongoing=False, due_on="2009-10-07", milestones=[datetime.date(2009, 10, 1), datetime.date(2009, 10, 7)])
    assert len(two.days) == 2
    assert drawn(milestones=[]) is None


def test_timeline_stretches_to_what_lies_beyond_the_plan(cast):
    plan = make_plan(cast, actions=1)
    Action.objects.update(due_on="2010-06-30", after_plan=True)
    plan = Plan.objects.get()
    timeline = timeline_of(plan, list(plan.targets.prefetch_related("actions")), DAY)
    assert timeline.months[-1][1].endswith("2010")
    assert timeline.description == "1 action from 1 January 2009 to 30 June 2010: 0 completed, 0 overdue. The table below says the same."


def test_timeline_page_says_all_in_words_too(client, mixed):  # noqa: F811
    shown = page(client, "/wealdshire/plans/2009/timeline/", **ON)
    assert '<svg class="portal-chart portal-timeline"' in shown and "<desc" in shown
    words = text(client, "/wealdshire/plans/2009/timeline/", **ON)
    assert "1 Activity 1. June 2009 30 June 2009 Overdue" in words
    assert "1 Activity 3. June 2009 30 June 2009 &amp; ongoing Planned" in words
    assert "Overdue: Activity 1." in words and "Completed: Activity 2." in words


def test_timeline_is_narrowed_by_the_same_words(client, mixed):  # noqa: F811
    shown = text(client, "/wealdshire/plans/2009/timeline/", status="completed")
    assert "Activity 2." in shown and "Activity 1." not in shown
    assert "Nothing fits." in text(client, "/wealdshire/plans/2009/timeline/", status="dropped")


def test_words_in_the_drawing_are_escaped(client, cast):
    make_plan(cast, actions=1)
    Action.objects.update(text="<script>alert(1)</script> & more")
    shown = page(client, "/wealdshire/plans/2009/timeline/")
    assert "<script>alert" not in shown and "&lt;script&gt;" in shown


# --- what people asked for ---


def test_what_came_of_it(client, cast, sign_in):
    plan = make_plan(cast, actions=2)
    draft = make_plan(cast, period="2010", status="draft", actions=1)
    first, hidden = Action.objects.get(target__plan=plan, number=1), Action.objects.get(target__plan=draft)
    Action.objects.filter(pk=hidden.pk).update(text="CANARY-DRAFT")
    officer = sign_in(cast.officer)
    form = {"text": "Earlier invitations.", "said_in": "Survey 2008", "said_on-day": "26", "said_on-month": "9", "said_on-year": "2008",
            "answer": "We agreed.", "actions": [first.pk, hidden.pk]}  # fmt: skip
    assert officer.post("/wealdshire/plan/asked/new/", form).status_code == 302
    officer.logout()
    shown = text(client, "/wealdshire/plan/asked/")
    assert "Survey 2008, 26 September 2008 Earlier invitations. We agreed. Overdue Planned Activity 1. , June 2009" in shown
    assert "CANARY-DRAFT" not in shown
    officer = sign_in(cast.officer)
    address = reverse("actionplans:ask_change", args=["wealdshire", Ask.objects.get().pk])
    assert "Survey 2008" in page(officer, address)
    officer.post(address, {"text": "Earlier letters.", "said_in": "Survey 2008"})
    assert (Ask.objects.get().text, Ask.objects.get().actions.count()) == ("Earlier letters.", 0)


def test_asked_says_what_is_missing(cast, sign_in):
    shown = sign_in(cast.officer).post("/wealdshire/plan/asked/new/", {}).content.decode()
    assert "Write what was asked for" in shown and "Enter where it was said" in shown


def test_asked_guards(cast):
    plan = make_plan(cast, actions=1)
    said = {"compact": cast.compact, "said_in": "Survey", "said_on": None, "text": "More.", "answer": "", "actions": []}
    for person in (cast.vcs_member, cast.superuser):
        with pytest.raises(PermissionDenied):
            save_ask(by=person, **said)
    other = Compact.objects.create(slug="other", name="Other", area=cast.area, level="county")
    Plan.objects.filter(pk=plan.pk).update(compact=other)
    with pytest.raises(PermissionDenied):
        save_ask(by=cast.officer, **(said | {"actions": list(Action.objects.select_related("target__plan"))}))
    assert not Ask.objects.exists()


@pytest.mark.parametrize("asks", [1, 8])
def test_asked_takes_the_same_queries_for_more_rows(client, cast, django_assert_num_queries, asks):
    plan = make_plan(cast, actions=3)
    for number in range(asks):
        Ask.objects.create(compact=cast.compact, said_in="Survey", text=f"No. {number}").actions.set(Action.objects.filter(target__plan=plan))
    with django_assert_num_queries(4):
        page(client, "/wealdshire/plan/asked/")


# --- beside another plan ---


@pytest.fixture
def theirs(cast) -> Plan:
    """A plan of the national agreement, which ours refers to."""
    nation = Compact.objects.create(slug="nation", name="National Compact", area=cast.area, level="national")
    CompactLink.objects.create(compact=cast.compact, other=nation, kind="refers_up")
    plan = Plan.objects.create(compact=nation, period="2009", label="National plan", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted")
    target = Target.objects.create(plan=plan, number=1, text="To meet")
    Action.objects.create(target=target, number=1, text="Hold an open day for everybody.")
    Action.objects.create(target=target, number=2, text="Write a book about bees.")
    return plan


def test_plans_side_by_side(client, cast, theirs):
    plan = make_plan(cast, actions=2)
    Action.objects.filter(target__plan=plan, number=1).update(text="Hold an open day for all, everybody.")
    assert "National plan, National Compact</a>" in page(client, f"{plan.get_absolute_url()}compare/")
    shown = text(client, f"{plan.get_absolute_url()}compare/", **{"with": theirs.pk})
    assert "Hold an open day for all, everybody. (June 2009) 1: Hold an open day for everybody." in shown
    assert "Activity 2. (June 2009) Nothing like it" in shown
    assert "Only in the plan of the National Compact 1: Write a book about bees." in shown


def test_compared_from_the_other_side_too(client, cast, theirs):
    make_plan(cast)
    assert "Plan 2009, Wealdshire Compact" in page(client, f"{theirs.get_absolute_url()}compare/")


def test_only_public_plans_of_linked_agreements(client, cast, theirs):
    plan = make_plan(cast)
    Plan.objects.filter(pk=theirs.pk).update(status="draft")
    shown = page(client, f"{plan.get_absolute_url()}compare/", **{"with": theirs.pk})
    assert "National plan" not in shown
    assert "No agreement that this one is linked with has published a plan here." in shown


def test_similarity_is_noted_and_taken_away(client, cast, theirs, sign_in):
    plan = make_plan(cast, actions=1)
    ours, other = Action.objects.get(target__plan=plan), Action.objects.get(text__startswith="Write")
    address = reverse("actionplans:parallel", args=["wealdshire", ours.pk, other.pk])
    member = sign_in(cast.vcs_member)
    assert "Write a book about bees." in page(member, address)
    response = member.post(address, {"note": "Both are about bees."})
    assert response["Location"] == f"{plan.get_absolute_url()}compare/?with={theirs.pk}#action-{ours.pk}"
    assert "In common: Both are about bees." in text(member, f"{plan.get_absolute_url()}compare/", **{"with": theirs.pk})
    member.post(address, {"note": ""})
    assert not Parallel.objects.exists()


def test_similarity_guards(cast, theirs):
    plan = make_plan(cast, actions=2)
    first, second = Action.objects.filter(target__plan=plan).select_related("target__plan__compact")
    other = Action.objects.select_related("target__plan__compact").get(text__startswith="Write")
    with pytest.raises(PermissionDenied):
        note_parallel(action=first, other=other, note="x", by=cast.stranger)
    with pytest.raises(ValidationError):
        note_parallel(action=first, other=second, note="x", by=cast.officer)


@pytest.mark.parametrize("actions", [2, 20])
def test_comparison_takes_the_same_queries_for_more_rows(client, cast, theirs, django_assert_num_queries, actions):
    plan = make_plan(cast, actions=actions)
    with django_assert_num_queries(6):
        page(client, f"{plan.get_absolute_url()}compare/", **{"with": theirs.pk})
