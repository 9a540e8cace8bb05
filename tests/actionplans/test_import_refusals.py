"""What refuses a whole file of a plan: each with its sentence, and nothing written."""

import pytest
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import Action, Plan
from signatories.models import Organisation
from tests.actionplans.samples import ACHIEVEMENT_HEADINGS, ACTION, HEADINGS, actions_csv, csv_bytes, xlsx_bytes

pytestmark = pytest.mark.django_db


def test_second_import_is_refused(run, refused):
    run(actions_csv(ACTION))
    assert refused(actions_csv(ACTION)) == [
        "“Action plan April 2008 – March 2009” of Wealdshire Compact has entries already, and an import fills an empty plan only:"
        " give another period, or import beside it."
    ]


def test_closed_plan_is_refused(refused, cast):
    Plan.objects.create(compact=cast.compact, label="Old", period="2009", starts_on="2009-01-01", ends_on="2009-12-31", status="closed")
    assert refused(actions_csv(ACTION), period="2009") == [
        "“Old” of Wealdshire Compact is closed: import into the plan of another period, or beside it."
    ]


def test_unknown_agreement(run):
    with pytest.raises(CommandError, match="There is no agreement “moon” here"):
        run(actions_csv(ACTION), compact="moon")


@pytest.mark.parametrize("period", ["2008/2009", "next year", "2008-13/2009-03", "2009-04/2008-03", "1066", "2008-04/2019-03"])
def test_odd_period(refused, period):
    [sentence] = refused(actions_csv(ACTION), period=period)
    assert f"“{period}”" in sentence


def test_every_wrong_row_is_named_and_nothing_is_written(refused):
    assert refused(
        actions_csv(
            ACTION,
            [*ACTION[:2], "Meet.", "11 September 20008"],
            [*ACTION[:2], "", "June 2008"],
            ["1. Another objective", "RAISE", "Talk.", ""],
            [*ACTION[:2], "Report on 3 May 20008.", ""],
            ACTION,
            [ACTION[0], "x" * 301, "Write.", "y" * 201],
        )
    ) == [
        "plan.csv, row 3, “By When”: “20008” is not a year: write it with four digits.",
        "plan.csv, row 4, “Activity”: there is an owner but no activity: write the activity, or delete the row.",
        "plan.csv, row 5, “Objective”: number 1 stands before another objective already, “To know each other”: correct one of them.",
        "plan.csv, row 6, “Activity”: “20008” is not a year: write it with four digits.",
        "plan.csv, row 7 repeats row 2: delete one of them.",
        "plan.csv, row 8, “Regional Organisation/Partnership”: the text has more than 300 characters: shorten it.",
        "plan.csv, row 8, “By When”: the text has more than 200 characters: shorten it.",
    ]


def test_wrong_achievement_rows(refused):
    assert refused(
        csv_bytes(
            ACHIEVEMENT_HEADINGS,
            ["x", "Know more", "", "i", "We met."],
            ["1", "Know more", "", "i", "We met."],
            ["1", "Know less", "", "i", "We sat."],
        )
    ) == [
        "plan.csv, row 2, “Target”: “x” is not a whole number from 1 to 999: write the target's number.",
        "plan.csv, row 4, “Title”: target 1 is called “Know more” further up: use one title for it.",
    ]


def test_first_row_without_an_objective(refused):
    assert refused(actions_csv(["", "RAISE", "Meet.", "June 2008"])) == [
        "plan.csv, row 2, “Objective”: there is no objective here or above: write the one that this activity serves."
    ]


def test_headings_alone(refused):
    assert refused(actions_csv()) == ["plan.csv has no row that can be used: every row is blank or says nothing."]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "plan.csv is empty: give a file whose first row holds the column names."),
        (b"%PDF-1.7", "plan.csv is a PDF, not a table: open it in a spreadsheet program and save it as CSV or XLSX."),
        (csv_bytes([*HEADINGS[:3], "By-When date"], ACTION),
         "plan.csv, row 1: there is no column “By When”. Did you mean “By-When date”? Then rename that column."),
        (xlsx_bytes(HEADINGS, [*ACTION[:3], "=A1"]),
         "plan.csv, sheet “Plan”, cell D2 holds a formula: copy the column, paste it back as values only, and save."),
    ],
)  # fmt: skip
def test_bad_files_end_with_one_sentence(refused, data, sentence):
    assert refused(data) == [sentence]


def test_two_imports_at_once_cannot_both_fill_a_plan(run):
    with CaptureQueriesContext(connection) as queries:
        run(actions_csv(ACTION))
    locks = [place for place, query in enumerate(queries) if "FOR UPDATE" in query["sql"] and "signatories_compact" in query["sql"]]
    looks = [place for place, query in enumerate(queries) if query["sql"].startswith("SELECT") and "actionplans_plan" in query["sql"]]
    assert len(locks) == 1
    assert locks[0] < min(looks)


@pytest.mark.parametrize("formula", ["=1+1", "+SUM(A1)", "\t=1+1", "＝1+1", " =cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\u200b=1"])
@pytest.mark.parametrize("make", [csv_bytes, xlsx_bytes])
def test_formula_is_refused_with_its_cell(refused, make, formula):
    """In a workbook as text, which would run once it is saved as CSV; a real formula there is refused before."""
    content = make(HEADINGS, ACTION, [*ACTION[:2], formula if make is csv_bytes else f"'{formula}"[1:], "June 2008"])
    [sentence] = refused(content)
    assert sentence.startswith(("plan.csv, row 3, “Activity”: “", "plan.csv, sheet “Plan”, cell C3 holds a formula"))


def test_every_formula_is_named(refused):
    assert refused(actions_csv(ACTION, ["=A1", "WC", "+x", ""])) == [
        "plan.csv, row 3, “Objective”: “=A1” begins like a formula: write words, or put an apostrophe (') in front.",
        "plan.csv, row 3, “Activity”: “+x” begins like a formula: write words, or put an apostrophe (') in front.",
    ]


@pytest.mark.parametrize("text", ["'=1+1 is the sum", "- a dash first", "+44 20 7946 0000", "\tMeet.", "a = b"])
def test_words_that_are_no_formula_are_taken(run, text):
    run(actions_csv([*ACTION[:2], text, ""]))
    assert Action.objects.get().text == text.strip().removeprefix("'")


def test_owner_that_two_organisations_bear_leads_to_neither(run, cast):
    for name in ("Sussex Public Funders", "Surrey Public Funders"):
        Organisation.objects.create(name=name, acronym="SPF", sector="statutory", kind="partnership")
    said = run(actions_csv([ACTION[0], "SPF/WC", "Meet.", ""]))
    assert "“SPF” may be “Surrey Public Funders” and “Sussex Public Funders”: it is printed, but leads to none of them." in said
    assert [owner.acronym for owner in Action.objects.get().owners.all()] == ["WC"]
