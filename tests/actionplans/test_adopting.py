"""Both sectors agree to a draft, and it is adopted."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from actionplans.actions.adopting import adopt_plan, approve_plan, missing_sectors
from actionplans.models import Action, Approval, Plan, Risk
from compact_portal.audit.models import Event
from signatories.models import Seat, SeatHolder
from tests.actionplans.test_plan_pages import make_plan

pytestmark = pytest.mark.django_db
ADOPT = ("wealdshire", "2009")
ON = datetime.date(2009, 6, 15)
ADOPTED_ON = {"adopted_on-day": "27", "adopted_on-month": "March", "adopted_on-year": "2009"}


@pytest.fixture(autouse=True)
def on(monkeypatch):
    """The pages are read in the year of the plan."""
    for where in ("views.plans", "views.approving", "actions.adopting"):
        monkeypatch.setattr(f"actionplans.{where}.today", lambda: ON)


@pytest.fixture
def draft(cast):
    return make_plan(cast, status="draft", actions=1)


@pytest.fixture
def plan(cast):
    return make_plan(cast, actions=1)


@pytest.fixture
def agreed(cast, draft):
    """The draft, to which one person of each sector has agreed."""
    for member in (cast.statutory_member, cast.vcs_member):
        approve_plan(plan=draft, agrees=True, words="", by=member)
    return draft


def test_officer_adopts_after_a_page_that_asks_for_the_day(cast, agreed, draft, sign_in, client):
    address = reverse("actionplans:adopt", args=ADOPT)
    assert address in sign_in(cast.officer).get(draft.get_absolute_url()).content.decode()
    asked = client.get(address).content.decode()
    assert "Has the steering group adopted this plan?</h1>" in asked
    assert "Adopted by the steering group on" in asked
    assert Plan.objects.get().status == "draft"
    shown = client.post(address, ADOPTED_ON, follow=True).content.decode()
    assert "Plan 2009 is adopted. Everybody can see it now." in shown
    assert "Adopted by the steering group on 27 March 2009." in shown
    draft.refresh_from_db()
    assert (draft.status, draft.is_public, draft.adopted_on) == ("adopted", True, datetime.date(2009, 3, 27))
    event = Event.objects.get(verb="plan.adopted")
    assert (event.actor, event.compact_id, event.target_name) == (cast.officer, cast.compact.pk, "Plan 2009")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Enter the day on which the plan was adopted"),
        (ADOPTED_ON | {"adopted_on-year": "2010"}, "A plan cannot have been adopted on a day to come"),
    ],
)
def test_a_plan_is_not_adopted_without_its_day(cast, agreed, sign_in, data, words):
    shown = sign_in(cast.officer).post(reverse("actionplans:adopt", args=ADOPT), data).content.decode()
    assert "<title>Error: Adopt Plan 2009" in shown
    assert words in shown
    assert Plan.objects.get().status == "draft"


def test_the_verb_takes_no_day_to_come(cast, draft):
    with pytest.raises(ValidationError, match="a day to come"):
        adopt_plan(plan=draft, adopted_on=ON, by=cast.officer, on=ON - datetime.timedelta(days=1))


@pytest.mark.parametrize("who", ["vcs_member", "champion", "stranger", "superuser"])
def test_nobody_else_adopts(cast, draft, sign_in, who):
    person = getattr(cast, who)
    assert sign_in(person).get(reverse("actionplans:adopt", args=ADOPT)).status_code == 404
    assert sign_in(person).post(reverse("actionplans:adopt", args=ADOPT), ADOPTED_ON).status_code == 404
    with pytest.raises(PermissionDenied):
        adopt_plan(plan=draft, adopted_on=ON, by=person)
    assert Plan.objects.get().status == "draft"


def test_member_sees_the_draft_without_the_link(cast, draft, sign_in):
    shown = sign_in(cast.vcs_member).get(draft.get_absolute_url()).content.decode()
    assert "This is a draft." in shown
    assert reverse("actionplans:adopt", args=ADOPT) not in shown


def test_adopting_twice_is_refused(cast, plan, sign_in):
    shown = sign_in(cast.officer).post(reverse("actionplans:adopt", args=ADOPT), ADOPTED_ON, follow=True).content.decode()
    assert "This plan has been adopted already." in shown
    assert not Event.objects.filter(verb="plan.adopted").exists()


def test_an_empty_plan_is_not_adopted(cast, draft):
    draft.targets.all().delete()
    with pytest.raises(ValidationError, match="There is nothing in this plan yet"):
        adopt_plan(plan=draft, adopted_on=ON, by=cast.officer)


def test_one_sector_is_not_enough(cast, draft, sign_in):
    """Two people of one sector are still one sector."""
    approve_plan(plan=draft, agrees=True, words="", by=cast.statutory_member)
    approve_plan(plan=draft, agrees=True, words="", by=cast.officer)
    with pytest.raises(ValidationError, match="Nobody of the voluntary and community sector has agreed to the plan as it reads now"):
        adopt_plan(plan=draft, adopted_on=ON, by=cast.officer, on=ON)
    shown = sign_in(cast.officer).get(reverse("actionplans:adopt", args=ADOPT)).content.decode()
    assert "It cannot be adopted yet" in shown and "Show this plan to everybody" not in shown


@pytest.mark.parametrize("change", ["target", "action", "date", "risk", "aim"])
def test_an_approval_counts_for_the_words_that_were_read(cast, agreed, change):
    assert missing_sectors(agreed) == []
    action = Action.objects.get()
    if change == "target":
        action.target.text = "Something else"
        action.target.save()
    elif change == "risk":
        Risk.objects.create(plan=agreed, number=1, text="Rain.", likelihood=1, impact=3, owner="All", answer="A tent.")
    elif change == "aim":
        agreed.aim = "Another aim"
        agreed.save()
    else:
        setattr(action, "by_when" if change == "date" else "text", "Something else")
        action.save()
    assert missing_sectors(agreed) == ["statutory", "voluntary"]


def test_the_dissent_of_one_is_kept_and_printed(cast, agreed, sign_in, client):
    seat = Seat.objects.create(compact=cast.compact, organisation=cast.police, number=3, since="2009-01-01")
    SeatHolder.objects.create(seat=seat, name="Pat", person=cast.stranger, since="2009-01-01")
    address = reverse("actionplans:approve", args=ADOPT)
    refused = sign_in(cast.stranger).post(address, {"agrees": "no", "words": " "})
    assert "Say what you do not agree with" in refused.content.decode()
    client.post(address, {"agrees": "no", "words": "The dates are not ours."})
    adopt_plan(plan=agreed, adopted_on=ON, by=cast.officer, on=ON)
    client.logout()
    printed = " ".join(client.get(agreed.get_absolute_url()).content.decode().split())
    assert "Stranger (public sector) <strong>does not agree</strong>" in printed
    assert "“The dates are not ours.”" in printed
    assert Event.objects.filter(verb="plan.dissented").get().actor == cast.stranger


def test_saying_it_again_takes_the_place_of_what_was_said(cast, draft):
    approve_plan(plan=draft, agrees=False, words="No.", by=cast.vcs_member)
    approve_plan(plan=draft, agrees=True, words="", by=cast.vcs_member)
    assert Approval.objects.get().agrees
    assert missing_sectors(draft) == ["statutory"]


@pytest.mark.parametrize("who", ["champion", "lead", "board_member", "stranger", "superuser"])
def test_nobody_else_agrees(cast, draft, who):
    with pytest.raises(PermissionDenied):
        approve_plan(plan=draft, agrees=True, words="", by=getattr(cast, who))


def test_an_adopted_plan_is_not_agreed_to_any_more(cast, plan):
    with pytest.raises(ValidationError, match="adopted already"):
        approve_plan(plan=plan, agrees=True, words="", by=cast.vcs_member)
