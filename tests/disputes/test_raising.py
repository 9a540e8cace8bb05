"""Before anything is sent, and what is refused when it is."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from compact_portal.messaging.models import Message
from disputes import wall
from disputes.models import Case, Entry, GoneLive, Part, PersonKey
from signatories.models import Code, Commitment, Edition, Membership, Officer, Organisation, Signature
from tests.cast import SINCE, organisation
from tests.disputes import ways
from tests.disputes.conftest import unlocked_client, with_key
from tests.disputes.ways import WORDS, address, browser, page, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(cast):
    return ways.stage(cast, "facilitated+panel")


def draft(way, **changes) -> None:
    words = {"organisation": way.cast.charity.pk, "responder": "", **WORDS} | changes
    assert browser(way, "lead").post("/wealdshire/cases/begin/", words).status_code == 302


def test_page_before_says_what_happens_and_who_sees(cast, client):
    type(cast.compact).objects.update(disputes="facilitated")
    GoneLive.objects.create(compact=cast.compact, since=SINCE)
    page = client.get("/wealdshire/cases/before/").content.decode()
    for words in ("Which agreement applies?", "One side and the helper", "within 3 working days", "withdraw at any moment", "a court’s order"):
        assert words in page
    assert "<title>Your page" in page
    assert "Leave this page quickly" in page


def test_draft_is_opened_by_its_author_alone(way):
    draft(way, summary="CANARY-DRAFT")
    assert "CANARY-DRAFT" in page(way, "lead")
    assert "CANARY-DRAFT" in page(way, "lead", "draft/print/")
    Membership.objects.filter(person=way.cast.volunteer).update(role="lead")
    with_key(way.cast.volunteer)
    for someone in (way.cast.volunteer, way.cast.officer, way.cast.superuser, way.people["deputy"]):
        client = unlocked_client(someone) if PersonKey.objects.filter(person=someone).exists() else browser_of(someone)
        assert client.get(address(way)).status_code == 404
        assert ways.the_case(way).reference not in client.get("/wealdshire/cases/").content.decode()
    assert not Message.objects.filter(subject="You have a message").exists()


def browser_of(someone):
    client = Client()
    client.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_draft_is_changed_and_deleted_for_good(way):
    draft(way, summary="First.")
    words = {"organisation": way.cast.charity.pk, "responder": way.cast.council.pk} | WORDS | {"summary": "Second."}
    browser(way, "lead").post(address(way, "draft/"), words)
    assert "Second." in page(way, "lead")
    assert "First." not in page(way, "lead")
    browser(way, "lead").post(address(way, "draft/delete/"))
    with wall.inside(clockwork=True):
        assert not Case.objects.exists()
        assert not Part.objects.exists()


def test_promises_are_at_hand_or_the_spirit_is_enough(way):
    """A15.4/30: a case names a commitment, or the spirit of the agreement."""
    Edition.objects.filter(pk=way.cast.edition.pk).update(status="superseded")
    edition = Edition.objects.create(compact=way.cast.compact, label="Edition of 2009")
    code = Code.objects.create(edition=edition, number=1, title="Funding")
    Commitment.objects.create(code=code, number=1, text="Tell of changes three months before.", binds="both")
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2009-01-01T12:00Z", published_by=way.cast.officer)
    form = browser(way, "lead").get("/wealdshire/cases/begin/").content.decode()
    assert 'value="Funding 1: Tell of changes three months before."' in form
    assert '<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Funding<' in form
    ways.raise_concern(way, commitments=["Funding 1: Tell of changes three months before."])
    with wall.inside(case=ways.the_case(way)):
        Case.objects.update(state="draft")
    assert '<details class="govuk-details" open>' in page(way, "lead", "draft/")
    with wall.inside(case=ways.the_case(way)):
        Case.objects.update(state="submitted")
    shown = page(way, "deputy")
    assert "Tell of changes three months before." in shown
    assert "Three months were promised." in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"summary": ""}, "Still to be written: What happened"),
        ({"wish": "", "attempts": " "}, "Still to be written"),
        ({"responder": ""}, "Choose the organisation that it is about"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_sent(way, changes, said):
    draft(way, **{"responder": way.cast.council.pk} | changes)
    answer = browser(way, "lead").post(address(way, "draft/send/"))
    assert said in answer.content.decode()
    assert ways.the_case(way).state == "draft"


def test_own_organisation_cannot_be_named(way):
    words = {"organisation": way.cast.charity.pk, **WORDS, "responder": way.cast.charity.pk}
    answer = browser(way, "lead").post("/wealdshire/cases/begin/", words)
    assert "Choose from the answers offered" in answer.content.decode()


def test_umbrella_body_speaks_for_members_it_does_not_name(way):
    ways.raise_concern(way, for_members="on")
    assert "brought for several members, who are not named" in page(way, "deputy")


def test_case_officer_belongs_to_neither_side_and_is_of_the_other_sector(way):
    ways.raise_concern(way)
    with wall.inside(case=ways.the_case(way)):
        assert ways.the_case(way).parts.get(role="case officer").person == way.people["deputy"]


def test_without_a_free_officer_nothing_is_sent(way):
    Officer.objects.filter(person=way.people["deputy"]).update(until=SINCE)
    Officer.objects.filter(person=way.cast.officer).update(employer=way.cast.council)
    draft(way, responder=way.cast.council.pk)
    answer = browser(way, "lead").post(address(way, "draft/send/"))
    assert "Every officer here belongs to one of the two organisations" in answer.content.decode()
    assert ways.the_case(way).state == "draft"
    with wall.inside(case=ways.the_case(way)):
        assert ways.the_case(way).submitted_on is None


def test_officer_without_a_passphrase_cannot_receive(cast):
    type(cast.compact).objects.filter(pk=cast.compact.pk).update(disputes="facilitated")
    GoneLive.objects.create(compact=cast.compact, since=SINCE)
    with_key(cast.lead)
    client = unlocked_client(cast.lead)
    client.post("/wealdshire/cases/begin/", {"organisation": cast.charity.pk, "responder": cast.council.pk} | WORDS)
    with wall.inside(clockwork=True):
        case = Case.objects.get()
    answer = client.post(f"/wealdshire/cases/{case.reference}/draft/send/")
    assert "has not chosen a case passphrase yet" in answer.content.decode()


def test_sent_back_is_a_draft_again_and_replaces_what_was_sent(way):
    ways.raise_concern(way)
    step(way, "deputy", "acknowledge", conflict_check="on")
    assert step(way, "deputy", "send back", need_0="Which grant is it?") == "draft"
    assert "is being written again" in page(way, "deputy")
    words = {"organisation": way.cast.charity.pk, "responder": way.cast.council.pk} | WORDS | {"summary": "The room grant."}
    browser(way, "lead").post(address(way, "draft/"), words)
    assert "sent once already" in browser(way, "lead").post(address(way, "draft/delete/")).content.decode()
    browser(way, "lead").post(address(way, "draft/send/"))
    shown = page(way, "deputy")
    assert "The room grant." in shown
    assert "stopped with a week" not in shown


def test_mail_and_tasks_say_nothing(way):
    ways.to_direct_talk(way)
    reference = ways.the_case(way).reference
    for message in Message.objects.filter(subject="You have a message"):
        assert "Wealdshire" not in message.text
        assert reference not in message.text + message.html
    home = browser(way, "council").get("/home/").content.decode()
    assert "Read what waits for you" in home
    assert "Bramble" not in home[home.index("<main") :]


def test_list_costs_the_same_for_a_thousand(way):
    ways.raise_concern(way)
    client = browser(way, "deputy")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/wealdshire/cases/").status_code == 200
        return len(queries)

    few = count()
    cast = way.cast
    with wall.inside(clockwork=True):
        cases = [Case(compact=cast.compact, setting="facilitated", state="submitted") for _ in range(1000)]
        Case.objects.bulk_create(cases)
        Part.objects.bulk_create([Part(case=case, person=way.people["deputy"], role="case officer") for case in cases])
    assert count() == few


def test_found_by_reference_alone(way):
    ways.raise_concern(way, summary="SOUGHT-WORD")
    reference = ways.the_case(way).reference
    client = browser(way, "deputy")
    assert reference in client.get(f"/wealdshire/cases/?reference={reference.lower()}").content.decode()
    assert "None of yours has this reference" in client.get("/wealdshire/cases/?reference=SOUGHT-WORD").content.decode()
    other = browser(way, "council").get(f"/wealdshire/cases/?reference={reference}").content.decode()
    assert "None of yours has this reference" in other


def test_nothing_of_a_case_is_kept_in_clear(way):
    ways.raise_concern(way, summary="CANARY-CLEAR", attempts="CANARY-ALONE")
    browser(way, "deputy").post(address(way, "say/"), {"audience": "officer", "kind": "note", "body": "CANARY-NOTE"})
    with wall.inside(case=ways.the_case(way)):
        stored = b"".join(bytes(entry.sealed_body) + bytes(entry.sealed_title) for entry in Entry.objects.all())
    assert b"CANARY" not in stored
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(detail::text, '') FROM audit_event")
        assert "CANARY" not in (cursor.fetchone()[0] or "")
    assert not Message.objects.filter(text__contains="CANARY").exists()


def test_two_invitations_need_the_days_between(way):
    ways.to_helper(way)
    first = ways.date_of("first_on", datetime.date(2026, 3, 2))
    near = ways.date_of("second_on", datetime.date(2026, 3, 9))
    answer = browser(way, "deputy").post(address(way, "step/decline-twice/"), first | near)
    assert "There are 10 working days between the two invitations; between these there are 5" in answer.content.decode()
    late = ways.date_of("second_on", datetime.date(2026, 3, 16))
    assert step(way, "deputy", "decline twice", **first, **late) == "not_solved"


def test_signature_is_no_condition_for_talking(way):
    Signature.objects.filter(organisation=way.cast.charity).update(status="withdrawn", ended_on="2026-01-01")
    assert ways.raise_concern(way) == "submitted"


def test_no_case_before_both_sectors_can_help_with_a_lost_passphrase(way):
    GoneLive.objects.all().delete()
    answer = browser(way, "lead").get("/wealdshire/cases/begin/", follow=True)
    assert "Concerns cannot be raised here yet" in answer.content.decode()
    assert "Raise a concern" not in browser(way, "lead").get("/wealdshire/cases/").content.decode()


def test_lead_of_a_merged_duplicate_raises_a_concern(way):
    kept = organisation(way.cast.compact, "Bramble Lane and Friends", "voluntary", "charity")
    Organisation.objects.filter(pk=way.cast.charity.pk).update(merged_into=kept)
    draft(way, organisation=kept.pk)
    case = ways.the_case(way)
    with wall.inside(case=case):
        assert case.parties.get().organisation == kept
