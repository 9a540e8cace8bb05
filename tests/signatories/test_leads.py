"""Who may put whom in charge of an organisation's answers, and who is told."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from signatories.actions.leads import add_lead, end_lead
from signatories.models import Membership, Officer, Signature
from tests.cast import person

SINCE = datetime.date(2009, 1, 1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def signature(cast):
    return Signature.objects.get(organisation=cast.charity)


@pytest.fixture
def vacant(cast):
    """A public body that has nobody yet."""
    return Signature.objects.get(organisation=cast.police)


def add(signature, by, email="x@example.org", **more):
    return add_lead(signature=signature, email=email, name="X", by=by, **{"proved": True, "reason": "asked"} | more)


def mails() -> dict[str, str]:
    return dict(Message.objects.values_list("to", "text"))


@pytest.mark.parametrize("who", ["vcs_member", "volunteer", "council_lead", "champion", "superuser", "stranger"])
def test_only_an_officer_or_its_lead_may(cast, signature, who):
    with pytest.raises(PermissionDenied):
        add(signature, getattr(cast, who))
    with pytest.raises(PermissionDenied):
        end_lead(signature=signature, membership=Membership.objects.get(person=cast.lead), by=getattr(cast, who))
    assert not Event.objects.exists() and mails() == {}


def test_officer_asks_the_organisation_first_and_it_is_recorded(cast, vacant):
    with pytest.raises(ValidationError, match="Ask the organisation first"):
        add(vacant, cast.officer, proved=False)
    membership = add(vacant, cast.officer, reason="")
    assert (membership.person.name, membership.organisation, membership.role) == ("X", cast.police, "lead")
    detail = {"person": membership.person.pk, "by_lead": False, "done_under": cast.compact.pk}
    assert Event.objects.get(verb="lead.added").detail == detail


def test_added_lead_is_told_to_the_organisation_and_every_lead(cast, signature):
    add(signature, cast.officer)
    assert mails().keys() == {"bramble@example.org", cast.lead.email, "x@example.org"}
    text = mails()["bramble@example.org"]
    assert "X (x@example.org) was added as lead of Bramble Lane Befriending by Officer (officer@example.org)." in text
    assert "The organisation asked for a further lead." in text
    assert "If this is wrong, write at once to Compact office, compact@example.org." in text


@pytest.mark.parametrize("reason", ["", "because"])
def test_further_lead_needs_a_reason_from_an_officer(cast, signature, reason):
    with pytest.raises(ValidationError, match="say why it needs a further one"):
        add(signature, cast.officer, reason=reason)
    assert mails() == {}


def test_further_lead_needs_neither_proof_nor_reason_from_the_lead(cast, signature):
    add(signature, cast.lead, proved=False, reason="")
    assert Event.objects.get(verb="lead.added").detail["by_lead"] is True


@pytest.mark.parametrize("who", ["officer", "statutory_member", "superuser"])
def test_officer_adds_nobody_who_sees_the_other_side(cast, vacant, who):
    """The officer stands on the public side: themself, a member of that side, and who runs the portal are refused."""
    with pytest.raises(ValidationError, match="ask the organisation’s lead, or the Compact officer of the other sector"):
        add(vacant, cast.officer, email=getattr(cast, who).email)
    assert not Membership.objects.filter(organisation=cast.police).exists() and mails() == {}


def test_officer_of_the_other_sector_adds_them(cast, vacant):
    deputy = person("deputy")
    Officer.objects.create(compact=cast.compact, person=deputy, sector="voluntary", since=SINCE)
    assert add(vacant, deputy, email=cast.statutory_member.email).role == "lead"
    with pytest.raises(ValidationError, match="cannot be added by you"):
        add(vacant, deputy, email=deputy.email)


@pytest.mark.parametrize("who", ["officer", "statutory_member", "superuser"])
def test_the_lead_adds_whom_they_trust(cast, signature, who):
    assert add(signature, cast.lead, email=getattr(cast, who).email).role == "lead"


def test_officer_of_another_agreement_reaches_nothing_by_an_invitation(cast, elsewhere):
    with pytest.raises(ValidationError, match="has not signed"):
        add(elsewhere.signature, elsewhere.officer)
    with pytest.raises(ValidationError, match="has not signed"):
        end_lead(signature=elsewhere.signature, membership=Membership.objects.get(person=cast.lead), by=elsewhere.officer)
    assert Membership.objects.get(person=cast.lead).until is None and mails() == {}


def test_what_is_done_under_one_agreement_stands_under_each_that_it_signed(cast, elsewhere):
    Signature.objects.filter(pk=elsewhere.signature.pk).update(status="signed", edition=elsewhere.edition)
    with pytest.raises(ValidationError, match="cannot be added by you"):
        add(elsewhere.signature, elsewhere.officer, email=cast.officer.email)  # officer of the other one
    add(elsewhere.signature, elsewhere.officer)
    events = Event.objects.filter(verb="lead.added")
    assert set(events.values_list("compact_id", flat=True)) == {cast.compact.pk, elsewhere.compact.pk}
    assert {event.detail["done_under"] for event in events} == {elsewhere.compact.pk}


def test_add_lead_raises_a_contributor_and_refuses_a_lead(cast, signature):
    add(signature, cast.officer, email=cast.volunteer.email)
    assert Membership.objects.get(person=cast.volunteer).role == "lead"
    with pytest.raises(ValidationError, match="is a lead of this organisation already"):
        add(signature, cast.officer, email=cast.lead.email)


def test_lead_whose_end_is_still_to_come_is_not_doubled_and_can_be_ended(cast, signature):
    Membership.objects.filter(person=cast.lead).update(until=today() + DAY)
    with pytest.raises(ValidationError, match="is a lead of this organisation already"):
        add(signature, cast.officer, email=cast.lead.email)
    end_lead(signature=signature, membership=Membership.objects.get(person=cast.lead), by=cast.officer)
    assert not Membership.objects.serving().filter(person=cast.lead).exists()


def test_end_lead_ends_at_once_and_once_and_is_told(cast, signature):
    membership = Membership.objects.get(person=cast.lead)
    Membership.objects.filter(pk=membership.pk).update(since=today())
    end_lead(signature=signature, membership=membership, by=cast.officer)
    assert not Membership.objects.serving().filter(person=cast.lead).exists()
    assert Event.objects.get(verb="lead.ended").detail == {"person": cast.lead.pk, "done_under": cast.compact.pk}
    assert mails().keys() == {"bramble@example.org", cast.lead.email}
    assert "Charity Lead (charity-lead@example.org) is no longer lead of Bramble Lane Befriending." in mails()["bramble@example.org"]
    with pytest.raises(ValidationError, match="has stopped already"):
        end_lead(signature=signature, membership=membership, by=cast.officer)


def test_end_lead_touches_no_other_organisation(cast, signature):
    with pytest.raises(Membership.DoesNotExist):
        end_lead(signature=signature, membership=Membership.objects.get(person=cast.council_lead), by=cast.officer)


def test_lead_adds_a_colleague_on_a_page(cast, sign_in, signature):
    page = f"/wealdshire/organisations/{signature.pk}/leads/new/"
    client = sign_in(cast.lead)
    assert "Enter the person’s full name" in client.post(page, {}).content.decode()
    answer = client.post(page, {"name": "New Lead", "email": "new@example.org"}, follow=True)
    assert "New Lead is a lead of Bramble Lane Befriending." in answer.content.decode()
    Membership.objects.filter(person=cast.lead).update(until=today() - DAY)
    assert client.get(page).status_code == 404
