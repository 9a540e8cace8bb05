"""A hand-over is taken back within the time: the one before has again what went to the successor; later, and by others, it is refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from signatories.actions import champions, people
from signatories.actions import undoing as actions
from signatories.actions.enquiries import ask, confirm
from signatories.models import Champion, Membership, Signature
from signatories.models.people import UNDO_WITHIN
from tests.signatories.test_steering_pages import text

DAY = datetime.timedelta(days=1)


@pytest.fixture
def signature(cast):
    return Signature.objects.get(organisation=cast.charity)


@pytest.fixture
def successor(cast):
    main = Champion.objects.get()
    main.codes.set(cast.codes)
    Champion.objects.update(notes="Zeppelin")
    main.refresh_from_db()
    return champions.hand_over_champion(champion=main, email="next@example.org", name="Next", by=cast.champion)


def long_ago(days: int) -> None:
    """As if everything had happened that many days earlier."""
    Champion.objects.filter(until__isnull=False).update(until=today() - DAY - days * DAY)
    Membership.objects.filter(until__isnull=False).update(until=today() - DAY - days * DAY)
    Membership.objects.filter(took_over_on__isnull=False).update(took_over_on=today() - days * DAY)


def roles(organisation) -> dict[str, str]:
    return dict(organisation.memberships.serving().values_list("person__email", "role"))


@pytest.mark.parametrize("who", ["champion", "lead", "officer", "successor"])
def test_champion_before_has_all_of_it_again(cast, signature, successor, sign_in, who):
    question = confirm(enquiry=ask(compact=cast.compact, text="How?", email="asker@example.org"))
    assert question.champion == successor
    by = successor.person if who == "successor" else getattr(cast, who)
    page = f"/wealdshire/champions/{successor.pk}/undo/"
    assert "Next" in text(sign_in(by).get(page))
    Message.objects.all().delete()
    assert "is Champion again" in text(sign_in(by).post(page, follow=True))
    former = signature.champions.serving().get()
    successor.refresh_from_db()
    question.refresh_from_db()
    assert (former.person, former.main, former.notes, list(former.codes.all())) == (cast.champion, True, "Zeppelin", cast.codes)
    assert (successor.has_ended, successor.notes, successor.main, successor.succeeds, question.champion) == (True, "", False, None, former)
    assert set(Message.objects.values_list("to", flat=True)) == {cast.champion.email, "next@example.org"}
    assert Event.objects.get(verb="champion.hand_over_undone").actor == by
    assert sign_in(cast.officer).get(page).status_code == 404


def test_champion_who_was_one_before_stays_one(cast, signature):
    other = champions.name_champion(signature=signature, email=cast.volunteer.email, name="", by=cast.lead)
    Champion.objects.filter(pk=other.pk).update(since=today() - 9 * DAY)
    main = Champion.objects.get(person=cast.champion)
    champions.hand_over_champion(champion=main, email=cast.volunteer.email, name="", by=cast.champion)
    other.refresh_from_db()
    actions.undo_champion(successor=other, by=cast.lead)
    assert list(signature.champions.serving().values_list("person__email", "main")) == [(cast.champion.email, True), (cast.volunteer.email, False)]


def test_champions_hand_over_is_taken_back_on_its_last_day_and_not_after(cast, successor):
    long_ago(UNDO_WITHIN.days + 1)
    with pytest.raises(ValidationError, match="could be taken back until"):
        actions.undo_champion(successor=successor, by=cast.officer)
    long_ago(UNDO_WITHIN.days)
    actions.undo_champion(successor=successor, by=cast.officer)


def test_one_who_was_replaced_by_others_does_not_come_back_alone(cast, sign_in):
    successor = champions.hand_over_champion(champion=Champion.objects.get(), email="next@example.org", name="Next", by=cast.lead)
    assert sign_in(cast.champion).get(f"/wealdshire/champions/{successor.pk}/undo/").status_code == 404
    for who in (cast.champion, cast.vcs_member, cast.superuser, cast.volunteer):
        with pytest.raises(PermissionDenied):
            actions.undo_champion(successor=successor, by=who)


@pytest.mark.parametrize("stay", [False, True])
@pytest.mark.parametrize("who", ["lead", "officer", "successor"])
def test_lead_before_leads_again(cast, signature, sign_in, who, stay):
    successor = people.hand_over_lead(signature=signature, email="next@example.org", name="Next", by=cast.lead, stay=stay)
    by = successor.person if who == "successor" else getattr(cast, who)
    told = Message.objects.get(to=cast.lead.email, subject__startswith="You have handed over")
    page = f"/wealdshire/organisations/{signature.pk}/people/{successor.pk}/undo/"
    assert page in told.text
    assert "leads for Bramble Lane Befriending again" in text(sign_in(by).post(page, follow=True))
    assert roles(cast.charity) == {cast.lead.email: "lead", cast.volunteer.email: "contributor"}
    assert Event.objects.get(verb="lead.hand_over_undone").compact_id == cast.compact.pk


def test_contributor_who_was_raised_is_a_contributor_again(cast, signature):
    successor = people.hand_over_lead(signature=signature, email=cast.volunteer.email, name="", by=cast.lead)
    actions.undo_lead(signature=signature, successor=successor, by=cast.lead)
    assert roles(cast.charity) == {cast.lead.email: "lead", cast.volunteer.email: "contributor"}


def test_leads_hand_over_is_not_taken_back_late_nor_twice_nor_by_others(cast, signature):
    successor = people.hand_over_lead(signature=signature, email="next@example.org", name="Next", by=cast.lead)
    for who in (cast.volunteer, cast.vcs_member, cast.superuser, cast.council_lead):
        with pytest.raises(PermissionDenied):
            actions.undo_lead(signature=signature, successor=successor, by=who)
    long_ago(UNDO_WITHIN.days + 1)
    with pytest.raises(ValidationError, match="could be taken back until"):
        actions.undo_lead(signature=signature, successor=successor, by=cast.lead)
    long_ago(UNDO_WITHIN.days)
    actions.undo_lead(signature=signature, successor=successor, by=cast.lead)
    with pytest.raises(ValidationError, match="Nothing was handed over"):
        actions.undo_lead(signature=signature, successor=successor, by=cast.lead)


def test_own_page_offers_it_while_it_can_be_done(cast, signature, sign_in):
    successor = people.hand_over_lead(signature=signature, email="next@example.org", name="Next", by=cast.lead)
    page = f"/wealdshire/organisations/{signature.pk}/people/"
    assert "Take the handing over to Next back" in text(sign_in(successor.person).get(page))
    long_ago(UNDO_WITHIN.days + 1)
    assert "Take the handing over" not in text(sign_in(successor.person).get(page))
