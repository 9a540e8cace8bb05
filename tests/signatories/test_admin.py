"""The administration pages of this room: each opens, lists stay quick, and a published edition cannot be touched there."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from compact_portal.audit.models import Event
from compact_portal.messaging.models import Message
from signatories.models import Edition, KeptApart, Membership, Organisation, OrganisationName, TermsOfReference, Theme, Undertaking
from tests.cast import SINCE
from tests.signatories.access import TOKEN, a_practice, a_resource, a_tie, prepare

MODELS = sorted(model._meta.model_name for model in apps.get_app_config("signatories").get_models() if admin.site.is_registered(model))


NEVER_ADDED = {
    "consultation",
    "correctionrequest",
    "dutytie",
    "guidance",
    "joinrequest",
    "keptapart",
    "practice",
    "refresh",
    "refreshround",
    "seatrequest",
    "signinglink",
}


@pytest.fixture
def site(cast, sign_in):
    prepare(cast)
    Message.objects.all().delete()
    Theme.objects.create(name="Housing")
    KeptApart.objects.create(first=cast.charity, second=cast.police, decided_by=cast.officer)
    a_practice(cast), a_resource(cast), a_tie(cast)
    cast.compact.code_questions.create(subject="funding", text="Money changes hands")
    cast.compact.own_consultations.create(organisation=cast.police, about="Patrols", opens_on="2009-01-01", closes_on="2009-12-01")
    cast.compact.appraisals.create(organisation=cast.police, policy="Patrols", effect="Much.")
    cast.compact.services.create(subject="Advice", finding="gap")
    cast.compact.corrections.create(asked_by=cast.lead, asked_on="2009-01-01", due_on="2009-02-01", wrong="Jo", right="Joan")
    return sign_in(cast.superuser)


def test_what_is_kept_by_hand_is_registered(db):
    assert MODELS == [
        "amendment", "area", "boardmember", "champion", "code", "codequestion", "compact", "consultation", "correctionrequest", "dutytie", "edition",
        "endorsement", "guidance", "introductionuse", "joinrequest", "keptapart", "membership", "officer", "organisation",
        "ownconsultation", "packsent", "policyappraisal", "practice", "reference", "refresh", "refreshround", "resource", "seat",
        "seatrequest", "serviceentry", "signature", "signinglink", "termsofreference", "theme", "trainingevent",
    ]  # fmt: skip


@pytest.mark.parametrize("name", MODELS)
def test_list_add_and_change_pages_open(site, cast, name):
    TermsOfReference.objects.create(compact=cast.compact, agreed_on="2009-01-01", text="T")
    row = apps.get_model("signatories", name).objects.first()
    for page in [reverse(f"admin:signatories_{name}_changelist") + "?q=a", reverse(f"admin:signatories_{name}_add")]:
        if name in NEVER_ADDED and page.endswith("/add/"):
            assert site.get(page).status_code == 403
            continue
        assert site.get(page).status_code in (200, 302), page  # a list without search answers ?q= by a redirect
    assert site.get(reverse(f"admin:signatories_{name}_change", args=[row.pk])).status_code == 200


def test_nobody_else_sees_them(cast, sign_in):
    assert sign_in(cast.officer).get(reverse("admin:signatories_organisation_changelist")).status_code == 302


def test_published_edition_is_shown_but_not_changed(site, cast):
    page = reverse("admin:signatories_edition_change", args=[cast.edition.pk])
    assert 'name="_save"' not in site.get(page).content.decode()
    assert site.post(page, {"label": "Changed"}).status_code == 403
    draft = Edition.objects.create(compact=cast.compact, label="Draft")
    Undertaking.objects.create(edition=draft, number=1, text="To be agreed.", binds="both")
    shown = site.get(reverse("admin:signatories_edition_change", args=[draft.pk])).content.decode()
    assert 'name="_save"' in shown and "To be agreed." in shown


def test_organisation_is_found_by_another_name(site, cast):
    OrganisationName.objects.create(organisation=cast.charity, name="The Bramblers")
    page = site.get(reverse("admin:signatories_organisation_changelist") + "?q=bramblers").content.decode()
    assert "Bramble Lane Befriending" in page and "Oak Hill" not in page


def membership(cast, **changed) -> dict:
    return {"person": cast.stranger.pk, "organisation": cast.police.pk, "role": "lead", "since": "2009-01-01"} | changed


@pytest.mark.parametrize(("who", "words"), [("superuser", "Nobody adds themself"), ("officer", "act for no organisation")])
def test_nobody_who_runs_things_is_made_a_lead_by_hand(site, cast, who, words):
    answer = site.post(reverse("admin:signatories_membership_add"), membership(cast, person=getattr(cast, who).pk))
    assert words in answer.content.decode()
    assert not Membership.objects.filter(organisation=cast.police).exists()


def test_membership_added_or_ended_by_hand_is_told_and_recorded(site, cast):
    assert site.post(reverse("admin:signatories_membership_add"), membership(cast)).status_code == 302
    assert set(Message.objects.values_list("to", flat=True)) == {"police@example.org", cast.stranger.email}
    added = Membership.objects.get(organisation=cast.police)
    change = reverse("admin:signatories_membership_change", args=[added.pk])
    assert site.post(change, {"role": "lead", "since": "2009-01-01", "until": "2009-02-01"}).status_code == 302
    assert Message.objects.filter(to="police@example.org", text__contains="is no longer lead").exists()
    assert list(Event.objects.filter(verb__startswith="lead.").order_by("id").values_list("verb", "compact_id")) == [
        (v, cast.compact.pk) for v in ("lead.added", "lead.ended")
    ]


def test_officer_made_by_hand_is_told_and_recorded(site, cast):
    """Whoever runs the computers can make themself an officer, but not in silence."""
    Message.objects.all().delete()
    typed = {"compact": cast.compact.pk, "person": cast.superuser.pk, "sector": "voluntary", "since": "2009-02-01"}
    assert site.post(reverse("admin:signatories_officer_add"), typed).status_code == 302
    told = {cast.officer.email, cast.superuser.email, cast.compact.contact_email}
    assert set(Message.objects.values_list("to", flat=True)) == told
    event = Event.objects.get(verb="officer.appointed", detail__by_hand=True)
    assert (event.actor, event.compact_id) == (cast.superuser, cast.compact.pk)


def test_seat_holder_made_by_hand_is_told_and_recorded(site, cast):
    seat = cast.compact.seats.get(organisation=cast.council)
    Message.objects.all().delete()
    holder = seat.holders.get()
    old = {"id": holder.pk, "seat": seat.pk, "name": holder.name, "title": holder.title, "number": 1, "person": holder.person_id}
    new = {"seat": seat.pk, "name": "Admin", "number": 2, "person": cast.superuser.pk, "since": "2009-02-01"}
    typed = {"compact": cast.compact.pk, "organisation": cast.council.pk, "number": seat.number, "since": "2009-01-01"}
    typed |= {"holders-TOTAL_FORMS": 2, "holders-INITIAL_FORMS": 1}
    typed |= {"holders-0-since": SINCE, "initial-holders-0-since": SINCE}
    typed |= {f"holders-{n}-{key}": value for n, row in enumerate([old, new]) for key, value in row.items()}
    assert site.post(reverse("admin:signatories_seat_change", args=[seat.pk]), typed).status_code == 302
    told = {cast.officer.email, cast.superuser.email, cast.compact.contact_email, cast.council.contact_email}
    assert set(Message.objects.values_list("to", flat=True)) == told
    event = Event.objects.get(verb="seat_holder.added", detail__by_hand=True)
    assert (event.actor, event.compact_id) == (cast.superuser, cast.compact.pk)


def last_event(cast, thing: str) -> tuple[str, list[str]]:
    event = Event.objects.filter(verb__startswith=f"{thing}.", compact_id=cast.compact.pk, actor=cast.superuser).latest("pk")
    assert event.detail.get("by_hand") is True, event.verb
    return event.verb, event.detail["fields"]


MEMBERSHIPS = {
    "a contributor is added": ({}, {"role": "contributor"}, "contributor.added", [], "was added as contributor of"),
    "another role": ({"role": "contributor"}, {}, "lead.changed_by_hand", ["role"], "is entered as lead of Wealdshire Police from 1 January 2009 on"),
    "a last day ahead": ({"role": "lead"}, {"until": "2090-03-01"}, "lead.changed_by_hand", ["until"], "to 1 March 2090"),
    "back again": ({"role": "lead", "until": "2009-02-01"}, {}, "lead.changed_by_hand", ["until"], "from 1 January 2009 on"),
    "the end of a contributor": (
        {"role": "contributor"}, {"role": "contributor", "until": "2009-02-01"}, "contributor.ended", ["until"], "is no longer contributor",
    ),
    "a new one that is over": ({}, {"until": "2009-02-01"}, "lead.added", [], "from 1 January 2009 to 1 February 2009"),
}  # fmt: skip


@pytest.mark.parametrize("case", MEMBERSHIPS)
def test_what_happened_to_a_membership_by_hand_is_what_is_said_of_it(site, cast, case):
    before, typed, verb, fields, words = MEMBERSHIPS[case]
    page = reverse("admin:signatories_membership_add")
    if before:
        row = Membership.objects.create(person=cast.stranger, organisation=cast.police, since="2009-01-01", **before)
        page = reverse("admin:signatories_membership_change", args=[row.pk])
    assert site.post(page, membership(cast, **typed)).status_code == 302
    assert last_event(cast, verb.split(".")[0]) == (verb, fields)
    told = Message.objects.filter(to__in=["police@example.org", cast.stranger.email])
    assert {words in message.text for message in told} == {True}
    assert len(told) == 2


@pytest.mark.parametrize(
    ("typed", "verb", "words"),
    [
        ({"employer": "charity"}, "officer.changed_by_hand", "works for Bramble Lane Befriending"),
        ({"until": "2090-03-01"}, "officer.changed_by_hand", "is entered as running the portal"),
        ({"until": "2009-03-01"}, "officer.ended", "no longer runs the portal"),
    ],
)
def test_what_happened_to_an_office_by_hand_is_what_is_said_of_it(site, cast, typed, verb, words):
    office = cast.compact.officers.create(person=cast.stranger, sector="voluntary", since="2009-02-01")
    whole = {"compact": cast.compact.pk, "person": cast.stranger.pk, "sector": "voluntary", "since": "2009-02-01"} | typed
    if "employer" in whole:
        whole["employer"] = cast.charity.pk
    assert site.post(reverse("admin:signatories_officer_change", args=[office.pk]), whole).status_code == 302
    assert last_event(cast, "officer") == (verb, [*typed])
    assert [words in message.text for message in Message.objects.filter(to=cast.stranger.email)] == [True]


@pytest.mark.parametrize(
    ("until", "verb", "words"),
    [
        ("2090-03-01", "changed_by_hand", "is entered in the steering group of the Wealdshire Compact for Wealdshire Council from"),
        ("2009-03-01", "ended", "no longer sits"),
    ],
)
def test_what_happened_to_a_seat_by_hand_is_what_is_said_of_it(site, cast, until, verb, words):
    seat = cast.compact.seats.get(organisation=cast.council)
    holder = seat.holders.get()
    type(holder).objects.filter(pk=holder.pk).update(since="2009-01-01")
    typed = {"compact": cast.compact.pk, "organisation": cast.council.pk, "number": seat.number, "since": "2009-01-01", "until": until}
    typed |= {"holders-TOTAL_FORMS": 1, "holders-INITIAL_FORMS": 1, "holders-0-id": holder.pk, "holders-0-seat": seat.pk, "holders-0-number": 1}
    typed |= {
        "holders-0-name": holder.name,
        "holders-0-title": holder.title,
        "holders-0-person": holder.person_id,
        "holders-0-since": "2009-01-01",
        "holders-0-until": until,
    }
    type(seat).objects.filter(pk=seat.pk).update(since="2009-01-01")
    assert site.post(reverse("admin:signatories_seat_change", args=[seat.pk]), typed).status_code == 302
    assert last_event(cast, "seat") == (f"seat.{verb}", ["until"])
    assert last_event(cast, "seat_holder") == (f"seat_holder.{verb}", ["until"])
    assert [words in message.text for message in Message.objects.filter(to=holder.person.email)] == [True]


def test_somebody_replaced_in_a_seat_by_hand_is_told_like_the_one_who_follows(site, cast):
    seat = cast.compact.seats.get(organisation=cast.council)
    holder = seat.holders.get()
    Message.objects.all().delete()
    typed = {"compact": cast.compact.pk, "organisation": cast.council.pk, "number": seat.number, "since": "2009-01-01"}
    typed |= {"holders-TOTAL_FORMS": 1, "holders-INITIAL_FORMS": 1, "holders-0-id": holder.pk, "holders-0-seat": seat.pk, "holders-0-number": 1}
    typed |= {"holders-0-name": "New Holder", "holders-0-person": cast.stranger.pk, "holders-0-since": "2009-01-01"}
    assert site.post(reverse("admin:signatories_seat_change", args=[seat.pk]), typed).status_code == 302
    gone = f"{holder.name} ({holder.person.email}) no longer sits in the steering group of the Wealdshire Compact for Wealdshire Council."
    [told] = Message.objects.filter(to=holder.person.email)
    assert " ".join(told.text.split()).count(gone) == 1 and "on the administration pages" in " ".join(told.text.split())
    assert Message.objects.filter(to=cast.stranger.email, text__contains="New Holder").count() == 1
    assert Message.objects.filter(to=cast.officer.email).count() == 2
    assert last_event(cast, "seat_holder")[0] == "seat_holder.changed_by_hand"


def test_somebody_replaced_as_officer_by_hand_is_told_like_the_one_who_follows(site, cast):
    office = cast.compact.officers.create(person=cast.stranger, sector="voluntary", since="2009-02-01")
    typed = {"compact": cast.compact.pk, "person": cast.superuser.pk, "sector": "voluntary", "since": "2009-02-01"}
    assert site.post(reverse("admin:signatories_officer_change", args=[office.pk]), typed).status_code == 302
    assert ["no longer runs the portal" in message.text for message in Message.objects.filter(to=cast.stranger.email)] == [True]
    assert Message.objects.filter(to=cast.superuser.email, text__contains="is entered as running the portal").count() == 1


def test_address_changed_by_hand_is_told_and_recorded(site, cast):
    change = reverse("admin:signatories_organisation_change", args=[cast.charity.pk])
    form = site.get(change).context["adminform"].form
    typed = {name: form[name].value() for name in form.fields}
    typed = {name: value for name, value in typed.items() if value not in (None, False)} | {"contact_email": "mole@example.net"}
    for prefix in ("names", "memberships", "members", "groupmembership_set"):
        typed |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    before = cast.charity.contact_email
    assert site.post(change, typed).status_code == 302
    assert set(Message.objects.values_list("to", flat=True)) == {before, "mole@example.net"}
    assert Event.objects.filter(verb="organisation.address_changed", compact_id=cast.compact.pk).count() == 1


def test_membership_keeps_its_person(site, cast):
    row = Membership.objects.get(person=cast.lead)
    site.post(reverse("admin:signatories_membership_change", args=[row.pk]), membership(cast, organisation=cast.charity.pk))
    row.refresh_from_db()
    assert row.person == cast.lead


@pytest.mark.parametrize("name", ["organisation", "compact", "signature", "membership", "champion", "seat", "officer", "boardmember"])
def test_nothing_that_others_refer_to_can_be_deleted(site, cast, name):
    row = apps.get_model("signatories", name).objects.first()
    assert site.get(reverse(f"admin:signatories_{name}_delete", args=[row.pk])).status_code == 403


@pytest.mark.parametrize("name", ["joinrequest", "signinglink"])
def test_hashes_of_tokens_are_not_shown(site, cast, name):
    row = apps.get_model("signatories", name).objects.first()
    page = site.get(reverse(f"admin:signatories_{name}_change", args=[row.pk])).content.decode()
    assert row.token_hash not in page and TOKEN not in page


def test_organisation_is_found_by_its_number(site, cast):
    Organisation.objects.filter(pk=cast.charity.pk).update(charity_number="1234567")
    page = site.get(reverse("admin:signatories_organisation_changelist") + "?q=1234567").content.decode()
    assert "Bramble Lane Befriending" in page and "Oak Hill" not in page


def test_administration_refuses_circles_in_words(site, cast):
    Organisation.objects.filter(pk=cast.police.pk).update(successor=cast.council)
    page = reverse("admin:signatories_organisation_change", args=[cast.council.pk])
    inlines = {f"{prefix}-{part}_FORMS": "0" for prefix in ("names", "members") for part in ("TOTAL", "INITIAL")}
    body = {"name": "Wealdshire Council", "sector": "statutory", "kind": "county_council", "successor": cast.police.pk} | inlines
    assert "This would make a circle of organisations" in site.post(page, body).content.decode()
