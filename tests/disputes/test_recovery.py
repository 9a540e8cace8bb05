"""One custodian of each sector together let somebody back in, after a day; no other set of them can, and nobody unseen."""

import datetime
from itertools import combinations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from compact_portal.audit.models import Event
from compact_portal.messaging.models import Message
from disputes import keeping, wall
from disputes.actions import passphrases, recovery
from disputes.keeping.shares import custodians_for, is_recoverable
from disputes.keeping.tending import tend
from disputes.models import Audience, Case, Custodian, Entry, Half, Recovery, Role, Share, Wrap
from disputes.sittings import Sitting
from disputes.vault import CannotOpen
from signatories.models import Membership
from tests.disputes.conftest import with_key
from tests.disputes.custody import four_custodians

pytestmark = pytest.mark.django_db
NAMES = ("s1", "s2", "v1", "v2")
DAY = datetime.timedelta(hours=24)


@pytest.fixture
def alone(concern):
    """Everybody of the charity's side has lost their passphrase; its lead has begun again, and asks the custodians."""
    concern.custodians = four_custodians(concern.cast)
    with wall.inside(case=concern.case):
        keeping.write(case=concern.case, audience=Audience.RAISER, kind="note", body="canary-side", by=concern.parts["lead"], sitting=concern.lead)
        tend(concern.case, concern.lead)
        tend(concern.case, concern.officer)
    person = concern.lead.person
    concern.lead = Sitting(person, passphrases.begin_again(person=person, passphrase="pebble orchard lantern"))
    Message.objects.all().delete()
    with wall.inside(case=concern.case, person=person):
        concern.recovery = recovery.ask(part=concern.parts["lead"], by=person)
        yield concern


def agree(case, name: str, **more):
    words = {"reason": "forgotten", "checked": "telephone"} | more
    row = case.cast.custodians[name]
    return recovery.agree(recovery=case.recovery, custodian=row, sitting=case.custodians[name], **words)


def finish(case, after=DAY):
    return recovery.finish(recovery=case.recovery, sitting=case.lead, at=timezone.now() + after)


@pytest.mark.parametrize("names", [names for size in range(5) for names in combinations(NAMES, size)])
def test_exactly_those_with_both_sectors_succeed(alone, names):
    """All 16 sets of four custodians: the 9 that have both sides, and no other."""
    agreed = set()
    for name in names:
        if name[0] in agreed:  # a second one of a sector adds nothing, and is told so
            with pytest.raises(ValidationError, match="of your sector has agreed already"):
                agree(alone, name)
        else:
            agree(alone, name)
        agreed.add(name[0])
    if agreed == {"s", "v"}:
        finish(alone)
        assert [o.body for o in keeping.read(case=alone.case, sitting=alone.lead, kinds=["note"])] == ["canary-side"]
        assert not Half.objects.exists()
    else:
        with pytest.raises(ValidationError, match="One custodian of each sector"):
            finish(alone)
        assert keeping.read(case=alone.case, sitting=alone.lead) == []


def test_halves_of_one_sector_do_not_join(alone):
    """Not even for somebody who puts them into the tables by hand."""
    first = agree(alone, "s1")
    second = Custodian.objects.get(pk=alone.cast.custodians["s2"].pk)
    Custodian.objects.filter(pk=second.pk).update(sector="voluntary")  # a statutory half under the other sector's name
    second.refresh_from_db()
    recovery.agree(recovery=alone.recovery, custodian=second, reason="lost", checked="video", sitting=alone.custodians["s2"])
    assert first.sector != "voluntary"
    with pytest.raises(CannotOpen):
        finish(alone)
    assert not Wrap.objects.filter(holder__person=alone.lead.person).exists()


def test_day_of_waiting_begins_with_the_second_word(alone):
    agree(alone, "s1")
    agree(alone, "v2")
    with pytest.raises(ValidationError, match="This can be finished from"):
        finish(alone, after=DAY - datetime.timedelta(minutes=1))
    finish(alone)
    assert Recovery.objects.get().done_by == alone.lead.person


def test_everybody_is_told_at_each_step_and_of_nothing(alone):
    others = {alone.council.person.email, alone.officer.person.email, alone.helper.person.email}
    custodians = {sitting.person.email for sitting in alone.custodians.values()}
    assert set(Message.objects.values_list("to", flat=True)) == others | custodians
    Message.objects.all().delete()
    agree(alone, "s1")
    assert not Message.objects.exists()
    agree(alone, "v1")
    assert set(Message.objects.values_list("to", flat=True)) == others | {alone.lead.person.email}
    assert {message.subject for message in Message.objects.all()} == {"You have a message"}
    assert not any(alone.case.reference in message.text for message in Message.objects.all())
    finish(alone)
    verbs = ["case.recovery_asked", "case.recovery_agreed", "case.recovery_agreed", "case.recovered"]
    assert list(Event.objects.about(alone.case).filter(verb__contains="recover").order_by("id").values_list("verb", flat=True)) == verbs


@pytest.mark.parametrize("who", ["council", "officer", "helper"])
def test_anybody_in_the_case_may_object(alone, who):
    agree(alone, "s1")
    agree(alone, "v1")
    recovery.object_to(recovery=alone.recovery, by=getattr(alone, who).person)
    assert not Half.objects.exists()
    with pytest.raises(ValidationError, match="This is over already"):
        finish(alone)
    assert recovery.ask(part=alone.parts["lead"], by=alone.lead.person).is_open  # and may ask again


def test_nobody_outside_objects_agrees_or_finishes(alone):
    stranger = with_key(alone.cast.stranger)
    with pytest.raises(PermissionDenied):
        recovery.object_to(recovery=alone.recovery, by=stranger.person)
    with pytest.raises(PermissionDenied):  # in a custodian's place
        recovery.agree(recovery=alone.recovery, custodian=alone.cast.custodians["s1"], reason="lost", checked="video", sitting=stranger)
    agree(alone, "s1")
    agree(alone, "v1")
    with pytest.raises(PermissionDenied):
        recovery.finish(recovery=alone.recovery, sitting=alone.council, at=timezone.now() + DAY)


def test_custodians_read_nothing(alone):
    agree(alone, "s1")
    agree(alone, "v1")
    for name in NAMES:
        assert keeping.read(case=alone.case, sitting=alone.custodians[name]) == []
        with wall.inside(person=alone.custodians[name].person):
            assert not Case.objects.exists()
            assert not Entry.objects.exists()
            assert set(Share.objects.values_list("custodian", flat=True)) == {alone.cast.custodians[name].pk}


@pytest.mark.parametrize("sector", ["statutory", "voluntary"])
def test_custodian_of_a_party_is_none_here(inside, sector):
    inside.custodians = four_custodians(inside.cast)
    name = "s1" if sector == "statutory" else "v1"
    party = inside.cast.council if sector == "statutory" else inside.cast.charity
    Membership.objects.create(person=inside.custodians[name].person, organisation=party, role="contributor")
    assert inside.custodians[name].person not in {each.person for each in custodians_for(inside.case)}
    tend(inside.case, inside.lead)
    assert not Share.objects.filter(custodian=inside.cast.custodians[name]).exists()
    assert Share.objects.exists()


def test_organisation_that_becomes_a_party_takes_its_custodians_halves(inside):
    inside.custodians = four_custodians(inside.cast)
    tend(inside.case, inside.lead)
    row = inside.cast.custodians["v1"]
    assert Share.objects.filter(custodian=row).exists()
    keeping.add_party(case=inside.case, organisation=row.organisation, side="raiser", by=inside.lead.person)
    assert not Share.objects.filter(custodian__sector="voluntary").exists()


def test_draft_has_no_halves(inside):
    inside.custodians = four_custodians(inside.cast)
    tend(inside.case, inside.lead)
    assert set(Share.objects.values_list("key__audience", flat=True)) == {"case", "raiser"}


def test_without_custodians_on_both_sides_nothing_is_recoverable(inside):
    assert not is_recoverable(inside.case)
    inside.custodians = four_custodians(inside.cast)
    for name in ("lead", "officer"):
        tend(inside.case, getattr(inside, name))
    assert not is_recoverable(inside.case)  # nobody of the other side has opened the case since
    tend(inside.case, inside.council)
    assert is_recoverable(inside.case)
    part = keeping.add_part(case=inside.case, person=inside.cast.volunteer, role=Role.COMPANION, side="raiser", by=inside.lead.person)
    with_key(inside.cast.volunteer)
    assert recovery.ask(part=part, by=inside.cast.volunteer).is_open


def test_who_can_read_all_of_theirs_has_nothing_to_ask(inside):
    inside.custodians = four_custodians(inside.cast)
    with pytest.raises(ValidationError, match="You can read everything"):
        recovery.ask(part=inside.parts["lead"], by=inside.lead.person)
    with pytest.raises(ValidationError, match="No custodian can help"):
        recovery.ask(part=inside.parts["helper"], by=inside.helper.person)
