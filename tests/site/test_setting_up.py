"""A new agreement: its officer is led through what it needs, and whoever runs the portal to the first one."""

import pytest

from compact_portal.accounts.models import User
from compact_portal.days import today
from compact_portal.messaging.models import Message
from compact_portal.setting_up import steps_of, with_what_is_there
from reviews.models import Review
from signatories.actions.officers import appoint_officer
from signatories.models import Area, Compact, Officer
from tests.cast import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def new(db):
    area = Area.objects.create(name="Marshland", level="county")
    return Compact.objects.create(slug="marshland", name="Marshland Covenant", area=area, level="county", summary="S", controller="Marshland Council")


@pytest.fixture
def officer(new):
    first = person("reed")
    Officer.objects.create(compact=new, person=first, sector="voluntary", since=today())
    return first


def done(compact: Compact) -> list[bool]:
    return [step.done for step in steps_of(with_what_is_there(Compact.objects.filter(pk=compact.pk)).get())]


def test_nothing_is_done_at_first_and_each_step_leads_to_its_page(new, officer, sign_in):
    client = sign_in(officer)
    assert "0 of 8 steps are done" in client.get("/marshland/setting-up/").content.decode()
    for step in steps_of(with_what_is_there(Compact.objects.filter(pk=new.pk)).get()):
        assert client.get(step.address).status_code == 200, step.what


def test_step_is_done_by_what_is_there(new, officer, cast):
    Compact.objects.filter(pk=new.pk).update(contact_email="marsh@example.org")
    appoint_officer(compact=new, email="heron@example.org", name="Hal Heron", sector="statutory", by=officer)
    Review.objects.create(compact=new, year=2026, label="2026", started_on=today())
    assert done(new) == [True, False, False, True, False, False, False, True]
    assert done(cast.compact)[1:3] == [True, True]  # a text and signatories


def test_officer_is_asked_until_the_first_year_has_begun(new, officer, sign_in):
    home = sign_in(officer).get("/home/").content.decode()
    assert "Set up the Marshland Covenant" in home
    assert "The next step: Say whom people write to" in home
    Review.objects.create(compact=new, year=2026, label="2026", started_on=today())
    assert "Set up" not in sign_in(officer).get("/home/").content.decode()


def test_who_is_named_officer_is_told_how_to_begin_and_the_others_who_it_is(new, officer):
    appoint_officer(compact=new, email="heron@example.org", name="Hal Heron", sector="statutory", by=officer)
    told = dict(Message.objects.values_list("to", "text"))
    assert "You run the portal for the Marshland Covenant now." in told["heron@example.org"]
    assert "/marshland/setting-up/" in told["heron@example.org"]
    assert "Hal Heron (heron@example.org) now runs the portal" in told["reed@example.org"]


@pytest.fixture
def host(db):
    return User.objects.create_superuser(email="host@example.org", password="a long enough sentence", name="Host")


def test_host_of_an_empty_portal_is_led_to_the_first_agreement(host, sign_in):
    client = sign_in(host)
    home = client.get("/home/").content.decode()
    assert "Add the first agreement" in home
    assert 'href="/admin/"' in home
    assert client.get("/admin/signatories/compact/add/").status_code == 200


def test_host_is_asked_for_an_officer_where_there_is_none(host, new, sign_in):
    home = sign_in(host).get("/home/").content.decode()
    assert "Name who runs the portal for the Marshland Covenant" in home
    assert "Add the first agreement" not in home
    Officer.objects.create(compact=new, person=host, sector="voluntary", since=today())
    assert "Name who runs the portal" not in sign_in(host).get("/home/").content.decode()
