"""What is kept twice is found, merged without losing anything, and taken apart again in one step."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from signatories.actions import merging, refreshing
from signatories.actions.records import may_report
from signatories.duplicates import find_duplicates
from signatories.models import Champion, Compact, KeptApart, Membership, Organisation, OrganisationName, Signature
from signatories.roles import is_lead, looks_after_champions, may_join_steering
from signatories.tasks import tasks_of
from tests.cast import organisation, person

PAGE = "/wealdshire/steering/duplicates/"


@pytest.fixture
def twin(cast):
    """The cast's charity again, with a person and a Champion of its own."""
    twin = organisation(cast.compact, "Bramble Lane Befrienders", "voluntary", "charity", charity_number="1234567")
    twin.lead = person("twin lead")
    Membership.objects.create(person=twin.lead, organisation=twin, role="lead", since="2009-01-01")
    Champion.objects.create(signature=twin.signatures.get(), person=person("twin champion"), since="2009-01-01")
    Organisation.objects.filter(pk=cast.charity.pk).update(charity_number="1234567")
    return twin


def names(pairs) -> list[tuple]:
    return [(pair.first.name, pair.second.name, pair.why) for pair in pairs]


def test_numbers_come_first_then_names(cast, twin):
    organisation(cast.compact, "Wealdshire Polise", "statutory", "police")
    organisation(cast.compact, "Wealdshire Choir", "voluntary", "community_group")
    assert names(find_duplicates(cast.compact)) == [
        ("Bramble Lane Befriending", "Bramble Lane Befrienders", "They have the same charity number, 1234567."),
        ("Wealdshire Police", "Wealdshire Polise", "Their names are much alike."),
    ]


def test_other_names_count(cast):
    other = organisation(cast.compact, "The Allotment People", "voluntary", "community_group")
    OrganisationName.objects.create(organisation=other, name="Allotments, Oak Hill", kind="former")
    assert names(find_duplicates(cast.compact)) == [("Oak Hill Allotments", "The Allotment People", "They have the same name.")]


def test_merge_loses_nothing_and_is_undone_in_one_step(cast, twin, sign_in):
    before = [list(model.objects.order_by("pk").values()) for model in (Signature, Champion, Membership)]
    merging.merge(compact=cast.compact, kept=cast.charity, duplicate=twin, by=cast.officer)
    assert [list(model.objects.order_by("pk").values()) for model in (Signature, Champion, Membership)] == before
    client = sign_in(cast.officer)
    shown = client.get(f"/wealdshire/steering/signatures/{Signature.objects.get(organisation=cast.charity).pk}/").content.decode()
    assert "Twin Lead" in shown and "Twin Champion" in shown and "Charity Lead" in shown
    assert "Befrienders" not in client.get("/wealdshire/signatories/").content.decode()
    assert "Bramble Lane Befriending" in client.get("/wealdshire/signatories/?words=befrienders").content.decode()
    assert find_duplicates(cast.compact) == []
    assert Event.objects.filter(verb="organisation.merged", actor=cast.officer).count() == 2
    page = client.post(f"/wealdshire/steering/signatures/{twin.signatures.get().pk}/unmerge/", follow=True).content.decode()
    assert "Bramble Lane Befrienders stands for itself again" in page
    assert Organisation.objects.get(pk=twin.pk).merged_into is None
    assert "Bramble Lane Befrienders" in client.get("/wealdshire/signatories/").content.decode()


def test_who_acted_for_the_duplicate_acts_for_the_one_that_is_kept(cast, twin, sign_in):
    """Their pages, their tasks and their rights, and the officer's hold on them; apart again, each has their own."""
    kept = Signature.objects.get(organisation=cast.charity)
    page = f"/wealdshire/organisations/{kept.pk}/people/"
    assert sign_in(twin.lead).get(page).status_code == 404
    merging.merge(compact=cast.compact, kept=cast.charity, duplicate=twin, by=cast.officer)
    client = sign_in(twin.lead)
    shown = client.get(page).content.decode()
    assert "Charity Lead" in shown and "Twin Champion" in shown and "Add a contributor" in shown
    mine = client.get("/home/agreements/").content.decode()
    assert page in mine and "Wealdshire" in mine
    client.post(f"{page}new/", {"name": "Helper", "email": "helper@example.org"})
    assert cast.charity.memberships.filter(person__email="helper@example.org").exists()
    assert looks_after_champions(twin.lead, kept) and may_join_steering(twin.lead, kept) and may_report(twin.lead, cast.compact, cast.charity)
    assert Champion.objects.of(cast.compact).filter(person__email="twin-champion@example.org").exists()
    assert is_lead(cast.lead, cast.charity) and is_lead(cast.lead, twin)
    theirs = Membership.objects.get(person=twin.lead)
    sign_in(cast.officer).post(f"/wealdshire/steering/signatures/{kept.pk}/leads/{theirs.pk}/end/")
    assert sign_in(twin.lead).get(page).status_code == 404


def test_champion_of_the_duplicate_is_shown_under_the_one_that_is_kept(cast, twin, client):
    Champion.objects.filter(person__email="twin-champion@example.org").update(published=True)
    merging.merge(compact=cast.compact, kept=cast.charity, duplicate=twin, by=cast.officer)
    for address in ("/wealdshire/champions/", "/wealdshire/data/champions.csv"):
        shown = client.get(address).content.decode()
        assert "Twin Champion" in shown and "Bramble Lane Befriending" in shown and "Befrienders" not in shown


def test_lead_of_a_duplicate_is_asked_to_renew_for_the_one_that_is_kept(cast, twin):
    merging.merge(compact=cast.compact, kept=cast.charity, duplicate=twin, by=cast.officer)
    days = {"due_on": today() + datetime.timedelta(days=40), "lapses_on": today() + datetime.timedelta(days=80)}
    refreshing.start_round(round=refreshing.prepare_round(compact=cast.compact, year=2026, by=cast.officer, **days), by=cast.officer)
    assert "renew its commitment" in " ".join(task.what for task in tasks_of(twin.lead, today()))


def test_merge_with_itself_is_refused(cast):
    with pytest.raises(ValidationError, match="cannot be merged with itself"):
        merging.merge(compact=cast.compact, kept=cast.charity, duplicate=cast.charity, by=cast.officer)


def test_merge_is_refused_where_a_signature_would_vanish(cast, twin):
    Signature.objects.filter(organisation=twin).update(status="invited")
    with pytest.raises(ValidationError, match="merge the other way round"):
        merging.merge(compact=cast.compact, kept=twin, duplicate=cast.charity, by=cast.officer)
    merging.merge(compact=cast.compact, kept=cast.charity, duplicate=twin, by=cast.officer)
    with pytest.raises(ValidationError, match="merged already"):
        merging.merge(compact=cast.compact, kept=cast.police, duplicate=twin, by=cast.officer)


def test_what_another_agreement_lists_is_not_merged_here(cast, twin, elsewhere):
    with pytest.raises(ValidationError, match="where Bramble Lane Befrienders is not: merge the other way round"):
        merging.merge(compact=cast.compact, kept=twin, duplicate=cast.charity, by=cast.officer)
    Signature.objects.create(compact=elsewhere.compact, organisation=cast.police)
    said = r"has not signed here, and is on the list of the Wealdshire Compact: its Compact officer \(compact@example.org\) can merge it"
    with pytest.raises(ValidationError, match=said):
        merging.merge(compact=elsewhere.compact, kept=cast.police, duplicate=cast.charity, by=elsewhere.officer)
    stranger = Organisation.objects.create(name="Nowhere", sector="voluntary", kind="charity")
    with pytest.raises(ValidationError, match="not on this list"):
        merging.merge(compact=cast.compact, kept=twin, duplicate=stranger, by=cast.officer)


def test_signatories_of_two_agreements_are_merged_by_either_officer_and_the_other_is_told(cast, twin, elsewhere):
    Signature.objects.filter(pk=elsewhere.signature.pk).update(status="signed", edition=elsewhere.edition)
    merging.merge(compact=cast.compact, kept=cast.charity, duplicate=twin, by=cast.officer)
    assert Message.objects.get().to == elsewhere.officer.email
    merging.undo_merge(compact=cast.compact, duplicate=twin, by=cast.officer)
    assert Organisation.objects.get(pk=twin.pk).merged_into is None


def test_each_on_a_list_of_its_own_needs_that_agreements_officer_first(cast, twin, elsewhere):
    third = Compact.objects.create(slug="third", name="Third Compact", area=cast.area, level="county", summary="S", controller="C")
    Signature.objects.create(compact=third, organisation=twin)
    with pytest.raises(ValidationError, match="ask its Compact officer to put Bramble Lane Befriending on that list first"):
        merging.merge(compact=cast.compact, kept=cast.charity, duplicate=twin, by=cast.officer)


@pytest.mark.parametrize("who", ["vcs_member", "lead", "superuser"])
@pytest.mark.parametrize("verb", ["merge", "undo_merge", "keep_apart"])
def test_only_an_officer_merges(cast, twin, who, verb):
    arguments = {
        "merge": {"kept": cast.charity, "duplicate": twin},
        "undo_merge": {"duplicate": twin},
        "keep_apart": {"first": cast.charity, "second": twin},
    }[verb]
    with pytest.raises(PermissionDenied):
        getattr(merging, verb)(compact=cast.compact, by=getattr(cast, who), **arguments)
    assert Event.objects.filter(verb__startswith="organisation.").count() == 0


def test_undo_is_refused_when_its_name_is_taken(cast, twin):
    merging.merge(compact=cast.compact, kept=cast.charity, duplicate=twin, by=cast.officer)
    organisation(cast.compact, "bramble lane befrienders", "voluntary", "charity")
    with pytest.raises(ValidationError, match="rename one of them first"):
        merging.undo_merge(compact=cast.compact, duplicate=twin, by=cast.officer)


def test_pages_offer_compare_merge_and_keep_apart(cast, twin, sign_in):
    client = sign_in(cast.officer)
    address = f"{PAGE}{cast.charity.pk}/{twin.pk}/"
    assert address in client.get(PAGE).content.decode()
    compared = client.get(address).content.decode()
    assert "1234567" in compared and "One: keep Bramble Lane Befrienders" in compared
    assert "Choose which one to keep." in client.post(address, {"keep": "999"}, follow=True).content.decode()
    assert "is now kept under Bramble Lane Befriending" in client.post(address, {"keep": cast.charity.pk}, follow=True).content.decode()
    assert Organisation.objects.get(pk=twin.pk).merged_into == cast.charity
    merging.undo_merge(compact=cast.compact, duplicate=twin, by=cast.officer)
    assert "You will not be asked again" in client.post(address, {"keep": "both"}, follow=True).content.decode()
    assert KeptApart.objects.get().decided_by == cast.officer
    assert address not in client.get(PAGE).content.decode()


def test_page_needs_as_many_queries_for_many_pairs_as_for_one(cast, twin, sign_in, django_assert_num_queries):
    client = sign_in(cast.officer)
    client.get(PAGE)
    with django_assert_num_queries(7):
        client.get(PAGE)
    for number in range(30):
        organisation(cast.compact, f"Oak Hill Allotment {number}", "voluntary", "charity", charity_number="7654321")
    with django_assert_num_queries(7):
        client.get(PAGE)
