"""Champions: who may name them, one main, handing over whole, the employer's leave, guidance by version."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.accounts.models import User
from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from signatories.actions import champions as actions
from signatories.actions.enquiries import ask, confirm
from signatories.actions.signing import invite
from signatories.models import Champion, GuidanceGiven, Organisation, Signature
from tests.cast import organisation

DAYS = datetime.timedelta(days=1)
NOTES = "Zeppelin: the treasurer knows who pays."


@pytest.fixture
def signature(cast):
    return Signature.objects.get(organisation=cast.charity)


@pytest.fixture
def main(cast):
    champion = Champion.objects.get()
    champion.codes.set(cast.codes)
    champion.areas.set([cast.area])
    Champion.objects.update(notes=NOTES, department="Grants")
    champion.refresh_from_db()
    return champion


def verbs() -> list[str]:
    return list(Event.objects.exclude(verb="person.added").order_by("id").values_list("verb", flat=True))


def name(signature, by, email="x@example.org", **more):
    return actions.name_champion(signature=signature, email=email, name="X", by=by, **more)


@pytest.mark.parametrize("who", ["vcs_member", "volunteer", "council_lead", "superuser", "stranger"])
def test_others_may_neither_name_nor_hand_over_nor_end(cast, signature, who):
    by, champion = getattr(cast, who), Champion.objects.get()
    for call in (
        lambda: name(signature, by),
        lambda: actions.hand_over_champion(champion=champion, email="x@example.org", name="X", by=by),
        lambda: actions.end_champion(champion=champion, by=by),
        lambda: actions.change_champion(champion=champion, codes=[], areas=[], by=by),
    ):
        with pytest.raises(PermissionDenied):
            call()
    assert verbs() == [] and not Message.objects.exists()


@pytest.mark.parametrize("who", ["officer", "lead", "champion"])
def test_officer_lead_and_main_champion_name_a_further_one_who_is_told(cast, signature, who):
    named = name(signature, getattr(cast, who), codes=cast.codes, areas=[cast.area])
    assert User.objects.get(email="x@example.org") == named.person
    assert (list(named.codes.all()), list(named.areas.all()), named.published, named.main) == (cast.codes, [cast.area], False, False)
    assert [champion.person for champion in signature.champions.serving()] == [cast.champion, named.person]
    message = Message.objects.get()
    assert (message.to, message.subject) == ("x@example.org", "You are a Champion of Bramble Lane Befriending")
    assert verbs() == ["champion.named"]
    assert Event.objects.get(verb="champion.named").compact_id == cast.compact.pk


def test_two_main_champions_are_refused_with_a_sentence(cast, signature, sign_in):
    with pytest.raises(ValidationError, match="Champion is the main Champion of this organisation already"):
        name(signature, cast.officer, main=True)
    assert not User.objects.filter(email="x@example.org").exists()
    page = sign_in(cast.lead).post(f"/wealdshire/organisations/{signature.pk}/champions/new/", {"name": "X", "email": "x@example.org", "main": "on"})
    assert "There is one main Champion: hand over from Champion" in page.content.decode()


def test_one_whose_end_is_still_to_come_is_the_main_one_until_then(cast, signature):
    Champion.objects.update(until=today() + DAYS)
    with pytest.raises(ValidationError, match="There is one main Champion"):
        name(signature, cast.officer, main=True)


def test_another_becomes_the_main_one_once_there_is_none(cast, signature):
    other = name(signature, cast.officer)
    actions.end_champion(champion=Champion.objects.get(person=cast.champion), by=cast.officer)
    name(signature, cast.officer, main=True)
    other.refresh_from_db()
    assert other.main and signature.champions.serving().get() == other


def test_the_same_person_is_not_named_twice(cast, signature):
    with pytest.raises(ValidationError, match="is a Champion of this organisation already"):
        name(signature, cast.officer, email=cast.champion.email.upper(), main=True)


def test_who_has_not_signed_names_nobody(cast):
    newcomer = Organisation.objects.create(name="Newcomer Trust", sector="voluntary", kind="charity")
    with pytest.raises(ValidationError, match="Only those who have signed"):
        name(invite(compact=cast.compact, organisation=newcomer, by=cast.officer), cast.officer)
    assert not User.objects.filter(email="x@example.org").exists()


@pytest.mark.parametrize(("since", "until"), [(-9, None), (0, None), (-9, 1), (5, None)])
def test_end_champion_ends_at_once_and_once(cast, signature, since, until):
    Champion.objects.update(since=today() + since * DAYS, until=until and today() + until * DAYS)
    ended = actions.end_champion(champion=Champion.objects.get(), by=cast.champion)
    assert ended.has_ended and not signature.champions.not_ended().exists()
    assert verbs() == ["champion.ended"]
    with pytest.raises(ValidationError, match="has stopped already"):
        actions.end_champion(champion=ended, by=cast.officer)


# --- handing over ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["champion", "lead", "officer"])
def test_handing_over_keeps_what_they_knew_in_one_step(cast, signature, main, who):
    question = confirm(enquiry=ask(compact=cast.compact, text="How?", email="asker@example.org"))
    successor = actions.hand_over_champion(champion=main, email="next@example.org", name="Next", by=getattr(cast, who))
    main.refresh_from_db()
    question.refresh_from_db()
    assert signature.champions.serving().get() == successor
    assert (successor.main, list(successor.codes.all()), list(successor.areas.all()), successor.department) == (
        True,
        cast.codes,
        [cast.area],
        "Grants",
    )
    assert (successor.notes, main.notes, successor.succeeds, question.champion) == (NOTES, "", main, successor)
    assert (main.main, main.has_ended) == (True, True)  # the past stays as it was
    assert (successor.published, successor.hours_a_month) == (False, None)  # consent and leave are each person's own
    assert Event.objects.get(verb="champion.handed_over").detail == {"person": successor.person.pk, "questions": 1}
    told = set(Message.objects.filter(subject__contains="take").values_list("to", flat=True))
    assert told == {"next@example.org", cast.champion.email}
    assert not Message.objects.filter(text__contains="Zeppelin").exists()


def test_handing_over_to_a_further_champion_joins_both(cast, signature, main):
    other = name(signature, cast.lead, email=cast.volunteer.email, codes=cast.codes[:1])
    successor = actions.hand_over_champion(champion=main, email=cast.volunteer.email, name="", by=cast.champion)
    assert successor == other and successor.main
    assert (list(successor.codes.all()), signature.champions.serving().get()) == (cast.codes, other)


def test_handing_over_refuses_oneself_and_what_is_over(cast, main):
    with pytest.raises(ValidationError, match="enter that of the successor"):
        actions.hand_over_champion(champion=main, email=cast.champion.email, name="", by=cast.champion)
    actions.end_champion(champion=main, by=cast.officer)
    with pytest.raises(ValidationError, match="has stopped already"):
        actions.hand_over_champion(champion=main, email="x@example.org", name="X", by=cast.officer)
    assert not Champion.objects.filter(succeeds=main).exists()


def test_notes_are_read_by_who_wrote_them_and_by_the_successor_alone(cast, main, sign_in):
    own = f"/wealdshire/champions/{main.pk}/"
    assert "Zeppelin" in sign_in(cast.champion).get(own).content.decode()
    pages = [own, f"{own}hand-over/", f"/wealdshire/organisations/{main.signature_id}/people/", f"/wealdshire/history/champion/{main.pk}/"]
    for who in (cast.lead, cast.officer):
        client = sign_in(who)
        assert [page for page in pages if "Zeppelin" in client.get(page).content.decode()] == []
    assert "Zeppelin" not in sign_in(cast.superuser).get(f"/admin/signatories/champion/{main.pk}/change/").content.decode()
    assert "notes" not in {field.name for field in Champion.history.rel.related_model._meta.fields}


# --- what a Champion keeps up to date -----------------------------------------------------------------------------------
def test_champion_says_codes_areas_time_and_whether_they_are_shown(cast, main, sign_in):
    posted = {
        "codes": [cast.codes[1].pk], "areas": [], "department": "Policy", "hours_a_month": "4", "time_agreed_by": "The director", "notes": "New",
        "time_agreed_on-day": "1", "time_agreed_on-month": "2", "time_agreed_on-year": "2026",
    }  # fmt: skip
    client = sign_in(cast.champion)
    assert client.post(f"/wealdshire/champions/{main.pk}/", posted).status_code == 302
    main.refresh_from_db()
    assert (list(main.codes.all()), list(main.areas.all()), main.department, main.published) == ([cast.codes[1]], [], "Policy", False)
    assert (main.hours_a_month, main.time_agreed_on, main.time_agreed_by, main.notes) == (4, datetime.date(2026, 2, 1), "The director", "New")
    half = client.post(f"/wealdshire/champions/{main.pk}/", posted | {"hours_a_month": ""})
    assert "Enter how many hours a month were agreed" in half.content.decode()


def test_the_lead_changes_codes_but_neither_notes_nor_consent(cast, main, sign_in):
    page = sign_in(cast.lead).get(f"/wealdshire/champions/{main.pk}/").content.decode()
    assert 'name="codes"' in page and 'name="notes"' not in page and 'name="published"' not in page
    sign_in(cast.lead).post(f"/wealdshire/champions/{main.pk}/", {"codes": [cast.codes[0].pk], "notes": "Overwritten", "published": ""})
    main.refresh_from_db()
    assert (list(main.codes.all()), main.notes, main.published) == ([cast.codes[0]], NOTES, True)
    with pytest.raises(PermissionDenied):
        actions.change_champion(champion=main, codes=[], areas=[], published=False, by=cast.lead)


def test_hand_over_page_says_what_goes_and_does_it(cast, main, sign_in):
    client, page = sign_in(cast.champion), f"/wealdshire/champions/{main.pk}/hand-over/"
    shown = " ".join(client.get(page).content.decode().split())
    assert "the place as main Champion" in shown and "your notes for whoever comes next" in shown
    assert client.post(page, {"name": "Next", "email": "next@example.org"}).url == "/home/"
    assert Champion.objects.serving().get().person.email == "next@example.org"
    assert client.get(f"/wealdshire/champions/{main.pk}/").status_code == 404  # access ends with the part


# --- guidance ----------------------------------------------------------------------------------------------------------
def test_each_champion_has_the_version_that_they_were_given(cast, signature, sign_in):
    first = actions.issue_guidance(compact=cast.compact, text="Listen first.", by=cast.officer)
    assert GuidanceGiven.objects.get().champion.person == cast.champion
    assert Message.objects.get().to == cast.champion.email
    client = sign_in(cast.champion)
    assert "Listen first." in client.get("/wealdshire/champions/guidance/").content.decode()
    client.post("/wealdshire/champions/guidance/read/")
    assert GuidanceGiven.objects.get().read_on == today()
    other = name(signature, cast.officer)
    assert other.guidance_given.get().guidance == first
    actions.end_champion(champion=other, by=cast.officer)
    second = actions.issue_guidance(compact=cast.compact, text="Listen, then ask.", by=cast.officer)
    assert (second.version, other.guidance_given.count()) == (2, 1)
    page = " ".join(sign_in(cast.vcs_member).get("/wealdshire/steering/guidance/").content.decode().split())
    assert "version 2" in page and 'data-label="Version">2</td>' in page and "Not yet said" in page


def test_guidance_refuses_what_is_empty_or_the_same_and_who_is_no_officer(cast):
    with pytest.raises(PermissionDenied):
        actions.issue_guidance(compact=cast.compact, text="A", by=cast.vcs_member)
    with pytest.raises(ValidationError, match="Write the guidance first"):
        actions.issue_guidance(compact=cast.compact, text=" ", by=cast.officer)
    issued = actions.issue_guidance(compact=cast.compact, text="A", by=cast.officer)
    with pytest.raises(ValidationError, match="word for word version 1"):
        actions.issue_guidance(compact=cast.compact, text="A", by=cast.officer)
    with pytest.raises(PermissionDenied):
        actions.read_guidance(guidance=issued, by=cast.stranger)


def test_guidance_list_needs_as_many_queries_for_many(cast, sign_in, django_assert_num_queries, django_assert_max_num_queries):
    actions.issue_guidance(compact=cast.compact, text="A", by=cast.officer)
    client = sign_in(cast.vcs_member)
    with django_assert_max_num_queries(60) as few:
        client.get("/wealdshire/steering/guidance/")
    for number in range(4):
        body = organisation(cast.compact, f"Body {number}", "voluntary", "charity")
        actions.name_champion(signature=body.signatures.get(), email=f"b{number}@example.org", name="B", by=cast.officer)
    with django_assert_num_queries(len(few)):
        client.get("/wealdshire/steering/guidance/")


def test_a_person_is_champion_of_several_organisations(cast, signature):
    council = Signature.objects.get(organisation=cast.council)
    named = name(council, cast.officer, email=cast.champion.email, main=True)
    assert {champion.signature.organisation for champion in cast.champion.championships.serving()} == {cast.charity, cast.council}
    actions.end_champion(champion=named, by=cast.officer)
    assert cast.champion.championships.serving().get().signature == signature
