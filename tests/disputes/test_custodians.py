"""Custodians: named by both sectors, proved by a canary each quarter; two on each side before cases are taken, and never blocking again."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from compact_portal.days import today
from disputes import wall
from disputes.actions import custodians as actions
from disputes.actions import recovery
from disputes.keeping.tending import tend
from disputes.models import Custodian, GoneLive, PersonKey, Proof, Recovery, Share
from disputes.readiness import may_open_cases, readiness_of
from disputes.roles import is_custodian
from disputes.tasks import tasks_of
from disputes.vault import CannotOpen
from signatories.models import Organisation
from tests.disputes.conftest import BACKEND, unlocked_client, with_key
from tests.disputes.custody import four_custodians

pytestmark = pytest.mark.django_db
PAGE = "/wealdshire/cases/custodians/"


def proposed(cast, **changes) -> Custodian:
    words = {"email": "keeper@example.org", "name": "Kit Keeper", "organisation": cast.police} | changes
    return actions.propose_custodian(compact=cast.compact, by=cast.officer, **words)


def test_it_takes_a_word_of_each_sector_and_a_day(cast):
    row = proposed(cast)
    assert row.sector == "statutory"
    for name in ("officer", "statutory_member", "lead", "superuser", "stranger"):
        with pytest.raises(PermissionDenied):
            actions.confirm_custodian(custodian=row, by=getattr(cast, name))
    actions.confirm_custodian(custodian=row, by=cast.vcs_member)
    assert not Custodian.objects.serving().exists()
    assert Custodian.objects.serving(on=today() + datetime.timedelta(days=1)).get().person.email == "keeper@example.org"


def test_superuser_names_nobody(cast):
    with pytest.raises(PermissionDenied):
        actions.propose_custodian(compact=cast.compact, email="x@example.org", name="X", organisation=cast.police, by=cast.superuser)


def test_body_of_both_sectors_and_a_second_custodianship_are_refused(cast):
    both = Organisation.objects.create(name="Local Partnership", sector="cross", kind="partnership")
    with pytest.raises(ValidationError, match="belongs to both sectors"):
        proposed(cast, organisation=both)
    proposed(cast)
    with pytest.raises(ValidationError, match="custodian already"):
        proposed(cast)


def test_cases_open_with_the_fourth_proof_and_never_close_again(cast):
    said = readiness_of(cast.compact).missing
    assert len(said) == 2
    assert said[0].startswith("Two custodians of the public sector have to be named")
    sittings = four_custodians(cast)
    assert may_open_cases(cast.compact)
    assert GoneLive.objects.get().since == today()
    later = today() + datetime.timedelta(days=100)
    assert len(readiness_of(cast.compact, on=later).lapsed) == 4
    actions.end_custodian(custodian=cast.custodians["s1"], by=sittings["s1"].person)
    assert readiness_of(cast.compact).missing == ["One more custodian of the public sector has to be named and to prove a key."]
    assert may_open_cases(cast.compact)


def test_three_are_not_enough(cast):
    sittings = four_custodians(cast)
    GoneLive.objects.all().delete()
    Proof.objects.filter(custodian=cast.custodians["v2"]).delete()
    actions.prove(custodian=cast.custodians["s1"], sitting=sittings["s1"])
    assert not may_open_cases(cast.compact)
    actions.prove(custodian=cast.custodians["v2"], sitting=sittings["v2"])
    assert may_open_cases(cast.compact)


def test_canary_that_was_changed_or_is_anothers_proves_nothing(cast):
    sittings = four_custodians(cast)
    mine, other = (Proof.objects.get(custodian=cast.custodians[name], opened_at=None) for name in ("s1", "s2"))
    with pytest.raises(PermissionDenied):
        actions.prove(custodian=cast.custodians["s1"], sitting=sittings["s2"])
    Proof.objects.filter(pk=mine.pk).update(sealed_key=other.sealed_key)
    with pytest.raises(CannotOpen):
        actions.prove(custodian=cast.custodians["s1"], sitting=sittings["s1"])
    Proof.objects.filter(pk=mine.pk).update(sealed_key=mine.sealed_key, sealed_text=other.sealed_text)
    with pytest.raises(CannotOpen):
        actions.prove(custodian=cast.custodians["s1"], sitting=sittings["s1"])


def test_new_key_needs_a_new_proof(cast):
    four_custodians(cast)
    PersonKey.objects.filter(person=cast.custodians["s1"].person).delete()
    assert len(readiness_of(cast.compact).missing) == 1
    with_key(cast.custodians["s1"].person)
    assert len(readiness_of(cast.compact).missing) == 1


def test_who_stops_keeps_no_half(concern):
    concern.custodians = four_custodians(concern.cast)
    with wall.inside(case=concern.case):
        tend(concern.case, concern.lead)
    actions.end_custodian(custodian=concern.cast.custodians["s1"], by=concern.cast.officer)
    with wall.inside(case=concern.case):
        assert set(Share.objects.values_list("custodian__person__name", flat=True)) == {"Custodian S2", "Custodian V1", "Custodian V2"}
        tend(concern.case, concern.lead)
        assert Share.objects.filter(custodian__sector="statutory").exists()
    with pytest.raises(PermissionDenied):
        actions.end_custodian(custodian=concern.cast.custodians["s2"], by=concern.cast.superuser)


def test_custodian_needs_a_second_factor(cast):
    four_custodians(cast)
    assert is_custodian(cast.custodians["s1"].person)
    assert not is_custodian(cast.stranger)


def test_page_says_what_is_missing_and_then_since_when(cast, sign_in):
    assert "Before cases can be taken" in sign_in(cast.statutory_member).get(PAGE).content.decode()
    sittings = four_custodians(cast)
    page = sign_in(cast.statutory_member).get(PAGE).content.decode()
    assert f"Cases are taken since {today():%-d %B %Y}" in page
    assert "Show that my key opens" not in page
    client = unlocked_client(sittings["v1"].person)
    assert "Show that my key opens" in client.get(PAGE).content.decode()
    before = Proof.objects.filter(opened_at__isnull=False).count()
    client.post(f"{PAGE}prove/")
    assert Proof.objects.filter(opened_at__isnull=False).count() == before + 1
    client.post("/passphrase/lock/")
    assert client.post(f"{PAGE}prove/").url.startswith("/passphrase/unlock/")


def test_naming_through_the_pages(cast, sign_in):
    words = {"name": "Kit Keeper", "email": "keeper@example.org", "organisation": cast.police.pk}
    assert sign_in(cast.officer).post(f"{PAGE}propose/", words).status_code == 302
    row = Custodian.objects.get()
    assert "Confirm" in sign_in(cast.vcs_member).get(PAGE).content.decode()
    sign_in(cast.vcs_member).post(f"{PAGE}{row.pk}/confirm/")
    row.refresh_from_db()
    assert row.confirmed_by == cast.vcs_member
    sign_in(cast.officer).post(f"{PAGE}{row.pk}/end/")
    assert not Custodian.objects.not_ended().exists()


def test_page_costs_as_many_queries_with_eight_custodians(cast, sign_in):
    client = sign_in(cast.officer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(PAGE)
        return len(found)

    Custodian.objects.create(
        compact=cast.compact, person=cast.champion, organisation=cast.police, sector="statutory", proposed_at=timezone.now(),
        proposed_by=cast.officer, confirmed_at=timezone.now(), confirmed_by=cast.vcs_member,
    )  # fmt: skip
    few = queries()
    four_custodians(cast)
    assert queries() == few


def test_tasks_name_no_case(concern):
    concern.custodians = four_custodians(concern.cast)
    with wall.inside(case=concern.case):
        for name in ("lead", "officer", "council"):
            tend(concern.case, getattr(concern, name))
        recovery.ask(part=concern.parts["helper"], by=concern.helper.person)
    person = concern.custodians["v1"].person
    tasks = tasks_of(person, today() + datetime.timedelta(days=80))
    assert [task.what for task in tasks] == ["Show that your key opens", "Speak to somebody who has asked for you"]
    assert not any(concern.case.reference in f"{task}" for task in tasks)
    with wall.inside(person=person):
        PersonKey.objects.filter(person=person).delete()
    assert [task.what for task in tasks_of(person, today())] == ["Make your case passphrase"]


def test_recovery_through_the_pages(concern):
    concern.custodians = four_custodians(concern.cast)
    with wall.inside(case=concern.case):
        for name in ("lead", "officer", "council"):
            tend(concern.case, getattr(concern, name))
    keys = f"/wealdshire/cases/{concern.case.reference}/keys/"
    helper = unlocked_client(concern.helper.person)
    assert "two custodians can do it together" in helper.get(keys).content.decode()
    helper.post(f"{keys}custodians/")
    with wall.inside(clockwork=True):
        asked = Recovery.objects.get()
    for name in ("s2", "v1"):
        client = unlocked_client(concern.custodians[name].person)
        page = client.get(f"{PAGE}asked/").content.decode()
        assert "Helper" in page
        assert concern.case.reference not in page
        assert "Bramble" not in page
        assert "Choose why they need you" in client.post(f"{PAGE}asked/{asked.pk}/", {}).content.decode()
        assert client.post(f"{PAGE}asked/{asked.pk}/", {"reason": "lost", "checked": "in_person"}).status_code == 302
    assert "It can be finished from" in helper.get(keys).content.decode()
    helper.post(f"{keys}custodians/{asked.pk}/finish/")
    assert "This can be finished from" in helper.get(keys).content.decode()
    with wall.inside(clockwork=True):
        Recovery.objects.update(opens_after=timezone.now() - datetime.timedelta(seconds=1))
    helper.post(f"{keys}custodians/{asked.pk}/finish/")
    assert "You cannot read everything yet" not in helper.get(keys).content.decode()
    assert "was let back in by two custodians" in unlocked_client(concern.lead.person).get(f"{keys[:-5]}looked/").content.decode().lower()


def test_custodian_whose_organisation_is_a_party_sees_no_request(concern):
    concern.custodians = four_custodians(concern.cast)
    Organisation.objects.filter(pk=concern.cast.custodians["v1"].organisation_id).update(merged_into=concern.cast.charity)
    with wall.inside(case=concern.case):
        for name in ("lead", "officer", "council"):
            tend(concern.case, getattr(concern, name))
    client = Client()
    client.force_login(concern.custodians["v1"].person, backend=BACKEND)
    assert "Nobody has asked for you" in client.get(f"{PAGE}asked/").content.decode()
    with wall.inside(person=concern.custodians["v1"].person):
        assert not Share.objects.exists()
