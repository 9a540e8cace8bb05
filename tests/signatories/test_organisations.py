"""What is true of an organisation: kinds, numbers, other names, successors, groups."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from signatories import numbers
from signatories.models import GroupMembership, Organisation, Signature

pytestmark = pytest.mark.django_db


def body(name: str, **fields) -> Organisation:
    return Organisation.objects.create(**{"name": name, "sector": "voluntary", "kind": "charity"} | fields)


@pytest.mark.parametrize("kind", ["parish_council", "county_council", "police", "fire"])
def test_parish_and_town_councils_are_statutory(kind):
    council = Organisation(name="Brambleford Parish Council", sector="voluntary", kind=kind)
    with pytest.raises(ValidationError, match="parish and town councils included"):
        council.full_clean()
    with pytest.raises(IntegrityError, match="organisation_public_kinds_are_statutory"), transaction.atomic():
        council.save()
    council.sector = "statutory"
    council.full_clean()


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("charity_number", "1234567", "1234567"),
        ("charity_number", "Charity No. 202 918", "202918"),
        ("charity_number", "sc012345", "SC012345"),
        ("charity_number", "NIC 101234", "NIC101234"),
        ("charity_number", "1234567-2", "1234567-2"),
        ("company_number", "123456", "00123456"),
        ("company_number", "SC 12345", "SC012345"),
        ("company_number", "IP12345R", "IP12345R"),
        ("org_id", "gb-chc-1234567", "GB-CHC-1234567"),
        ("org_id", "", ""),
        ("org_id", "gb-lae-esx", "GB-LAE-ESX"),
        ("org_id", "GB-NHS-RXC", "GB-NHS-RXC"),
        ("org_id", "GB-MPR-IP031455", "GB-MPR-IP031455"),
        ("org_id", "IE-CHY-20012345", "IE-CHY-20012345"),
    ],
)
def test_registered_numbers_have_one_spelling(field, typed, kept):
    assert numbers.checked(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [("charity_number", "12345"), ("charity_number", "A1234567"), ("company_number", "123456789"), ("org_id", "1234567"), ("org_id", "GB-")],
)
def test_wrong_numbers_are_refused_with_an_example(field, typed):
    with pytest.raises(ValidationError, match="such as"):
        numbers.checked(field, typed)
    with pytest.raises(IntegrityError, match=f"organisation_{field}_has_its_shape"), transaction.atomic():
        body("Oak Hill", **{field: typed})


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("GB-XYZ-1", "“GB-XYZ” is no register of org-id.guide: councils are in GB-LAE"),
        ("GB-CHC-12", "“12” is not how GB-CHC writes its numbers"),
        ("GB-SC-012345", "“012345” is not how GB-SC writes"),
        ("GB-LAE-EAST", "“EAST” is not how GB-LAE writes"),
        ("GB-COH-123", "“123” is not how GB-COH writes"),
    ],
)
def test_identifier_is_one_that_its_register_gives_out(typed, said):
    with pytest.raises(ValidationError, match=said):
        numbers.checked("org_id", typed)


@pytest.mark.parametrize(
    ("charity", "company", "made"),
    [
        ("1234567", "", "GB-CHC-1234567"), ("SC012345", "SC012345", "GB-SC-SC012345"), ("NIC101234", "", "GB-NIC-101234"),
        ("", "01234567", "GB-COH-01234567"), ("1234567-2", "", ""), ("", "", ""),
    ],
)  # fmt: skip
def test_identifier_that_open_data_makes_is_one_that_may_be_entered(charity, company, made):
    assert numbers.org_id_of(charity, company) == made == numbers.checked("org_id", made)


@pytest.mark.parametrize("field", ["successor", "merged_into"])
def test_no_circle_of_organisations(field):
    first = body("First")
    second = body("Second", **{field: first})
    third = body("Third", **{field: second})
    setattr(first, field, third)
    with pytest.raises(ValidationError, match="circle"):
        first.full_clean()
    with pytest.raises(IntegrityError, match="circle"), transaction.atomic():
        first.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=first.pk).update(**{field: first.pk})
    assert getattr(Organisation.objects.get(pk=first.pk), field) is None


def test_same_as_follows_every_merge():
    kept = body("Kept")
    duplicate = body("Duplicate", merged_into=kept)
    older = body("Older", merged_into=duplicate)
    beside = body("Beside", merged_into=kept)
    other = body("Other")
    for one in (kept, duplicate, older, beside):
        assert set(Organisation.objects.same_as(one)) == {kept, duplicate, older, beside}
    assert list(Organisation.objects.same_as(other)) == [other]
    assert Organisation.objects.same_as(other, beside).count() == 5
    assert Organisation.objects.same_as().count() == 0


def test_a_group_of_one_sector_takes_no_member_of_the_other():
    funders = body("Public Funders Group", sector="statutory", kind="network")
    charity, council = body("Oak Hill"), body("Wealdshire Council", sector="statutory", kind="county_council")
    GroupMembership(group=funders, member=council).full_clean()
    with pytest.raises(ValidationError, match="make it cross-sector first"):
        GroupMembership(group=funders, member=charity).full_clean()
    Organisation.objects.filter(pk=funders.pk).update(sector="cross")
    funders.refresh_from_db()
    GroupMembership(group=funders, member=charity).full_clean()
    with pytest.raises(ValidationError, match="no network or partnership"):
        GroupMembership(group=charity, member=council).full_clean()


def test_no_signature_before_the_organisation_began_or_after_it_closed(cast):
    signature = Signature.objects.get(organisation=cast.charity)
    cast.charity.founded_on = datetime.date(2008, 6, 1)
    cast.charity.save()
    signature.organisation, signature.signed_on = cast.charity, datetime.date(2008, 5, 31)
    with pytest.raises(ValidationError, match="began on 1 June 2008"):
        signature.full_clean()
    cast.charity.closed_on, signature.signed_on = datetime.date(2008, 12, 31), datetime.date(2009, 1, 1)
    with pytest.raises(ValidationError, match="closed on 31 December 2008"):
        signature.full_clean()
