"""What the portal writes to an organisation about itself: an invitation, a new address, a signature under another agreement."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from compact_portal.audit.models import Event
from compact_portal.messaging.models import Message
from signatories.actions import signing as actions
from signatories.models import Organisation, Signature

DAY = datetime.date(2009, 3, 27)


@pytest.fixture
def newcomer(db):
    return Organisation.objects.create(name="Newcomer Trust", sector="voluntary", kind="charity")


@pytest.fixture
def signature(cast):
    return Signature.objects.get(organisation=cast.charity)


def verbs() -> list[str]:
    return list(Event.objects.exclude(verb="person.added").order_by("id").values_list("verb", flat=True))


def mails() -> dict[str, str]:
    return dict(Message.objects.values_list("to", "text"))


def test_invite_writes_a_letter_when_asked(cast, newcomer):
    Organisation.objects.filter(pk=newcomer.pk).update(contact_email="new@example.org")
    newcomer.refresh_from_db()
    actions.invite(compact=cast.compact, organisation=newcomer, letter=True, by=cast.officer)
    text = mails()["new@example.org"]
    assert "Newcomer Trust is invited to sign the Wealdshire Compact." in text and cast.compact.summary in text
    assert "/wealdshire/agreement/" in text and "Compact office, compact@example.org" in text
    assert Event.objects.get(verb="signature.invited").detail == {"letter": True}


@pytest.mark.parametrize(("address", "letter"), [("", True), ("new@example.org", False)])
def test_invite_writes_no_letter_unasked_or_without_address(cast, newcomer, address, letter):
    newcomer.contact_email = address
    newcomer.save()
    actions.invite(compact=cast.compact, organisation=newcomer, letter=letter, by=cast.officer)
    assert mails() == {}


def test_change_address_tells_both_addresses(cast, signature):
    actions.change_address(signature=signature, contact_email="moved@example.org", by=cast.officer)
    cast.charity.refresh_from_db()
    assert (cast.charity.contact_email, verbs()) == ("moved@example.org", ["organisation.address_changed"])
    assert mails().keys() == {"bramble@example.org", "moved@example.org"}
    assert ["now goes to moved@example.org" in text and "If this is wrong" in text for text in mails().values()] == [True, True]


def test_change_address_and_first_signature_of_an_organisation_known_elsewhere(cast, elsewhere):
    """An officer of another agreement can invite it, but reaches nothing of it; a recorded signature is told to it."""
    with pytest.raises(ValidationError, match="has not signed"):
        actions.change_address(signature=elsewhere.signature, contact_email="moved@example.org", by=elsewhere.officer)
    assert (mails(), cast.charity.is_open_to(elsewhere.compact)) == ({}, False)
    actions.sign(signature=elsewhere.signature, edition=elsewhere.edition, signed_on=DAY, signed_by_name="A", by=elsewhere.officer)
    assert mails().keys() == {"bramble@example.org", cast.lead.email}
    assert cast.charity.is_open_to(elsewhere.compact)
    assert list(Organisation.objects.known_to(elsewhere.compact)) == [cast.charity]
