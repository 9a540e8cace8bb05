"""How far a plan has come, by target and by aim: each action counts once, and once only."""

import datetime

import pytest

from actionplans.models import Action, Plan, Strategy, StrategyAim, Target
from actionplans.rollup import Figures, by_aim, by_target, whole

pytestmark = pytest.mark.django_db
ON = datetime.date(2009, 7, 1)
STATES = [
    ("completed", "2009-05-31"), ("under_way", None), ("at_risk", "2009-12-31"), ("late", None), ("planned", "2009-06-30"),
    ("under_way", "2009-06-30"), ("deferred", "2009-05-31"), ("dropped", "2009-05-31"), ("planned", None),
]  # fmt: skip
COUNTS = {"total": 9, "done": 1, "late": 3, "doing": 2, "planned": 1, "put_off": 1, "dropped": 1}


def figures(found: Figures) -> dict:
    return {name: getattr(found, name) for name in COUNTS}


@pytest.fixture
def plan(cast) -> Plan:
    strategy = Strategy.objects.create(compact=cast.compact, title="Strategy", starts_in=2007, ends_in=2012)
    for number in (1, 2, 3):
        StrategyAim.objects.create(strategy=strategy, number=number, text=f"Aim {number}")
    plan = Plan.objects.create(
        compact=cast.compact, strategy=strategy, period="2009", label="Plan", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted"
    )
    first, second = (Target.objects.create(plan=plan, number=n, text=f"Target words {n}") for n in (1, 2))
    Target.objects.create(plan=plan, number=3, text="Future considerations", kind="future")
    for number, (status, due) in enumerate(STATES, 1):
        action = Action.objects.create(target=first, number=number, text=f"Activity {number}.", status=status, due_on=due)
        action.owners.add(cast.council, cast.police)  # two owners, one action
    ongoing = Action.objects.create(target=second, number=1, text="Go on.", status="under_way", due_on="2009-01-31", ongoing=True)
    aims = {aim.number: aim for aim in strategy.aims.all()}
    first.aims.add(aims[1])
    ongoing.aims.add(aims[1], aims[2])
    Action.objects.get(text="Activity 1.").aims.add(aims[1])  # in two ways
    return plan


def test_by_target(plan, django_assert_num_queries):
    with django_assert_num_queries(1):
        first, second = by_target(plan, ON)
    assert (first.of.number, figures(first)) == (1, COUNTS)
    assert (second.total, second.doing, second.late) == (1, 1, 0)


def test_parts_add_up_on_any_day(plan):
    for on in (datetime.date(2008, 1, 1), ON, datetime.date(2012, 1, 1)):
        for found in [whole(plan, on), *by_target(plan, on), *by_aim(plan.strategy, on)]:
            assert found.total == found.done + found.late + found.doing + found.planned + found.put_off + found.dropped


def test_whole(plan, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert figures(whole(plan, ON)) == COUNTS | {"total": 10, "doing": 3}


def test_by_aim_counts_an_action_once_whichever_way_it_serves(plan, django_assert_num_queries):
    with django_assert_num_queries(1):
        first, second, third = by_aim(plan.strategy, ON)
    assert (first.total, first.done, second.total, third.total) == (10, 1, 1, 0)


def test_by_aim_over_the_plans_of_the_strategy_leaves_drafts_out(cast, plan):
    draft = Plan.objects.create(compact=cast.compact, strategy=plan.strategy, period="2010", label="D", starts_on="2010-01-01", ends_on="2010-12-31")
    target = Target.objects.create(plan=draft, number=1, text="x")
    Action.objects.create(target=target, number=1, text="y").aims.add(plan.strategy.aims.get(number=3))
    assert [found.total for found in by_aim(plan.strategy, ON)] == [10, 1, 0]
    assert [found.total for found in by_aim(plan.strategy, ON, plan=draft)] == [0, 0, 1]


def test_sentences_for_everybody():
    assert Figures(None, total=3, done=2, late=1).sentence == "Of 3 things promised, 2 are done and 1 is late."
    assert Figures(None, total=2, done=2).sentence == "Of 2 things promised, 2 are done."
    assert Figures(None, total=1, put_off=1).sentence == "One thing was promised: it is put off."
    assert Figures(None).sentence == "Nothing has been promised here yet."
    assert Figures(None, total=4, done=1, doing=1, planned=1, dropped=1).sentence == (
        "Of 4 things promised, 1 is done, 1 is being worked on, 1 is not started yet and 1 is given up."
    )
