"""A plan goes out as a table and comes in again: nothing is different afterwards."""

import datetime
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplans.importing import import_action_plan
from actionplans.models import Achievement, Action, Outcome, Plan, ProgressNote, Target
from actionplans.periods import parse_period
from actionplans.spreadsheets import achievements_csv, actions_csv, plan_xlsx
from compact_portal.documents.formulas import as_meant, neutral
from signatories.models import Compact
from tests.actionplans.plans import values
from tests.actionplans.samples import public_record

pytestmark = pytest.mark.django_db
PERIOD = parse_period("2009")
ON = datetime.date(2009, 7, 1)


def plan_2009(cast) -> Plan:
    """Everything that is awkward in one plan: formulas, dashes, words that look like progress, outcomes of two sentences."""
    plan = Plan.objects.create(compact=cast.compact, period="2009", label="Plan", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted")
    first = Target.objects.create(plan=plan, number=1, text="To know each other, & “trust”")
    future = Target.objects.create(plan=plan, number=4, text="Future considerations 2010", kind="future")
    for number, text in enumerate(["People meet. They talk.", "Staff act."], 1):
        Outcome.objects.create(target=first, number=number, text=text)
    Achievement.objects.create(target=first, number=1, text="We met.\n\nWe talked.")
    Achievement.objects.create(target=first, number=2, text="=1+1")
    Achievement.objects.create(target=future, number=1, text="- a mark")
    texts = [
        "=1+1",
        "＝SUM(A1)",
        "+44 is a code",
        "- a dash first",
        "Find a hall. Paint it. It was sold.",
        "Meet.",
        "'=quoted",
        "Say it was completed",
    ]
    for number, text in enumerate(texts, 1):
        action = Action.objects.create(target=first, number=number, text=text, owners_as_written="WC", by_when="June 2009", due_on="2009-06-30")
        action.owners.add(cast.council)
    late = Action.objects.get(number=5)
    ProgressNote.objects.create(action=late, number=1, text="One line.\nAnother line.", noted_on="2009-05-01")
    ProgressNote.objects.create(action=late, number=2, text="=2+2")
    Action.objects.filter(number=6).update(status="completed", by_when="When the hall is completed", due_on=None)
    Action.objects.filter(number=7).update(status="dropped", by_when="When completed", due_on=None)
    Action.objects.filter(number=8).update(
        status="at_risk", by_when="April-June & Ongoing", starts_on="2009-04-01", due_on="2009-06-30", ongoing=True
    )
    return plan


def again(cast, content: bytes, name: str) -> Plan:
    imported = import_action_plan(compact=cast.compact, period=PERIOD, source=io.BytesIO(content), name=name, by=cast.officer, beside=True)
    return Plan.objects.get(pk=imported.plan.pk)


def test_workbook_brings_everything_back(cast):
    plan = plan_2009(cast)
    back = again(cast, plan_xlsx(plan, ON), "plan.xlsx")
    assert values(back) == values(plan)
    assert back.period == "2009-2"


def test_each_table_alone_brings_its_part_back(cast):
    plan = plan_2009(cast)
    actions, achievements = again(cast, actions_csv(plan, ON), "a.csv"), again(cast, achievements_csv(plan), "b.csv")
    assert [target[-1] for target in values(actions)] == [values(plan)[0][-1]]
    assert [target[:-1] for target in values(achievements)] == [target[:-1] for target in values(plan)]


def test_what_came_in_again_goes_out_the_same(cast):
    plan = plan_2009(cast)
    back = again(cast, plan_xlsx(plan, ON), "plan.xlsx")
    assert actions_csv(back, ON) == actions_csv(plan, ON)
    assert achievements_csv(back) == achievements_csv(plan)


def test_agreements_own_words_head_the_columns_and_are_understood(cast):
    Compact.objects.filter(pk=cast.compact.pk).update(words={"target": "Pledge", "targets": "Pledges", "owner": "Who leads"})
    cast.compact.refresh_from_db()
    cast.compact.__dict__.pop("terms", None)
    plan = plan_2009(cast)
    content = actions_csv(plan, ON)
    assert content.decode("utf-8-sig").startswith("Pledge,Who leads,Activity")
    assert values(again(cast, content, "plan.csv"))[0][-1] == values(plan)[0][-1]


@pytest.mark.parametrize(
    ("name", "period"),
    [("south-east-regional-action-plan-2008-09.csv", "2008-04/2009-03"), ("east-sussex-annual-review-2009-10-targets.csv", "2009")],
)
def test_public_record_goes_out_and_in_unchanged(cast, name, period):
    plan = import_action_plan(compact=cast.compact, period=parse_period(period), source=public_record(name), by=None).plan
    content = plan_xlsx(plan, ON)
    back = import_action_plan(
        compact=cast.compact, period=parse_period(period), source=io.BytesIO(content), name="plan.xlsx", by=None, beside=True
    ).plan
    assert values(back) == values(plan)


TEXT = st.text(alphabet=st.sampled_from("ab Z.=+-@'＝\t▪:,;\"“1 %|"), min_size=1, max_size=30).filter(
    lambda text: text.strip(" .-*?…") and text.strip() == text
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(TEXT, st.lists(TEXT, max_size=3)), min_size=1, max_size=4))
def test_any_words_come_back_with_single_spaces(cast, texts):
    """White space is made even on the way in, and nothing else."""
    plan = Plan.objects.create(compact=cast.compact, period="2009", label="Plan", starts_on="2009-01-01", ends_on="2009-12-31")
    target = Target.objects.create(plan=plan, number=1, text="To know each other")
    for number, (text, notes) in enumerate(texts, 1):
        action = Action.objects.create(target=target, number=number, text=f"A{number} {text}", owners_as_written=f"Owner {number}")
        for place, note in enumerate(notes, 1):
            ProgressNote.objects.create(action=action, number=place, text=f"N {note}")
    back = again(cast, plan_xlsx(plan, ON), "plan.xlsx")
    kept = [(action.text, [note.text for note in action.notes.all()]) for action in Action.objects.filter(target__plan=back)]
    assert kept == [(" ".join(f"A{n} {text}".split()), [" ".join(f"N {note}".split()) for note in notes]) for n, (text, notes) in enumerate(texts, 1)]
    Plan.objects.all().delete()


@given(st.text(alphabet=st.sampled_from("=+-@|%'\t\r\n \u200b\ufeff\x00＝＋a1"), max_size=8))
def test_apostrophe_is_taken_back_exactly(text):
    assert as_meant(neutral(text)) == text.replace("\x00", "")
