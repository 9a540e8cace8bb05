"""Who stands for an organisation, in whatever part: such a person judges nothing that concerns it."""

import datetime

import pytest

from compact_portal.days import today
from signatories.models import Officer, Organisation, Signature
from signatories.roles import bodies_of, of_same_body

YESTERDAY = today() - datetime.timedelta(days=1)


def as_lead(cast):
    return cast.stranger.memberships.create(organisation=cast.police, role="lead", since=YESTERDAY)


def as_champion(cast):
    return cast.stranger.championships.create(signature=Signature.objects.get(organisation=cast.police), since=YESTERDAY)


def as_holder_of_a_seat(cast):
    seat = cast.compact.seats.create(organisation=cast.police, number=9, since=YESTERDAY)
    return seat.holders.create(name="Stranger", person=cast.stranger, since=YESTERDAY)


def as_officer_whom_it_employs(cast):
    return Officer.objects.create(compact=cast.compact, person=cast.stranger, sector="statutory", employer=cast.police, since=YESTERDAY)


@pytest.mark.parametrize("part", [as_lead, as_champion, as_holder_of_a_seat, as_officer_whom_it_employs])
def test_each_part_counts_while_it_lasts_and_through_merges(cast, part, django_assert_num_queries):
    assert not of_same_body(cast.stranger, cast.police)
    row = part(cast)
    kept = Organisation.objects.create(name="Police of Wealdshire", sector="statutory", kind="police")
    assert not of_same_body(cast.stranger, kept)
    Organisation.objects.filter(pk=cast.police.pk).update(merged_into=kept)
    with django_assert_num_queries(2):
        assert set(bodies_of(cast.stranger)) == {cast.police, kept}
    assert of_same_body(cast.stranger, kept) and not of_same_body(cast.stranger, cast.council)
    assert not of_same_body(cast.stranger, cast.police, on=YESTERDAY - datetime.timedelta(days=1))
    row.until = row.since
    row.save()
    assert not of_same_body(cast.stranger, cast.police) and of_same_body(cast.stranger, cast.police, on=YESTERDAY)


def test_employers_of_an_officer_follow_merges(cast):
    office = Officer.objects.get()
    assert not office.employers.exists()
    office.employer = cast.council
    Organisation.objects.filter(pk=cast.police.pk).update(merged_into=cast.council)
    assert set(office.employers) == {cast.council, cast.police}


def test_nobody_in_particular_stands_for_nothing(db):
    from django.contrib.auth.models import AnonymousUser

    assert not bodies_of(AnonymousUser()).exists()
