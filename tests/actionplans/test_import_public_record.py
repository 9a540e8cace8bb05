"""Two plans of the public record come in whole: what is printed is what was written, word for word."""

import csv
import datetime
import io

import pytest
from django.core.management import call_command

from actionplans.models import Action, Plan, Target
from actionplans.numerals import roman
from actionplans.reports import targets_for_report
from signatories.models import Organisation
from tests.actionplans.samples import public_record

pytestmark = pytest.mark.django_db
SOUTH_EAST = "south-east-regional-action-plan-2008-09.csv"
EAST_SUSSEX = "east-sussex-annual-review-2009-10-targets.csv"


def run(path, period) -> str:
    out = io.StringIO()
    call_command("import_action_plan", str(path), compact="wealdshire", period=period, stdout=out)
    return out.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def source():
    with public_record(SOUTH_EAST).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if words(row["Activity"]) != "."]


@pytest.fixture
def plan(cast, source):
    for name, acronym in [("Government Office for the South East", "GOSE"), ("Regional Action and Involvement South East", "RAISE"),
                          ("South East England Development Agency", "SEEDA"), ("Regional Compact Group", "")]:  # fmt: skip
        Organisation.objects.create(name=name, acronym=acronym, sector="cross", kind="partnership")
    run(public_record(SOUTH_EAST), "2008-04/2009-03")
    return Plan.objects.get(compact=cast.compact, period="2008-04-2009-03")


def test_regional_plan_is_whole(plan):
    counts = {target.number: target.actions.count() for target in plan.targets.all()}
    actions = Action.objects.filter(target__plan=plan)
    assert counts == {1: 21, 2: 6, 3: 8, 4: 1}
    assert (actions.filter(status="completed").count(), actions.filter(ongoing=True).count()) == (5, 12)
    assert (plan.starts_on, plan.ends_on, plan.status) == (datetime.date(2008, 4, 1), datetime.date(2009, 3, 31), "draft")


def test_regional_plan_names_the_orphan_row(cast):
    said = run(public_record(SOUTH_EAST), "2008-04/2009-03")
    assert [line for line in said.splitlines() if "left out" in line] == [
        f"{SOUTH_EAST}, row 14 was left out: it has no owner and no activity, only “November 2008”."
    ]
    assert "4 targets, 36 actions, 5 completed, 12 ongoing" in said


def test_regional_plan_prints_what_was_written(plan, source):
    actions = Action.objects.filter(target__plan=plan).order_by("target__number", "number").prefetch_related("notes").select_related("target")
    printed = [(f"{a.target.number}. {a.target.text}", a.owners_as_written, a.text_printed, a.by_when_printed) for a in actions]
    assert printed == [tuple(words(cell) for cell in row.values()) for row in source]


def test_regional_plan_overdue_leaves_out_ongoing(plan):
    overdue = Action.objects.filter(target__plan=plan).overdue(on=datetime.date(2008, 12, 1)).order_by("target__number", "number")
    assert [action.by_when for action in overdue] == [
        "August 2008", "August 2008", "September -October 2008", "June 2008", "October 2008", "April 2008", "November 2008", "November 2008",
        "November 2008", "October 2008", "July 2008", "April-November 2008", "August 2008", "1st and 7th October 2008", "June 2008",
        "November 2008", "November 2008",
    ]  # fmt: skip


def test_regional_plan_understands_its_days(plan):
    found = {
        action.by_when: (action.starts_on, action.due_on, action.milestones, action.ongoing, action.after_plan)
        for action in Action.objects.filter(target__plan=plan)
    }
    day = datetime.date
    assert found["April-June & Ongoing"] == (day(2008, 4, 1), day(2008, 6, 30), [], True, False)
    assert found["1st and 7th October 2008"] == (None, day(2008, 10, 7), [day(2008, 10, 1), day(2008, 10, 7)], False, False)
    assert found["May 2009"] == (None, day(2009, 5, 31), [], False, True)
    recurring = Action.objects.get(target__plan=plan, by_when__startswith="At quarterly meetings")
    assert recurring.recurrence == "At quarterly meetings of Regional Cross Sector Partnership for the Third Sector"
    assert (recurring.due_on, recurring.ongoing) == (None, True)


def test_regional_plan_parts_progress_from_the_activity(plan):
    action = Action.objects.get(text__startswith="To review National Compact Action Plan")
    assert [note.noted_on for note in action.notes.all()] == [datetime.date(2008, 5, 14), datetime.date(2008, 8, 26)]
    assert action.text == "To review National Compact Action Plan for synergies with regional Compact activity and development."


def test_regional_plan_finds_owners(plan):
    owned = {
        action.owners_as_written: sorted(o.acronym or o.name for o in action.owners.all()) for action in Action.objects.filter(target__plan=plan)
    }
    assert owned["GOSE/RAISE/ Regional Compact Group"] == ["GOSE", "RAISE", "Regional Compact Group"]
    assert owned["GOSE and partners"] == ["GOSE"]
    assert owned["RAISE/ SEEDA & RES Partners"] == ["RAISE", "SEEDA"]
    assert owned["NHS South East Coast & NHS South Central"] == []


def test_county_plan_is_whole(cast):
    said = run(public_record(EAST_SUSSEX), "2009")
    plan = Plan.objects.get(compact=cast.compact, period="2009")
    targets = targets_for_report(plan)
    assert [(t.number, t.kind, len(t.outcomes.all()), len(t.achievements.all())) for t in targets] == [
        (1, "ordinary", 1, 14), (2, "ordinary", 1, 4), (3, "ordinary", 1, 4), (4, "ordinary", 1, 5), (5, "ordinary", 1, 3),
        (6, "ordinary", 1, 3), (7, "ordinary", 2, 4), (8, "ordinary", 1, 6), (9, "future", 0, 2),
    ]  # fmt: skip
    assert [achievement.numeral for achievement in targets[5].achievements.all()] == ["i", "ii", "iii"]
    assert "“iii” becomes “ii”" in said
    assert "8 targets, 9 outcomes, 43 achievements, 2 future considerations" in said


def test_county_plan_loses_no_word(cast):
    run(public_record(EAST_SUSSEX), "2009")
    with public_record(EAST_SUSSEX).open(encoding="utf-8", newline="") as file:
        written = [(int(row["Target"]), words(row["Title"]), words(row["Outcome"]), words(row["Achievement"])) for row in csv.DictReader(file)]
    kept = [
        (target.number, target.text, " ".join(outcome.text for outcome in target.outcomes.all()), words(achievement.text))
        for target in Target.objects.filter(plan__period="2009")
        for achievement in target.achievements.all()
    ]
    assert kept == written


def test_roman_numerals():
    assert [roman(n) for n in (1, 4, 9, 14, 40, 1999)] == ["i", "iv", "ix", "xiv", "xl", "mcmxcix"]
    with pytest.raises(ValueError):
        roman(0)
