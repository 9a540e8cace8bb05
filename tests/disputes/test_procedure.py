"""The procedure as data: no dead end, nobody judges their own case, and only the stages that were agreed on."""

import pytest

from disputes.procedure import LIMITS, OPEN, STEPS, Setting, Stage, State, Who, reachable, stage_of, step_named, steps_from, steps_of

ENDS = {State.CLOSED_ADVICE, State.ANONYMISED}


@pytest.mark.parametrize("setting", Setting)
def test_no_state_is_a_dead_end(setting):
    for state in reachable(setting) - ENDS:
        assert steps_from(state, setting), state


@pytest.mark.parametrize("setting", Setting)
def test_every_case_can_be_brought_to_its_end(setting):
    """From wherever it stands, some way of steps leads to where nothing of it is kept."""
    for state in reachable(setting):
        seen, waiting = {state}, [state]
        while waiting:
            targets = {step.target for step in steps_from(waiting.pop(), setting)} - {None} - seen
            seen |= targets
            waiting += targets
        assert seen & ENDS, state


def test_every_state_is_reached_where_all_stages_exist():
    assert reachable(Setting.BOTH) == set(State)


@pytest.mark.parametrize(
    ("setting", "without"),
    [
        (Setting.FACILITATED, {State(state) for state in State if stage_of(state) == Stage.PANEL}),
        (Setting.PANEL, {State.HELPER_WANTED, State.HELPER_PROPOSED, State.HELPER_AGREED, State.TALK_PLANNED, State.TALK_HELD, State.NOTE_OUT}),
        (Setting.BOTH, set()),
        (Setting.NONE, set(State) - {State.ADVICE, State.CLOSED_ADVICE}),
    ],
)  # fmt: skip
def test_only_stages_that_were_agreed_on(setting, without):
    assert set(State) - reachable(setting) == without


@pytest.mark.parametrize("setting", Setting)
def test_one_event_has_one_meaning_in_a_state(setting):
    for state in [None, *State]:
        events = [step.event for step in steps_from(state, setting)]
        assert len(events) == len(set(events)), state


@pytest.mark.parametrize("state", sorted(OPEN))
@pytest.mark.parametrize("setting", [Setting.FACILITATED, Setting.PANEL, Setting.BOTH])
def test_raiser_may_withdraw_from_every_open_state_without_a_reason(state, setting):
    step = step_named("withdraw", state, setting)
    assert (step.target, step.who, step.needs) == (State.WITHDRAWN, (Who.RAISER,), ())


def test_paused_case_goes_back_to_where_it_was():
    assert step_named("resume", State.PAUSED, Setting.BOTH).target is None
    assert {step.source for step in STEPS if step.event == "pause"} == set(OPEN)


def test_case_officer_decides_nothing_on_the_merits():
    merits = {State.AGREED, State.FINDINGS_DRAFT, State.FINDINGS_FINAL, State.ANSWERED, State.PANEL_FORMING, State.PANEL_REFUSED}
    assert {step.event for step in STEPS if step.target in merits and Who.OFFICER in step.who} == set()


def test_what_binds_both_needs_both():
    for target in (State.HELPER_AGREED, State.AGREED, State.ANSWERED):
        for step in STEPS:
            if step.target == target:
                assert step.together, step
                assert set(step.who) == {Who.RAISER, Who.RESPONDER}, step


def test_convenors_who_differ_leave_the_way_open():
    """To refuse a panel both must say so; one is enough to grant it (C3.4)."""
    assert step_named("find not eligible", State.PANEL_ASKED, Setting.BOTH).together
    assert not step_named("find eligible", State.PANEL_ASKED, Setting.BOTH).together


def test_every_limit_has_its_days_and_every_number_its_use():
    used = {step.limit for step in STEPS} - {""}
    assert used <= set(LIMITS)
    assert set(LIMITS) - used == {"extension"}
    assert all(days > 0 for days in LIMITS.values())


def test_harm_after_the_end_opens_the_case_again():
    assert [step.event for step in steps_of(Who.RAISER, State.CLOSED, Setting.FACILITATED)] == ["reopen"]
    assert [step.event for step in steps_of(Who.RESPONDER, State.CLOSED, Setting.PANEL)] == ["reopen for the panel"]
    assert [step.target for step in steps_of(Who.RAISER, State.CLOSED, Setting.BOTH)] == [State.HELPER_WANTED]


def test_stages_follow_the_setting():
    assert {setting: sorted(setting.stages) for setting in Setting} == {
        Setting.FACILITATED: [0, 1, 2, 4], Setting.PANEL: [0, 1, 3, 4], Setting.BOTH: [0, 1, 2, 3, 4], Setting.NONE: [0, 4],
    }  # fmt: skip
    assert Stage.OUTSIDE in Setting.NONE.stages
