"""Who acts for an organisation, kept by its own lead: contributors, handing over, leaving; access ends at once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from compact_portal.messaging.models import Message
from signatories.actions import people as actions
from signatories.models import Membership, Signature


@pytest.fixture
def signature(cast):
    return Signature.objects.get(organisation=cast.charity)


@pytest.fixture
def page(signature):
    return f"/wealdshire/organisations/{signature.pk}/people/"


def roles(organisation) -> dict[str, str]:
    return dict(organisation.memberships.serving().values_list("person__email", "role"))


@pytest.mark.parametrize("who", ["officer", "volunteer", "council_lead", "champion", "superuser", "stranger"])
def test_only_its_lead_changes_who_acts_for_it(cast, signature, who):
    by, helper = getattr(cast, who), Membership.objects.get(person=cast.volunteer)
    for call in (
        lambda: actions.add_contributor(signature=signature, email="x@example.org", name="X", by=by),
        lambda: actions.end_contributor(signature=signature, membership=helper, by=by),
        lambda: actions.hand_over_lead(signature=signature, email="x@example.org", name="X", by=by),
    ):
        with pytest.raises(PermissionDenied):
            call()
    assert not Event.objects.exists() and not Message.objects.exists()


def test_lead_adds_a_contributor_without_an_officer_and_all_are_told(cast, page, sign_in):
    sign_in(cast.lead).post(f"{page}new/", {"name": "Helper", "email": "helper@example.org"})
    assert roles(cast.charity)["helper@example.org"] == "contributor"
    assert set(Message.objects.values_list("to", flat=True)) == {"bramble@example.org", "helper@example.org", cast.lead.email}
    assert Event.objects.get(verb="contributor.added").compact_id == cast.compact.pk
    twice = sign_in(cast.lead).post(f"{page}new/", {"name": "Helper", "email": "HELPER@example.org"})
    assert "is a contributor of this organisation already" in twice.content.decode()


def test_removing_ends_access_at_once(cast, page, sign_in):
    assert sign_in(cast.volunteer).get(page).status_code == 200
    helper = Membership.objects.get(person=cast.volunteer)
    assert sign_in(cast.lead).post(f"{page}{helper.pk}/end/").status_code == 302
    assert sign_in(cast.volunteer).get(page).status_code == 404
    assert roles(cast.charity) == {cast.lead.email: "lead"}
    with pytest.raises(ValidationError, match="has stopped already"):
        actions.end_contributor(signature=Signature.objects.get(organisation=cast.charity), membership=helper, by=cast.lead)


def test_a_lead_ends_no_other_lead(cast, signature, page, sign_in):
    Membership.objects.filter(person=cast.volunteer).update(role="lead")
    other = Membership.objects.get(person=cast.volunteer)
    assert sign_in(cast.lead).post(f"{page}{other.pk}/end/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.end_contributor(signature=signature, membership=other, by=cast.lead)


def test_membership_of_another_organisation_is_out_of_reach(cast, page, sign_in):
    theirs = Membership.objects.create(person=cast.stranger, organisation=cast.council, role="contributor")
    assert sign_in(cast.lead).post(f"{page}{theirs.pk}/end/").status_code == 404
    assert roles(cast.council)[cast.stranger.email] == "contributor"


@pytest.mark.parametrize(("stay", "left"), [("", None), ("on", "contributor")])
def test_handing_over_leaves_one_lead_in_one_step(cast, page, sign_in, stay, left):
    client = sign_in(cast.lead)
    client.post(f"{page}hand-over/", {"name": "Next", "email": "next@example.org", "stay": stay})
    assert (roles(cast.charity).get("next@example.org"), roles(cast.charity).get(cast.lead.email)) == ("lead", left)
    assert client.get(page).status_code == (200 if stay else 404)
    assert client.get(f"{page}hand-over/").status_code == 404
    assert "was lead before" in Message.objects.get(to="next@example.org").text


def test_handing_over_raises_a_contributor_and_refuses_oneself_and_a_lead(cast, signature):
    with pytest.raises(ValidationError, match="your own address"):
        actions.hand_over_lead(signature=signature, email=cast.lead.email, name="", by=cast.lead)
    actions.hand_over_lead(signature=signature, email=cast.volunteer.email, name="", by=cast.lead, stay=True)
    assert roles(cast.charity) == {cast.volunteer.email: "lead", cast.lead.email: "contributor"}
    Membership.objects.filter(person=cast.lead).update(role="lead")
    with pytest.raises(ValidationError, match="is a lead already"):
        actions.hand_over_lead(signature=signature, email=cast.volunteer.email, name="", by=cast.lead)


@pytest.mark.parametrize("who", ["lead", "volunteer"])
def test_leaving_ends_access_at_once(cast, page, sign_in, who):
    person = getattr(cast, who)
    client = sign_in(person)
    warned = "You are the only lead" in client.get(f"{page}leave/").content.decode()
    assert warned is (who == "lead")
    assert client.post(f"{page}leave/").url == "/home/"
    assert client.get(page).status_code == 404
    assert person.email not in roles(cast.charity)


def test_a_person_of_several_organisations_leaves_one_and_keeps_the_other(cast, signature, page, sign_in):
    Membership.objects.create(person=cast.lead, organisation=cast.police, role="contributor")
    other = f"/wealdshire/organisations/{Signature.objects.get(organisation=cast.police).pk}/people/"
    client = sign_in(cast.lead)
    home = client.get("/home/agreements/").content.decode()
    assert f'href="{page}"' in home and f'href="{other}"' in home
    actions.leave(signature=signature, by=cast.lead)
    assert (client.get(page).status_code, client.get(other).status_code) == (404, 200)
    with pytest.raises(PermissionDenied):
        actions.leave(signature=signature, by=cast.lead)


def test_what_was_only_an_invitation_opens_nothing(cast, elsewhere, sign_in):
    assert sign_in(cast.lead).get(f"/elsewhere/organisations/{elsewhere.signature.pk}/people/").status_code == 404


def test_each_agreement_that_was_signed_records_it(cast, signature, elsewhere):
    Signature.objects.filter(pk=elsewhere.signature.pk).update(status="signed", edition=elsewhere.edition)
    actions.add_contributor(signature=signature, email="x@example.org", name="X", by=cast.lead)
    assert set(Event.objects.filter(verb="contributor.added").values_list("compact_id", flat=True)) == {cast.compact.pk, elsewhere.compact.pk}


def test_page_needs_as_many_queries_for_many(cast, page, sign_in, django_assert_num_queries, django_assert_max_num_queries):
    client = sign_in(cast.lead)
    with django_assert_max_num_queries(60) as few:
        client.get(page)
    signature = Signature.objects.get(organisation=cast.charity)
    for number in range(4):
        actions.add_contributor(signature=signature, email=f"h{number}@example.org", name="H", by=cast.lead)
    with django_assert_num_queries(len(few)):
        client.get(page)
