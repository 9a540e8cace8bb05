"""The steering group's dashboard and the officer's forms, through the browser's eyes."""

import datetime

import pytest

from signatories.models import Champion, Membership, Organisation, SeatHolder, Signature
from tests.cast import organisation

STEERING = "/wealdshire/steering/"


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def signature(cast):
    return Signature.objects.get(organisation=cast.charity)


def test_dashboard_counts_and_names_gaps(cast, sign_in):
    invited = Organisation.objects.create(name="Invited Trust", sector="voluntary", kind="charity")
    Signature.objects.create(organisation=invited, compact=cast.compact)
    Champion.objects.get().codes.add(cast.codes[0])
    page = text(sign_in(cast.vcs_member).get(STEERING))
    assert "<strong>1</strong> of 4 signatories have named a main Champion; 1 serve in all." in page
    assert "Wealdshire Police</a>" in page and "Bramble Lane Befriending</a>" not in page
    assert 'Volunteering</dt><dd class="govuk-summary-list__value">Nobody yet' in page
    assert "Vcs Member" in page and "Statutory Member" in page
    assert "Only one side has signed" not in page
    assert "Invite an organisation" not in page
    assert "Invite an organisation" in text(sign_in(cast.officer).get(STEERING))


def test_dashboard_warns_when_one_side_alone_has_signed(cast, sign_in):
    Signature.objects.filter(organisation__sector="statutory").update(status="lapsed")
    assert "Only one side has signed" in text(sign_in(cast.vcs_member).get(STEERING))
    Signature.objects.update(status="lapsed")
    page = text(sign_in(cast.vcs_member).get(STEERING))
    assert "Nobody has signed yet." in page and "Only one side" not in page


def test_dashboard_of_an_empty_compact_is_a_page(cast, sign_in):
    SeatHolder.objects.all().delete()
    cast.compact.seats.all().delete()
    Champion.objects.all().delete()
    Signature.objects.all().delete()
    page = text(sign_in(cast.officer).get(STEERING))
    assert "No organisation is on the list yet." in page and "Nobody sits here yet." in page


@pytest.mark.parametrize(("page", "queries"), [(STEERING, 17), (STEERING + "signatures/", 8)])
def test_lists_need_as_many_queries_for_more_rows(cast, sign_in, django_assert_num_queries, page, queries):
    client = sign_in(cast.officer)
    Signature.objects.exclude(organisation=cast.charity).update(status="invited")
    Champion.objects.update(main=False)
    for count in (0, 2):
        for number in range(count):
            body = organisation(cast.compact, f"More {number}", "statutory", "health")
            seat = cast.compact.seats.create(organisation=body, number=10 + number, since=datetime.date(2009, 1, 1))
            seat.holders.create(name=f"Holder {number}", since=datetime.date(2009, 1, 1))
        with django_assert_num_queries(queries):
            assert client.get(page).status_code == 200


def test_list_narrows_by_state_and_missing_champion(cast, sign_in, signature):
    client = sign_in(cast.vcs_member)
    Signature.objects.filter(organisation=cast.police).update(status="considering")

    def names(query):
        return [found.organisation.name for found, _ in client.get(f"{STEERING}signatures/?{query}").context["rows"]]

    assert names("status=considering") == ["Wealdshire Police"]
    assert names("champion=none") == ["Oak Hill Allotments", "Wealdshire Council"]
    assert names("champion=none&sector=statutory") == ["Wealdshire Council"]


def test_addresses_are_for_the_officer(cast, sign_in, signature):
    Champion.objects.update(published=False)
    addresses = ["bramble@example.org", "champion@example.org", "charity-lead@example.org"]
    page = f"{STEERING}signatures/{signature.pk}/"
    for_member, for_officer = text(sign_in(cast.vcs_member).get(page)), text(sign_in(cast.officer).get(page))
    assert [address for address in addresses if address in for_member] == []
    assert [address for address in addresses if address in for_officer] == addresses


def test_officer_records_a_signature(cast, sign_in, signature):
    client = sign_in(cast.officer)
    Signature.objects.filter(pk=signature.pk).update(status="invited", edition=None, signed_on=None)
    page = f"{STEERING}signatures/{signature.pk}/sign/"
    day = {"signed_on-day": "27", "signed_on-month": "3", "signed_on-year": "2009"}
    missing = client.post(page, {"edition": cast.edition.pk, "signed_by_name": "The Chair"})
    assert missing.status_code == 200 and "Enter the day of the signature" in text(missing)
    future = client.post(page, {"edition": cast.edition.pk, "signed_by_name": "The Chair", **day, "signed_on-year": "2999"})
    assert "A signature cannot be dated in the future" in text(future)
    done = client.post(page, {"edition": cast.edition.pk, "signed_by_name": "The Chair", **day}, follow=True)
    assert "The signature of Bramble Lane Befriending is recorded." in text(done)
    assert "27 March 2009 by The Chair" in text(done)


def test_officer_ends_a_signature(cast, sign_in, signature):
    client = sign_in(cast.officer)
    page = f"{STEERING}signatures/{signature.pk}/end/"
    assert "Choose what happened" in text(client.post(page))
    done = client.post(page, {"status": "withdrawn", "reason": "It has merged."}, follow=True)
    assert "Bramble Lane Befriending is no longer shown as a signatory." in text(done)
    assert "This organisation has not signed." in text(client.post(page, {"status": "lapsed"}))


def test_officer_names_and_ends_a_champion(cast, sign_in, signature):
    client = sign_in(cast.officer)
    page = f"{STEERING}signatures/{signature.pk}/champions/"
    assert "Enter an e-mail address in full" in text(client.post(f"{page}new/", {"name": "X", "email": "nonsense"}))
    twice = client.post(f"{page}new/", {"name": "Champion", "email": cast.champion.email})
    assert "Champion is a Champion of this organisation already." in text(twice)
    body = {"name": "New Person", "email": "new@example.org", "main": "on", "codes": [cast.codes[0].pk], "published": "on"}
    assert "There is one main Champion: hand over from Champion" in text(client.post(f"{page}new/", body))
    client.post(f"{page}{Champion.objects.get(person=cast.champion).pk}/end/")
    done = client.post(f"{page}new/", body, follow=True)
    assert "New Person is a Champion of Bramble Lane Befriending." in text(done)
    named = Champion.objects.get(person__email="new@example.org")
    assert (named.main, named.published, list(named.codes.all())) == (True, True, [cast.codes[0]])
    Champion.objects.filter(pk=named.pk).update(since=datetime.date(2009, 1, 1))
    ended = client.post(f"{page}{named.pk}/end/", follow=True)
    assert "New Person no longer acts for Bramble Lane Befriending in this way." in text(ended)
    assert "New Person has stopped already." in text(client.post(f"{page}{named.pk}/end/", follow=True))
    assert "This role ended on" in text(client.get(f"{page}{named.pk}/end/"))


def test_officer_adds_and_ends_a_lead(cast, sign_in, signature):
    client = sign_in(cast.officer)
    page = f"{STEERING}signatures/{signature.pk}/leads/"
    body = {"name": "New Lead", "email": "lead@example.org"}
    assert "Ask the organisation first" in text(client.post(f"{page}new/", body))
    assert "Choose why it needs a further lead" in text(client.post(f"{page}new/", body | {"proved": "on"}))
    added = client.post(f"{page}new/", body | {"proved": "on", "reason": "asked"}, follow=True)
    assert "New Lead is a lead of Bramble Lane Befriending." in text(added)
    themself = client.post(f"{page}new/", body | {"proved": "on", "reason": "asked", "email": cast.officer.email})
    assert "Officer cannot be added by you, because of their other roles here: ask the organisation’s lead" in text(themself)
    membership = Membership.objects.get(person=cast.lead)
    assert "Charity Lead no longer acts for" in text(client.post(f"{page}{membership.pk}/end/", follow=True))
    other = Membership.objects.get(person=cast.council_lead)
    assert client.post(f"{page}{other.pk}/end/").status_code == 404


def test_change_without_a_token_is_refused(cast, settings, signature):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(f"{STEERING}signatures/{signature.pk}/end/", {"status": "withdrawn"}).status_code == 403
    signature.refresh_from_db()
    assert signature.status == "signed"
