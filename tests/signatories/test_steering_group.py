"""The steering group: seats by sector, several holders, who sits for whom on a day, joining by request, officers of both sides."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from compact_portal.days import in_words, today
from compact_portal.messaging.models import Message
from signatories import reports
from signatories.actions import officers
from signatories.actions import steering as actions
from signatories.models import Officer, Organisation, Seat, SeatHolder, SeatRequest, Signature
from signatories.reports_steering import sides_on
from signatories.roles import roles_of
from signatories.tasks import tasks_of
from tests.cast import SINCE, organisation, person

DAY = datetime.timedelta(days=1)
PAGE = "/wealdshire/steering/group/"


@pytest.fixture
def holder(cast):
    return SeatHolder.objects.get(person=cast.vcs_member)


@pytest.fixture
def signature(cast):
    return Signature.objects.get(organisation=cast.charity)


def day(name: str, on: datetime.date) -> dict:
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def sitting(cast, on) -> dict:
    return {seat.organisation.name: [each.name for each in seat.holders.all()] for side in sides_on(cast.compact, on) for seat in side.seats}


@pytest.mark.parametrize("who", ["vcs_member", "lead", "champion", "superuser"])
def test_only_an_officer_changes_it(cast, holder, signature, who):
    by = getattr(cast, who)
    request = actions.ask_to_join(signature=signature, by=cast.lead)
    calls = [
        lambda: actions.set_terms(compact=cast.compact, agreed_on=today(), text="T", by=by),
        lambda: actions.add_seat(compact=cast.compact, organisation=cast.police, by=by),
        lambda: actions.end_seat(seat=holder.seat, by=by),
        lambda: actions.add_holder(seat=holder.seat, name="X", by=by),
        lambda: actions.end_holder(holder=SeatHolder.objects.get(person=cast.statutory_member), by=by),
        lambda: actions.stand_in(holder=holder, name="X", since=today(), until=today(), by=by),
        lambda: actions.welcome(request=request, by=by),
        lambda: actions.decline(request=request, reason="No", by=by),
        lambda: officers.appoint_officer(compact=cast.compact, email="x@example.org", name="X", sector="voluntary", by=by),
        lambda: officers.hand_over_office(officer=Officer.objects.get(), email="x@example.org", name="X", by=by),
        lambda: officers.end_officer(officer=Officer.objects.get(), by=by),
    ]
    for call in calls:
        with pytest.raises(PermissionDenied):
            call()


# --- seats ------------------------------------------------------------------------------------------------------------
def test_a_seat_has_several_holders_from_and_to(cast, sign_in):
    client = sign_in(cast.officer)
    client.post(f"{PAGE}seats/new/", {"organisation": cast.police.pk, **day("since", today())})
    seat = Seat.objects.get(organisation=cast.police)
    assert (seat.number, sitting(cast, today())["Wealdshire Police"]) == (3, [])
    for name in ("Ines Okafor", "Tom Birch"):
        client.post(f"{PAGE}seats/{seat.pk}/holders/new/", {"name": name, "title": "Inspector", "email": f"{name[:3].lower()}@example.org"})
    assert sitting(cast, today())["Wealdshire Police"] == ["Ines Okafor", "Tom Birch"]
    assert roles_of(SeatHolder.objects.get(name="Tom Birch").person, cast.compact).steering
    assert set(Message.objects.values_list("to", flat=True)) == {"ine@example.org", "tom@example.org"}
    client.post(f"{PAGE}holders/{SeatHolder.objects.get(name='Tom Birch').pk}/end/")
    assert sitting(cast, today())["Wealdshire Police"] == ["Ines Okafor"]
    assert not roles_of(SeatHolder.objects.get(name="Tom Birch").person, cast.compact).steering
    client.post(f"{PAGE}seats/{seat.pk}/end/")
    assert "Wealdshire Police" not in sitting(cast, today())


def test_only_signatories_have_a_seat_and_one_each(cast):
    newcomer = Organisation.objects.create(name="Newcomer Trust", sector="voluntary", kind="charity")
    with pytest.raises(ValidationError, match="has not signed"):
        actions.add_seat(compact=cast.compact, organisation=newcomer, by=cast.officer)
    with pytest.raises(ValidationError, match="has a seat already"):
        actions.add_seat(compact=cast.compact, organisation=cast.charity, by=cast.officer)


def test_page_counts_seats_of_each_side_against_the_terms(cast, sign_in):
    client = sign_in(cast.officer)
    terms = {"text": "We meet four times a year.", "statutory_seats": "2", "voluntary_seats": "3", **day("agreed_on", today() - DAY)}
    assert client.post(f"{PAGE}terms/", terms).status_code == 302
    page = " ".join(client.get(PAGE).content.decode().split())
    assert "Public sector: 1 of 2 seats" in page and "Voluntary and community sector: 1 of 3 seats" in page
    assert "2 seats of this side are still to be filled." in page
    public = " ".join(client.get("/wealdshire/group/").content.decode().split())
    assert "We meet four times a year." in public and "Vcs Member" not in public
    assert "cannot have been agreed in the future" in client.post(f"{PAGE}terms/", terms | day("agreed_on", today() + DAY)).content.decode()
    assert "There are terms of reference of this day already." in client.post(f"{PAGE}terms/", terms).content.decode()


# --- who sits for whom on a day ---------------------------------------------------------------------------------------
def test_stand_in_sits_for_one_from_a_day_to_a_day_with_access_in_that_time_alone(cast, holder, sign_in):
    since, until = today() + 5 * DAY, today() + 9 * DAY
    form = {"name": "Deputy Dan", "email": "dan@example.org", "title": "", **day("since", since), **day("until", until)}
    client = sign_in(cast.officer)
    assert client.post(f"{PAGE}holders/{holder.pk}/stand-in/", form).status_code == 302
    other = SeatHolder.objects.get(stands_in_for=holder)
    days = (since - DAY, since, until, until + DAY)
    assert [roles_of(other.person, cast.compact, on=on).steering for on in days] == [False, True, True, False]
    assert sitting(cast, since)["Bramble Lane Befriending"] == ["Vcs Member"]
    query = "&".join(f"{key}={value}" for key, value in day("on", since).items())
    assert "Deputy Dan sits in place of Vcs Member" in client.get(f"{PAGE}?{query}").content.decode()
    assert "Deputy Dan" not in client.get(PAGE).content.decode()
    assert "Deputy Dan" not in str(reports.steering_group_table(cast.compact, since))  # the report prints who holds the seat


def test_stand_in_is_refused_with_a_sentence(cast, holder):
    def stand_in(**more):
        given = {"holder": holder, "name": "Dan", "since": today(), "until": today() + DAY, "by": cast.officer} | more
        return actions.stand_in(**given)

    dan = stand_in()
    for more, words in (
        ({"until": today() - DAY}, "cannot be before the first"),
        ({"since": today() - 9 * DAY, "until": today() - 8 * DAY}, "This time is over"),
        ({}, "Somebody stands in for Vcs Member on some of these days already"),
        ({"holder": dan}, "choose whom this is about"),
    ):
        with pytest.raises(ValidationError, match=words):
            stand_in(**more)
    actions.end_holder(holder=holder, by=cast.officer)
    assert not SeatHolder.objects.not_ended().filter(seat=holder.seat).exists()  # who stood in stops as well


def test_page_of_a_day_shows_who_sat_then(cast, holder, sign_in):
    actions.end_holder(holder=holder, by=cast.officer)
    client = sign_in(cast.officer)
    assert "Vcs Member" not in client.get(PAGE).content.decode()
    query = "&".join(f"{key}={value}" for key, value in day("on", SINCE).items())
    page = client.get(f"{PAGE}?{query}").content.decode()
    assert "On 1 January 2009" in page and "Vcs Member" in page
    assert client.get(f"{PAGE}?on-day=77&on-month=1&on-year=2009").status_code == 200


# --- joining ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["lead", "volunteer", "champion"])
def test_anybody_of_a_signatory_or_any_champion_asks_and_an_officer_welcomes(cast, signature, sign_in, who):
    asker = getattr(cast, who)
    assert f"/wealdshire/organisations/{signature.pk}/join/" in sign_in(asker).get("/wealdshire/group/").content.decode()
    sign_in(asker).post(f"/wealdshire/organisations/{signature.pk}/join/", {"post": "Trustee"})
    request = SeatRequest.objects.get()
    assert Message.objects.get().to == cast.officer.email
    assert [task.address for task in tasks_of(cast.officer, today())] == [PAGE]
    assert asker.name in sign_in(cast.officer).get(PAGE).content.decode()
    sign_in(cast.officer).post(f"{PAGE}requests/{request.pk}/", {"do": "welcome"})
    request.refresh_from_db()
    assert (request.status, request.decided_by, request.holder.seat.organisation) == ("welcomed", cast.officer, cast.charity)
    assert Seat.objects.filter(organisation=cast.charity).count() == 1  # the seat is shared
    assert roles_of(asker, cast.compact).steering
    with pytest.raises(ValidationError, match="You sit in this steering group already"):
        actions.ask_to_join(signature=signature, by=asker)


def test_welcome_makes_the_seat_where_there_is_none(cast):
    police = Signature.objects.get(organisation=cast.police)
    police.champions.create(person=cast.stranger)
    holder = actions.welcome(request=actions.ask_to_join(signature=police, by=cast.stranger), by=cast.officer)
    assert (holder.seat.organisation, holder.seat.number) == (cast.police, 3)


def test_declining_needs_a_reason_which_is_told(cast, signature, sign_in):
    request = actions.ask_to_join(signature=signature, by=cast.lead)
    client = sign_in(cast.officer)
    assert "Say why" in client.post(f"{PAGE}requests/{request.pk}/", {"do": "decline", "reason": ""}).content.decode()
    client.post(f"{PAGE}requests/{request.pk}/", {"do": "decline", "reason": "The group is full this year."})
    assert "The group is full this year." in Message.objects.get(to=cast.lead.email).text
    assert not roles_of(cast.lead, cast.compact).steering
    with pytest.raises(ValidationError, match="has been answered already"):
        actions.welcome(request=request, by=cast.officer)


def test_strangers_and_those_who_left_do_not_join(cast, signature, sign_in):
    page = f"/wealdshire/organisations/{signature.pk}/join/"
    assert sign_in(cast.stranger).post(page, {"post": ""}).status_code == 404
    Signature.objects.filter(pk=signature.pk).update(status="withdrawn")
    assert sign_in(cast.lead).post(page, {"post": ""}).status_code == 404
    assert not SeatRequest.objects.exists()


def test_asking_twice_is_told(cast, signature, sign_in):
    page = f"/wealdshire/organisations/{signature.pk}/join/"
    sign_in(cast.lead).post(page, {"post": ""})
    assert "You have asked already" in sign_in(cast.lead).post(page, {"post": ""}).content.decode()


# --- officers -----------------------------------------------------------------------------------------------------------
def test_deputy_comes_from_the_other_sector_and_everybody_is_told(cast, sign_in):
    client = sign_in(cast.officer)
    page = client.get(f"{PAGE}officers/new/").content.decode()
    assert 'value="voluntary"' in page and 'value="statutory"' not in page
    client.post(f"{PAGE}officers/new/", {"name": "Deputy", "email": "deputy@example.org", "sector": "voluntary"})
    assert set(Officer.objects.serving().values_list("person__email", "sector")) == {
        ("officer@example.org", "statutory"),
        ("deputy@example.org", "voluntary"),
    }
    assert set(Message.objects.values_list("to", flat=True)) == {"officer@example.org", "deputy@example.org", "compact@example.org"}
    with pytest.raises(ValidationError, match="is the officer of the public sector already"):
        officers.appoint_officer(compact=cast.compact, email="x@example.org", name="X", sector="statutory", by=cast.officer)
    with pytest.raises(ValidationError, match="one of the two sides"):
        officers.appoint_officer(compact=cast.compact, email="x@example.org", name="X", sector="cross", by=cast.officer)


def test_office_is_handed_over_in_one_step_and_the_last_officer_stays(cast, sign_in):
    office = Officer.objects.get()
    with pytest.raises(ValidationError, match="is the only officer"):
        officers.end_officer(officer=office, by=cast.officer)
    with pytest.raises(ValidationError, match="enter that of the successor"):
        officers.hand_over_office(officer=office, email=cast.officer.email, name="", by=cast.officer)
    client = sign_in(cast.officer)
    client.post(f"{PAGE}officers/{office.pk}/hand-over/", {"name": "Next", "email": "next@example.org"})
    assert [(each.person.email, each.sector) for each in Officer.objects.serving()] == [("next@example.org", "statutory")]
    assert client.get(PAGE).status_code == 404
    assert [event.verb for event in Event.objects.filter(verb__startswith="officer").order_by("id")] == ["officer.appointed", "officer.ended"]


def test_employer_of_an_officer_is_asked_and_a_change_keeps_the_one_before(cast, sign_in):
    client, office = sign_in(cast.officer), Officer.objects.get()
    client.post(f"{PAGE}officers/new/", {"name": "Deputy", "email": "deputy@example.org", "sector": "voluntary", "employer": cast.charity.pk})
    assert Officer.objects.get(sector="voluntary").employer == cast.charity
    client.post(f"{PAGE}officers/{office.pk}/employer/", {"employer": cast.council.pk})
    client.post(f"{PAGE}officers/{office.pk}/employer/", {"employer": cast.police.pk})
    served = Officer.objects.filter(person=cast.officer).order_by("since")
    assert [(each.employer, each.since, each.has_ended) for each in served] == [(cast.council, SINCE, True), (cast.police, today(), False)]
    assert "Wealdshire Police" in client.get(PAGE).content.decode()
    assert Message.objects.filter(to=cast.compact.contact_email, text__contains="works for Wealdshire Police").exists()
    assert Event.objects.filter(verb="officer.employer_set", compact_id=cast.compact.pk).count() == 2


def test_employer_belongs_to_the_officers_side(cast, sign_in):
    office = Officer.objects.get()
    answer = sign_in(cast.officer).post(f"{PAGE}officers/{office.pk}/employer/", {"employer": cast.charity.pk})
    assert "Bramble Lane Befriending does not belong to the side" in answer.content.decode()
    assert Officer.objects.get().employer is None


def test_the_other_sides_officer_ends_one_who_is_gone(cast):
    deputy = Officer.objects.create(compact=cast.compact, person=person("deputy"), sector="voluntary", since=SINCE)
    officers.end_officer(officer=Officer.objects.get(person=cast.officer), by=deputy.person)
    assert Officer.objects.serving().get() == deputy


def test_page_needs_as_many_queries_for_many(cast, holder, sign_in, django_assert_num_queries, django_assert_max_num_queries):
    client = sign_in(cast.officer)
    actions.stand_in(holder=holder, name="Dan", since=today(), until=today(), by=cast.officer)
    with django_assert_max_num_queries(60) as few:
        client.get(PAGE)
    for number in range(4):
        seat = actions.add_seat(
            compact=cast.compact, organisation=organisation(cast.compact, f"Body {number}", "statutory", "health"), by=cast.officer
        )
        for name in ("A", "B"):
            made = actions.add_holder(seat=seat, name=name, by=cast.officer)
        actions.stand_in(holder=made, name="C", since=today(), until=today(), by=cast.officer)
    with django_assert_num_queries(len(few)):
        client.get(PAGE)


def test_whoever_loses_a_seat_is_told_who_did_it_from_when_and_whom_to_ask(cast, holder, sign_in):
    for_them = Message.objects.filter(subject__contains="Your seat")
    sign_in(cast.officer).post(f"{PAGE}holders/{holder.pk}/end/")
    mail = for_them.get()
    assert mail.to == cast.vcs_member.email and cast.compact.terms.steering_group in mail.subject
    for words in (f"From {in_words(today())} on", str(holder.seat.organisation), str(cast.officer), cast.compact.contact_email):
        assert words in mail.text
    own = SeatHolder.objects.get(person=cast.statutory_member)
    actions.end_holder(holder=own, by=cast.statutory_member)  # who leaves knows it
    assert for_them.count() == 1


def test_with_a_seat_all_who_hold_it_are_told(cast):
    holder = SeatHolder.objects.get(person=cast.statutory_member)
    actions.stand_in(holder=holder, name="Tom Birch", email="tom@birch.example", since=today(), until=today(), by=cast.officer)
    actions.add_holder(seat=holder.seat, name="Without an address", by=cast.officer)
    actions.end_seat(seat=holder.seat, by=cast.officer)
    told = Message.objects.filter(subject__contains="Your seat").values_list("to", flat=True)
    assert set(told) == {cast.statutory_member.email, "tom@birch.example"}
