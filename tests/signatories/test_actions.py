"""What officers do to the list: it works, it refuses each guard, and it is recorded."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from compact_portal.audit.models import Event
from compact_portal.days import today
from signatories.actions import signing as actions
from signatories.models import Champion, Compact, Edition, Organisation, Signature

DAY = datetime.date(2009, 3, 27)
DAYS = datetime.timedelta(days=1)


@pytest.fixture
def newcomer(db):
    return Organisation.objects.create(name="Newcomer Trust", sector="voluntary", kind="charity")


@pytest.fixture
def signature(cast):
    return Signature.objects.get(organisation=cast.charity)


def verbs() -> list[str]:
    return list(Event.objects.exclude(verb="person.added").order_by("id").values_list("verb", flat=True))


CALLS = {
    "add_organisation": lambda cast, s, by: actions.add_organisation(compact=cast.compact, name="X", sector="voluntary", kind="charity", by=by),
    "invite": lambda cast, s, by: actions.invite(compact=cast.compact, organisation=cast.charity, by=by),
    "sign": lambda cast, s, by: actions.sign(signature=s, edition=cast.edition, signed_on=DAY, signed_by_name="A", by=by),
    "end_signature": lambda cast, s, by: actions.end_signature(signature=s, status="withdrawn", by=by),
    "change_address": lambda cast, s, by: actions.change_address(signature=s, contact_email="x@example.org", by=by),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("who", ["vcs_member", "lead", "champion", "superuser"])
def test_only_an_officer_may(cast, signature, call, who):
    with pytest.raises(PermissionDenied):
        CALLS[call](cast, signature, getattr(cast, who))
    assert verbs() == []


def test_invite_puts_an_organisation_on_the_list(cast, newcomer):
    signature = actions.invite(compact=cast.compact, organisation=newcomer, by=cast.officer)
    assert (signature.status, signature.edition) == ("invited", None)
    event = Event.objects.get(verb="signature.invited")
    assert (event.actor, event.compact_id, event.target_name) == (cast.officer, cast.compact.pk, "Newcomer Trust, Wealdshire Compact")


def test_invite_refuses_a_second_time(cast):
    with pytest.raises(ValidationError, match="on the list already"):
        actions.invite(compact=cast.compact, organisation=cast.charity, by=cast.officer)


def test_invite_refuses_an_organisation_that_is_no_more(cast, newcomer):
    newcomer.closed_on = DAY
    with pytest.raises(ValidationError, match="has closed"):
        actions.invite(compact=cast.compact, organisation=newcomer, by=cast.officer)


def test_invite_refuses_under_an_ended_compact(cast, newcomer):
    Compact.objects.update(status="ended")
    with pytest.raises(ValidationError, match="has ended"):
        actions.invite(compact=cast.compact, organisation=newcomer, by=cast.officer)


def test_add_organisation_invites_it_at_once(cast):
    signature = actions.add_organisation(
        compact=cast.compact, name="Quite New", sector="statutory", kind="health", contact_email="new@example.org", by=cast.officer
    )
    assert (signature.organisation.name, signature.organisation.contact_email, signature.status) == ("Quite New", "new@example.org", "invited")
    assert verbs() == ["organisation.added", "signature.invited"]


def test_add_organisation_refuses_a_name_in_use(cast):
    with pytest.raises(ValidationError, match="There is an organisation of this name already"):
        actions.add_organisation(compact=cast.compact, name="WEALDSHIRE council", sector="statutory", kind="health", by=cast.officer)
    assert verbs() == []


def test_sign_records_who_when_and_what(cast, newcomer):
    invited = actions.invite(compact=cast.compact, organisation=newcomer, by=cast.officer)
    signature = actions.sign(signature=invited, edition=cast.edition, signed_on=DAY, signed_by_name="The Chair", by=cast.officer)
    signature.refresh_from_db()
    assert (signature.status, signature.edition, signature.signed_on, signature.signed_by_name) == ("signed", cast.edition, DAY, "The Chair")
    assert Event.objects.get(verb="signature.signed").detail == {"signed_on": "2009-03-27"}


def test_sign_again_refreshes(cast, signature):
    actions.sign(signature=signature, edition=cast.edition, signed_on=DAY, signed_by_name="The Chair", by=cast.officer)
    signature.refresh_from_db()
    assert (signature.status, verbs()) == ("refreshed", ["signature.refreshed"])


def test_sign_refuses_a_draft_a_foreign_edition_the_future_and_an_ended_compact(cast, signature):
    def sign(edition=cast.edition, signed_on=DAY):
        actions.sign(signature=signature, edition=edition, signed_on=signed_on, signed_by_name="A", by=cast.officer)

    other = Compact.objects.create(slug="other", name="Other", area=cast.area, level="county", summary="S", controller="C")
    with pytest.raises(ValidationError, match="published edition"):
        sign(edition=Edition.objects.create(compact=cast.compact, label="Draft"))
    with pytest.raises(ValidationError, match="published edition"):
        sign(edition=Edition.objects.create(compact=other, label="Theirs"))
    with pytest.raises(ValidationError, match="future"):
        sign(signed_on=today() + datetime.timedelta(days=1))
    Compact.objects.update(status="ended")
    signature.compact.refresh_from_db()
    with pytest.raises(ValidationError, match="has ended"):
        sign()
    assert verbs() == []


def test_end_signature_takes_it_off_the_list_once(cast, signature):
    actions.end_signature(signature=signature, status="withdrawn", by=cast.officer)
    assert signature not in cast.compact.signatures.public()
    assert verbs() == ["signature.withdrawn"]
    with pytest.raises(ValidationError, match="has not signed"):
        actions.end_signature(signature=signature, status="lapsed", by=cast.officer)


def test_end_signature_refuses_another_state(cast, signature):
    with pytest.raises(ValidationError, match="lapsed or as withdrawn"):
        actions.end_signature(signature=signature, status="invited", by=cast.officer)


def test_role_does_not_end_before_the_day_before_it_began(cast):
    with pytest.raises(IntegrityError, match="until_not_early"):
        Champion.objects.update(until=cast.compact.officers.get().since - 2 * DAYS)
