"""The public page of the procedure: it says what the table says, in the agreement's own words and limits."""

import datetime
import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from compact_portal.days import today
from disputes import words_stages
from disputes.actions.procedure import add_signpost, change_procedure
from disputes.content import read
from disputes.flowchart import chart, groups, told
from disputes.models import GoneLive, Procedure, Signpost
from disputes.procedure import LIMITS, STEPS, Setting, Stage, State, Who, reachable
from disputes.words import DEEDS, NEEDS, PEOPLE, STATES
from signatories.models import Compact

pytestmark = pytest.mark.django_db
ADDRESS = "/wealdshire/disagreements/"


def adopt(cast, **changes):
    words = {
        "setting": "facilitated+panel", "holds_from": today(), "limits": {}, "stage_names": {}, "panel_size": 3, "last_resort_only": False,
        "tests": "", "guidance": "Talk first.", "reference": "page 14", "kept_months": 24,
    }  # fmt: skip
    return change_procedure(compact=cast.compact, by=cast.officer, **words | changes)


def form_of(**changes) -> dict:
    day = today()
    usual = {"setting": "facilitated", "holds_from-day": day.day, "holds_from-month": day.month, "holds_from-year": day.year}
    usual |= {"panel_size": 3, "guidance": "Talk.", "kept_months": 24} | {f"limit_{name}": days for name, days in LIMITS.items()}
    return usual | changes


def test_everything_in_the_table_has_words():
    assert set(STATES) == set(State)
    assert set(PEOPLE) == set(Who)
    assert {step.event for step in STEPS} == set(DEEDS)
    assert {need for step in STEPS for need in step.needs} == set(NEEDS)
    assert set(words_stages.LIMITS) == set(LIMITS)
    assert set(words_stages.EXPLAINED) == set(Stage)
    assert {int(number) for number in read("procedure")["stages"]} == set(Stage)


@pytest.mark.parametrize("setting", [setting for setting in Setting if setting != Setting.NONE])
def test_drawing_shows_every_state_once(setting, cast):
    cast.compact.disputes = setting.value
    procedure = Procedure.objects.holding(cast.compact)
    drawn = [state for _, states in groups(procedure) for state in states]
    anywhere = {State.PAUSED, State.WITHDRAWN, State.ANONYMISED}
    assert sorted(drawn) == sorted(reachable(setting) - anywhere)
    boxes = chart(procedure).boxes
    assert len(boxes) == len(drawn)
    assert all(before.y + before.height < after.y for before, after in itertools.pairwise(boxes))


@pytest.mark.parametrize("setting", Setting)
def test_list_holds_every_step_of_the_setting(setting, cast):
    cast.compact.disputes = setting.value
    procedure = Procedure.objects.holding(cast.compact)
    listed = {step.button for _, _, steps in told(procedure) for step in steps}
    expected = {DEEDS[step.event].button for step in STEPS if step.stage in setting.stages and step.event != "anonymise"}
    if setting == Setting.NONE:
        expected = {DEEDS[event].button for event in ("log", "close advice")}
    if Stage.FACILITATED not in setting.stages:
        expected -= {DEEDS["reopen"].button} if Stage.PANEL not in setting.stages else set()
    assert listed == {words.replace("{panel}", "panel") for words in expected}


def test_page_shows_stages_limits_who_sees_and_elsewhere(cast, client):
    adopt(cast, limits={**LIMITS, "acknowledge": 4}, stage_names={"1": "Speak to each other first"})
    Signpost.objects.create(
        compact=cast.compact, kind="law", name="Law for Charities", helps_with="Contracts", telephone="0300 1", review_on="2000-01-01"
    )
    page = client.get(ADDRESS).content.decode()
    for words in (
        "Speak to each other first", "within 4 working days", "One side and the helper", "Law for Charities", "To be checked again", "page 14",
        "The panel is not set up yet", "Nobody has a casting vote", '<title id="flow-title">', "not legally binding",
    ):  # fmt: skip
        assert words in page
    assert "starting wording" not in page


def test_without_a_procedure_of_its_own_the_page_says_so(cast, client):
    assert "No procedure has been agreed on here yet" in client.get(ADDRESS).content.decode()
    type(cast.compact).objects.update(disputes="facilitated")
    page = client.get(ADDRESS).content.decode()
    assert "This is starting wording" in page
    assert "The panel is not set up" not in page


def test_page_uses_the_agreements_own_words(cast, client):
    type(cast.compact).objects.update(disputes="panel", words={"panel": "Listening Six", "agreement": "Accord"})
    page = client.get(ADDRESS).content.decode()
    assert "Ask for the Listening Six" in page
    assert "Listening Six is not set up" in page


def test_page_asks_as_often_for_many_places(cast, client, django_assert_num_queries):
    def rows(count):
        Signpost.objects.all().delete()
        Signpost.objects.bulk_create(
            Signpost(compact=cast.compact, kind="law", name=f"N{n}", helps_with="x", telephone="1", review_on=today()) for n in range(count)
        )

    rows(1)
    client.get(ADDRESS)
    with django_assert_num_queries(10):
        client.get(ADDRESS)
    rows(30)
    with django_assert_num_queries(10):
        client.get(ADDRESS)


def test_version_of_a_later_day_does_not_hold_yet(cast):
    adopt(cast)
    later = today() + datetime.timedelta(days=30)
    adopt(cast, holds_from=later, limits={"talk": 30})
    cast.compact.refresh_from_db()
    held = Procedure.objects
    assert held.holding(cast.compact).limit("talk") == LIMITS["talk"]
    assert held.holding(cast.compact, on=later).limit("talk") == 30


def test_only_what_differs_is_kept_and_the_change_is_recorded(cast):
    made = adopt(cast, limits={**LIMITS, "note": 7}, stage_names={"0": "Ask for advice", "2": "Bring us together"})
    assert (made.limits, made.stage_names) == ({"note": 7}, {"2": "Bring us together"})
    cast.compact.refresh_from_db()
    assert cast.compact.disputes == "facilitated+panel"
    assert Event.objects.filter(verb="procedure.changed", actor=cast.officer).exists()


def test_tests_are_stricter_where_the_panel_is_the_last_resort(cast):
    usual, strict, own = (
        Procedure(compact=cast.compact),
        Procedure(compact=cast.compact, last_resort_only=True),
        Procedure(compact=cast.compact, tests="One.\n\nTwo."),
    )
    assert len(usual.test_lines) == len(strict.test_lines) == 6
    assert usual.test_lines[3] != strict.test_lines[3]
    assert own.test_lines == ["One.", "Two."]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"holds_from": datetime.date(2020, 1, 1)}, "today or a later day"),
        ({"limits": {"talk": 0}}, "1 to 250"),
        ({"limits": {"nonsense": 3}}, "no limit called nonsense"),
        ({"panel_size": 1}, "2 to 5"),
        ({"kept_months": 1}, "6 to 84"),
        ({"setting": "courts"}, "Choose which stages"),
    ],
)
def test_wrong_settings_are_refused(cast, wrong, said):
    with pytest.raises(ValidationError, match=said):
        adopt(cast, **wrong)
    assert not Procedure.objects.exists()


def test_only_an_officer_changes_it(cast):
    for person in (cast.statutory_member, cast.lead, cast.superuser):
        with pytest.raises(PermissionDenied):
            change_procedure(compact=cast.compact, setting="panel", holds_from=today(), limits={}, stage_names={}, by=person)
        with pytest.raises(PermissionDenied):
            add_signpost(compact=cast.compact, by=person, name="x")


def test_officer_changes_it_on_the_page(cast, sign_in):
    client = sign_in(cast.officer)
    assert client.post(ADDRESS + "change/", form_of(limit_note=9, stage_2="Bring together")).status_code == 302
    made = Procedure.objects.get()
    assert (made.limits, made.stage_names, made.guidance) == ({"note": 9}, {"2": "Bring together"}, "Talk.")
    again = client.post(ADDRESS + "change/", form_of())
    assert "changed today already" in again.content.decode()
    wrong = client.post(ADDRESS + "change/", form_of(limit_note="soon")).content.decode()
    assert "Enter a whole number" in wrong


def test_place_to_turn_to_is_added_changed_and_removed(cast, sign_in):
    client, day = sign_in(cast.officer), {"review_on-day": 1, "review_on-month": 2, "review_on-year": today().year + 2}
    said = {"kind": "law", "name": "Law Centre", "helps_with": "Contracts", "website": "law.example.org"} | day
    assert client.post(ADDRESS + "elsewhere/add/", said).status_code == 302
    signpost = Signpost.objects.get()
    assert signpost.website == "https://law.example.org"
    nowhere = client.post(ADDRESS + "elsewhere/add/", said | {"name": "Other", "website": ""}).content.decode()
    assert "Give a web address or a telephone number" in nowhere
    past = client.post(f"{ADDRESS}elsewhere/{signpost.pk}/", said | {"review_on-year": 2020}).content.decode()
    assert "still to come" in past
    client.post(f"{ADDRESS}elsewhere/{signpost.pk}/", said | {"helps_with": "Leases"})
    assert "Leases" in client.get(ADDRESS).content.decode()
    client.post(f"{ADDRESS}elsewhere/{signpost.pk}/remove/")
    assert not Signpost.objects.exists()


def test_officer_is_asked_to_check_places_in_time(cast, sign_in):
    Signpost.objects.create(compact=cast.compact, kind="law", name="Law Centre", helps_with="x", telephone="1", review_on=today())
    assert "Check whether Law Centre can still help" in sign_in(cast.officer).get("/home/").content.decode()
    assert "Law Centre" not in sign_in(cast.statutory_member).get("/home/").content.decode()


def test_page_says_why_no_concern_can_be_raised_yet(client, cast):
    """To everybody, also to whoever could raise none themselves; and no more once cases are taken."""
    Compact.objects.filter(pk=cast.compact.pk).update(disputes="facilitated+panel")
    why = "Concerns cannot be raised here yet: the people who help when a passphrase is lost are still to be found on both sides."
    pages = (ADDRESS, "/wealdshire/cases/before/")
    assert [why in client.get(page).content.decode() for page in pages] == [True, True]
    GoneLive.objects.create(compact=cast.compact, since="2009-01-01")
    assert [why in client.get(page).content.decode() for page in pages] == [False, False]
