"""Asking a Champion: the right one gets it, nobody else reads it, it is answered or passed on in time, and only counts stay."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from compact_portal.working_days import after
from signatories.actions import champions, enquiries
from signatories.due import do_due
from signatories.models import Area, Champion, Enquiry, EnquiryCount, Signature
from signatories.reports_champions import enquiry_figures, small_ones
from signatories.routing import who_answers
from signatories.tasks import tasks_of
from tests.cast import organisation
from tests.clock import move_on

TEXT = "Quixotic: may a grant be cut in the middle of a year?"
ANSWER = "Xylophone: three months’ notice."
ASKER = "asker-canary@elsewhere.example"
DAY = datetime.timedelta(days=1)
FORM = {"text": TEXT, "email": ASKER, "name": "Wilhelmina Canary", "code": "", "area": "", "sector": "voluntary"}


@pytest.fixture
def champion(cast):
    return Champion.objects.get(person=cast.champion)


@pytest.fixture
def other(cast):
    """A Champion of the council, for the first code, in a district."""
    district = Area.objects.create(name="Weald District", level="district", parent=cast.area)
    named = champions.name_champion(
        signature=Signature.objects.get(organisation=cast.council), email=cast.council_lead.email, name="", main=True, codes=cast.codes[:1],
        areas=[district], by=cast.officer,
    )  # fmt: skip
    Message.objects.all().delete()
    return named


def asked(cast, **more) -> Enquiry:
    return enquiries.confirm(enquiry=enquiries.ask(**{"compact": cast.compact, "text": TEXT, "email": ASKER} | more))


def link_to(address: str) -> str:
    """The address in the newest mail to `address`."""
    return re.search(r"http\S+(/wealdshire/ask/i/\S+)", Message.objects.filter(to=address).first().text)[1]


# --- from the form to the answer -----------------------------------------------------------------------------------------
def test_a_question_is_confirmed_read_by_one_and_answered(cast, client, champion, sign_in):
    assert client.post("/wealdshire/ask/", FORM).url == "/wealdshire/ask/sent/"
    assert Message.objects.values_list("to").distinct().get() == (ASKER,)  # the Champion hears nothing yet
    page = link_to(ASKER)
    assert client.get(page).status_code == 200 and Enquiry.objects.get().status == "unconfirmed"  # opening changes nothing
    client.post(page)
    client.post(page)  # twice changes nothing
    question = Enquiry.objects.get()
    assert (question.champion, question.status, question.due_on) == (champion, "open", after(today(), 10, working=True))
    mail = Message.objects.get(to=cast.champion.email)
    assert f"/wealdshire/enquiries/{question.pk}/" in mail.text
    assert [task.address for task in tasks_of(cast.champion, today())] == [f"/wealdshire/enquiries/{question.pk}/"]

    own = sign_in(cast.champion)
    shown = own.get(f"/wealdshire/enquiries/{question.pk}/").content.decode()
    assert TEXT in shown and "Wilhelmina Canary" in shown and ASKER not in shown
    assert own.post(f"/wealdshire/enquiries/{question.pk}/", {"text": ANSWER}).url == "/wealdshire/enquiries/"
    client.logout()
    assert client.get(page).status_code == 404  # the newer link counts
    answered = client.get(link_to(ASKER))
    assert ANSWER in answered.content.decode() and "champion@example.org" not in answered.content.decode()
    assert (answered["Referrer-Policy"], "no-store" in answered["Cache-Control"]) == ("strict-origin", True)
    assert tasks_of(cast.champion, today()) == []
    for message in Message.objects.all():
        assert not re.search("Quixotic|Xylophone|Wilhelmina", message.subject + message.text)
        assert ASKER not in message.text and "champion@" not in message.text


def test_who_has_signed_in_with_the_address_need_not_confirm(cast, sign_in):
    sign_in(cast.stranger).post("/wealdshire/ask/", FORM | {"email": cast.stranger.email})
    assert Enquiry.objects.get().status == "open"


def test_form_is_refused_with_a_sentence_and_stops_programs(cast, client, settings):
    page = client.post("/wealdshire/ask/", {"text": "", "email": "nonsense"}).content.decode()
    assert "Write your question" in page and "Enter an e-mail address in full" in page
    assert client.post("/wealdshire/ask/", FORM | {"website": "https://spam.example"}).url == "/wealdshire/ask/sent/"
    assert not Enquiry.objects.exists() and not Message.objects.exists()
    got = [client.post("/wealdshire/ask/", FORM | {"email": f"a{number}@example.org"}).status_code for number in range(11)]
    assert got == [302] * 10 + [429]
    assert Enquiry.objects.count() == 10


def test_who_asked_too_often_waits_for_an_hour(cast, client, monkeypatch):
    def tries(start, stop):
        return [client.post("/wealdshire/ask/", FORM | {"email": f"a{number}@example.org"}).status_code for number in range(start, stop)]

    assert tries(0, 10) == [302] * 10
    move_on(monkeypatch, minutes=6)
    assert tries(10, 12) == [429] * 2
    move_on(monkeypatch, minutes=55)
    assert tries(12, 14) == [302] * 2


def test_one_address_asks_three_a_day(cast):
    for _ in range(3):
        enquiries.ask(compact=cast.compact, text=TEXT, email=ASKER)
    with pytest.raises(ValidationError, match="Ask again tomorrow"):
        enquiries.ask(compact=cast.compact, text=TEXT, email=ASKER.upper())


def test_where_nobody_serves_the_page_says_whom_to_write_to(cast, client, champion):
    champions.end_champion(champion=champion, by=cast.officer)
    page = client.get("/wealdshire/ask/").content.decode()
    assert "compact@example.org" in page and "<textarea" not in page
    with pytest.raises(ValidationError, match="Nobody can answer"):
        enquiries.ask(compact=cast.compact, text=TEXT, email=ASKER)


def test_public_list_leads_to_the_form_and_only_who_agreed_is_asked_by_name(cast, client, champion, other):
    assert f"/wealdshire/ask/?champion={champion.pk}" in client.get("/wealdshire/champions/").content.decode()
    assert "Ask Champion" in client.get(f"/wealdshire/ask/?champion={champion.pk}").content.decode()
    assert "Council Lead" not in client.get(f"/wealdshire/ask/?champion={other.pk}").content.decode()
    client.post(f"/wealdshire/ask/?champion={champion.pk}", FORM | {"code": cast.codes[0].pk, "sector": "statutory"})
    assert enquiries.confirm(enquiry=Enquiry.objects.get()).champion == champion  # though the other fits better


# --- the right one ----------------------------------------------------------------------------------------------------
def test_code_counts_before_area_and_area_before_sector(cast, champion, other):
    district = other.areas.get()
    champion.codes.set(cast.codes[1:])
    assert who_answers(cast.compact, code=cast.codes[0], sector="voluntary") == other
    assert who_answers(cast.compact, code=cast.codes[1], area=district, sector="statutory") == champion
    assert who_answers(cast.compact, area=district, sector="voluntary") == other
    assert who_answers(cast.compact, sector="statutory") == other
    assert who_answers(cast.compact, sector="voluntary") == champion


def test_county_covers_its_districts_and_no_code_is_less_than_the_code(cast, champion, other):
    champion.areas.set([cast.area])
    other.areas.clear()
    assert who_answers(cast.compact, area=Area.objects.get(name="Weald District"), sector="statutory") == champion
    assert who_answers(cast.compact, code=cast.codes[0], sector="voluntary") == other
    assert who_answers(cast.compact, code=cast.codes[1], sector="statutory") == champion  # for all codes; the other chose another


def test_among_equals_it_goes_to_whom_fewest_wait_for_and_never_to_who_asks(cast, champion, other):
    other.codes.clear()
    first, second = asked(cast).champion, asked(cast).champion
    assert {first, second} == {champion, other}
    assert asked(cast, email=cast.champion.email, sector="voluntary").champion == other


def test_people_who_cannot_sign_in_or_have_left_get_nothing(cast, champion, other):
    cast.council_lead.is_active = False
    cast.council_lead.save()
    assert who_answers(cast.compact, code=cast.codes[0]) == champion
    Signature.objects.filter(pk=champion.signature_id).update(status="withdrawn")
    assert who_answers(cast.compact) is None


# --- who reads it -----------------------------------------------------------------------------------------------------
def test_nobody_else_reads_it(cast, champion, other, sign_in):
    question = asked(cast, name="Wilhelmina Canary")
    holder = question.champion.person
    pages = [f"/wealdshire/enquiries/{question.pk}/{end}" for end in ("", "pass-on/", "close/")]
    pages += ["/wealdshire/enquiries/", "/wealdshire/steering/", "/home/", f"/wealdshire/history/champion/{champion.pk}/"]
    for who in (cast.officer, cast.lead, cast.vcs_member, cast.superuser, cast.stranger, other.person if holder == cast.champion else cast.champion):
        client = sign_in(who)
        assert client.get(pages[0]).status_code == 404
        for page in pages:
            shown = client.get(page).content.decode()
            assert not re.search(f"Quixotic|Wilhelmina|{ASKER}", shown), (who, page)
    assert not re.search("Quixotic|Wilhelmina|canary", str(list(Event.objects.values())))


@pytest.mark.parametrize("who", ["officer", "lead", "stranger", "superuser"])
def test_only_its_champion_answers(cast, who):
    question = asked(cast)
    with pytest.raises(PermissionDenied):
        enquiries.answer(enquiry=question, text=ANSWER, by=getattr(cast, who))


# --- in time ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["champion", "officer"])
def test_passing_on_gives_the_next_one_the_whole_time_and_tells_who_asked(cast, champion, other, who, sign_in):
    question = asked(cast, sector="voluntary")
    Enquiry.objects.update(due_on=today() - DAY)
    Message.objects.all().delete()
    page = f"/wealdshire/enquiries/{question.pk}/pass-on/"
    assert sign_in(getattr(cast, who)).post(page, {"champion": other.pk}).status_code == 302
    question.refresh_from_db()
    assert (question.champion, question.due_on, question.times_passed_on) == (other, after(today(), 10, working=True), 1)
    assert set(Message.objects.values_list("to", flat=True)) == {ASKER, cast.council_lead.email}
    assert sign_in(cast.champion).get(f"/wealdshire/enquiries/{question.pk}/").status_code == 404
    with pytest.raises(ValidationError, match="Choose another"):
        enquiries.pass_on(enquiry=question, champion=other, by=cast.officer)


def test_late_ones_are_reminded_of_once_and_shown_to_the_officer(cast, champion):
    asked(cast)
    Message.objects.all().delete()
    assert "Late questions reminded of: 0." in do_due()
    assert tasks_of(cast.officer, today()) == []
    Enquiry.objects.update(due_on=today() - DAY)
    assert ("Late questions reminded of: 1." in do_due(), "Late questions reminded of: 0." in do_due()) == (True, True)
    assert Message.objects.get().to == cast.champion.email
    assert [task.address for task in tasks_of(cast.officer, today())] == ["/wealdshire/enquiries/"]


def test_time_is_counted_in_the_days_that_the_compact_says(cast):
    cast.compact.enquiry_days, cast.compact.enquiry_working_days = 3, False
    cast.compact.save()
    assert asked(cast).due_on == today() + 3 * DAY


def test_when_a_champion_stops_questions_go_to_another_or_wait_for_the_officer(cast, champion, other, sign_in):
    question = asked(cast, sector="voluntary")
    champions.end_champion(champion=champion, by=cast.officer)
    question.refresh_from_db()
    assert (question.champion, question.times_passed_on) == (other, 1)
    champions.end_champion(champion=other, by=cast.officer)
    question.refresh_from_db()
    assert question.champion is None
    assert [task.address for task in tasks_of(cast.officer, today())] == ["/wealdshire/enquiries/"]
    sign_in(cast.officer).post(f"/wealdshire/enquiries/{question.pk}/close/")
    question.refresh_from_db()
    assert question.status == "closed"
    assert "compact@example.org" in Message.objects.filter(to=ASKER).first().text


def test_what_is_over_is_neither_answered_nor_passed_on_nor_closed_again(cast, champion, other):
    question = asked(cast, sector="voluntary")
    enquiries.answer(enquiry=question, text=ANSWER, by=cast.champion)
    for call in (
        lambda: enquiries.answer(enquiry=question, text="again", by=cast.champion),
        lambda: enquiries.pass_on(enquiry=question, champion=other, by=cast.officer),
        lambda: enquiries.close(enquiry=question, by=cast.officer),
    ):
        with pytest.raises(ValidationError, match="answered or closed already"):
            call()


# --- what is kept -----------------------------------------------------------------------------------------------------
def test_texts_and_addresses_go_and_counts_stay(cast, champion):
    question = asked(cast, code=cast.codes[0], sector="voluntary", name="Wilhelmina Canary")
    enquiries.answer(enquiry=question, text=ANSWER, by=cast.champion)
    waiting = enquiries.ask(compact=cast.compact, text=TEXT, email="other@example.org")
    enquiries.forget(today() + 28 * DAY)
    assert [enquiry.pk for enquiry in Enquiry.objects.all()] == [question.pk]  # the unconfirmed one went after three days
    assert not Enquiry.objects.filter(pk=waiting.pk).exists()
    enquiries.forget(today() + 29 * DAY)
    assert not Enquiry.objects.exists()
    rows = set(EnquiryCount.objects.values_list("breakdown", "option", "count"))
    assert rows == {("all", "", 1), ("code", "Funding", 1), ("sector", "voluntary", 1), ("outcome", "answered in time", 1)}
    assert {field.name for field in EnquiryCount._meta.fields} == {"id", "compact", "year", "breakdown", "option", "count"}


def test_figures_of_a_year_tell_nothing_of_a_few(cast):
    def count(breakdown, option, number):
        EnquiryCount.objects.create(compact=cast.compact, year=2026, breakdown=breakdown, option=option, count=number)

    count("all", "", 27)
    for option, number in (("Funding", 14), ("Volunteering", 11), ("", 2)):
        count("code", option, number)
    year = enquiry_figures(cast.compact)[0]
    assert (year.year, year.total) == (2026, 27)
    assert year.parts == [("What they were about", [("Something else", "fewer than 10"), ("Funding", "14"), ("Volunteering", "not shown")])]
    EnquiryCount.objects.filter(breakdown="all").update(count=9)
    assert enquiry_figures(cast.compact)[0].parts == []
    assert small_ones({"a": 6, "b": 5, "c": 30}, 10) == {"a", "b"}
    assert small_ones({"a": 12}, 10) == set()


def test_officers_list_needs_as_many_queries_for_many(cast, champion, sign_in, django_assert_num_queries, django_assert_max_num_queries):
    asked(cast, code=cast.codes[0])
    client = sign_in(cast.officer)
    with django_assert_max_num_queries(60) as few:
        client.get("/wealdshire/enquiries/")
    for number in range(4):
        asked(cast, email=f"a{number}@example.org", code=cast.codes[0], area=cast.area)
    with django_assert_num_queries(len(few)):
        client.get("/wealdshire/enquiries/")


def test_routing_needs_as_many_queries_for_many(cast, champion, django_assert_num_queries):
    with django_assert_num_queries(4):
        who_answers(cast.compact, code=cast.codes[0], area=cast.area)
    for number in range(4):
        body = organisation(cast.compact, f"Body {number}", "voluntary", "charity")
        champions.name_champion(
            signature=body.signatures.get(), email=f"b{number}@example.org", name="B", codes=cast.codes, areas=[cast.area], by=cast.officer
        )
    with django_assert_num_queries(4):
        who_answers(cast.compact, code=cast.codes[0], area=cast.area)


def test_nobody_passes_a_question_to_themself_nor_back_to_who_asked(cast, sign_in):
    """An officer who is a Champion too would else read what was asked of another."""
    question = enquiries.confirm(enquiry=enquiries.ask(compact=cast.compact, text="How?", email=cast.lead.email))
    police = Signature.objects.get(organisation=cast.police)
    own, askers = police.champions.create(person=cast.officer), police.champions.create(person=cast.lead)
    free = police.champions.create(person=cast.stranger)
    shown = sign_in(cast.officer).get(f"/wealdshire/enquiries/{question.pk}/pass-on/").context["form"]
    assert list(shown.fields["champion"].queryset) == [free]
    for champion in (own, askers):
        with pytest.raises(ValidationError, match="Choose another person who serves now"):
            enquiries.pass_on(enquiry=question, champion=champion, by=cast.officer)
