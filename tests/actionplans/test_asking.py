"""Owners are asked by e-mail, and answer without a password."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from actionplans.actions.asking import ask_all_due, ask_now
from actionplans.actions.progress import give_update
from actionplans.models import Action, ActionPerson, Plan, Reminder, Update, UpdateLink
from actionplans.recurrence import meeting_days, months_apart
from compact_portal.messaging.models import Message
from tests.actionplans.test_plan_pages import make_plan

pytestmark = pytest.mark.django_db
QUIET = datetime.date(2009, 5, 5)
QUARTER_ENDS = datetime.date(2009, 6, 23)
MINE = reverse("actionplans:my_updates", args=["wealdshire", "2009"])


@pytest.fixture(autouse=True)
def on(monkeypatch):
    for where in ("views.plans", "views.progress", "views.officers", "actions.progress", "actions.asking"):
        monkeypatch.setattr(f"actionplans.{where}.today", lambda: QUARTER_ENDS)


@pytest.fixture
def plan(cast):
    """Three actions of the council, due at the end of the year."""
    plan = make_plan(cast)
    Action.objects.update(due_on="2009-12-31")
    return plan


def token_in(message: Message) -> str:
    return re.search(r"/i/updates/([\w-]+)/", message.text)[1]


@pytest.fixture
def token(cast, plan) -> str:
    ask_now(plan=plan, organisation=cast.council, by=cast.officer, on=QUARTER_ENDS)
    return token_in(Message.objects.latest("pk"))


def link_page(token: str) -> str:
    return reverse("actionplans:update_link", args=[token])


def test_one_mail_for_each_organisation_a_week_before_the_quarter_ends(cast, plan):
    other = Action.objects.first()
    other.owners.add(cast.charity)
    assert ask_all_due(on=QUIET) == 0
    assert ask_all_due(on=QUARTER_ENDS - datetime.timedelta(days=1)) == 0
    assert ask_all_due(on=QUARTER_ENDS) == 2
    assert ask_all_due(on=QUARTER_ENDS) == 0
    mails = {message.to: message for message in Message.objects.all()}
    assert set(mails) == {"council@example.org", "bramble@example.org"}
    assert [f"Activity {number}." in mails["council@example.org"].text for number in (1, 2, 3)] == [True, True, True]
    assert "Activity 2." not in mails["bramble@example.org"].text
    assert "April to June 2009" in mails["council@example.org"].subject


@pytest.mark.parametrize("change", ["draft", "closed", "over", "said", "no address", "finished"])
def test_nobody_is_asked_in_vain(cast, plan, change):
    if change in ("draft", "closed"):
        Plan.objects.update(status=change)
    elif change == "over":
        Plan.objects.update(starts_on="2008-01-01", ends_on="2008-12-31")
    elif change == "said":
        for action in Action.objects.all():
            give_update(action=action, rating="on_track", done="x", by=cast.officer, on=QUARTER_ENDS)
    elif change == "no address":
        type(cast.council).objects.update(contact_email="")
    else:
        Action.objects.update(status="completed")
    assert ask_all_due(on=QUARTER_ENDS) == 0
    assert not Message.objects.exists()


def test_what_falls_due_is_asked_about_a_week_before_and_once(cast, plan):
    Action.objects.filter(number=2).update(due_on="2009-05-10")
    assert ask_all_due(on=QUIET) == 1
    assert ask_all_due(on=QUIET) == 0
    assert ask_all_due(on=QUIET + datetime.timedelta(days=1)) == 0
    text = Message.objects.get().text
    assert "Activity 2." in text and "Activity 1." not in text
    assert Reminder.objects.get().day == datetime.date(2009, 5, 10)


def test_one_of_several_days_and_a_meeting_have_their_reminders(cast, plan):
    first, second, third = Action.objects.all()
    Action.objects.filter(pk=first.pk).update(milestones=["2009-05-08", "2009-10-07"])
    Action.objects.filter(pk=second.pk).update(due_on=None, recurrence="At each meeting", meetings=["2009-05-12", "2009-05-20"])
    Action.objects.filter(pk=third.pk).update(due_on=None, recurrence="At quarterly meetings of the board")
    ask_all_due(on=QUIET)
    assert [(reminder.action_id, reminder.day.isoformat()) for reminder in Reminder.objects.order_by("day")] == [
        (first.pk, "2009-05-08"), (second.pk, "2009-05-12"),
    ]  # fmt: skip
    ask_all_due(on=QUARTER_ENDS)
    assert Reminder.objects.get(action=third).day == datetime.date(2009, 6, 30)


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("At quarterly meetings of the Partnership", 3), ("monthly until March 2009", 1), ("every month", 1), ("bi-monthly", 2),
        ("every two months", 2), ("half-yearly", 6), ("annually", 12), ("each year in May", 12), ("each meeting", None), ("weekly", None),
    ],
)  # fmt: skip
def test_distance_of_meetings(words, months):
    assert months_apart(words) == months


def test_meetings_whose_days_are_not_known_are_looked_for_at_the_end_of_each_stretch(plan):
    action = Action(recurrence="At quarterly meetings")
    assert [day.isoformat() for day in meeting_days(action, Plan.objects.get())] == ["2009-03-31", "2009-06-30", "2009-09-30", "2009-12-31"]


def test_people_by_name_are_reminded_and_officers_where_nobody_can_be(cast, plan):
    first, second, _ = Action.objects.all()
    Action.objects.filter(pk__in=[first.pk, second.pk]).update(due_on="2009-05-10")
    ActionPerson.objects.create(action=first, name="Val", person=cast.vcs_member)
    second.owners.clear()
    ask_all_due(on=QUIET)
    to = {message.to: message.text for message in Message.objects.all()}
    assert set(to) == {"council@example.org", cast.vcs_member.email, cast.officer.email}
    assert "Activity 2." in to[cast.officer.email] and "Activity 1." not in to[cast.officer.email]


def test_the_link_opens_the_task_by_a_post_alone(cast, plan, token, client):
    shown = client.get(link_page(token))
    assert shown.status_code == 200 and shown["Referrer-Policy"] == "strict-origin" and "no-store" in shown["Cache-Control"]
    assert "How far has Wealdshire Council come?" in shown.content.decode()
    assert client.get(MINE).status_code == 403
    assert client.post(link_page(token)).url == MINE
    assert "3 of 3 still to do." in client.get(MINE).content.decode()
    action = Action.objects.first()
    page = reverse("actionplans:progress", args=["wealdshire", "2009", action.pk])
    assert "How does it stand in April to June 2009?" in client.get(page).content.decode()
    assert client.post(f"{page}?rating=late", {"seen": "0", "done": "Rang.", "reason": "Rain."}).url == MINE
    update = Update.objects.get()
    assert (update.for_organisation, update.given_by, update.rating) == (cast.council, None, "late")
    assert "2 of 3 still to do." in client.get(MINE).content.decode()
    assert "says Wealdshire Council" in client.get(action.get_absolute_url()).content.decode()


def test_the_link_counts_for_the_quarter_it_asks_about(cast, plan, token, client, monkeypatch):
    """Answered a few days late, it is still the update of that quarter."""
    for where in ("views.progress", "actions.progress"):
        monkeypatch.setattr(f"actionplans.{where}.today", lambda: datetime.date(2009, 7, 4))
    client.post(link_page(token))
    page = reverse("actionplans:progress", args=["wealdshire", "2009", Action.objects.first().pk])
    client.post(f"{page}?rating=on_track", {"seen": "0", "done": "Rang."})
    assert Update.objects.get().period_starts_on == datetime.date(2009, 4, 1)


def test_it_opens_no_action_of_anybody_else_and_no_other_page(cast, plan, token, client):
    other = Action.objects.create(target=plan.targets.get(), number=9, text="Theirs.")
    other.owners.add(cast.police)
    client.post(link_page(token))
    page = reverse("actionplans:progress", args=["wealdshire", "2009", other.pk])
    assert client.get(page).status_code == 404
    assert client.post(f"{page}?rating=on_track", {"seen": "0", "done": "x"}).status_code == 404
    for name in ("updates", "write", "approve"):
        assert client.get(reverse(f"actionplans:{name}", args=["wealdshire", "2009"])).url.startswith("/accounts/login/")
    link = UpdateLink.objects.get()
    with pytest.raises(PermissionDenied):
        give_update(action=other, rating="on_track", done="x", link=link, on=QUARTER_ENDS)


@pytest.mark.parametrize("change", ["sent again", "revoked", "another token"])
def test_an_old_link_opens_nothing_and_ends_what_it_had_opened(cast, plan, token, client, change):
    client.post(link_page(token))
    if change == "sent again":
        ask_now(plan=plan, organisation=cast.council, by=cast.officer, on=QUARTER_ENDS)
    elif change == "revoked":
        UpdateLink.objects.update(revoked_at="2009-06-23T12:00Z")
    else:
        UpdateLink.objects.update(token_hash="")
        token = "made-up"
    assert client.get(link_page(token)).status_code == 404
    assert client.get(MINE).status_code == 403


def test_closed_plan_ends_its_links(cast, plan, token, client):
    client.post(link_page(token))
    Plan.objects.update(status="closed")
    assert client.get(link_page(token)).status_code == 410
    assert client.post(link_page(token)).status_code == 410
    page = reverse("actionplans:progress", args=["wealdshire", "2009", Action.objects.first().pk])
    assert client.post(f"{page}?rating=on_track", {"seen": "0", "done": "x"}).status_code == 410
    assert not Update.objects.exists()


def test_only_a_hash_of_the_token_is_kept(token):
    assert token not in str(list(UpdateLink.objects.values()))


def test_leaving_forgets_the_browser(cast, plan, token, client):
    client.post(link_page(token))
    assert client.post(reverse("actionplans:leave", args=["wealdshire", "2009"])).status_code == 200
    assert client.get(MINE).status_code == 403


def test_officer_sees_what_is_missing_and_asks(cast, plan, sign_in, client):
    page = reverse("actionplans:updates", args=["wealdshire", "2009"])
    shown = sign_in(cast.officer).get(page).content.decode()
    assert "Updates for April to June 2009" in shown and "<strong>Wealdshire Council</strong>: 3 to report on. Not asked yet." in shown
    asked = client.post(reverse("actionplans:ask", args=["wealdshire", "2009", cast.council.pk]), follow=True).content.decode()
    assert "A link is on its way to Wealdshire Council." in asked and "Asked on 23 June 2009." in asked
    assert "Ask now" not in sign_in(cast.vcs_member).get(page).content.decode()


@pytest.mark.parametrize(
    ("who", "change", "sentence"),
    [("council", "no address", "has no address for mail"), ("council", "closed", "This plan is closed"), ("charity", "", "has said everything")],
)
def test_asking_in_vain_is_refused(cast, plan, who, change, sentence):
    organisation = getattr(cast, who)
    if change == "no address":
        organisation.contact_email = ""
        organisation.save()
    elif change:
        Plan.objects.update(status=change)
    with pytest.raises(ValidationError, match=sentence):
        ask_now(plan=plan, organisation=organisation, by=cast.officer, on=QUARTER_ENDS)


@pytest.mark.parametrize("actions", [1, 6])
def test_updates_page_takes_the_same_queries_for_more_rows(cast, sign_in, django_assert_num_queries, actions):
    make_plan(cast, actions=actions)
    for action in Action.objects.all():
        action.owners.add(cast.charity, cast.police)
        action.date_changes.create(after="July 2009", reason="Rain.", state="proposed", proposed_on=QUIET, proposed_by=cast.officer)
    client = sign_in(cast.officer)
    with django_assert_num_queries(9):
        client.get(reverse("actionplans:updates", args=["wealdshire", "2009"]))
