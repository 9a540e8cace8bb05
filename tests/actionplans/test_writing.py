"""An officer writes a plan in the browser, and amends it once it is adopted."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.actions.acts import drop_action, move_action, remove_action, save_action, tie_events
from actionplans.actions.plans import begin_plan, save_strategy
from actionplans.actions.targets import move_target, save_target
from actionplans.models import Action, Amendment, Outcome, Plan, Risk, Strategy, StrategyAim, Target
from actionplans.periods import parse_period
from compact_portal.audit.models import Event
from signatories.models import Code, Commitment, Edition, Organisation, OrganisationName, TrainingEvent
from tests.actionplans.test_plan_pages import make_plan

pytestmark = pytest.mark.django_db


def address(name: str, *more) -> str:
    return reverse(f"actionplans:{name}", args=["wealdshire", "2009", *more])


@pytest.fixture
def draft(cast):
    return make_plan(cast, status="draft", actions=3)


@pytest.fixture
def officer(cast, sign_in):
    return sign_in(cast.officer)


ACTION = {"text": "Hold an open day.", "owners": "WC", "people": "", "supporters": "", "by_when": "June 2009", "meetings": ""}


def test_a_plan_from_nothing(cast, officer):
    started = officer.post(reverse("actionplans:begin", args=["wealdshire"]), {"kind": "actions", "period": "2009", "label": "Plan 2009"})
    assert started.url == address("write")
    officer.post(address("describe"), {"label": "Plan 2009", "introduction": "Why.", "updates_every": "month", "dates_need_approval": "on"})
    officer.post(address("target_add"), {"text": "To meet", "outcomes": "People meet.\n\nThey talk.", "kind": "ordinary"})
    target = Target.objects.get()
    shown = officer.post(
        address("action_add", target.pk),
        ACTION | {
            "owners": "WC / Oak Hill Allotments & all partners", "people": "Kathryn Bell, from May 2009\nVal", "supporters": "Wealdshire Police",
            "by_when": "April-June & ongoing",
        },
        follow=True,
    ).content.decode()  # fmt: skip
    assert "“April-June &amp; ongoing” is understood as: 1 April 2009 to 30 June 2009 &amp; ongoing." in shown
    assert "“all partners” is printed as written, but no organisation of that name is kept here to be reminded." in shown
    action = Action.objects.get()
    assert {organisation.name for organisation in action.owners.all()} == {"Wealdshire Council", "Oak Hill Allotments"}
    assert list(action.supporters.all()) == [cast.police]
    assert [(person.name, person.since) for person in action.people.all()] == [("Kathryn Bell", datetime.date(2009, 5, 1)), ("Val", None)]
    officer.post(address("risk_add"), {"text": "Rain.", "likelihood": "2", "impact": "3", "owner": "WC", "answer": "A tent.", "action": action.pk})
    assert (Risk.objects.get().weight, Risk.objects.get().action) == (6, action)
    plan = Plan.objects.get()
    assert (plan.updates_every, plan.dates_need_approval, plan.introduction, plan.status) == ("month", True, "Why.", "draft")
    assert [outcome.text for outcome in Outcome.objects.all()] == ["People meet.", "They talk."]
    verbs = ["plan.begun", "plan.described", "plan.target_added", "plan.action_added", "plan.risk_saved"]
    assert [event.verb for event in Event.objects.filter(verb__startswith="plan.").order_by("pk")] == verbs
    assert not Amendment.objects.exists()
    printed = officer.get(plan.get_absolute_url()).content.decode()
    assert "Hold an open day." in printed and "A tent." in printed


def test_the_boxes_hold_what_was_written(cast, officer, draft):
    action = Action.objects.first()
    action.supporters.add(cast.charity, cast.police)
    action.people.create(name="Val", since="2009-05-01")
    action.meetings = [datetime.date(2009, 3, 4), datetime.date(2009, 6, 10)]
    action.save()
    page = officer.get(address("action_change", action.pk)).content.decode()
    assert 'value="Bramble Lane Befriending, Wealdshire Police"' in page
    assert "Val, from 1 May 2009" in page and 'value="4 March 2009, 10 June 2009"' in page
    data = ACTION | {
        "text": action.text, "people": "Val, from 1 May 2009", "supporters": "Bramble Lane Befriending, Wealdshire Police",
        "meetings": "4 March 2009, 10 June 2009",
    }  # fmt: skip
    assert officer.post(address("action_change", action.pk), data).status_code == 302
    action.refresh_from_db()
    assert ([str(o) for o in action.supporters.all()], action.meetings) == (
        ["Bramble Lane Befriending", "Wealdshire Police"], [datetime.date(2009, 3, 4), datetime.date(2009, 6, 10)],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": ""}, "Answer “What will be done?”"),
        ({"by_when": "31 June 2009"}, "There is no day 31/6/2009: correct it."),
        ({"by_when": "11 September 20009"}, "“20009” is not a year: write it with four digits."),
        ({"by_when": "June 2009 - March 2009"}, "It ends on 31/03/2009, before it begins on 01/06/2009: correct one of the two."),
        ({"meetings": "soon"}, "“soon” are no days: write them like 4 March, 10 June and 9 September 2009"),
        ({"people": "Val, from sometime"}, "“sometime” is no day: write it like 1 May 2009."),
        ({"supporters": "The Good Fairies"}, "“The Good Fairies” is no organisation that is kept here"),
        ({"owners": "WVA"}, "“WVA” is the name of 2 organisations: Wealdshire Villages Association and Wealdshire Voluntary Action. Write the full"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_written(cast, officer, draft, data, words):
    for name in ("Wealdshire Voluntary Action", "Wealdshire Villages Association"):
        Organisation.objects.create(name=name, acronym="WVA", sector="voluntary", kind="charity")
    page = officer.post(address("action_add", Target.objects.get().pk), ACTION | data)
    assert page.status_code == 200
    assert words in page.content.decode()
    assert Action.objects.count() == 3


def test_a_name_that_is_another_one_s_former_name_fits_two(cast, draft):
    """Also the verb refuses, which no form guards."""
    OrganisationName.objects.create(organisation=cast.police, name="Oak Hill Allotments", kind="former")
    with pytest.raises(ValidationError, match="is the name of 2 organisations: Oak Hill Allotments and Wealdshire Police"):
        save_action(target=Target.objects.get(), action=None, text="x", owners="Oak Hill Allotments", supporters="", people=[], by_when="",
                    meetings=[], by=cast.officer)  # fmt: skip


def test_targets_and_actions_change_places(cast, officer, draft):
    save_target(plan=draft, target=None, text="Second", kind="ordinary", outcomes=[], aims=[], by=cast.officer)
    second = Target.objects.get(number=2)
    officer.post(address("target_move", second.pk), {"way": "up"})
    assert list(Target.objects.values_list("text", "number")) == [("Second", 1), ("To know each other", 2)]
    officer.post(address("target_move", second.pk), {"way": "up"})
    assert Target.objects.get(text="Second").number == 1
    last = Action.objects.get(number=3)
    officer.post(address("action_move", last.pk), {"way": "up"})
    assert list(Action.objects.order_by("number").values_list("text", flat=True)) == ["Activity 1.", "Activity 3.", "Activity 2."]


def test_an_action_moves_on_into_the_next_target(cast, draft):
    second = save_target(plan=draft, target=None, text="Second", kind="ordinary", outcomes=[], aims=[], by=cast.officer)
    last = Action.objects.get(number=3)
    move_action(action=last, up=False, by=cast.officer)
    last.refresh_from_db()
    assert (last.target, last.number) == (second, 1)
    move_action(action=last, up=True, by=cast.officer)
    last.refresh_from_db()
    assert (last.target.number, last.number) == (1, 3)
    move_action(action=Action.objects.get(target__number=1, number=1), up=True, by=cast.officer)
    assert list(Action.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_removing_closes_the_gap(cast, officer, draft):
    middle = Action.objects.get(number=2)
    asked = officer.get(address("action_remove", middle.pk)).content.decode()
    assert "This cannot be undone." in asked and Action.objects.count() == 3
    officer.post(address("action_remove", middle.pk))
    assert list(Action.objects.values_list("text", "number")) == [("Activity 1.", 1), ("Activity 3.", 2)]
    officer.post(address("target_remove", Target.objects.get().pk))
    assert not Target.objects.exists()


def test_an_action_serves_codes_commitments_other_targets_and_aims(cast, officer, draft, client):
    strategy = save_strategy(
        compact=cast.compact, strategy=None, title="Strategy", starts_in=2007, ends_in=2012, aims=["Meet", "Talk"], by=cast.officer
    )
    Plan.objects.update(strategy=strategy)
    other = save_target(plan=Plan.objects.get(), target=None, text="Second", kind="ordinary", outcomes=[], aims=strategy.aims.all(), by=cast.officer)
    action = Action.objects.first()
    data = {"codes": [cast.codes[0].pk], "also_serves": [other.pk], "aims": [strategy.aims.last().pk]}
    assert officer.post(address("action_links", action.pk), data).status_code == 302
    assert [list(getattr(action, name).all()) for name in ("codes", "also_serves", "aims")] == [[cast.codes[0]], [other], [strategy.aims.last()]]
    assert "Choose from the answers offered" in officer.post(address("action_links", action.pk), {"also_serves": [action.target_id]}).content.decode()
    shown = officer.get(action.get_absolute_url()).content.decode()
    assert "Target 2. Second" in shown and "2. Talk" in shown and "Funding" in shown
    with pytest.raises(ValidationError, match="is served by a plan, so it cannot be left out"):
        save_strategy(compact=cast.compact, strategy=strategy, title="Strategy", starts_in=2007, ends_in=2012, aims=[], by=cast.officer)
    assert StrategyAim.objects.count() == 2


def test_strategy_page(cast, officer, client):
    new = reverse("actionplans:strategy_add", args=["wealdshire"])
    officer.post(new, {"title": "Five years", "starts_in": "2007", "ends_in": "2012", "aims": "Meet\nTalk"})
    shown = officer.get("/wealdshire/plans/").content.decode()
    assert "Five years 2007 – 2012" in shown and "<li>Talk</li>" in shown
    assert "ends before it begins" in officer.post(new, {"title": "x", "starts_in": "2012", "ends_in": "2007"}).content.decode()
    assert Strategy.objects.count() == 1


def test_after_adoption_every_change_is_an_amendment_with_its_reason(cast, officer, draft, client):
    Plan.objects.update(status="adopted", adopted_on="2009-01-10")
    action = Action.objects.first()
    page = address("action_change", action.pk)
    assert "Answer “Why is the plan amended?”" in officer.post(page, ACTION).content.decode()
    assert not Amendment.objects.exists()
    officer.post(page, ACTION | {"by_when": "July 2009", "reason": "The hall is free then."})
    amendment = Amendment.objects.get()
    assert amendment.what == "“Activity 1.” is now: “Hold an open day.” By when, before: “June 2009”, is now: “July 2009”."
    assert (amendment.reason, amendment.made_by) == ("The hall is free then.", cast.officer)
    client.logout()
    plan = client.get(draft.get_absolute_url()).content.decode()
    assert "Changed since it was adopted: 1 amendment" in plan and ">Amended</strong>" in plan
    assert "The hall is free then." in client.get(address("amendments")).content.decode()
    assert "The hall is free then." in client.get(action.get_absolute_url()).content.decode()


def test_after_adoption_nothing_is_moved_or_removed_but_dropped(cast, officer, draft):
    Plan.objects.update(status="adopted")
    first = Action.objects.first()
    for verb in (lambda: remove_action(action=first, by=cast.officer), lambda: move_action(action=first, up=False, by=cast.officer),
                 lambda: move_target(target=first.target, up=True, by=cast.officer)):  # fmt: skip
        with pytest.raises(ValidationError, match="neither moved nor removed"):
            verb()
    assert "Drop this action" in officer.get(address("action_remove", first.pk)).content.decode()
    officer.post(address("action_remove", first.pk), {"reason": "Nobody wants it."})
    first.refresh_from_db()
    assert (first.status, Amendment.objects.get().what) == ("dropped", "Dropped: “Activity 1.”")


@pytest.mark.parametrize("status", ["closed"])
def test_a_closed_plan_changes_no_more(cast, officer, draft, status):
    Plan.objects.update(status=status)
    assert officer.get(address("write")).url == draft.get_absolute_url()
    page = officer.post(address("target_add"), {"text": "x", "kind": "ordinary", "outcomes": ""})
    assert "“Plan 2009” is closed, so nothing in it changes any more." in page.content.decode()
    with pytest.raises(ValidationError, match="is closed"):
        drop_action(action=Action.objects.first(), by=cast.officer, reason="x")
    assert Target.objects.count() == 1


@pytest.mark.parametrize("who", ["vcs_member", "lead", "stranger", "superuser"])
def test_nobody_else_writes(cast, draft, who):
    person = getattr(cast, who)
    with pytest.raises(PermissionDenied):
        save_target(plan=draft, target=None, text="x", kind="ordinary", outcomes=[], aims=[], by=person)
    with pytest.raises(PermissionDenied):
        begin_plan(compact=cast.compact, kind="actions", period=parse_period("2011"), label="x", by=person)


def test_one_plan_of_a_kind_for_a_period(cast, officer, draft):
    begin = reverse("actionplans:begin", args=["wealdshire"])
    refused = officer.post(begin, {"kind": "actions", "period": "2009", "label": "Another"}).content.decode()
    assert "There is a plan of this kind for this period already." in refused
    assert "is not a period" in officer.post(begin, {"kind": "actions", "period": "soon", "label": "Another"}).content.decode()
    made = officer.post(begin, {"kind": "communications", "period": "2009", "label": "Being heard"})
    assert made.url == reverse("actionplans:write", args=["wealdshire", "communications-2009"])


def test_a_communications_strategy_speaks_of_objectives_and_elements(cast, officer, draft, client):
    Plan.objects.update(status="adopted")
    plan = begin_plan(compact=cast.compact, kind="communications", period=parse_period("2009"), label="Being heard", by=cast.officer)
    target = save_target(plan=plan, target=None, text="Everybody knows", kind="ordinary", outcomes=[], aims=[], by=cast.officer)
    save_action(
        target=target, action=None, text="A newsletter.", owners="WC", supporters="", people=[], by_when="Ongoing", meetings=[], by=cast.officer
    )
    page = officer.get(plan.get_absolute_url()).content.decode()
    assert "Objective 1" in page and "Elements under Objective 1" in page and "<strong>1</strong> element" in page
    Plan.objects.filter(pk=plan.pk).update(status="adopted")
    assert "Plan 2009</h1>" in client.get("/wealdshire/plan/").content.decode()


@pytest.mark.parametrize("actions", [1, 6])
def test_write_page_takes_the_same_queries_for_more_rows(cast, sign_in, django_assert_num_queries, actions):
    plan = make_plan(cast, status="draft", actions=actions)
    for action in Action.objects.all():
        action.supporters.add(cast.charity)
        action.people.create(name="Val")
        Risk.objects.create(plan=plan, action=action, number=action.number, text="x", likelihood=1, impact=1, owner="x", answer="x")
    client = sign_in(cast.officer)
    with django_assert_num_queries(10):
        client.get(address("write"))


@pytest.mark.parametrize("rows", [1, 4])
def test_action_page_takes_the_same_queries_for_more_rows(cast, client, django_assert_num_queries, rows):
    plan = make_plan(cast, actions=1)
    action = Action.objects.get()
    for number in range(rows):
        action.people.create(name=f"Val {number}")
        Risk.objects.create(plan=plan, action=action, number=number, text="x", likelihood=1, impact=1, owner="x", answer="x")
        action.date_changes.create(after="July 2009", reason="Rain.", state="accepted", proposed_on="2009-05-05", for_organisation=cast.council)
        note = action.notes.create(number=number + 5, text="x")
        action.updates.create(
            period_starts_on=f"2009-0{number + 1}-01", rating="on_track", note=note, given_on="2009-05-05", for_organisation=cast.council
        )
    with django_assert_num_queries(21):
        client.get(action.get_absolute_url())


def test_commitments_of_the_agreement_can_be_served(cast, officer, draft):
    Edition.objects.filter(pk=cast.edition.pk).update(status="superseded")
    edition = Edition.objects.create(compact=cast.compact, label="Edition of 2009")
    commitment = Commitment.objects.create(
        code=Code.objects.create(edition=edition, number=1, title="Money"), number=3, text="Pay soon.", binds="both"
    )
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2009-01-01T12:00Z", published_by=cast.officer)
    action = Action.objects.first()
    assert "Money 3: Pay soon." in officer.get(address("action_links", action.pk)).content.decode()
    officer.post(address("action_links", action.pk), {"commitments": [commitment.pk]})
    assert list(action.commitments.all()) == [commitment]
    assert "Money 3: Pay soon." in officer.get(action.get_absolute_url()).content.decode()


def test_training_is_tied_to_an_action_without_amending_the_plan(cast, officer, draft):
    event = TrainingEvent.objects.create(compact=cast.compact, title="All staff meet", kind="briefing", held_on="2009-06-01", statutory=40)
    cancelled = TrainingEvent.objects.create(compact=cast.compact, title="CANARY", kind="briefing", held_on="2009-06-02", cancelled=True)
    Plan.objects.update(status="adopted")
    action = Action.objects.select_related("target__plan__compact").first()
    way = address("action_events", action.pk)
    assert "All staff meet, 1 June 2009" in officer.get(way).content.decode()
    assert "Choose from the answers offered" in officer.post(way, {"events": [cancelled.pk]}).content.decode()
    officer.post(way, {"events": [event.pk]})
    assert list(action.events.all()) == [event] and not Amendment.objects.exists()
    officer.logout()
    assert "All staff meet, 1 June 2009: 40 delegates" in officer.get(action.get_absolute_url()).content.decode()
    for person in (cast.vcs_member, cast.lead, cast.superuser):
        with pytest.raises(PermissionDenied):
            tie_events(action=action, events=[], by=person)


def test_what_an_owner_reported_meanwhile_is_not_written_over(cast, draft):
    shown = Action.objects.first()
    Action.objects.filter(pk=shown.pk).update(status="completed", completed_on="2009-05-05")
    words = {"text": "Hold two open days.", "owners": "", "supporters": "", "people": [], "by_when": "", "meetings": []}
    save_action(target=shown.target, action=shown, by=cast.officer, **words)
    now = Action.objects.get(pk=shown.pk)
    assert (now.text, now.status, now.completed_on) == ("Hold two open days.", "completed", datetime.date(2009, 5, 5))
    Action.objects.filter(pk=shown.pk).delete()
    with pytest.raises(ValidationError, match="removed from the plan meanwhile"):
        save_action(target=shown.target, action=shown, by=cast.officer, **words)


def test_two_officers_cannot_both_begin_a_plan(cast):
    with CaptureQueriesContext(connection) as queries:
        begin_plan(compact=cast.compact, kind="actions", period=parse_period("2011"), label="x", by=cast.officer)
    [lock] = [n for n, query in enumerate(queries) if "FOR UPDATE" in query["sql"] and "signatories_compact" in query["sql"]]
    assert lock < min(n for n, query in enumerate(queries) if query["sql"].startswith("SELECT") and '"actionplans_plan"' in query["sql"])
