"""What an officer keeps of an organisation: details, other names, closing, members of a group."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from compact_portal.days import today
from signatories.actions import organisations
from signatories.models import GroupMembership, Organisation, OrganisationName, Signature, Theme
from tests.cast import organisation
from tests.signatories.test_steering_pages import text


@pytest.fixture
def signature(cast):
    return Signature.objects.get(organisation=cast.charity)


@pytest.fixture
def page(signature):
    return f"/wealdshire/steering/signatures/{signature.pk}/"


def test_officer_changes_details_and_names(cast, sign_in, signature, page):
    theme = Theme.objects.create(name="Loneliness")
    OrganisationName.objects.create(organisation=cast.charity, name="Bramblers", kind="alias")
    client = sign_in(cast.officer)
    assert "Bramblers" in client.get(f"{page}details/").content.decode()
    body = {
        "name": "Bramble Lane Friends", "acronym": "BLF", "sector": "voluntary", "kind": "charity", "size": "small", "areas": [cast.area.pk],
        "themes": [theme.pk], "website": "bramble.example", "charity_number": "SC 012345", "company_number": "123456", "org_id": "gb-sc-sc012345",
        "founded_on-day": "1", "founded_on-month": "5", "founded_on-year": "1999", "other_names": "Bramblers\nshort: BLFr\nformerly Old Bramblers",
    }  # fmt: skip
    assert "The details of Bramble Lane Friends are changed." in text(client.post(f"{page}details/", body, follow=True))
    kept = Organisation.objects.get(pk=cast.charity.pk)
    assert (kept.charity_number, kept.company_number, kept.org_id) == ("SC012345", "00123456", "GB-SC-SC012345")
    assert (kept.founded_on, kept.website) == (datetime.date(1999, 5, 1), "https://bramble.example")
    assert set(kept.names.values_list("name", "kind")) == {
        ("Bramblers", "alias"), ("BLFr", "acronym"), ("Old Bramblers", "former"), ("Bramble Lane Befriending", "former"),
    }  # fmt: skip
    assert "Bramble Lane Friends" in text(client.get("/wealdshire/signatories/?words=befriending"))
    shown = text(client.get(page))
    assert "Loneliness" in shown and "SC012345" in shown and "Old Bramblers (formerly)" in shown
    assert Event.objects.filter(verb="organisation.changed").count() == 1


def test_wrong_details_are_refused_beside_their_field(cast, sign_in, page):
    client = sign_in(cast.officer)
    body = {"name": "Wealdshire Police", "sector": "voluntary", "kind": "parish_council", "charity_number": "1"}
    said = text(client.post(f"{page}details/", body))
    assert "A charity number has 6 or 7 figures" in said
    said = text(client.post(f"{page}details/", body | {"charity_number": ""}))
    assert "parish and town councils included" in said
    said = text(client.post(f"{page}details/", body | {"charity_number": "", "sector": "statutory"}))
    assert "There is an organisation of this name already." in said
    assert Organisation.objects.get(pk=cast.charity.pk).name == "Bramble Lane Befriending"


def test_closed_organisations_stay_in_history(cast, sign_in, signature, page):
    client = sign_in(cast.officer)
    assert "No organisation on this list is called “Nobody”" in text(client.post(f"{page}close/", {"successor": "Nobody"}))
    day = {"closed_on-day": "1", "closed_on-month": "2", "closed_on-year": "2010"}
    assert "is closed. It stays in history" in text(client.post(f"{page}close/", day | {"successor": "oak hill"}, follow=True))
    kept = Organisation.objects.get(pk=cast.charity.pk)
    assert (kept.closed_on, kept.successor) == (datetime.date(2010, 2, 1), cast.other_charity)
    assert "Oak Hill Allotments carries on its work" in text(client.get(page))
    assert "Bramble" not in text(client.get("/wealdshire/signatories/"))
    assert "Bramble" in text(client.get("/wealdshire/steering/signatures/"))
    history = text(client.get(f"/wealdshire/history/signature/{signature.pk}/"))
    assert "closed" in history.lower()
    assert "is open again" in text(client.post(f"{page}reopen/", follow=True))
    assert "Bramble" in text(client.get("/wealdshire/signatories/"))


def test_a_circle_of_successors_is_refused(cast, signature):
    other = Signature.objects.get(organisation=cast.other_charity)
    organisations.close_organisation(signature=signature, closed_on=today(), successor=cast.other_charity, by=cast.officer)
    with pytest.raises(ValidationError, match="circle"):
        organisations.close_organisation(signature=other, closed_on=today(), successor=cast.charity, by=cast.officer)
    with pytest.raises(ValidationError, match="circle"):
        organisations.close_organisation(signature=other, closed_on=today(), successor=cast.other_charity, by=cast.officer)
    with pytest.raises(ValidationError, match="in the future"):
        organisations.close_organisation(signature=other, closed_on=today() + datetime.timedelta(days=1), by=cast.officer)
    assert Organisation.objects.get(pk=cast.other_charity.pk).closed_on is None


def posted_day(name: str, day: datetime.date) -> dict:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def test_members_of_a_partnership(cast, sign_in):
    group = organisation(cast.compact, "Wealdshire Forum", "cross", "partnership").signatures.get()
    page = f"/wealdshire/steering/signatures/{group.pk}/members/"
    client = sign_in(cast.officer)
    assert "Oak Hill Allotments is a member" in text(client.post(page, {"member": "oak hil alotments"}, follow=True))
    assert "is a member already" in text(client.post(page, {"member": "Oak Hill Allotments"}))
    assert "These fit: Wealdshire Council, Wealdshire Forum, Wealdshire Police" in text(client.post(page, {"member": "wealdshire"}))
    assert "A group cannot be a member of itself." in text(client.post(page, {"member": "Wealdshire Forum"}))
    member = GroupMembership.objects.get()
    assert (member.member, member.since, member.role) == (cast.other_charity, None, "")
    part = f"{page}{member.pk}/"
    wrong = posted_day("since", today()) | posted_day("until", today() - datetime.timedelta(days=1))
    assert "The last day cannot be before the first" in text(client.post(part, {"role": "chair"} | wrong))
    shown = text(client.post(part, {"role": "chair"} | posted_day("since", datetime.date(2009, 3, 2)), follow=True))
    assert "Chair" in shown and "Since 2 March 2009" in shown
    theirs = Signature.objects.get(organisation=cast.other_charity)
    assert "Wealdshire Forum, chair, since 2 March 2009" in text(client.get(f"/wealdshire/steering/signatures/{theirs.pk}/"))
    assert Event.objects.filter(verb="group.member_changed").count() == 1
    assert "no longer a member" in text(client.post(f"{page}{member.pk}/remove/", follow=True))
    assert not GroupMembership.objects.exists()


def test_details_of_another_agreements_organisation_stay_shut(cast, elsewhere, sign_in):
    client = sign_in(elsewhere.officer)
    page = f"/elsewhere/steering/signatures/{elsewhere.signature.pk}/"
    for part in ("details/", "close/", "members/"):
        assert client.get(page + part).status_code == 404
    with pytest.raises(ValidationError, match="details are kept elsewhere"):
        organisations.close_organisation(signature=elsewhere.signature, closed_on=today(), by=elsewhere.officer)


@pytest.mark.parametrize("who", ["vcs_member", "lead", "superuser"])
def test_only_an_officer(cast, signature, who):
    by = getattr(cast, who)
    for verb in (
        lambda: organisations.change_details(signature=signature, by=by, other_names=[], name="X"),
        lambda: organisations.close_organisation(signature=signature, closed_on=today(), by=by),
        lambda: organisations.reopen_organisation(signature=signature, by=by),
        lambda: organisations.add_member(signature=signature, member=cast.police, by=by),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert not Event.objects.exists()


def test_group_that_was_renamed_twice_keeps_every_name_and_its_members(cast, sign_in):
    """A working group that became a partnership under another name, and then another, is one body all the way."""
    group = organisation(cast.compact, "Compact Working Group", "cross", "partnership").signatures.get()
    group.organisation.members.create(member=cast.police, role="chair", since="2003-01-01")
    client, page = sign_in(cast.officer), f"/wealdshire/steering/signatures/{group.pk}/"
    for name in ("Change-Up Group", "Special Interest Group"):
        names = "\n".join(f"formerly {one.name}" for one in group.organisation.names.all())
        client.post(f"{page}details/", {"name": name, "sector": "cross", "kind": "partnership", "other_names": names})
    shown = text(client.get(page))
    assert "Special Interest Group" in shown and "Compact Working Group (formerly)" in shown and "Change-Up Group (formerly)" in shown
    assert "Wealdshire Police" in text(client.get(f"{page}members/"))
    assert "Special Interest Group" in text(client.get("/wealdshire/signatories/?words=working group"))
