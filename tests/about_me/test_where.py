"""Wherever the portal names a person, that person's page shows it, to nobody else, or the page says why not."""

import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from compact_portal.about_me.held import held_about
from compact_portal.about_me.where import NOT_SHOWN, SHOWN
from compact_portal.accounts.models import User
from compact_portal.days import DAY, today
from disputes.models import Part
from tests.made import make

CANARY = "canary-7d2e"
A_PERSONS = re.compile(r"(person|sender|author|owner|chaired|speaker|who|officer|contact|signed|renewed|proposed|endorsed|given|agreed)")
NAMED = re.compile(r"(_by|_name|_post|owners?|owners_as_written|sender|contact|lead_officer|^person|^post|^who|author.*)$")
# Fields that look like a person's and are none.
NO_PERSON = {
    "signatories.CompactLink.other_name", "signatories.Comment.organisation_name", "disputes.PanelDocument.endorsed_by_body",
    "audit.Event.target_name", "signatories.Champion.time_agreed_by",
}  # fmt: skip
MORE = {  # what a row needs to be allowed, or its words to be said
    "signatories.CorrectionRequest": {"due_on": today() + 30 * DAY, "outcome": "", "answered_at": None},
    "usersessions.UserSession": {"data": {}, "ip": "192.0.2.1"},
    "signatories.Champion": {"hours_a_month": 5, "time_agreed_on": today()},
    "signatories.SeatHolder": {"number": 9},
    "actionplans.Approval": {"agrees": False},
    "reviews.ReportApproval": {"verdict": "dissent"},
    "reviews.KitemarkAssessor": {"verdict": "refuse", "sector": "voluntary", "decided_on": today()},
}
# Of a row that is shown, words that somebody else wrote, that are no part of what the person gave, or that are gone by themselves.
OTHERS = {
    "messaging.Message": {"text", "html"}, "signatories.Enquiry": {"answer"}, "actionplans.PlanComment": {"answer"},
    "reviews.Example": {"what", "result"}, "reviews.KitemarkAssessor": set(),
}  # fmt: skip
BY_THE_CAST = (User, Part)  # a person is made with their address; a case is tested in test_about_me.py


def label(model) -> str:
    return model._meta.label


def tables() -> list[type]:
    """Without histories, which are named once for all of them."""
    return [model for model in apps.get_models() if not hasattr(model, "pgh_tracked_model") and not model._meta.proxy]


def names_a_person(field) -> bool:
    if field.remote_field:
        return field.remote_field.model is get_user_model()
    if isinstance(field, models.EmailField):
        return True
    return isinstance(field, models.CharField) and not field.choices and bool(NAMED.search(field.name)) and bool(A_PERSONS.search(field.name))


def test_every_field_that_names_a_person_is_shown_or_left_out_for_a_reason():
    of_libraries = {"account.emailconfirmation", "pghistory.middlewareevents"}
    found = {(m, f.name) for m in tables() for f in m._meta.concrete_fields if names_a_person(f) and m._meta.label_lower not in of_libraries}
    shown = {(model, field) for model, (finds, words) in SHOWN.items() for field in (*finds, *words)}
    left_out = [pair for pairs in NOT_SHOWN.values() for pair in pairs]
    named = {f"{label(model)}.{field}" for model, field in found - shown - set(left_out)}
    assert named - NO_PERSON == set()
    assert len(left_out) == len(set(left_out)) and not shown & set(left_out)
    for model, field in shown | set(left_out):
        model._meta.get_field(field)  # it is still there


def test_whole_words_of_what_is_shown_are_shown():
    for model, (_, words) in SHOWN.items():
        texts = {f.name for f in model._meta.local_concrete_fields if type(f) is models.TextField and not f.choices}
        assert texts - set(words) - OTHERS.get(label(model), set()) == set(), label(model)


def lines(person) -> list[str]:
    return [one.what for kind in held_about(person) for one in kind.held]


@pytest.mark.django_db
@pytest.mark.parametrize("model", [model for model in SHOWN if model not in BY_THE_CAST and label(model) != "account.EmailAddress"], ids=label)
def test_what_somebody_gave_is_shown_to_them_alone(cast, model):
    finds, words = SHOWN[model]
    person, other = cast.stranger, cast.council_lead
    before, of_other = len(lines(person)), lines(other)
    given = {field: f"{CANARY} {field}"[: model._meta.get_field(field).max_length] for field in words}
    given |= {field: person if model._meta.get_field(field).remote_field else person.email.title() for field in finds if field != "sent_to"}
    if "sent_to" in SHOWN[model][0]:
        given["sent_to"] = person.email
    make(model, cast, **given | MORE.get(label(model), {}))
    after = lines(person)
    assert len(after) > before, after
    for field in words:
        assert any(given[field] in line for line in after), field
    assert lines(other) == of_other and not any(CANARY in line for line in of_other)


@pytest.mark.django_db
def test_page_says_what_is_kept_and_not_shown(cast, sign_in):
    page = " ".join(sign_in(cast.stranger).get("/home/about-me/").content.decode().split())
    for reason in NOT_SHOWN:
        assert str(reason) in page
