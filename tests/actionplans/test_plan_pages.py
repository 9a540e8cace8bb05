"""The plan for everybody to read: who sees it, how it is narrowed, and what leaves it as a table."""

import csv
import datetime
import html
import io
import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from actionplans.models import Achievement, Action, Outcome, Plan, ProgressNote, Strategy, Target
from actionplans.reports import action_figures, targets_for_report
from signatories.models import Compact

pytestmark = pytest.mark.django_db


def make_plan(cast, *, period="2009", status="adopted", actions=3, **fields) -> Plan:
    year = int(period)
    plan = Plan.objects.create(
        compact=cast.compact, period=period, label=f"Plan {period}", starts_on=f"{year}-01-01", ends_on=f"{year}-12-31", status=status, **fields
    )
    target = Target.objects.create(plan=plan, number=1, text="To know each other")
    Outcome.objects.create(target=target, number=1, text="People meet.")
    for number in range(1, actions + 1):
        action = Action.objects.create(
            target=target, number=number, text=f"Activity {number}.", owners_as_written="WC", by_when="June 2009", due_on=f"{year}-06-30"
        )
        action.owners.add(cast.council)
        ProgressNote.objects.create(action=action, number=1, text=f"Note {number}.", noted_on=f"{year}-05-01")
        Achievement.objects.create(target=target, number=number, text=f"Achievement {number}.")
    plan.refresh_from_db()  # its days as days
    return plan


def page(client, address, **data) -> str:
    response = client.get(address, data)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_current_without_a_plan_says_so(client, cast):
    assert "No plan has been published yet." in page(client, "/wealdshire/plan/")


def test_current_is_the_newest_that_has_begun(client, cast):
    for period in ("2008", "2009", "2999"):
        make_plan(cast, period=period)
    assert "Plan 2009</h1>" in page(client, "/wealdshire/plan/")


def test_current_is_never_a_draft(client, cast, sign_in):
    make_plan(cast, status="draft")
    assert "Plan 2009" not in page(client, "/wealdshire/plan/")
    assert "Plan 2009</a> is a draft that you can see" in page(sign_in(cast.vcs_member), "/wealdshire/plan/")


def test_plan_shows_everything(client, cast):
    plan = make_plan(cast, introduction="Why.\n\nAnd how.", aim="To meet.", strategy=Strategy.objects.create(
        compact=cast.compact, title="Strategy", starts_in=2007, ends_in=2012))  # fmt: skip
    Target.objects.create(plan=plan, number=2, kind="future", text="Future considerations 2010")
    shown = page(client, plan.get_absolute_url())
    for words in ["<p class=\"govuk-body\">And how.</p>", "Part of the Strategy 2007 – 2012", "Target 1</span> To know each other",
                  "<strong>Outcome:</strong> People meet.", "Activity 1.",
                  "<strong>1 May 2009:</strong> Note 1.", "June 2009", "<strong>iii)</strong> Achievement 3.",
                  "Future considerations 2010", "Nothing has been recorded here."]:  # fmt: skip
        assert words in shown


def test_plan_speaks_the_agreements_own_words(client, cast):
    Compact.objects.filter(pk=cast.compact.pk).update(words={"target": "Objective", "owner": "Who leads", "actions": "steps"})
    plan = make_plan(cast)
    shown = page(client, plan.get_absolute_url())
    assert "Steps under Objective 1</caption>" in shown
    assert ">Who leads</th>" in shown
    assert "Target" not in shown


@pytest.mark.parametrize(
    ("who", "status"), [(None, 404), ("stranger", 404), ("superuser", 404), ("champion", 404), ("lead", 404), ("board_member", 404),
                        ("officer", 200), ("statutory_member", 200), ("vcs_member", 200)],
)  # fmt: skip
@pytest.mark.parametrize("route", ["plan", "plan_csv"])
def test_draft_is_seen_by_the_steering_group_alone(client, cast, who, status, route):
    make_plan(cast, status="draft")
    if who:
        client.force_login(getattr(cast, who), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse(f"actionplans:{route}", args=["wealdshire", "2009"])).status_code == status


@pytest.mark.parametrize("status", ["adopted", "closed"])
def test_public_plan_is_seen_by_everybody(client, cast, status):
    assert "Plan 2009</h1>" in page(client, make_plan(cast, status=status).get_absolute_url())


def test_list_of_plans(client, cast, sign_in):
    make_plan(cast, period="2008", status="closed")
    make_plan(cast, period="2009")
    make_plan(cast, period="2010", status="draft")
    shown = page(client, "/wealdshire/plans/")
    assert shown.index("Plan 2009") < shown.index("Plan 2008")
    assert "Plan 2010" not in shown
    assert "Plan 2010" in page(sign_in(cast.officer), "/wealdshire/plans/")


def test_no_plan_in_the_list(client, cast):
    assert "No plan has been published yet." in page(client, "/wealdshire/plans/")


def test_plans_of_another_agreement_stay_there(client, cast):
    make_plan(cast)
    other = Compact.objects.create(slug="other", name="Other", area=cast.area, level="county")
    assert client.get(reverse("actionplans:plan", args=[other.slug, "2009"])).status_code == 404
    assert client.get("/nowhere/plan/").status_code == 404


@pytest.fixture
def mixed(cast):
    """Four actions: late, completed, ongoing, and late of the police."""
    plan = make_plan(cast, actions=4)
    actions = list(Action.objects.order_by("number"))
    Action.objects.filter(pk=actions[1].pk).update(status="completed")
    Action.objects.filter(pk=actions[2].pk).update(ongoing=True)
    actions[3].owners.set([cast.police])
    return plan


def shown_actions(client, plan, **data) -> list[int]:
    text = page(client, plan.get_absolute_url(), **data)
    return [number for number in range(1, 5) if f"Activity {number}." in text]


ON = {"on-day": "1", "on-month": "July", "on-year": "2009"}


def test_plan_is_narrowed_by_address(client, cast, mixed):
    assert shown_actions(client, mixed) == [1, 2, 3, 4]
    assert shown_actions(client, mixed, status="completed") == [2]
    assert shown_actions(client, mixed, owner=cast.police.pk) == [4]
    assert shown_actions(client, mixed, only="ongoing") == [3]
    assert shown_actions(client, mixed, only="overdue", **ON) == [1, 4]
    assert shown_actions(client, mixed, only="overdue", **(ON | {"on-month": "6"})) == []
    assert shown_actions(client, mixed, only="overdue", owner=cast.police.pk, **ON) == [4]


@pytest.mark.parametrize("data", [{"status": "x"}, {"owner": "x"}, {"owner": 999}, {"only": "x"}, {"on-day": "32", "on-month": "x", "on-year": "0"}])
def test_odd_words_in_the_address_narrow_nothing(client, mixed, data):
    assert shown_actions(client, mixed, **data) == [1, 2, 3, 4]


def test_nothing_fits(client, mixed):
    shown = page(client, mixed.get_absolute_url(), status="dropped")
    assert "Nothing fits." in shown
    assert "Achievement 1." not in shown


def test_overdue_is_marked_on_the_chosen_day(client, mixed):
    assert page(client, mixed.get_absolute_url(), **ON).count("Overdue</strong>") == 2
    assert page(client, mixed.get_absolute_url(), **(ON | {"on-month": "6"})).count("Overdue</strong>") == 0


def test_closed_plan_is_judged_by_its_last_day(client, cast, mixed):
    Action.objects.filter(number=1).update(due_on="2010-01-31")
    Plan.objects.update(status="closed")
    shown = page(client, mixed.get_absolute_url())
    assert "1 of these is overdue</a> on 31 December 2009." in shown
    assert shown.count("Overdue</strong>") == 1


def test_figures_by_status_add_up(client, mixed):
    Action.objects.filter(number=4).update(status="deferred")
    shown = page(client, mixed.get_absolute_url(), **ON)
    listed = re.findall(r'href="\?status=(\w+)">(\d+) ', shown)
    assert listed == [("planned", "2"), ("deferred", "1"), ("completed", "1")]
    assert "<strong>4</strong> actions, of which:" in shown
    assert "1 of these is overdue</a> on 1 July 2009." in shown
    assert "1 of these is ongoing</a>" in shown


@pytest.mark.parametrize("status", ["completed", "deferred", "dropped"])
def test_what_nobody_waits_for_is_not_overdue(client, cast, status):
    plan = make_plan(cast, actions=1)
    Action.objects.update(status=status)
    assert "verdue</strong>" not in page(client, plan.get_absolute_url(), **ON)
    assert not Action.objects.overdue(on=datetime.date(2009, 7, 1)).exists()
    assert not Action.objects.due_by(datetime.date(2009, 7, 1)).exists()


def test_due_by_takes_its_day_along_and_nothing_ongoing(mixed):
    last_day = datetime.date(2009, 6, 30)
    assert list(Action.objects.due_by(last_day).values_list("number", flat=True)) == [1, 4]
    assert not Action.objects.due_by(last_day - datetime.timedelta(days=1)).exists()


def test_narrowed_plan_says_by_what_and_offers_to_remove_it(client, cast, mixed):
    shown = page(client, mixed.get_absolute_url(), only="overdue", owner=cast.police.pk, **ON)
    assert "Showing 1 of 4." in shown
    assert "Organisation: Wealdshire Police (<a" in shown
    assert "Overdue on which day: 1 July 2009 (<a" in shown
    without_owner = html.unescape(re.search(r'Wealdshire Police \(<a class="govuk-link" href="([^"]+)"', shown)[1])
    assert "Activity 1." in page(client, without_owner)
    without_day = html.unescape(re.search(r'1 July 2009 \(<a class="govuk-link" href="([^"]+)"', shown)[1])
    assert "on-year" not in without_day and f"owner={cast.police.pk}" in without_day
    assert '<details class="govuk-details">' in shown
    plain = page(client, mixed.get_absolute_url())
    assert "Showing" not in plain and "Filtered by" not in plain


def test_plan_is_where_one_is_on_every_plan(client, cast):
    for address in ("/wealdshire/plan/", "/wealdshire/plans/", make_plan(cast).get_absolute_url()):
        marked = re.search(r'portal-compact-navigation__link" href="/wealdshire/plan/" aria-current="(\w+)"', page(client, address))
        assert marked, address


@pytest.mark.parametrize("route", ["current", "current_csv", "plans", "plan", "plan_csv"])
def test_public_pages_take_nothing(client, cast, route):
    plan = make_plan(cast)
    address = reverse(f"actionplans:{route}", args=["wealdshire", *([plan.period] if route.startswith("plan_") or route == "plan" else [])])
    assert client.post(address).status_code == 405


def test_figures_take_one_query(mixed, django_assert_num_queries):
    with django_assert_num_queries(1):
        figures = action_figures(mixed, datetime.date(2009, 7, 1))
    assert figures == {
        "total": 4, "ongoing": 1, "overdue": 2, "planned": 3, "under_way": 0, "at_risk": 0, "late": 0, "deferred": 0, "completed": 1, "dropped": 0,
    }  # fmt: skip


def test_overdue_is_one_rule(mixed):
    on = datetime.date(2009, 7, 1)
    actions = Action.objects.filter(target__plan=mixed)
    assert {a.pk for a in actions if a.is_overdue(on)} == set(actions.overdue(on=on).values_list("pk", flat=True))


def test_numerals_follow_the_order_when_one_is_deleted(cast):
    plan = make_plan(cast)
    Achievement.objects.get(number=2).delete()
    [target] = targets_for_report(plan)
    assert [(a.numeral, a.text) for a in target.achievements.all()] == [("i", "Achievement 1."), ("ii", "Achievement 3.")]


@pytest.mark.parametrize("actions", [1, 3])
def test_plan_page_takes_the_same_queries_for_more_rows(client, cast, django_assert_num_queries, actions):
    plan = make_plan(cast, actions=actions)
    with django_assert_num_queries(14):
        page(client, plan.get_absolute_url())


@pytest.mark.parametrize("plans", [1, 3])
def test_list_takes_the_same_queries_for_more_rows(client, cast, django_assert_num_queries, plans):
    for number in range(plans):
        make_plan(cast, period=str(2009 + number))
    with django_assert_num_queries(3):
        page(client, "/wealdshire/plans/")


def test_csv_of_actions(client, cast):
    plan = make_plan(cast, actions=1)
    Action.objects.update(text="=1+1", status="completed")
    response = client.get(reverse("actionplans:plan_csv", args=["wealdshire", plan.period]))
    assert response["Content-Disposition"] == 'attachment; filename="wealdshire-2009-actions.csv"'
    assert list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))) == [
        ["Target", "Organisation", "Activity", "By When", "Status", "Progress"],
        ["1. To know each other", "WC", "'=1+1 Note 1.", "June 2009 COMPLETED", "completed", "▪ 1 May 2009: Note 1."],
    ]


def test_csv_of_achievements(client, cast):
    make_plan(cast, actions=1)
    response = client.get("/wealdshire/plans/2009.csv", {"table": "achievements"})
    assert list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))) == [
        ["Target", "Title", "Outcome", "No.", "Achievement"],
        ["1", "To know each other", "People meet.", "i", "Achievement 1."],
    ]


def test_csv_of_the_newest_plan(client, cast):
    headings = "\ufeffTarget,Organisation,Activity,By When,Status,Progress\r\n"
    assert client.get("/wealdshire/plan.csv").content.decode() == headings
    make_plan(cast, actions=1)
    assert "Activity 1." in client.get("/wealdshire/plan.csv").content.decode()


@pytest.mark.parametrize("table", ["actions", "achievements"])
def test_csv_can_be_imported_again(client, cast, tmp_path, table):
    make_plan(cast, period="2009")
    Action.objects.filter(number=2).update(status="completed")
    ProgressNote.objects.update(text="It was done.")
    address = "/wealdshire/plans/{}.csv"
    (tmp_path / "plan.csv").write_bytes(client.get(address.format(2009), {"table": table}).content)
    call_command("import_action_plan", str(tmp_path / "plan.csv"), compact="wealdshire", period="2010", stdout=io.StringIO())
    again = client.force_login(cast.officer) or client.get(address.format(2010), {"table": table})
    assert again.content == (tmp_path / "plan.csv").read_bytes()


def test_admin_pages_open(client, cast):
    plan = make_plan(cast)
    client.force_login(cast.superuser)
    for model, pk in [("plan", plan.pk), ("target", plan.targets.get().pk), ("action", Action.objects.first().pk)]:
        assert client.get(f"/admin/actionplans/{model}/{pk}/change/").status_code == 200
        assert client.get(f"/admin/actionplans/{model}/", {"q": "x"}).status_code == 200
    assert client.get("/admin/actionplans/strategy/add/").status_code == 200
