"""What the rows of this room cannot hold, whoever writes them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from signatories.models import Organisation, OrganisationName


@pytest.mark.parametrize(
    "fields", [{"name": "Two\nlines"}, {"acronym": "A\u202eB"}, {"website": "javascript:alert(1)"}, {"website": "ftp://example.org"}]
)
def test_organisation_holds_what_can_be_printed_and_linked(cast, fields):
    with pytest.raises(ValidationError):
        Organisation(**{"name": "X", "sector": "voluntary", "kind": "charity", **fields}).full_clean()
    with pytest.raises(IntegrityError):
        Organisation.objects.filter(pk=cast.charity.pk).update(**fields)


def test_other_name_holds_what_can_be_printed(cast):
    with pytest.raises(IntegrityError, match="other_name_prints"):
        OrganisationName.objects.create(organisation=cast.charity, name="Two\rlines")


def test_seat_passes_on_its_number(cast):
    seat = cast.compact.seats.get(number=1)
    seat.holders.get().end()
    assert seat.holders.create(name="Next").number == 1
    with pytest.raises(IntegrityError, match="seatholder_number_once"):
        seat.holders.create(name="At the same time")
