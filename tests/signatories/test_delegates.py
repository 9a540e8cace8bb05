"""Delegates of an event stay in touch only where they say so themselves, and leave by the same link."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from compact_portal.days import DAY, today
from compact_portal.messaging.models import Message
from signatories.actions import delegates as actions
from signatories.models import Delegate, TrainingEvent


@pytest.fixture
def event(cast):
    return TrainingEvent.objects.create(compact=cast.compact, title="The codes at work", kind="session", held_on=today() - DAY)


@pytest.fixture
def asked(event, cast):
    return actions.ask_to_stay(event=event, name="Ora Penn", email="Ora@example.org", organisation="Reedbird Trust", by=cast.officer)


def link_in_mail() -> str:
    return re.search(r"/wealdshire/stay-in-touch/\S+", Message.objects.get(to="ora@example.org").text)[0]


def test_nobody_is_on_the_list_before_they_say_so(cast, asked, sign_in, client):
    officer = sign_in(cast.officer)
    listed = reverse("signatories:delegates", args=["wealdshire"])
    page = officer.get(listed).content.decode()
    assert "1 has been asked and has not answered" in page and "Ora Penn" not in page
    address = link_in_mail()
    officer.get(address)
    assert "Ora Penn" not in officer.get(listed).content.decode()
    client.logout()
    client.post(address, {"answer": "yes", "codes": [cast.codes[1].pk]})
    client = sign_in(cast.officer)
    assert "Ora Penn" in client.get(listed).content.decode()
    assert "Ora Penn" in client.get(listed, {"code": cast.codes[1].number}).content.decode()
    assert "Ora Penn" not in client.get(listed, {"code": cast.codes[0].number}).content.decode()
    table = client.get(reverse("signatories:delegates_csv", args=["wealdshire"])).content.decode()
    assert "Ora Penn,Reedbird Trust,ora@example.org" in table


def test_no_takes_name_and_address_away_at_once(cast, asked, client):
    address = link_in_mail()
    assert "Your address is deleted" in client.post(address, {"answer": "no"}).content.decode()
    assert not Delegate.objects.exists()
    assert client.get(address).status_code == 404


def test_officer_takes_somebody_off_and_nobody_else_does(cast, asked, sign_in):
    with pytest.raises(PermissionDenied):
        actions.leave(delegate=asked, by=cast.lead)
    sign_in(cast.officer).post(reverse("signatories:remove_delegate", args=["wealdshire", asked.pk]))
    assert not Delegate.objects.exists()


def test_silent_ones_are_forgotten_after_30_days_and_others_after_three_years(cast, event, asked):
    stays = actions.stay(delegate=actions.ask_to_stay(event=event, name="Yes", email="yes@example.org", by=cast.officer), codes=[])
    assert actions.forget(today() + 30 * DAY) == 0
    assert actions.forget(today() + 31 * DAY) == 1
    assert list(Delegate.objects.all()) == [stays]
    assert actions.forget(today() + 3 * 365 * DAY) == 0
    assert actions.forget(today() + 3 * 365 * DAY + DAY) == 1


def test_what_cannot_be_is_said(cast, event, asked):
    with pytest.raises(ValidationError, match="on the list of that event already"):
        actions.ask_to_stay(event=event, name="Again", email="ora@example.org", by=cast.officer)
    event.held_on = today() + DAY
    event.save()
    with pytest.raises(ValidationError, match="not been held yet"):
        actions.ask_to_stay(event=event, name="Soon", email="soon@example.org", by=cast.officer)
    with pytest.raises(PermissionDenied):
        actions.ask_to_stay(event=event, name="X", email="x@example.org", by=cast.statutory_member)
    assert Message.objects.filter(to__in=["soon@example.org", "x@example.org"]).count() == 0


@pytest.mark.parametrize("count", [1, 12])
def test_list_costs_the_same_for_few_and_many(cast, event, sign_in, count, django_assert_num_queries):
    for number in range(count):
        Delegate.objects.create(event=event, name=f"D{number}", sent_to=f"d{number}@example.org", asked_on=today(), agreed_on=today())
    officer = sign_in(cast.officer)
    officer.get(reverse("signatories:delegates", args=["wealdshire"]))
    with django_assert_num_queries(8):
        officer.get(reverse("signatories:delegates", args=["wealdshire"]))
