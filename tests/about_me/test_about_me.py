"""Everything about me and nothing about anybody else; what I end by leaving ends, and what others need stays."""

import json

import pytest
from django.utils import timezone

from compact_portal.about_me.held import held_about
from compact_portal.audit.models import Event
from compact_portal.backups.files import LONGEST
from compact_portal.days import today
from compact_portal.messaging.models import Message
from compact_portal.retention.people import role_fields
from compact_portal.retention.rules import RULES
from compact_portal.retention.tables import STAYS
from disputes.models import Custodian, Part, Standing
from signatories.models import BoardMember, Champion, Comment, Membership, Officer, Organisation, SeatHolder
from tests.signatories.texts import a_consultation

pytestmark = pytest.mark.django_db
PAGE, FILE, LEAVE = "/home/about-me/", "/home/about-me/about-me.json", "/home/about-me/leave/"
CANARY = "canary-51c0"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_every_part_is_listed_and_nobody_elses(cast, sign_in):
    other = Champion.objects.create(signature=cast.council.signatures.get(), person=cast.stranger, since=today(), notes=CANARY, department=CANARY)
    page = text(sign_in(cast.champion).get(PAGE))
    assert "champion@example.org" in page and "Champion of Bramble Lane Befriending, Wealdshire Compact; shown to everybody" in page
    assert CANARY not in page and str(other.person) not in page
    assert "Lead of Bramble Lane Befriending" in text(sign_in(cast.lead).get(PAGE))
    assert "Compact officer of Wealdshire Compact" in text(sign_in(cast.officer).get(PAGE))
    assert "Seat in the" in text(sign_in(cast.vcs_member).get(PAGE))
    assert "On the board of Wealdshire Compact" in text(sign_in(cast.board_member).get(PAGE))


def test_no_kind_of_part_is_forgotten():
    """A new dated role fails here until its room says what it holds of its people."""
    assert {field.model for field in role_fields()} == {Membership, Champion, SeatHolder, Officer, BoardMember, Standing, Custodian, Part}


def test_file_holds_what_the_page_holds(cast, sign_in):
    consultation = a_consultation(cast)
    Comment.objects.create(consultation=consultation, name="L", email="Charity-Lead@example.org", text="My own words")
    Comment.objects.create(consultation=consultation, name="S", email="else@example.org", text=CANARY)
    Message.objects.create(to=cast.lead.email, subject="About a meeting", next_attempt_at=timezone.now(), text=CANARY)
    response = sign_in(cast.lead).get(FILE)
    held = [one["what"] for kind in json.loads(response.content)["kinds"] for one in kind["held"]]
    assert response["Content-Disposition"] == 'attachment; filename="about-me.json"'
    assert {"Lead of Bramble Lane Befriending", "“About a meeting”, waiting", f"Comment on {consultation.edition}, by L: My own words"} <= set(held)
    page = text(sign_in(cast.lead).get(PAGE))
    assert "My own words" in page and CANARY not in page and CANARY not in response.content.decode()
    assert len(held) == sum(len(kind.held) for kind in held_about(cast.lead))


def test_file_is_not_cut_where_there_is_much(cast, sign_in):
    Message.objects.bulk_create(Message(to=cast.lead.email, subject=f"Mail {n}.", next_attempt_at=timezone.now()) for n in range(1200))
    file, page = sign_in(cast.lead).get(FILE).content.decode(), text(sign_in(cast.lead).get(PAGE))
    assert (file.count("“Mail "), page.count("“Mail ")) == (1200, 20)


def test_many_rows_cost_no_more_queries(cast, sign_in, django_assert_num_queries, django_assert_max_num_queries):
    client = sign_in(cast.lead)
    client.get(PAGE)
    with django_assert_max_num_queries(60) as asked:
        client.get(PAGE)
        few = len(asked)
    for number in range(30):
        Message.objects.create(to=cast.lead.email, subject=f"Mail {number}", next_attempt_at=timezone.now())
        Membership.objects.create(person=cast.lead, organisation=cast.police, role="contributor", since=today(), until=today())
    with django_assert_num_queries(few):
        page = text(client.get(PAGE))
    assert "20 of 30 are shown here" in page


def test_name_is_corrected_by_its_bearer(cast, sign_in):
    client = sign_in(cast.lead)
    assert "Enter your name" in text(client.post("/home/about-me/name/", {"name": " "}))
    assert "There is a problem" in text(client.post("/home/about-me/name/", {"name": "Two\nlines"}))
    assert "Your name is corrected" in text(client.post("/home/about-me/name/", {"name": "Ada Reed"}, follow=True))
    cast.lead.refresh_from_db()
    assert cast.lead.name == "Ada Reed" and Event.objects.filter(verb="person.name_corrected", actor=cast.lead).count() == 1


def test_leaving_says_what_ends_and_ends_it(cast, sign_in):
    Champion.objects.create(signature=cast.council.signatures.get(), person=cast.lead, main=True, since=today())
    SeatHolder.objects.filter(person=cast.vcs_member).update(person=cast.lead)
    BoardMember.objects.create(compact=cast.compact, person=cast.lead, since=today())
    client = sign_in(cast.lead)
    page = text(client.get(LEAVE))
    for words in (
        "You are its only lead",
        "Hand over instead<span",
        "Champion of Wealdshire Council",
        "The seat stays with the organisation",
        "Papers no longer come",
    ):
        assert words in page
    assert Membership.objects.serving().filter(person=cast.lead).exists()  # to look ends nothing
    assert "you have left 4 parts" in text(client.post(LEAVE, follow=True))
    for model in (Membership, Champion, SeatHolder, BoardMember):
        assert not model.objects.serving().filter(person=cast.lead).exists(), model
    assert Membership.objects.serving().filter(person=cast.volunteer).exists()
    assert "You have no part in any agreement today" in text(client.get(LEAVE))
    assert Event.objects.filter(actor=cast.lead, verb="lead.ended").exists()


def test_what_was_merged_is_left_through_what_it_is_kept_under(cast, sign_in):
    """Their part hangs on a duplicate that never signed; another leads under the name that is kept."""
    duplicate = Organisation.objects.create(name="Bramble Lane Befrienders", sector="voluntary", kind="charity", merged_into=cast.charity)
    Membership.objects.filter(person=cast.volunteer).update(organisation=duplicate, role="lead")
    client = sign_in(cast.volunteer)
    page = text(client.get(LEAVE))
    assert "Lead of Bramble Lane Befrienders" in page and "It is on no agreement’s list" not in page
    assert "You are its only lead" not in page and "You no longer see anything of it" in page
    assert "you have left 1 part" in text(client.post(LEAVE, follow=True))
    assert not Membership.objects.serving().filter(person=cast.volunteer).exists()
    assert "You are its only lead" in text(sign_in(cast.lead).get(LEAVE))


def test_leaving_costs_no_more_queries_for_many_organisations(cast, sign_in, django_assert_num_queries, django_assert_max_num_queries):
    client = sign_in(cast.volunteer)
    client.get(LEAVE)
    with django_assert_max_num_queries(16) as asked:
        client.get(LEAVE)
    for organisation in (cast.council, cast.police, cast.other_charity):
        Membership.objects.create(person=cast.volunteer, organisation=organisation, role="lead", since=today())
    with django_assert_num_queries(len(asked)):
        client.get(LEAVE)


@pytest.mark.parametrize("who", ["lead", "volunteer", "council_lead", "champion", "statutory_member", "vcs_member", "board_member"])
def test_whoever_has_a_part_can_leave_from_the_page(cast, sign_in, who):
    client = sign_in(getattr(cast, who))
    assert "End all of these" in text(client.get(LEAVE)) and "What happens then" in text(client.get(LEAVE))
    client.post(LEAVE)
    assert "You have no part in any agreement today" in text(client.get(LEAVE))
    assert "What you did for an organisation or a plan stays" in text(client.get(LEAVE))


def test_an_officer_hands_over_first(cast, sign_in):
    client = sign_in(cast.officer)
    assert "Hand over first" in text(client.get(LEAVE))
    client.post(LEAVE)
    assert Officer.objects.serving().filter(person=cast.officer).exists()


def test_case_is_mentioned_only_to_who_takes_part(cast, sign_in, concern):
    assert concern.case.reference in text(sign_in(cast.lead).get(PAGE))
    for other in (cast.volunteer, cast.officer, cast.superuser):
        assert concern.case.reference not in text(sign_in(other).get(PAGE)) and concern.case.reference not in text(sign_in(other).get(FILE))


def test_register_has_every_kind_with_what_the_law_asks(cast, sign_in, settings):
    page = text(sign_in(cast.superuser).get("/host/register/"))
    assert "Wealdshire Compact: Wealdshire Voluntary Action" in page
    for rule in RULES:
        assert str(rule.what) in page and rule.whose and rule.basis and rule.seen_by and rule.until
        assert bool(rule.about) == bool(rule.yours), rule.key
    for name in ("HOST_BODY", "DATA_PROTECTION_OFFICER", "DATA_PLACES"):
        assert f"not said yet: set {name} in .env" in page
        setattr(settings, name, f"Said of {name}")
    again = text(sign_in(cast.superuser).get("/host/register/"))
    assert "not said yet" not in again and all(f"Said of {name}" in again for name in ("HOST_BODY", "DATA_PLACES"))
    assert all(f"{one}." in page for one in STAYS) and f"at most {LONGEST} days" in page
    pdf = sign_in(cast.superuser).get("/host/register.pdf")
    assert pdf.content.startswith(b"%PDF") and pdf["Content-Type"] == "application/pdf"
