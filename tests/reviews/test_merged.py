"""Of two organisations that are one, both were invited: whoever acts for one answers for either."""

import pytest

from compact_portal.messaging.models import Message
from reviews.actions.running import send_invitations
from reviews.people import took_part
from reviews.tasks import tasks_of
from signatories.models import Organisation
from tests.cast import organisation
from tests.reviews.answers import BASE
from tests.reviews.conftest import DURING, OPENS, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(cast):
    """A signatory of which nothing is known yet but that the charity will turn out to be the same."""
    return organisation(cast.compact, "Bramble Lane and Friends", "voluntary", "charity")


def merge(duplicate: Organisation, kept: Organisation) -> None:
    Organisation.objects.filter(pk=duplicate.pk).update(merged_into=kept)


def test_lead_of_the_duplicate_chooses_between_two_invitations(cast, kept, invited, sign_in, today_is):
    merge(cast.charity, kept)
    client = sign_in(cast.lead)
    page = client.get(BASE, follow=True)
    assert page.status_code == 200
    assert all(str(one) in page.content.decode() for one in (cast.charity, kept))
    assert client.post(f"{BASE}as/{kept.pk}/").headers["Location"] == BASE
    assert str(kept) in client.get(BASE).content.decode()
    assert {str(kept), str(cast.charity)} <= {
        word for task in tasks_of(cast.lead, DURING) for word in (str(kept), str(cast.charity)) if word in task.why
    }


def test_invitation_without_an_address_goes_to_the_lead_of_the_duplicate(cast, kept, survey):
    merge(cast.charity, kept)
    only = Organisation.objects.filter(pk=kept.pk)
    assert send_invitations(survey=survey, by=cast.officer, organisations=only, at=at(OPENS)) == (1, [])
    assert Message.objects.filter(to=cast.lead.email).exists()


def test_people_of_the_duplicate_take_part(cast, kept):
    before = took_part(cast.compact, DURING)
    merge(cast.charity, kept)
    cast.charity.signatures.update(status="withdrawn")
    assert took_part(cast.compact, DURING) == before
