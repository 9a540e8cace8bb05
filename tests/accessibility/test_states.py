"""Pages that the standing sweep cannot open, because they need something to have happened: each in the state that it waits for."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from compact_portal.days import today
from compact_portal.messaging.models import Message
from reviews.actions.board import deciding
from reviews.actions.examples import ask_owners, keep_example
from reviews.models import Example, Offer, Passage
from signatories.actions import records
from signatories.models import GuestSpeaker
from tests.messaging import access as messaging
from tests.reviews.answers import BASE, numbers, save, send
from tests.reviews.board.conftest import MEETING, issued, paper  # noqa: F401  fixtures
from tests.reviews.conftest import AFTER, at, draft_survey, invited, respondent, survey, today_is  # noqa: F401  fixtures
from tests.reviews.report_sample import approve, make_year, publish
from tests.reviews.test_after import closed, passage, plan, released  # noqa: F401  fixtures
from tests.reviews.test_paper import form, invitation_of, running  # noqa: F401  fixture
from tests.reviews.test_returning import ask
from tests.signatories.test_import_organisations import table
from tests.signatories.test_joining import invited as asked_to_sign  # noqa: F401  fixture
from tests.signatories.test_joining import sent_link

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.prove]
HERE = {"compact": "wealdshire"}
YEAR = HERE | {"year": 2009}


def shown(look, client, who: str, route: str, **kwargs):
    """The page of this address was shown to `who`; a state that shows another page proves nothing."""
    look.at(client, reverse(route, kwargs=kwargs), who)
    assert (route, who) in look.looked.pairs


def test_texts_and_offers_of_a_closed_survey(cast, closed, browse, look):  # noqa: F811
    for who in ("officer", "vcs_member"):
        for one in Passage.objects.waiting():
            look.at(browse(who), reverse("reviews:passage", kwargs=YEAR | {"pk": one.pk}), who)
        for route in ("reviews:moderation", "reviews:offers", "reviews:written", "reviews:findings", "reviews:process"):
            shown(look, browse(who), who, route, **YEAR)
    assert "reviews:passage" in look.looked.shown
    shown(look, browse("officer"), "officer", "reviews:answer_offer", **YEAR, pk=Offer.objects.get().pk)
    shown(look, browse("officer"), "officer", "reviews:release", **YEAR)


def test_examples_and_highlights_of_a_released_survey(cast, released, browse, look):  # noqa: F811
    officer, good = browse("officer"), passage("good")
    for route in ("reviews:passed_texts", "reviews:good_examples", "reviews:results"):
        shown(look, officer, "officer", route, **YEAR)
    shown(look, officer, "officer", "reviews:take_highlight", **YEAR, pk=good.pk)
    shown(look, officer, "officer", "reviews:keep_example", **YEAR, pk=good.pk)
    example = keep_example(passage=good, title="Papers in time", by=cast.officer, at=at(AFTER))
    assert ask_owners(on=example.agreed_until) == 1
    link = re.search(r"/i/[^/\s]+/example/", Message.objects.get(subject__contains="may your example stay").text).group()
    look.at(browse("anonymous"), link, "anonymous")
    Example.objects.update(agreed_until=today())
    shown(look, officer, "officer", "reviews:achievement_from_example", **HERE, pk=example.pk)
    for who in ("anonymous", "lead"):
        for route, kwargs in (("reviews:examples", HERE), ("reviews:results", YEAR)):
            shown(look, browse(who), who, route, **kwargs)


def test_report_that_is_proposed_published_and_corrected(cast, browse, look):
    year = make_year(cast)
    approve(year.review, cast)
    for who in ("officer", "statutory_member", "vcs_member"):
        shown(look, browse(who), who, "reviews:proposed_report", **YEAR)
        shown(look, browse(who), who, "reviews:approve_report", **YEAR)
    publish(year.review, cast)
    shown(look, browse("officer"), "officer", "reviews:correct_report", **YEAR)
    browse("officer").post(reverse("reviews:correct_report", kwargs=YEAR), {"place": "Title", "wrong": "a", "right": "b"})
    for who in ("anonymous", "lead", "officer"):
        for number in (1, 2):
            shown(look, browse(who), who, "reviews:report_version", **YEAR, number=number)
        shown(look, browse(who), who, "reviews:report", **YEAR)


def test_decision_of_the_board(cast, issued, plan, browse, look, monkeypatch):  # noqa: F811
    monkeypatch.setattr("reviews.actions.board.deciding.today", lambda: MEETING)
    deciding.record_decision(recommendation=issued.recommendations.get(number=1), outcome="agreed", decided_on=MEETING, by=cast.officer)
    shown(look, browse("officer"), "officer", "reviews:follow_up", **HERE, pk=issued.pk, number=1)


def test_answer_that_was_typed(cast, running, browse, look):  # noqa: F811
    one = invitation_of(cast.other_charity)
    address = reverse("reviews:type_answer", kwargs=YEAR | {"pk": one.pk})
    look.see(browse("officer").post(address, form(source="paper")), address, "officer")
    for who in ("officer", "vcs_member"):
        shown(look, browse(who), who, "reviews:confirm_typed", **YEAR, pk=one.pk)


def test_answer_on_its_way(cast, respondent, invited, browse, look):  # noqa: F811
    """Words that could tell who wrote them, the sending, and coming back by a code."""
    other = browse("anonymous")
    ask(other)
    shown(look, other, "anonymous", "reviews:come_back_code", **YEAR)
    save(respondent, numbers(invited)["Action Plan 2009"], q14="Ask Bramble Lane Befriending", q14_openness="sector")
    shown(look, respondent, "respondent", "reviews:look", **YEAR)
    sent = send(respondent)
    look.see(sent, f"{BASE}submit/", "respondent")
    assert sent.status_code == 200


def test_survey_that_is_a_draft(cast, draft_survey, browse, look):  # noqa: F811
    shown(look, browse("officer"), "officer", "reviews:prepare", **YEAR)
    for route in ("reviews:manage", "reviews:design", "reviews:dates", "reviews:add_document"):
        shown(look, browse("officer"), "officer", route, **YEAR)


def test_import_before_it_is_done(cast, browse, look):
    officer = browse("officer")
    rows = table([{"Name": "Newcomer Trust", "Kind": "charity"}, {"Name": "Wealdshire Police"}]).getvalue()
    officer.post(reverse("signatories:import_file", kwargs=HERE), {"file": SimpleUploadedFile("mine.csv", rows)})
    shown(look, officer, "officer", "signatories:import_check", **HERE)


def test_link_to_sign_that_still_holds(cast, asked_to_sign, browse, look):  # noqa: F811
    token = sent_link(cast, asked_to_sign).rstrip("/").rpartition("/")[2]
    for route in ("signatories:sign_by_link", "signatories:decline_by_link"):
        shown(look, browse("anonymous"), "anonymous", route, **HERE, token=token)


def test_guest_speaker(cast, browse, look):
    event = records.save_training(compact=cast.compact, by=cast.officer, title="Officers meet", kind="officers", held_on=today())
    words = {"who": "The Commissioner", "subject": "keeping promises", "state": "asked", "speaks_on": today()}
    records.save_speaker(event=event, by=cast.officer, **words)
    shown(look, browse("officer"), "officer", "signatories:change_speaker", **HERE, pk=event.pk, speaker=GuestSpeaker.objects.get().pk)


def test_letter_box_of_the_demonstration(cast, browse, look, settings):
    messaging.prepare(cast)
    settings.DEMO = True
    for who in ("anonymous", "officer"):
        shown(look, browse(who), who, "messaging:outbox")
        shown(look, browse(who), who, "messaging:message", pk=Message.objects.earliest("pk").pk)
