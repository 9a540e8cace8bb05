"""Policies weighed, signatories' own consultations, the map of services, what keeps to the agreement, and guest speakers."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from compact_portal.audit.models import Event
from compact_portal.days import today
from signatories.actions import conduct, records
from signatories.models import Area, GuestSpeaker, OwnConsultation, PolicyAppraisal, ServiceEntry, TrainingEvent
from tests.signatories.test_references import listed

pytestmark = pytest.mark.django_db
FIRST = datetime.date(2009, 3, 2)
SHORT = FIRST + datetime.timedelta(days=83)


def address(name, *args) -> str:
    return reverse(f"signatories:{name}", args=["wealdshire", *args])


def page(response) -> str:
    return " ".join(response.content.decode().split())


def on(name: str, day: datetime.date) -> dict:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def asking(organisation, last=SHORT, **words) -> dict:
    return (
        {"organisation": organisation.pk, "about": "Parking", "short_because": "The grant ends."}
        | on("opens_on", FIRST)
        | on("closes_on", last)
        | words
    )


def test_lead_weighs_a_policy_of_their_own_and_everybody_reads_it(cast, sign_in, client):
    words = {
        "organisation": cast.council.pk,
        "policy": "Charging policy",
        "effect": "Halls cost more.",
        "asked": "The forum",
        "changed": "A lower rate.",
    }
    answer = page(sign_in(cast.council_lead).post(address("write_appraisal"), words | on("decides_on", FIRST), follow=True))
    assert "“Charging policy (Wealdshire Council)” stands in the list." in answer and "Change" in answer
    client.logout()
    public = page(client.get(address("appraisals")))
    assert "Halls cost more." in public and "A lower rate." in public and "Decided on 2 March 2009" in public and "Add a policy" not in public
    assert "Charging policy,Halls cost more.,The forum,2009-03-02" in client.get(address("appraisals_csv")).content.decode()
    assert [event.verb for event in Event.objects.about(PolicyAppraisal.objects.get())] == ["appraisal.written"]


def test_lead_writes_for_no_other_organisation(cast, sign_in):
    client = sign_in(cast.lead)
    words = {"organisation": cast.council.pk, "policy": "P", "effect": "E"}
    assert "Choose from the answers offered" in page(client.post(address("write_appraisal"), words))
    fields = {"policy": "P", "effect": "E"}
    for save, more in ((conduct.save_appraisal, fields), (conduct.save_own_consultation, {"about": "A", "opens_on": FIRST, "closes_on": FIRST})):
        with pytest.raises(PermissionDenied):
            save(compact=cast.compact, by=cast.lead, organisation=cast.council, **more)
    kept = conduct.save_appraisal(compact=cast.compact, by=cast.council_lead, organisation=cast.council, **fields)
    assert client.get(address("change_appraisal", kept.pk)).status_code == 404
    with pytest.raises(PermissionDenied):  # nor is an entry taken over
        conduct.save_appraisal(compact=cast.compact, by=cast.lead, appraisal=kept, organisation=cast.charity, **fields)
    with pytest.raises(PermissionDenied):
        conduct.remove_entry(row=kept, by=cast.council_lead)


def test_short_consultation_gives_its_reason(cast, sign_in, client):
    client = sign_in(cast.officer)
    assert "This is 11 weeks: say why it is shorter than twelve" in page(
        client.post(address("write_consultation"), asking(cast.council, short_because=""))
    )
    assert "cannot come before" in page(client.post(address("write_consultation"), asking(cast.council, FIRST - datetime.timedelta(days=1))))
    client.post(address("write_consultation"), asking(cast.council, own_people="Papers a month early."))
    client.logout()
    public = page(client.get(address("own_consultations")))
    assert "2 March 2009 to 24 May 2009, 11 weeks" in public and "The grant ends." in public and "Papers a month early." in public
    with pytest.raises(ValidationError, match="twelve weeks"):
        conduct.save_own_consultation(
            compact=cast.compact, by=cast.officer, organisation=cast.council, about="B", opens_on=FIRST, closes_on=SHORT, short_because=""
        )
    with pytest.raises(ValidationError, match="on the list already"):
        conduct.save_own_consultation(
            compact=cast.compact, by=cast.officer, organisation=cast.council, about="Parking", opens_on=FIRST, closes_on=SHORT, short_because="x"
        )


def test_twelve_weeks_need_no_reason(cast):
    kept = conduct.save_own_consultation(
        compact=cast.compact, by=cast.officer, organisation=cast.council, about="B", opens_on=FIRST, closes_on=FIRST + datetime.timedelta(days=84)
    )
    assert (kept.weeks, kept.is_short, kept.is_open(FIRST), kept.is_open(FIRST - datetime.timedelta(days=1))) == (12, False, True, False)


def test_services_are_mapped_narrowed_and_kept_as_a_table(cast, sign_in, client):
    north = Area.objects.create(name="North", level="district", parent=cast.area)
    client = sign_in(cast.officer)
    assert "Say who provides it, or that it is a gap" in page(client.post(address("add_service"), {"subject": "=Debt", "finding": "covered"}))
    client.post(address("add_service"), {"subject": "=Debt", "finding": "gap", "area": north.pk} | on("noted_on", FIRST))
    client.post(address("add_service"), {"subject": "Lifts", "finding": "overlap", "providers": "Two clubs"} | on("noted_on", FIRST))
    assert "on the map of that area already" in page(
        client.post(address("add_service"), {"subject": "Lifts", "finding": "gap"} | on("noted_on", FIRST))
    )
    client.logout()
    shown = page(client.get(address("services")))
    assert "=Debt" in shown and "A gap" in shown and "Two clubs" in shown and "Remove" not in shown
    narrowed = page(client.get(address("services") + "?finding=gap"))
    assert "=Debt" in narrowed and "Lifts" not in narrowed
    assert "Lifts" in page(client.get(address("services") + "?words=clubs"))
    table = client.get(address("services_csv")).content.decode("utf-8-sig").splitlines()
    assert table[0] == "subject,area,found,who_provides_it,note,noted_on" and not any(line.startswith(("=", '"=')) for line in table)


def test_mistake_is_removed_by_an_officer_after_a_question(cast, sign_in):
    entry = conduct.save_service(compact=cast.compact, by=cast.officer, subject="S", finding="gap")
    client = sign_in(cast.officer)
    assert "This cannot be undone." in page(client.get(address("remove_service", entry.pk)))
    assert ServiceEntry.objects.exists()
    client.post(address("remove_service", entry.pk))
    assert not ServiceEntry.objects.exists() and Event.objects.get(verb="serviceentry.removed").target_id == str(entry.pk)
    with pytest.raises(PermissionDenied):
        conduct.save_service(compact=cast.compact, by=cast.vcs_member, subject="S", finding="gap")


@pytest.mark.parametrize(("name", "queries"), [("appraisals", 7), ("own_consultations", 7), ("services", 8)])
@pytest.mark.parametrize("rows", [1, 12])
def test_lists_cost_the_same_for_more_rows(cast, sign_in, django_assert_num_queries, name, queries, rows):
    for number in range(rows):
        PolicyAppraisal.objects.create(compact=cast.compact, organisation=cast.council, policy=f"No. {number}", effect="E")
        OwnConsultation.objects.create(compact=cast.compact, organisation=cast.council, about=f"No. {number}", opens_on=FIRST, closes_on="2010-01-01")
        ServiceEntry.objects.create(compact=cast.compact, subject=f"No. {number}", finding="gap", area=cast.area)
    client = sign_in(cast.officer)
    with django_assert_num_queries(queries):
        assert page(client.get(address(name))).count("No. ") >= rows


def test_judgement_is_for_the_steering_group_and_narrows_its_list(cast, sign_in, client):
    first, _ = listed(cast, "Grants Policy", kind="funding_route"), listed(cast, "Waitbird policy")
    client = sign_in(cast.officer)
    assert "Say where it does not keep to it" in page(client.post(address("judge_reference", first.pk), {"compliance": "partly"}))
    client.post(address("judge_reference", first.pk), {"compliance": "partly", "compliance_note": "CANARY: pays late."})
    first.refresh_from_db()
    assert (first.compliance, first.judged_by, first.judged_at is not None) == ("partly", cast.officer, True)
    assert Event.objects.get(verb="reference.judged").detail == {"found": "partly"}
    client = sign_in(cast.vcs_member)
    shown = page(client.get(address("references") + "?compliance=partly"))
    assert "CANARY: pays late." in shown and "Waitbird" not in shown
    assert "Waitbird" in page(client.get(address("references") + "?compliance=unseen"))
    client.logout()
    for more in ("", "?compliance=partly", "?compliance=unseen"):
        public = page(client.get(address("references") + more))
        assert "CANARY" not in public and "Not looked at" not in public and "Waitbird" in public and "Grants Policy" in public
    assert "CANARY" not in client.get(address("references_csv")).content.decode()


def test_judgement_is_taken_back(cast):
    reference = records.judge_reference(reference=listed(cast), compliance="complies", compliance_note="", by=cast.officer)
    reference = records.judge_reference(reference=reference, compliance="unseen", compliance_note="x", by=cast.officer)
    assert (reference.compliance_note, reference.judged_at, reference.judged_by) == ("", None, None)
    with pytest.raises(PermissionDenied):
        records.judge_reference(reference=reference, compliance="complies", compliance_note="", by=cast.vcs_member)


def test_guest_speakers_of_a_meeting_of_officers(cast, sign_in, client):
    event = records.save_training(compact=cast.compact, by=cast.officer, title="Officers meet", kind="officers", held_on=today())
    client = sign_in(cast.officer)
    words = {"who": "The Commissioner", "subject": "keeping promises", "state": "asked"} | on("speaks_on", today())
    client.post(address("add_speaker", event.pk), words, follow=True)
    assert "The Commissioner" not in page(client.get(address("training")))
    assert "The Commissioner on keeping promises, asked" in page(client.get(address("training_record")))
    speaker = GuestSpeaker.objects.get()
    client.post(address("change_speaker", event.pk, speaker.pk), words | {"state": "agreed"})
    client.logout()
    public = page(client.get(address("training")))
    assert "Meeting of officers" in public and "The Commissioner on keeping promises" in public
    with pytest.raises(ValidationError, match="on the list for that day already"):
        records.save_speaker(event=event, by=cast.officer, who="The Commissioner", subject="", speaks_on=today(), state="asked")
    with pytest.raises(PermissionDenied):
        records.save_speaker(event=TrainingEvent.objects.get(), by=cast.vcs_member, who="X", subject="", speaks_on=today(), state="asked")
