"""The history of one object, in words, for those who steer."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from compact_portal.audit.readable import Change, history_of
from compact_portal.history import SHOWN
from reviews import models as reviews_models
from signatories import actions
from signatories.models import Champion, Compact, Edition, Membership, Organisation, Signature

DAY = datetime.date(2009, 3, 27)


def page(model, obj, compact="wealdshire") -> str:
    return f"/{compact}/history/{model}/{obj.pk}/"


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def signature(cast):
    return Signature.objects.get(organisation=cast.charity)


def test_history_tells_who_did_what_in_words(cast, sign_in, signature):
    client = sign_in(cast.officer)
    client.post(f"/wealdshire/steering/signatures/{signature.pk}/end/", {"status": "withdrawn"})
    newest = [line for line in history_of(signature) if line.who == "Officer"]
    assert {line.what for line in newest} == {"Changed", "Signature withdrawn"}
    changed = next(line for line in newest if line.what == "Changed")
    assert changed.changes == [Change("Status", "signed", "withdrawn")]
    shown = text(client.get(page("signature", signature)))
    assert "by Officer" in shown and "signed <span" in shown and "withdrawn</li>" in shown


def test_history_names_related_rows_choices_days_and_nothing(cast, signature):
    newer = Edition.objects.create(compact=cast.compact, label="Edition of 2010")
    signature.edition, signature.signed_on, signature.listed, signature.signed_by_name = newer, DAY, False, "The Chair"
    signature.save()
    changed = next(line for line in history_of(signature) if line.what == "Changed")
    assert changed.changes == [
        Change("Edition", "Wealdshire Compact: Edition of 2005", "Wealdshire Compact: Edition of 2010"),
        Change("Signed on", "1 January 2009", "27 March 2009"),
        Change("Signed for the organisation by", "nothing", "The Chair"),
        Change("Shown on the public list", "yes", "no"),
    ]


def test_history_begins_with_what_was_added(cast):
    line = history_of(cast.charity)[-1]
    assert (line.what, line.who) == ("Added", "the portal itself, or somebody without an account")
    assert Change("Name", None, "Bramble Lane Befriending") in line.changes
    assert Change("Kind", None, "charity") in line.changes


def test_history_merges_rows_and_events_newest_first(cast, signature):
    actions.sign(signature=signature, edition=cast.edition, signed_on=DAY, signed_by_name="The Chair", by=cast.officer)
    lines = history_of(signature)
    assert [line.what for line in lines] == ["Signature refreshed", "Changed", "Added"]
    assert lines[0].changes == [Change("Signed on", None, "2009-03-27")]
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)


def test_history_needs_as_many_queries_for_ten_changes_as_for_one(cast, signature):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            history_of(Signature.objects.get(pk=signature.pk))
        return len(seen)

    few = queries()
    for number in range(10):
        signature.signed_by_name, signature.edition = f"Name {number}", Edition.objects.create(compact=cast.compact, label=f"Text {number}")
        signature.save()
    assert len(history_of(signature)) > 10
    assert queries() == few


@pytest.mark.parametrize("who", ["lead", "champion", "stranger", "board_member", "superuser"])
def test_history_is_hidden_from_who_does_not_steer(cast, sign_in, signature, who):
    assert sign_in(getattr(cast, who)).get(page("signature", signature)).status_code == 404


def test_history_asks_a_visitor_to_sign_in(client, cast, signature):
    assert client.get(page("signature", signature)).status_code == 302


def test_history_page_opens_for_every_model_that_has_one(cast, sign_in, signature):
    client = sign_in(cast.vcs_member)
    opened = []
    for name, (model, way) in SHOWN.items():
        found = model.objects.filter(**{way: cast.compact.pk}).first()
        if found is not None:
            assert client.get(page(name, found)).status_code == 200, name
            opened.append(name)
    assert set(opened) >= {"compact", "edition", "signature", "organisation", "champion", "membership", "officer", "seat", "seatholder"}


def test_history_shows_no_object_of_another_compact(cast, sign_in, signature):
    other = Compact.objects.create(slug="other", name="Other", area=cast.area, level="county", summary="S", controller="C")
    theirs = Organisation.objects.create(name="Theirs", sector="voluntary", kind="charity")
    foreign = Signature.objects.create(organisation=theirs, compact=other)
    client = sign_in(cast.vcs_member)
    assert client.get(page("organisation", theirs)).status_code == 404
    assert client.get(page("signature", foreign)).status_code == 404
    assert client.get(page("compact", other)).status_code == 404
    assert client.get(page("signature", signature, "other")).status_code == 404
    assert client.get(page("organisation", cast.charity)).status_code == 200


@pytest.mark.parametrize("name", ["user", "response", "event", "namedanswer", "detachedtext", "invitation"])
def test_history_is_not_kept_for_people_or_answers(cast, sign_in, name):
    assert sign_in(cast.officer).get(f"/wealdshire/history/{name}/1/").status_code == 404


def test_no_model_about_answers_has_a_history_page():
    about_answers = {reviews_models.Response, reviews_models.NamedAnswer, reviews_models.DetachedText, reviews_models.Bundle, reviews_models.Tally}
    assert about_answers & {model for model, _ in SHOWN.values()} == set()


def test_route_is_named_history():
    assert get_resolver().reverse("history", compact="wealdshire", model="compact", pk=1) == "wealdshire/history/compact/1/"


def test_history_of_a_role_names_the_person(cast):
    membership = Membership.objects.get(person=cast.lead)
    assert Change("Person", None, "Charity Lead") in history_of(membership)[-1].changes
    champion = Champion.objects.get()
    assert Change("Signature", None, "Bramble Lane Befriending, Wealdshire Compact") in history_of(champion)[-1].changes
