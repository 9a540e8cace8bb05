"""The history of one object, in words, for those who steer."""

import datetime

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from actionplans.models import Achievement, Action, Plan, Target
from compact_portal.audit.readable import Change, history_of
from compact_portal.audit.recording import record
from compact_portal.history import SHOWN
from reviews import models as reviews_models
from signatories.actions import champions
from signatories.actions import signing as actions
from signatories.models import Champion, Compact, Edition, Membership, Organisation, Signature
from tests.cast import person

DAY = datetime.date(2009, 3, 27)


def page(model, obj, compact="wealdshire") -> str:
    return f"/{compact}/history/{model}/{obj.pk}/"


def done_by(person):
    """A page that `person` posts gives each history row this context; without it, a test's rows are all one act of nobody."""
    return pghistory.context(user=person.pk)


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def signature(cast):
    return Signature.objects.get(organisation=cast.charity)


def test_history_tells_who_did_what_in_words(cast, sign_in, signature):
    client = sign_in(cast.officer)
    client.post(f"/wealdshire/steering/signatures/{signature.pk}/end/", {"status": "withdrawn", "reason": "It moved away."})
    [line] = [line for line in history_of(signature) if line.who == "Officer"]
    assert line.what == "Signature withdrawn"
    assert line.changes[0] == Change("Status", "signed", "withdrawn") and line.changes[-1] == Change("Why it ended", "nothing", "It moved away.")
    shown = text(client.get(page("signature", signature)))
    assert "by Officer" in shown and "signed <span" in shown and "withdrawn</li>" in shown


def test_history_names_related_rows_choices_days_and_nothing(cast, signature):
    newer = Edition.objects.create(compact=cast.compact, label="Edition of 2010")
    signature.edition, signature.signed_on, signature.listed, signature.signed_by_name = newer, DAY, False, "The Chair"
    with done_by(cast.officer):
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
    with done_by(cast.officer):
        actions.sign(signature=signature, edition=cast.edition, signed_on=DAY, signed_by_name="The Chair", by=cast.officer)
    lines = history_of(signature)
    assert [line.what for line in lines] == ["Signature refreshed", "Added"]
    assert lines[0].changes == [
        Change("Status", "signed", "refreshed"),
        Change("Signed on", "1 January 2009", "27 March 2009"),
        Change("Signed for the organisation by", "nothing", "The Chair"),
    ]
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)


def test_history_needs_as_many_queries_for_ten_changes_as_for_one(cast, signature):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            history_of(Signature.objects.get(pk=signature.pk))
        return len(seen)

    with done_by(cast.officer):
        signature.save()
        Signature.objects.filter(pk=signature.pk).update(signed_by_name="Somebody")
    few = queries()
    for number in range(10):
        signature.signed_by_name, signature.edition = f"Name {number}", Edition.objects.create(compact=cast.compact, label=f"Text {number}")
        with done_by(person(f"person {number}")):
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
    for model, rows_of in SHOWN.items():
        name, found = model._meta.model_name, rows_of(cast.compact).first()
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
    assert about_answers & set(SHOWN) == set()


def test_route_is_named_history():
    assert get_resolver().reverse("history", compact="wealdshire", model="compact", pk=1) == "wealdshire/history/compact/1/"


def test_history_of_a_role_names_the_person(cast):
    membership = Membership.objects.get(person=cast.lead)
    assert Change("Person", None, "Charity Lead") in history_of(membership)[-1].changes
    champion = Champion.objects.get()
    assert Change("Signature", None, "Bramble Lane Befriending, Wealdshire Compact") in history_of(champion)[-1].changes


def test_links_that_came_and_went_are_told(cast, sign_in):
    plan = Plan.objects.create(compact=cast.compact, label="Plan", period="2009", starts_on="2009-01-01", ends_on="2009-12-31")
    target = Target.objects.create(plan=plan, number=1, text="T")
    action = Action.objects.create(target=target, number=1, text="Meet")
    achievement = Achievement.objects.create(target=target, number=1, text="Met")
    with done_by(cast.officer):
        action.owners.set([cast.council, cast.charity])
        action.codes.add(cast.codes[0])
        achievement.organisations.add(cast.charity)
    with done_by(cast.vcs_member):
        action.owners.set([cast.police])
    by = {line.who: line.changes for line in history_of(action)}
    assert by["Officer"] == [
        Change("Owners", None, "added Bramble Lane Befriending, Wealdshire Council"),
        Change("Codes", None, f"added {cast.codes[0]}"),
    ]
    assert by["Vcs Member"] == [
        Change("Owners", None, "added Wealdshire Police; removed Bramble Lane Befriending, Wealdshire Council"),
    ]
    assert Change("Organisations", None, "added Bramble Lane Befriending") in history_of(achievement)[0].changes
    assert "added Wealdshire Police" in text(sign_in(cast.vcs_member).get(page("action", action)))


def test_links_that_were_bulk_made_are_kept_too(cast):
    target = Target.objects.create(
        plan=Plan.objects.create(compact=cast.compact, label="P", period="2009", starts_on="2009-01-01", ends_on="2009-12-31"), number=1, text="T"
    )
    action = Action.objects.create(target=target, number=1, text="Meet")
    owned = Action.owners.through
    owned.objects.bulk_create([owned(action=action, organisation=cast.police)])
    assert Change("Owners", None, "added Wealdshire Police") in history_of(action)[0].changes


def test_champion_keeps_an_eye_on_codes_by_name(cast, sign_in, signature):
    with done_by(cast.officer):
        champion = champions.name_champion(
            signature=signature, email="new@example.org", name="New Champion", main=False, codes=cast.codes, department="", published=False,
            by=cast.officer,
        )  # fmt: skip
    shown = text(sign_in(cast.officer).get(page("champion", champion)))
    assert "Funding, Volunteering" in shown
    assert "<strong>Codes:</strong> 1" not in shown


def test_terms_are_told_word_by_word_and_addresses_not_at_all(cast):
    with done_by(cast.officer):
        Compact.objects.filter(pk=cast.compact.pk).update(words={"target": "Objective", "steering_group": "board"}, slug="other")
    assert history_of(cast.compact)[0].changes == [
        Change("Terms that differ from the usual, target", "nothing", "Objective"),
        Change("Terms that differ from the usual, steering group", "nothing", "board"),
    ]


def test_who_was_only_invited_keeps_its_history_to_itself(cast, sign_in):
    """An officer alone makes an invitation, for any organisation of the installation."""
    stranger = Organisation.objects.create(name="Not yet ours", sector="voluntary", kind="charity")
    membership = Membership.objects.create(person=cast.stranger, organisation=stranger, role="lead", since=DAY)
    Signature.objects.create(organisation=stranger, compact=cast.compact)
    client = sign_in(cast.officer)
    assert client.get(page("organisation", stranger)).status_code == 404
    assert client.get(page("membership", membership)).status_code == 404
    Signature.objects.filter(organisation=stranger).update(status="signed", edition=cast.edition)
    Signature.objects.filter(organisation=stranger).update(status="withdrawn")
    assert client.get(page("organisation", stranger)).status_code == 200
    assert client.get(page("membership", membership)).status_code == 200


def test_person_in_an_event_is_told_by_name(cast, signature):
    record("lead.added", signature, by=cast.officer, person=cast.volunteer.pk, proved=True)
    assert history_of(signature)[0].changes == [Change("Person", None, "Volunteer"), Change("Proved", None, "yes")]
