"""Who stands ready: proposed by one sector, confirmed by the other; terms end; the person can always leave."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compact_portal.days import today
from compact_portal.messaging.models import Message
from disputes.actions.naming import may_confirm
from disputes.actions.standing import confirm_standing, end_standing, propose_standing
from disputes.models import Standing

pytestmark = pytest.mark.django_db
ADDRESS = "/wealdshire/disagreements/people/"


def propose(cast, **changes) -> Standing:
    words = {"kind": "helper", "email": "helper@example.org", "name": "Hana Helper", "sector": "voluntary"}
    return propose_standing(compact=cast.compact, by=cast.officer, **words | changes)


def ready(cast, **changes) -> Standing:
    return confirm_standing(standing=propose(cast, **changes), by=cast.vcs_member)


def test_it_holds_once_the_other_sector_confirms(cast):
    made = propose(cast)
    assert not Standing.objects.serving().exists()
    assert not Message.objects.filter(to="helper@example.org").exists()
    confirm_standing(standing=made, by=cast.vcs_member)
    assert Standing.objects.serving().get().person.email == "helper@example.org"
    assert set(Message.objects.values_list("to", flat=True)) == {"helper@example.org", cast.officer.email}


@pytest.mark.parametrize("name", ["officer", "statutory_member", "lead", "superuser", "stranger", "champion"])
def test_nobody_else_confirms(cast, name):
    made = propose(cast)
    assert not may_confirm(made, getattr(cast, name))
    with pytest.raises(PermissionDenied):
        confirm_standing(standing=made, by=getattr(cast, name))


def test_nobody_confirms_themself(cast):
    made = propose(cast, email=cast.vcs_member.email, name="")
    with pytest.raises(PermissionDenied):
        confirm_standing(standing=made, by=cast.vcs_member)


def test_twice_is_refused(cast):
    made = ready(cast)
    with pytest.raises(ValidationError, match="already"):
        confirm_standing(standing=made, by=cast.vcs_member)
    with pytest.raises(ValidationError, match="on this list already"):
        propose(cast)


def test_member_is_not_their_own_substitute(cast):
    ready(cast, kind="panel")
    with pytest.raises(ValidationError, match="panel’s list already"):
        propose(cast, kind="substitute")


def test_one_convenor_of_a_side(cast):
    ready(cast, kind="convenor")
    with pytest.raises(ValidationError, match="has a co-convenor already"):
        propose(cast, kind="convenor", email="second@example.org")
    ready(cast, kind="convenor", email="other@example.org", sector="statutory")


def test_term_ends_by_itself(cast, sign_in):
    ready(cast, until=today() + datetime.timedelta(days=20))
    assert Standing.objects.serving(on=today() + datetime.timedelta(days=20)).exists()
    assert not Standing.objects.serving(on=today() + datetime.timedelta(days=21)).exists()
    assert "Find somebody who stands ready" in sign_in(cast.officer).get("/home/").content.decode()
    with pytest.raises(ValidationError, match="still to come"):
        propose(cast, email="x@example.org", until=today())


def test_person_leaves(cast, sign_in):
    made = ready(cast)
    client = sign_in(made.person)
    assert "Your part" in client.get(ADDRESS).content.decode()
    client.post(f"{ADDRESS}{made.pk}/end/")
    assert not Standing.objects.serving().exists()
    assert client.get(ADDRESS).status_code == 404


def test_proposal_that_is_withdrawn_leaves_no_entry(cast):
    end_standing(standing=propose(cast), by=cast.officer)
    assert not Standing.objects.exists()


def test_member_of_the_other_sector_is_asked_and_confirms_on_the_page(cast, sign_in):
    made = propose(cast)
    assert "Confirm who stands ready" not in sign_in(cast.statutory_member).get("/home/").content.decode()
    client = sign_in(cast.vcs_member)
    assert "Confirm who stands ready" in client.get("/home/").content.decode()
    client.post(f"{ADDRESS}{made.pk}/confirm/")
    assert Standing.objects.serving().exists()


def test_page_says_what_is_missing(cast, sign_in):
    type(cast.compact).objects.update(disputes="panel")
    for number in range(2):
        ready(cast, kind="panel", email=f"p{number}@example.org", sector="statutory")
    page = sign_in(cast.statutory_member).get(ADDRESS).content.decode()
    assert "4 more of the public sector and 6 more of the voluntary and community sector" in page
    assert "One of each sector is wanted" in page


def test_officer_proposes_on_the_page(cast, sign_in):
    said = {"name": "Hana", "email": "h@example.org", "kind": "helper", "sector": "voluntary", "organisation": cast.charity.pk, "about": "Trained."}
    assert sign_in(cast.officer).post(ADDRESS + "propose/", said).status_code == 302
    assert Standing.objects.get().organisation == cast.charity
    assert "Choose the side" in sign_in(cast.officer).post(ADDRESS + "propose/", said | {"sector": ""}).content.decode()


def test_list_asks_as_often_for_many(cast, sign_in, django_assert_num_queries):
    type(cast.compact).objects.update(disputes="facilitated+panel")
    client = sign_in(cast.statutory_member)

    def rows(first, last):
        for number in range(first, last):
            ready(cast, kind="panel", email=f"p{number}@example.org")
            propose(cast, email=f"w{number}@example.org")

    rows(0, 1)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as few:
        client.get(ADDRESS)
    rows(1, 6)
    with django_assert_num_queries(len(few)):
        client.get(ADDRESS)
