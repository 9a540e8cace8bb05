"""What a plan leaves over is carried forward, merged or dropped, and keeps its memory."""

import datetime
import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from actionplans.actions.acts import remove_action
from actionplans.actions.carrying import carry_action, give_up_action, merge_action
from actionplans.actions.plans import close_plan
from actionplans.actions.progress import give_update
from actionplans.lineage import earlier_lives, year_in_words
from actionplans.models import Action, Amendment, Carry, Plan
from tests.actionplans.test_plan_pages import make_plan

pytestmark = pytest.mark.django_db
END = datetime.date(2009, 12, 31)
OVER = datetime.date(2010, 1, 10)


@pytest.fixture(autouse=True)
def on(monkeypatch):
    for where in ("views.plans", "views.officers", "views.acts", "actions.plans"):
        monkeypatch.setattr(f"actionplans.{where}.today", lambda: OVER)


@pytest.fixture
def old(cast):
    return make_plan(cast, actions=3)


@pytest.fixture
def new(cast):
    return make_plan(cast, period="2010", status="draft", actions=1)


def of(plan, number=1) -> Action:
    return Action.objects.get(target__plan=plan, number=number)


def test_carried_with_all_that_belongs_to_it(cast, old, new):
    action = of(old)
    action.supporters.add(cast.charity)
    action.codes.add(cast.codes[0])
    action.people.create(name="Val", since="2009-02-01")
    again = carry_action(action=action, target=new.targets.get(), by_when="May 2010", by=cast.officer)
    assert (again.number, again.text, again.by_when, again.due_on) == (2, "Activity 1.", "May 2010", datetime.date(2010, 5, 31))
    assert (list(again.owners.all()), list(again.supporters.all()), list(again.codes.all())) == ([cast.council], [cast.charity], [cast.codes[0]])
    assert [person.name for person in again.people.all()] == ["Val"]
    assert year_in_words(again, new) == "second year"
    assert Carry.objects.get().kind == "carried"


def test_the_third_year_with_old_dates_and_reasons(cast, old, new, client):
    first = of(old)
    give_update(action=first, rating="late", done="x", reason="The hall burnt down.", new_date="October 2009", by=cast.officer, on=END)
    second = carry_action(action=first, target=new.targets.get(), by_when="May 2010", reason="Money came late.", by=cast.officer)
    Plan.objects.filter(pk=new.pk).update(status="adopted")
    third_plan = make_plan(cast, period="2011", actions=1)
    third = carry_action(action=second, target=third_plan.targets.get(), by_when="", by=cast.officer, reason="Still no hall.")
    assert (third.by_when, year_in_words(third, third_plan)) == ("May 2010", "third year")
    assert [(life.action.pk, life.kind, life.reason) for life in earlier_lives(third)] == [
        (first.pk, "carried", "Money came late."), (second.pk, "carried", "Still no hall."),
    ]  # fmt: skip
    shown = " ".join(client.get(third.get_absolute_url()).content.decode().split())
    assert "Third year" in shown
    assert "by when: “June 2009”, then “October 2009” (The hall burnt down.). Carried forward. Reason: Money came late." in shown
    assert "Third year" in client.get(third_plan.get_absolute_url()).content.decode()
    assert Amendment.objects.get(action=third).reason == "Still no hall."
    assert "This goes on in" in client.get(second.get_absolute_url()).content.decode()


def test_two_merged_into_one(cast, old, new):
    into = of(new)
    Action.objects.filter(pk=of(old, 2).pk).update(first_planned_on="2007-01-01")
    for number in (1, 2):
        merge_action(action=of(old, number), into=into, by=cast.officer)
    into.refresh_from_db()
    assert year_in_words(into, new) == "fourth year"
    assert {life.action.number for life in earlier_lives(into)} == {1, 2}


def test_dropped_with_a_reason_alone(cast, old):
    with pytest.raises(ValidationError, match="Say why it is dropped"):
        give_up_action(action=of(old), reason=" ", by=cast.officer)
    give_up_action(action=of(old), reason="Others do it.", by=cast.officer)
    assert (of(old).status, Carry.objects.get().reason) == ("dropped", "Others do it.")
    with pytest.raises(IntegrityError, match="carry_leads_on_or_says_why_not"), transaction.atomic():
        Carry.objects.update(reason="")


def test_nothing_is_carried_back_or_twice_or_elsewhere(cast, old, new):
    target = new.targets.get()
    with pytest.raises(ValidationError, match="carried forward, never back"):
        carry_action(action=of(new), target=old.targets.get(), by_when="", by=cast.officer)
    with pytest.raises(ValidationError, match="carried forward, never back"):
        merge_action(action=of(old), into=of(old, 2), by=cast.officer)
    carry_action(action=of(old), target=target, by_when="", by=cast.officer)
    with pytest.raises(ValidationError, match="decided on this action meanwhile"):
        carry_action(action=of(old), target=target, by_when="", by=cast.officer)
    Action.objects.filter(pk=of(old, 2).pk).update(status="completed")
    with pytest.raises(ValidationError, match="nothing to carry forward"):
        carry_action(action=of(old, 2), target=target, by_when="", by=cast.officer)
    Plan.objects.filter(pk=new.pk).update(kind="communications")
    new.refresh_from_db()
    with pytest.raises(ValidationError, match="another kind of plan"):
        carry_action(action=of(old, 3), target=new.targets.get(), by_when="", by=cast.officer)
    for who in (cast.vcs_member, cast.superuser):
        with pytest.raises(PermissionDenied):
            give_up_action(action=of(old, 3), reason="x", by=who)


@pytest.mark.parametrize("length", [1, 2, 3])
def test_the_database_lets_nothing_go_round_in_a_circle(cast, old, length):
    circle = [of(old, number) for number in range(1, length + 1)]
    fields = {"kind": "merged", "decided_at": "2010-01-01T12:00Z", "decided_by": cast.officer}
    for action, into in itertools.pairwise(circle):
        Carry.objects.create(action=action, into=into, **fields)
    with pytest.raises(IntegrityError, match="carried in a circle"), transaction.atomic():
        Carry.objects.create(action=circle[-1], into=circle[0], **fields)
    if length > 1:
        with pytest.raises(IntegrityError, match="carried in a circle"), transaction.atomic():
            Carry.objects.filter(action=circle[-2]).update(into=circle[0])


def test_a_plan_is_not_closed_over_something_undecided(cast, old, new, sign_in, client):
    close = reverse("actionplans:close", args=["wealdshire", "2009"])
    page = reverse("actionplans:unfinished", args=["wealdshire", "2009"])
    refused = sign_in(cast.officer).post(close, follow=True).content.decode()
    assert "3 unfinished actions have not been decided on: carry forward, merge or drop each of them first." in refused
    assert "To decide: 3" in refused
    decide = [reverse("actionplans:unfinished_action", args=["wealdshire", "2009", of(old, number).pk]) for number in (1, 2, 3)]
    assert "Choose where it goes on" in client.post(decide[0], {"what": "carry"}).content.decode()
    client.post(decide[0], {"what": "carry", "target": new.targets.get().pk, "by_when": "May 2010", "reason": ""})
    client.post(decide[1], {"what": "merge", "into": of(new).pk, "reason": ""})
    assert "1 unfinished action has" in client.post(close, follow=True).content.decode()
    assert "Say why it is dropped" in client.post(decide[2], {"what": "drop", "reason": ""}).content.decode()
    client.post(decide[2], {"what": "drop", "reason": "Others do it."})
    shown = client.get(page).content.decode()
    assert "Nothing is left to decide." in shown and "Reason: Others do it." in shown
    client.post(close)
    old.refresh_from_db()
    assert old.status == "closed"
    assert [carry.kind for carry in Carry.objects.order_by("action__number")] == ["carried", "merged", "dropped"]


def test_a_plan_is_not_closed_before_its_end(cast, old):
    Action.objects.update(status="completed")
    with pytest.raises(ValidationError, match="runs until 31 December 2009"):
        close_plan(plan=old, by=cast.officer, on=END - datetime.timedelta(days=1))
    close_plan(plan=old, by=cast.officer, on=END)
    with pytest.raises(ValidationError, match="only an adopted one is closed"):
        close_plan(plan=old, by=cast.officer, on=OVER)


def test_taken_out_of_the_draft_it_waits_again(cast, old, new):
    again = carry_action(action=of(old), target=new.targets.get(), by_when="", by=cast.officer)
    remove_action(action=again, by=cast.officer)
    assert not Carry.objects.exists()
    assert of(old) in Action.objects.undecided()


def test_what_was_carried_is_reported_on_in_its_new_plan(cast, old, new):
    carry_action(action=of(old), target=new.targets.get(), by_when="", by=cast.officer)
    with pytest.raises(ValidationError, match="This goes on in “Plan 2010”"):
        give_update(action=of(old), rating="on_track", done="x", by=cast.officer, on=END)


@pytest.mark.parametrize("actions", [1, 6])
def test_left_over_takes_the_same_queries_for_more_rows(cast, sign_in, django_assert_num_queries, actions):
    old, new = make_plan(cast, actions=2 * actions), make_plan(cast, period="2010", status="draft", actions=1)
    for action in list(Action.objects.filter(target__plan=old))[:actions]:
        carry_action(action=action, target=new.targets.get(), by_when="", by=cast.officer)
    client = sign_in(cast.officer)
    with django_assert_num_queries(6):
        client.get(reverse("actionplans:unfinished", args=["wealdshire", "2009"]))
