"""What the to-do page asks of people about plans."""

import datetime

import pytest

from actionplans.actions.adopting import approve_plan
from actionplans.actions.progress import give_update
from actionplans.models import Action, Plan
from actionplans.tasks import tasks_of
from tests.actionplans.test_plan_pages import make_plan

pytestmark = pytest.mark.django_db
QUARTER_ENDS = datetime.date(2009, 6, 25)


def asked(person, on=QUARTER_ENDS) -> list[str]:
    return [task.what for task in tasks_of(person, on)]


def test_owner_is_asked_for_the_update_in_the_last_week_of_the_quarter(cast):
    make_plan(cast, actions=2)
    Action.objects.update(due_on="2009-12-31")
    assert asked(cast.council_lead, datetime.date(2009, 6, 1)) == []
    assert asked(cast.council_lead) == ["Give your update for April to June 2009: “Plan 2009” (2)"]
    assert asked(cast.lead) == []
    for action in Action.objects.all():
        give_update(action=action, rating="on_track", done="x", by=cast.council_lead, on=QUARTER_ENDS)
    assert asked(cast.council_lead) == []


def test_members_are_asked_to_agree_once_somebody_has(cast):
    draft = make_plan(cast, status="draft", actions=1)
    assert asked(cast.vcs_member) == []
    approve_plan(plan=draft, agrees=True, words="", by=cast.statutory_member)
    assert asked(cast.vcs_member) == ["Say whether you agree to “Plan 2009”"]
    assert asked(cast.statutory_member) == []
    assert asked(cast.stranger) == []


def test_officer_is_asked_about_new_dates(cast):
    make_plan(cast, actions=2, dates_need_approval=True)
    for action in Action.objects.all():
        give_update(action=action, rating="late", done="x", reason="y", new_date="July 2009", by=cast.council_lead, on=QUARTER_ENDS)
    assert asked(cast.officer) == ["Decide on new dates in “Plan 2009” (2)"]


def test_officer_is_asked_to_close_what_is_over(cast):
    make_plan(cast, actions=1)
    assert asked(cast.officer, datetime.date(2009, 12, 31)) == []
    assert asked(cast.officer, datetime.date(2010, 1, 1)) == ["Decide what becomes of what “Plan 2009” has left over, and close it"]
    Plan.objects.update(status="closed")
    assert asked(cast.officer, datetime.date(2010, 1, 1)) == []
