"""Who may do what in every state, in every setting: the whole table, against a copy that people have read (truth_table.txt).

A change of the procedure shows there line by line. A role that is not on a line may do nothing in that state.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied

from disputes import wall
from disputes.actions.steps import take
from disputes.models import Case, Part, Role
from disputes.procedure import STEPS, Setting, State
from disputes.turns import OF_OWN_PAGES, offers, whos

READ = Path(__file__).parent / "truth_table.txt"
EVENTS = sorted({step.event for step in STEPS} - set(OF_OWN_PAGES))


def table() -> list[str]:
    from disputes.procedure import steps_from

    lines = []
    for setting in Setting:
        for state in State:
            steps = [step for step in steps_from(state, setting) if step.event not in OF_OWN_PAGES]
            for role in Role:
                mine = whos([SimpleNamespace(role=role)])
                events = [f"{step.event}{' (with others)' if step.together else ''}" for step in steps if mine & set(step.who)]
                if events:
                    lines.append(f"{setting} | {state} | {role}: {', '.join(events)}")
    return lines


def test_table_is_the_one_that_was_read():
    assert table() == READ.read_text().splitlines()


def test_roles_that_only_look_on_do_nothing():
    quiet = (Role.COMPANION, Role.PANEL, Role.OBSERVER, Role.CANDIDATE, Role.ASKED, Role.CONFIDANT)
    assert not [line for line in READ.read_text().splitlines() for role in quiet if f"| {role}:" in line]


@pytest.mark.django_db
@pytest.mark.parametrize("setting", Setting)
def test_a_case_offers_what_the_table_says_and_refuses_everything_else(concern, setting):
    """Every state × every role: the buttons are the table's, and a step that has no button is refused when it is asked for anyway."""
    case, cast = concern.case, concern.cast
    refused = 0
    with wall.inside(case=case):
        Case.objects.filter(pk=case.pk).update(setting=setting)
        parts = dict.fromkeys([Role.RAISER], concern.parts["lead"]) | {
            Role.OFFICER: concern.parts["officer"],
            Role.HELPER: concern.parts["helper"],
        }
        parts[Role.RESPONDER] = concern.parts["council"]
        for role in (Role.CONVENOR, Role.CHAIR, Role.PANEL, Role.OBSERVER, Role.CANDIDATE, Role.ASKED, Role.CONFIDANT):
            parts[role] = Part.objects.create(case=case, person=cast.stranger, role=role)
        parts[Role.COMPANION] = Part.objects.create(case=case, person=cast.volunteer, role=Role.COMPANION, side="raiser")
        read = {
            tuple(line.partition(": ")[0].split(" | ")): line.partition(": ")[2].replace(" (with others)", "")
            for line in READ.read_text().splitlines()
        }
        for number, state in enumerate(State):
            Case.objects.filter(pk=case.pk).update(state=state, paused_from=State.SUBMITTED if state == State.PAUSED else "")
            case = Case.objects.select_related("compact").get(pk=case.pk)
            for role, part in parts.items():
                offered = {offer.step.event for offer in offers(case, [part])}
                expected = read.get((str(setting), str(state), str(role)), "")
                assert offered == set(filter(None, expected.split(", "))), (setting, state, role)
                others = [event for event in EVENTS if event not in offered]
                asked = others[(number * 7 + len(role)) % len(others)]
                with pytest.raises(PermissionDenied):
                    take(case=case, event=asked, parts=(part,), sitting=SimpleNamespace(person=part.person))
                refused += 1
    assert refused == len(State) * len(Role)
