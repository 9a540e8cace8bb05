"""Beside the text: which codes fit, things worth knowing, the text in short and as data, copies sent, the need for Champions, other officers."""

import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from signatories.actions import colleagues
from signatories.actions import reading as actions
from signatories.models import Compact, CompactLink, Edition, PackSent, Signature
from signatories.tasks import tasks_of
from tests.cast import organisation
from tests.signatories.test_steering_pages import text
from tests.signatories.texts import a_text

FIT = "/wealdshire/codes/which/"


@pytest.fixture
def in_force(cast) -> Edition:
    """A text with a code on funding and another on volunteering, in place of the cast's."""
    edition = a_text(cast.compact)
    edition.codes.create(number=2, title="Helping hands", subject="volunteering")
    Edition.objects.filter(pk=cast.edition.pk).update(status="superseded")
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2010-01-01T12:00Z", published_by=cast.officer)
    edition.refresh_from_db()
    return edition


# --- which codes fit -----------------------------------------------------------------------------------------------------
def test_what_an_organisation_does_leads_to_its_codes(cast, in_force, client):
    asked = text(client.get(FIT))
    assert "We give, or are given, grants or contracts" in asked and "Volunteers work with us" in asked and "We campaign" not in asked
    answer = text(client.get(f"{FIT}?does=volunteering&show=yes"))
    fits, others = answer.split("These fit")[1].split("The others")[0], answer.split("The others")[1].split("<form")[0]
    assert "Helping hands" in fits and "Funding" not in fits and "Funding" in others
    assert "None by what you ticked" in text(client.get(f"{FIT}?show=yes"))


def test_each_agreement_asks_in_its_own_words(cast, in_force, client, sign_in):
    page = "/wealdshire/steering/codes/"
    sign_in(cast.officer).post(page, {"funding": "Money changes hands", "volunteering": ""})
    client.logout()
    asked = text(client.get(FIT))
    assert "Money changes hands" in asked and "grants or contracts" not in asked and "Volunteers work with us" in asked
    sign_in(cast.officer).post(page, {"funding": "", "volunteering": ""})
    assert "grants or contracts" in text(client.get(FIT))
    with pytest.raises(PermissionDenied):
        actions.word_questions(compact=cast.compact, words={"funding": "x"}, by=cast.vcs_member)


def test_guide_is_offered_where_codes_are_chosen_and_without_codes_says_so(cast, in_force, client, sign_in):
    assert FIT in text(client.get("/wealdshire/join/"))
    champion = cast.champion.championships.get()
    assert FIT in text(sign_in(cast.champion).get(f"/wealdshire/champions/{champion.pk}/"))
    empty = Compact.objects.create(slug="empty", name="Empty", area=cast.area, level="county", summary="S", controller="C")
    assert "There is nothing to choose from" in text(client.get(f"/{empty.slug}/codes/which/"))


# --- worth knowing -------------------------------------------------------------------------------------------------------
def test_good_practice_from_elsewhere_and_guidance_on_campaigning_are_listed(cast, client, sign_in):
    officer = sign_in(cast.officer)
    for kind, title in (("practice", "A quiz about the agreement"), ("campaigning", "What charities may campaign for")):
        body = {"kind": kind, "title": title, "source": "Next county", "text": "People learn.", "website": "example.org", "subject": "independence"}
        officer.post("/wealdshire/steering/worth-knowing/new/", body)
    client.logout()
    shown = text(client.get("/wealdshire/worth-knowing/"))
    assert "Good practice from elsewhere" in shown and "A quiz about the agreement" in shown and "Guidance on campaigning" in shown
    assert 'href="https://example.org"' in shown and "Add to the list" not in shown
    row = cast.compact.resources.get(kind="practice")
    officer = sign_in(cast.officer)
    officer.post(f"/wealdshire/steering/worth-knowing/{row.pk}/", {"kind": "practice", "title": "A quiz", "source": "Next county", "text": "T"})
    officer.post(f"/wealdshire/steering/worth-knowing/{cast.compact.resources.get(kind='campaigning').pk}/remove/")
    assert list(cast.compact.resources.values_list("title", flat=True)) == ["A quiz"]
    assert sorted(Event.objects.values_list("verb", flat=True)) == ["resource.added", "resource.added", "resource.changed", "resource.removed"]
    with pytest.raises(PermissionDenied):
        actions.save_resource(compact=cast.compact, kind="practice", title="x", source="x", text="x", by=cast.vcs_member)


# --- in short, and on other websites ----------------------------------------------------------------------------------
def test_text_in_short_is_its_own_summary_or_its_vision_and_principles(cast, in_force, client):
    page = text(client.get("/wealdshire/summary/"))
    assert "Work side by side." in page and "Respect each other." in page
    shorter = cast.compact.editions.create(label="Next", summary="In one breath.\n\nAnd another.")
    Edition.objects.filter(pk=in_force.pk).update(status="superseded")
    Edition.objects.filter(pk=shorter.pk).update(status="published", published_at="2011-01-01T12:00Z", published_by=cast.officer)
    page = text(client.get("/wealdshire/summary/"))
    assert "In one breath." in page and "And another." in page and "Respect each other." not in page


def test_text_is_put_on_other_websites_without_a_frame(cast, in_force, client):
    whole = client.get("/wealdshire/agreement.html?whole=yes")
    html = text(whole)
    assert whole["Access-Control-Allow-Origin"] == "*" and html.startswith('<article lang="en-gb">')
    assert "<strong>Consult early.</strong> (unless it is urgent)" in html and "<script" not in html and "style=" not in html and "class=" not in html
    assert "Respect each other." in text(client.get("/wealdshire/agreement.html")) and "Consult early." not in text(
        client.get("/wealdshire/agreement.html")
    )
    answer = client.get("/wealdshire/agreement.json")
    found = json.loads(answer.content)
    assert (found["edition"], found["published_on"], answer["Access-Control-Allow-Origin"]) == ("Edition of 2010", "2010-01-01", "*")
    [code] = [code for section in found["sections"] for code in section["codes"] if code["number"] == 1]
    assert code["commitments"] == [
        {"number": 1, "text": "Pay in advance.", "emphasised": False, "condition": "", "measure": "within 4 weeks", "binds": "statutory"}
    ]


def test_without_a_published_text_there_is_nothing_to_put_anywhere(cast, client):
    Edition.objects.filter(pk=cast.edition.pk).update(status="superseded")
    assert [client.get(f"/wealdshire/{end}").status_code for end in ("summary/", "agreement.html", "agreement.json")] == [404, 404, 404]


# --- copies of the text ---------------------------------------------------------------------------------------------------
def test_copies_go_to_every_signatory_and_are_recorded_by_side(cast, sign_in):
    organisation(cast.compact, "No address", "voluntary", "charity")
    client, page = sign_in(cast.officer), f"/wealdshire/steering/text/{cast.edition.pk}/copies/"
    assert "4 of 5 have an address for mail" in text(client.get(page))
    assert "Sent to 4, and kept in the record of packs." in text(client.post(page, follow=True))
    pack = PackSent.objects.get()
    assert (pack.title, pack.channel, pack.statutory, pack.voluntary, pack.sent_on) == ("Edition of 2005: the text", "email", 2, 2, today())
    letters = Message.objects.filter(subject__contains="Edition of 2005")
    assert letters.count() == 4 and all("/wealdshire/agreement/" in letter.text and "pass it on" in letter.text for letter in letters)
    assert "It was sent today already." in text(client.post(page))
    with pytest.raises(PermissionDenied):
        actions.send_copies(edition=cast.edition, by=cast.vcs_member)


# --- are Champions needed? ------------------------------------------------------------------------------------------------
def test_where_champions_are_optional_the_need_is_looked_at_once_a_year(cast, sign_in):
    def asked() -> bool:
        return any("Look at whether" in task.what for task in tasks_of(cast.officer, today()))

    assert not asked()
    Compact.objects.filter(pk=cast.compact.pk).update(champion_rule="optional")
    assert asked()
    page = "/wealdshire/steering/champions-needed/"
    sign_in(cast.officer).post(page, {"rule": "optional", "found": "Two are enough for now."})
    compact = Compact.objects.get(pk=cast.compact.pk)
    assert (compact.champions_looked_at, compact.champions_looked_at_on, asked()) == ("Two are enough for now.", today(), False)
    Compact.objects.filter(pk=cast.compact.pk).update(champions_looked_at_on=today() - datetime.timedelta(days=365))
    assert asked()
    assert "Say in a sentence or two what you found" in text(sign_in(cast.officer).post(page, {"rule": "required", "found": ""}))
    with pytest.raises(PermissionDenied):
        actions.look_at_champions(compact=cast.compact, rule="required", found="x", by=cast.vcs_member)


# --- those who run other agreements, and members of a partnership -----------------------------------------------------------
def test_officers_of_linked_agreements_are_written_to_without_their_address(cast, elsewhere, sign_in):
    client, page = sign_in(cast.officer), "/wealdshire/steering/group/officers/write/"
    assert "No other agreement that is kept here is linked" in text(client.get(page))
    CompactLink.objects.create(compact=cast.compact, other=elsewhere.compact, kind="sibling")
    shown = text(client.get(page))
    assert "Elsewhere Compact" in shown and elsewhere.officer.email not in shown
    body = {"to": [elsewhere.compact.pk], "subject": "Our yearly meeting", "text": "Shall we meet in May?"}
    assert "Sent to 1 person. They answer to your own address." in text(client.post(page, body, follow=True))
    mail = Message.objects.get()
    assert mail.to == elsewhere.officer.email and "Shall we meet in May?" in mail.text and f"write to {cast.officer.email}" in mail.text
    for _ in range(colleagues.MOST_A_DAY - 1):
        client.post(page, body)
    assert "You have written several times today" in text(client.post(page, body))
    assert Message.objects.count() == colleagues.MOST_A_DAY


def test_members_of_a_partnership_are_asked_to_name_a_champion(cast, sign_in):
    group = organisation(cast.compact, "Wealdshire Forum", "cross", "partnership").signatures.get()
    for member in (cast.charity, cast.police):
        group.organisation.members.create(member=member)
    page = f"/wealdshire/steering/signatures/{group.pk}/members/champions/"
    client = sign_in(cast.officer)
    shown = text(client.get(page))
    assert "Wealdshire Police" in shown and "Bramble" not in shown  # which has one
    assert "Asked: 1." in text(client.post(page, follow=True))
    mail = Message.objects.get()
    police = Signature.objects.get(organisation=cast.police)
    assert mail.to == "police@example.org" and f"/wealdshire/organisations/{police.pk}/people/" in mail.text
    police.champions.create(person=cast.stranger, main=True)
    assert "has a main Champion" in text(client.get(page))
    with pytest.raises(ValidationError, match="has one"):
        colleagues.ask_members_for_champions(group=group, by=cast.officer)


def test_wider_agreement_is_linked_with_its_days(cast, client):
    days = "1998; revised November 2009, after comments until 15 October"
    CompactLink.objects.create(compact=cast.compact, other_name="The National Compact", kind="refers_up", dates=days)
    assert f"The National Compact ({days})." in text(client.get("/wealdshire/"))
