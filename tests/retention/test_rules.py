"""Every table has one rule or a reason; every rule ends what it says, on its day and not before."""

import datetime
import re

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.utils import timezone

from compact_portal.backups.files import LONGEST
from compact_portal.days import DAY, midnight, today
from compact_portal.leaving.models import Pack
from compact_portal.marked import ROOMS
from compact_portal.messaging.models import Message, Unreachable
from compact_portal.retention import tables
from compact_portal.retention.people import REMOVED
from compact_portal.retention.rule import Going, carry_out, going, number_due, rows_due
from compact_portal.retention.rules import RULES
from disputes.models import Advice, AdviceCount
from reviews.models import Event, LogNote, Response, Review, SignUp, Survey
from signatories.models import Comment, Consultation, CorrectionRequest, Delegate, Enquiry, JoinRequest, SigningLink, WaitingImport
from tests.made import make

BY_KEY = {rule.key: rule for rule in RULES}
OF_LIBRARIES = {model for rule in RULES for model in rule.keeps if model.__module__.split(".")[0] not in ROOMS}


def at(day: datetime.date) -> datetime.datetime:
    """In the first minute of a day."""
    return midnight(day) + datetime.timedelta(minutes=1)


def a_survey(cast, closed_on):
    Survey.objects.all().delete()
    review = Review.objects.first() or make(Review, cast)
    survey = make(Survey, cast, review=review, opens_on=closed_on - 30 * DAY, due_on=closed_on, closes_on=closed_on)
    Survey.objects.filter(pk=survey.pk).update(
        status="closed", closed_at=at(closed_on), closed_by=cast.officer, opened_at=at(closed_on - DAY), opened_by=cast.officer
    )
    survey.refresh_from_db()
    return survey


# How a row comes to be of which the last day was yesterday, when `ago` days lie behind what its rule counts from.
MADE = {
    "mail": (90, lambda cast, day: make(Message, cast, to="a@example.org", status="sent", sent_at=at(day))),
    "mail-failed": (180, lambda cast, day: queued(make(Message, cast, to="a@example.org", status="failed"), day)),
    "unreachable": (365, lambda cast, day: make(Unreachable, cast, address="a@example.org", since=day, last_on=day)),
    "links": (730, lambda cast, day: make(SigningLink, cast, sent_to="a@example.org", sent_at=at(day))),
    "requests": (365, lambda cast, day: make(JoinRequest, cast, status="refused", asked_on=day, decided_at=at(day), decided_by=cast.officer)),
    "corrections": (365, lambda cast, day: a_correction(cast, day)),
    "comments": (730, lambda cast, day: a_comment(cast, day)),
    "sessions": (0, lambda cast, day: Session.objects.create(session_key=f"{day}", session_data="", expire_date=at(day + DAY))),
    "events": (28, lambda cast, day: make(SignUp, cast, state="coming", needs="", sent_to="a@example.org", event=an_event(cast, day))),
    "drafts": (13, lambda cast, day: make(Response, cast, sender_name="", sender_post="", survey=a_survey(cast, day))),
    "enquiries": (28, lambda cast, day: make(Enquiry, cast, status="answered", done_on=day, due_on=day, sent_to="a@example.org")),
    "imports": (0, lambda cast, day: waited(make(WaitingImport, cast), day)),
    "notes": (730, lambda cast, day: make(LogNote, cast, about="", noted_on=day)),
    "delegates": (1095, lambda cast, day: make(Delegate, cast, sent_to="a@example.org", agreed_on=day)),
    "advice": (365, lambda cast, day: make(Advice, cast, asked_on=day)),
    "packs": (6, lambda cast, day: make(Pack, cast, status="ready", asked_at=at(day), made_at=at(day), size=1)),
}
ELSEWHERE = {
    "people": "test_retention.py::test_forgotten_person_stands_nowhere_and_the_chain_is_whole",
    "cases": "tests/disputes/test_erasing.py",
    "sign-in": "goes with the person",
    "answers": "nothing of it is kept",
    "record": "stays",
    "backups": "tests/backups",
}
EMPTIED = {"links": ("sent_to",), "comments": ("name", "email"), "events": ("name", "sent_to")}  # the row stays, these of it do not


def queued(message, day):
    Message.objects.filter(pk=message.pk).update(queued_at=at(day))
    return message


def waited(file, day):
    WaitingImport.objects.filter(pk=file.pk).update(uploaded_at=at(day))
    return file


def a_comment(cast, day):
    consultation = Consultation.objects.first() or make(Consultation, cast)
    return make(Comment, cast, consultation=consultation, email="a@example.org", received_on=day)


def a_correction(cast, day):
    return make(CorrectionRequest, cast, asked_on=day, due_on=day + 30 * DAY, outcome="refused", answered_at=at(day), answered_by=cast.officer)


def an_event(cast, day):
    return make(Event, cast, starts_on=day, ends_on=day)


def is_held(rule, row) -> bool:
    found = type(row)._base_manager.filter(pk=row.pk).first()
    return bool(found) and (rule.key not in EMPTIED or all(getattr(found, field) not in ("", REMOVED) for field in EMPTIED[rule.key]))


IN_WORDS = {28: "(28 days|four weeks)", 90: "90 days", 180: "180 days", 365: "(a|one) year", 730: "two years", 1095: "three years"}


@pytest.mark.parametrize("key", [key for key, (days, _) in MADE.items() if days in IN_WORDS])
def test_rule_says_what_it_does(key):
    assert re.search(IN_WORDS[MADE[key][0]], str(BY_KEY[key].until))


def test_backups_are_said_to_stay_as_long_as_they_do():
    assert f"{LONGEST} days" in str(BY_KEY["backups"].until) and f"{LONGEST} days" in str(BY_KEY["answers"].until)


def test_every_rule_is_proved():
    assert {rule.key for rule in RULES} == MADE.keys() | ELSEWHERE.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("key", MADE)
def test_rule_ends_what_it_says_on_its_day_and_not_before(cast, key):
    rule, (days, made) = BY_KEY[key], MADE[key]
    over = made(cast, today() - (days + 1) * DAY)
    if rule.rows:
        assert number_due(rule, today()) == 1 and number_due(rule, today() - DAY) == 0
        assert going(rule, today()).due == 1
    carry_out(rule, today())
    assert not is_held(rule, over)
    type(over)._base_manager.filter(pk=over.pk).delete()  # some stay without what was personal
    still = made(cast, today() - days * DAY)
    carry_out(rule, today())
    assert is_held(rule, still)
    if rule.rows:
        said = going(rule, today())
        assert (said.due, said.on, said.number) == (0, today() + DAY, 1), said


@pytest.mark.django_db
def test_advice_whose_outcome_nobody_gave_is_counted(cast):
    make(Advice, cast, asked_on=today() - 366 * DAY)
    carry_out(BY_KEY["advice"], today())
    year = (today() - 366 * DAY).year
    assert AdviceCount.objects.get(breakdown="outcome").option == Advice.Outcome.LOST and AdviceCount.objects.get(breakdown="all").year == year


@pytest.mark.django_db
def test_what_has_no_last_day_is_counted_and_stays(cast):
    make(JoinRequest, cast, status="waiting", asked_on=today() - 3000 * DAY)
    Message.objects.create(to="a@example.org", subject="S", next_attempt_at=timezone.now() - 3000 * DAY)
    Authenticator.objects.create(user=cast.lead, type="totp", data={})
    for key in ("requests", "mail", "sign-in"):
        assert going(BY_KEY[key], today()) == Going(held=1, due=0), key
    assert going(BY_KEY["people"], today()).held >= 10 and not rows_due(BY_KEY["people"].rows, today())[0].exists()


def own_models() -> set[type]:
    """Of the rooms; histories and tables that only tie two rows stand and fall with others."""
    found = [model for model in apps.get_models() if model.__module__.split(".")[0] in ROOMS]
    return {model for model in found if not hasattr(model, "pgh_tracked_model") and not model._meta.proxy and not model._meta.auto_created}


def test_every_table_has_one_rule_or_one_reason():
    placed = [model for rule in RULES for model in rule.keeps] + [model for models in tables.STAYS.values() for model in models]
    twice = {model._meta.label for model in placed if placed.count(model) > 1}
    assert twice == set()
    ties = {model for model in own_models() if only_ties(model)}
    assert {model._meta.label for model in own_models() - set(placed) - ties} == set()
    assert {model._meta.label for model in set(placed) - own_models()} == {model._meta.label for model in OF_LIBRARIES}


def only_ties(model) -> bool:
    return all(field.primary_key or field.remote_field for field in model._meta.concrete_fields)


def test_history_keeps_nothing_that_a_rule_ends():
    """A row that goes leaves a history behind where it is tracked: of a person's name only what people.forget blanks too."""
    gone = {model for rule in RULES if rule.key not in ("people", "cases", "record") for model in rule.keeps}
    tracked = {model.pgh_tracked_model: model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}
    personal = {"name", "email", "sent_to", "text", "person", "what", "needs", "address"}
    for model in gone & tracked.keys():
        kept = {field.name for field in tracked[model]._meta.concrete_fields}
        assert kept & personal == set(), model


@pytest.mark.django_db
def test_page_costs_one_query_a_rule(cast, sign_in, django_assert_num_queries):
    client = sign_in(cast.superuser)
    client.get("/kept/")
    with django_assert_num_queries(sum(1 for rule in RULES if rule.rows) + 3):  # the session, the person, the agreements
        page = " ".join(client.get("/kept/").content.decode().split())
    for rule in RULES:
        assert f'id="{rule.key}"' in page
        assert rule.rows or f"Not counted, because {rule.uncounted}" in page, rule.key
