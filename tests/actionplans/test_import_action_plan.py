"""Plans kept in spreadsheets: what is taken, and what is left out."""

import gc
import io
import time

import pytest

from actionplans.models import Action, Plan, ProgressNote
from actionplans.periods import parse_period
from actionplans.progress_text import split_progress
from compact_portal.audit.models import Event
from signatories.terms import Terms
from tests.actionplans.samples import ACHIEVEMENT_HEADINGS, ACTION, HEADINGS, actions_csv, csv_bytes, xlsx_bytes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [csv_bytes, xlsx_bytes])
def test_actions_come_in(run, cast, make):
    said = run(make(HEADINGS, ACTION, [*ACTION[:2], "Write to all members.", "July 2008 COMPLETED"]), name="plan.csv")
    plan = Plan.objects.get()
    assert [(a.number, a.text, a.by_when, a.status, a.by_when_printed) for a in Action.objects.order_by("number")] == [
        (1, "Hold an open day.", "June 2008", "planned", "June 2008"),
        (2, "Write to all members.", "July 2008", "completed", "July 2008 COMPLETED"),
    ]
    assert [list(action.owners.all()) for action in Action.objects.all()] == [[cast.council], [cast.council]]
    assert (str(plan.targets.get()), plan.label) == ("1. To know each other", "Action plan April 2008 – March 2009")
    assert said == "Imported into “Action plan April 2008 – March 2009” (2008-04-2009-03) of Wealdshire Compact: 1 target, 2 actions, 1 completed.\n"


def test_import_is_recorded(run):
    run(actions_csv(ACTION))
    event = Event.objects.get(verb="plan.imported")
    assert (event.actor, event.target_id, event.detail["actions"]) == (None, str(Plan.objects.get().pk), 1)


def test_other_headings_and_other_order(run):
    run(csv_bytes(["When", "TASK", "owner", "Targets"], ["May 2008", "Meet.", "", "To talk"]))
    assert [(a.target.number, a.target.text, a.text, a.by_when) for a in Action.objects.all()] == [(1, "To talk", "Meet.", "May 2008")]


def test_objective_is_carried_down(run):
    run(actions_csv(ACTION, ["", "RAISE", "Meet.", "Ongoing"], ["2. To talk", "", "Talk.", ""]))
    assert [(a.target.number, a.text) for a in Action.objects.order_by("target__number", "number")] == [
        (1, "Hold an open day."), (1, "Meet."), (2, "Talk."),
    ]  # fmt: skip


def test_blank_and_orphan_rows_are_left_out_and_named(run):
    said = run(actions_csv(ACTION, ["", "", "", ""], [ACTION[0], "", ".", "November 2008"], [ACTION[0], "", "", ""]))
    assert said.splitlines()[:3] == [
        "plan.csv, row 3 was left out: it is blank.",
        "plan.csv, row 4 was left out: it has no owner and no activity, only “November 2008”.",
        "plan.csv, row 5 was left out: it has no owner and no activity.",
    ]
    assert Action.objects.count() == 1


def test_unknown_owners_and_odd_days_are_said(run):
    said = run(actions_csv([ACTION[0], "WC and Moon Society", "Meet.", "When funds allow"], [*ACTION[:2], "Part.", "May 2010"]))
    assert said.splitlines()[:3] == [
        "plan.csv, row 2, “By When”: “When funds allow” was kept as it is written; no day was understood in it.",
        "plan.csv, row 3, “By When”: “May 2010” lies after the end of the plan; the action is marked so.",
        "“Moon Society” is not the name of an organisation kept here: it is printed, but leads nowhere.",
    ]
    assert [owner.acronym for owner in Action.objects.get(text="Meet.").owners.all()] == ["WC"]


def test_owner_named_with_and(run, cast):
    cast.police.names.create(name="Police and Fire Service of Wealdshire")
    run(actions_csv([ACTION[0], "Police & Fire Service of Wealdshire/WC", "Meet.", ""]))
    assert {owner.name for owner in Action.objects.get().owners.all()} == {"Wealdshire Police", "Wealdshire Council"}


def test_progress_becomes_notes(run):
    text = "Find a venue. Jo Bloggs has asked three halls. The group met on 26th August. It will meet again e.g. Rye in May."
    run(actions_csv([ACTION[0], "RAISE", text, "May 2008"]))
    assert [(note.text, str(note.noted_on)) for note in ProgressNote.objects.all()] == [
        ("Jo Bloggs has asked three halls.", "None"),
        ("The group met on 26th August. It will meet again e.g. Rye in May.", "2008-08-26"),
    ]
    assert Action.objects.get().text_printed == text


def test_two_tasks_are_no_progress():
    assert split_progress("Meet the mayor. Write to the press.") == ("Meet the mayor. Write to the press.", [])


def test_achievements_come_in(run):
    long = "We wrote a guide.\nEverybody has it."
    said = run(
        csv_bytes(
            ACHIEVEMENT_HEADINGS,
            ["1", "Know more", "People know. Staff act. This shows.", "i", long],
            ["1", "Know more", "People know. Staff act. This shows.", "i", "We met."],
            ["", "", "", "iii", "We talked."],
            ["2", "Future considerations 2010", "", "i", "A mark."],
        ),
        period="2009",
    )  # fmt: skip
    first, future = Plan.objects.get(period="2009").targets.all()
    assert [outcome.text for outcome in first.outcomes.all()] == ["People know.", "Staff act. This shows."]
    assert [(a.number, a.paragraphs) for a in first.achievements.all()] == [
        (1, ["We wrote a guide.", "Everybody has it."]), (2, ["We met."]), (3, ["We talked."]),
    ]  # fmt: skip
    assert (future.kind, future.number, future.achievements.count()) == ("future", 2, 1)
    assert said.splitlines()[0] == "plan.csv, row 3, “No.”: “i” becomes “ii”, because numerals are counted from the order."


def test_target_without_achievements_is_kept(run):
    run(
        csv_bytes(ACHIEVEMENT_HEADINGS, ["1", "Know more", "", "i", "We met."], ["2", "Do more", "", "", ""], ["2", "Do more", "", "i", "."]),
        period="2009",
    )
    assert [(t.number, t.achievements.count()) for t in Plan.objects.get().targets.all()] == [(1, 1), (2, 0)]


def test_dry_run_writes_nothing(run):
    said = run(actions_csv(ACTION), dry_run=True)
    assert said.startswith("Would import into “Action plan April 2008 – March 2009”")
    assert (Plan.objects.count(), Event.objects.count()) == (0, 0)


def test_fills_an_empty_plan_that_is_there(run, cast):
    plan = Plan.objects.create(compact=cast.compact, label="Our plan", period="2009", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted")
    run(actions_csv([*ACTION[:3], "June 2009"]), period="2009")
    plan.refresh_from_db()
    assert (plan.label, plan.status, plan.targets.count()) == ("Our plan", "adopted", 1)


def test_periods():
    found = [parse_period(text) for text in ("2009", "2008-04/2009-03", "2008-04-2009-03", "2009-01/2009-12")]
    assert [(p.slug, str(p.starts_on), str(p.ends_on)) for p in found] == [
        ("2009", "2009-01-01", "2009-12-31"), ("2008-04-2009-03", "2008-04-01", "2009-03-31"),
        ("2008-04-2009-03", "2008-04-01", "2009-03-31"), ("2009", "2009-01-01", "2009-12-31"),
    ]  # fmt: skip


def test_ten_thousand_actions_in_few_queries(run, django_assert_max_num_queries):
    rows = [[f"{1 + n % 8}. Objective {n % 8}", "WC", f"Activity {n}. It was done.", "June 2008"] for n in range(10_000)]
    with django_assert_max_num_queries(70):  # bulk_create cuts 10,000 rows into batches
        run(actions_csv(*rows))
    assert Action.objects.count() == 10_000


def test_beside_a_filled_plan(run, cast):
    run(actions_csv(ACTION))
    said = run(actions_csv([*ACTION[:2], "Write.", "May 2008"]), beside=True)
    assert "Imported into “Action plan April 2008 – March 2009 (2)” (2008-04-2009-03-2) of Wealdshire Compact" in said
    run(actions_csv(ACTION), beside=True)
    assert {plan.period: [action.text for action in Action.objects.filter(target__plan=plan)] for plan in Plan.objects.all()} == {
        "2008-04-2009-03": ["Hold an open day."], "2008-04-2009-03-2": ["Write."], "2008-04-2009-03-3": ["Hold an open day."],
    }  # fmt: skip


def test_plan_of_another_kind_is_never_filled(run, cast):
    """A communications strategy of the same year keeps its address and its content; the plan of actions gets the next one."""
    days = {"starts_on": "2009-01-01", "ends_on": "2009-12-31"}
    strategy = Plan.objects.create(compact=cast.compact, label="Communications", period="2009", kind="communications", **days)
    table = actions_csv([*ACTION[:3], "June 2009"])
    assert "(2009-2) of Wealdshire Compact" in run(table, period="2009")
    made = Plan.objects.get(period="2009-2")
    assert (made.kind, made.targets.count(), strategy.targets.count()) == ("actions", 1, 0)
    run(table, period="2009", beside=True)
    assert Plan.objects.get(period="2009-3").kind == "actions" and not strategy.targets.exists()


def test_beside_an_empty_plan_fills_it(run, cast):
    plan = Plan.objects.create(compact=cast.compact, label="Our plan", period="2009", starts_on="2009-01-01", ends_on="2009-12-31")
    run(actions_csv([*ACTION[:3], "June 2009"]), period="2009", beside=True)
    assert plan.targets.count() == 1


def test_status_and_progress_of_other_tables(run):
    rows = [["In progress", "Asked three halls.\nOne said yes."], ["planned, overdue", ""], ["Green", ""], ["DONE", "▪ 3 May 2008: Sent."]]
    said = run(csv_bytes([*HEADINGS, "Status", "Progress"], *([*ACTION[:2], f"Act {n}.", "June 2008", *row] for n, row in enumerate(rows))))
    assert [(a.status, [(n.text, str(n.noted_on)) for n in a.notes.all()]) for a in Action.objects.order_by("number")] == [
        ("under_way", [("Asked three halls.", "None"), ("One said yes.", "None")]),
        ("planned", []),
        ("planned", []),
        ("completed", [("Sent.", "2008-05-03")]),
    ]
    assert "plan.csv, row 4, “Status”: “Green” is no status here, so the action is kept as planned." in said


def test_plan_of_a_word_document(run):
    from tests.documents.test_tables_docx import document

    header = HEADINGS[1:]
    made = document(
        [header, ["WC", "Hold an open day. It was held.", "June 2008"]], [header, ["WP", "Talk.", "Ongoing"], ["", ".", "May 2008"]],
        headings=["Objective 1: To meet", "Objective 2: To talk"],
    )  # fmt: skip
    out = io.BytesIO()
    made.save(out)
    said = run(out.getvalue(), name="plan.docx")
    assert [(str(a.target), a.text, a.owners_as_written, a.by_when, a.notes.count()) for a in Action.objects.order_by("target__number")] == [
        ("1. To meet", "Hold an open day.", "WC", "June 2008", 1), ("2. To talk", "Talk.", "WP", "Ongoing", 0),
    ]  # fmt: skip
    assert "plan.docx, row 3 of table 2 was left out: it has no owner and no activity, only “May 2008”." in said


@pytest.mark.prove  # it measures time
def test_reading_takes_time_in_proportion_to_rows():
    """Ten times the rows, at most twelve times the time. The best of several runs each, because the machine has other work."""
    from actionplans.plan_tables import read_plan

    def seconds(rows: int) -> float:
        table = actions_csv(*([f"{1 + n % 900}. Objective {n % 900}", "WC / RAISE", f"Activity {n}. It was done.", "June 2008"] for n in range(rows)))
        took = []
        for _ in range(3):
            gc.collect()
            gc.disable()  # its passes over what other tests left behind are not the reader's
            start = time.process_time()
            read_plan(io.BytesIO(table), name="plan.csv", period=parse_period("2008-04/2009-03"), terms=Terms())
            took.append(time.process_time() - start)
            gc.enable()
        return min(took)

    seconds(100)
    assert seconds(10_000) <= 12 * seconds(1_000)


@pytest.mark.prove  # it measures time
def test_importing_takes_time_in_proportion_to_rows(run):
    """The whole way, reading, understanding and writing; of the database's work, the test of queries says that it comes in batches."""

    def seconds(rows: int) -> float:
        table = actions_csv(*([f"{1 + n % 900}. Objective {n % 900}", "WC / RAISE", f"Activity {n}. It was done.", "June 2008"] for n in range(rows)))
        gc.collect()
        start = time.process_time()
        run(table, beside=True)
        return time.process_time() - start

    seconds(100)
    assert seconds(10_000) <= 12 * min(seconds(1_000) for _ in range(3))
