"""An officer looks for an organisation, invites it, writes to it and keeps its address, through the browser's eyes."""

import pytest

from compact_portal.messaging.models import Message
from signatories.models import Membership, Organisation, Signature
from tests.signatories.test_steering_pages import STEERING, text


@pytest.fixture
def signature(cast):
    return Signature.objects.get(organisation=cast.charity)


def test_officer_finds_invites_and_gets_told(cast, sign_in):
    newcomer = Organisation.objects.create(name="Newcomer Trust", sector="voluntary", kind="charity")
    client = sign_in(cast.officer)
    found = text(client.get(f"{STEERING}invite/?q=newcomer"))
    assert f'href="{STEERING}invite/{newcomer.pk}/"' in found
    assert "on the list already" in text(client.get(f"{STEERING}invite/?q=bramble"))
    answer = client.post(f"{STEERING}invite/{newcomer.pk}/", follow=True)
    assert "Newcomer Trust is on the list as invited." in text(answer)
    assert newcomer.signatures.get().status == "invited"
    again = client.post(f"{STEERING}invite/{newcomer.pk}/", follow=True)
    assert "This organisation is on the list already." in text(again)


def test_officer_adds_an_organisation(cast, sign_in):
    client = sign_in(cast.officer)
    page = f"{STEERING}invite/new/"
    assert 'value="Quite New"' in client.get(f"{page}?name=Quite+New").content.decode()
    there = Signature.objects.get(organisation=cast.police)
    bad = text(client.post(page, {"name": "wealdshire police", "sector": "statutory", "kind": "police"}))
    assert f'Wealdshire Police is known already: <a class="govuk-link" href="{STEERING}signatures/{there.pk}/">open it</a>.' in bad
    empty = text(client.post(page, {"letter": "on"}))
    wanted = ["Enter the name of the organisation", "Choose the sector", "Choose the kind of organisation", "Enter an address for the letter"]
    assert [words for words in wanted if words not in empty] == []
    new = {"name": "Quite New", "sector": "statutory", "kind": "health"}
    assert "Quite New is on the list as invited. Tell them yourself" in text(client.post(page, new, follow=True))
    letter = {"name": "Newer", "contact_email": "newer@example.org", "letter": "on"}
    assert "Newer is on the list as invited. The letter is on its way." in text(client.post(page, new | letter, follow=True))
    assert list(Message.objects.values_list("to", flat=True)) == ["newer@example.org"]


def test_duplicate_that_is_on_no_list_here_leads_to_its_invitation(cast, sign_in):
    other = Organisation.objects.create(name="Newcomer Trust", sector="voluntary", kind="charity")
    other.names.create(name="The Newcomers")
    body = {"name": "the newcomers", "sector": "voluntary", "kind": "charity"}
    page = text(sign_in(cast.officer).post(f"{STEERING}invite/new/", body))
    assert f'Newcomer Trust is known already: <a class="govuk-link" href="{STEERING}invite/{other.pk}/">open it</a>.' in page


def test_invite_forgives_a_typing_error(cast, sign_in):
    page = text(sign_in(cast.officer).get(f"{STEERING}invite/?q=bramle+lane"))
    assert "Nothing is called “bramle lane”. Shown is what fits “bramble lane”." in page and "Bramble Lane Befriending" in page


def test_officer_sends_a_letter_to_one_known_already(cast, sign_in):
    newcomer = Organisation.objects.create(name="Newcomer Trust", sector="voluntary", kind="charity", contact_email="new@example.org")
    page = f"{STEERING}invite/{newcomer.pk}/"
    client = sign_in(cast.officer)
    assert "Send a letter now" in text(client.get(page)) and "new@example.org" not in text(client.get(page))
    assert "The letter is on its way." in text(client.post(page, {"letter": "on"}, follow=True))


def test_officer_changes_the_address(cast, sign_in, signature):
    client = sign_in(cast.officer)
    page = f"{STEERING}signatures/{signature.pk}/address/"
    assert 'value="bramble@example.org"' in client.get(page).content.decode()
    assert "Enter the address for the portal’s mail" in text(client.post(page, {}))
    done = text(client.post(page, {"contact_email": "moved@example.org"}, follow=True))
    assert "Mail for Bramble Lane Befriending now goes to moved@example.org." in done
    cast.charity.contact_email = ""
    cast.charity.save()
    assert "None: the portal cannot write to it" in text(client.get(f"{STEERING}signatures/{signature.pk}/"))


def test_organisation_of_another_agreement_shows_only_what_is_public(cast, sign_in, elsewhere):
    """Invited is not signed: its address and people show once it has signed here, and with them the officer's links."""
    client = sign_in(elsewhere.officer)
    page = f"/elsewhere/steering/signatures/{elsewhere.signature.pk}/"
    address = f"{page}address/"
    hidden = ["bramble@example.org", "Charity Lead", "charity-lead@example.org", "Volunteer"]
    before = text(client.get(page)) + text(client.get(address))
    assert [words for words in hidden if words in before] == [] and "More is shown once it has signed this one." in before
    assert "Bramble Lane Befriending" in before and "Charity, voluntary and community sector" in before
    assert "has not signed the Compact" in text(client.post(address, {"contact_email": "mine@example.org"}))
    for verb in ["leads/new/", f"leads/{Membership.objects.get(person=cast.lead).pk}/end/"]:
        client.post(page + verb, {"name": "X", "email": "x@example.org", "proved": "on", "reason": "asked"})
    assert not Membership.objects.filter(person__email="x@example.org").exists() and not Message.objects.exists()
    Signature.objects.filter(pk=elsewhere.signature.pk).update(status="signed", edition=elsewhere.edition)
    after = text(client.get(page))
    assert [words for words in hidden if words not in after] == [] and "The day is not known" in after
