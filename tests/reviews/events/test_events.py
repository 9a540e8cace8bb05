"""The yearly event: planned, signed up for, and what people said of it, counted and read by two before anybody sees it."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from compact_portal.days import today
from compact_portal.messaging.models import Message
from reviews.actions.events import feedback, planning, signing_up
from reviews.events.due import do_due
from reviews.events.reports import events_of
from reviews.events.tasks import tasks_of
from reviews.models import Event, EventFeedback, FeedbackRelease, FeedbackText, Finding, Review, SignUp

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
CANARY = "CANARY-needs-a-loop"
WHO = {"name": "Nora Lamb", "email": "nora@example.org", "organisation": "Lamb & Co", "sector": "voluntary"}


@pytest.fixture
def review(cast):
    return Review.objects.create(compact=cast.compact, year=2031, label="2031")


@pytest.fixture
def event(cast, review):
    days = {"starts_on": today() + 10 * DAY, "ends_on": today() + 11 * DAY}
    event = planning.save_event(
        compact=cast.compact, event=None, name="Compact Week", theme="Bringing it to life", review=review, by=cast.officer, **days
    )
    return planning.publish_event(event=event, by=cast.officer)


def link_in(message: Message) -> str:
    return re.search(r"/i/event/\S+/", message.text)[0]


def signed_up(event, client, **fields) -> str:
    """The link that was mailed."""
    client.post(reverse("reviews:event_sign_up", args=["wealdshire", event.pk]), WHO | fields)
    return link_in(Message.objects.latest("pk"))


def answered(event, people: int, *, text="", agree=None) -> None:
    """So many people came and answered; `agree` of them agree that it was worth their time."""
    Event.objects.filter(pk=event.pk).update(starts_on=today() - 2 * DAY, ends_on=today() - DAY, feedback_asked_on=today())
    for number in range(people):
        one = SignUp.objects.create(
            event=event, state="coming", name=f"P{number}", sent_to=f"p{number}@example.org", sector="cross", asked_on=today()
        )
        worth = "agree" if number < (people if agree is None else agree) else "disagree"
        feedback.give_feedback(sign_up=one, answers={"worth": worth, "heard": ""}, text=f"{text}{number}" if text else "")


def test_an_event_is_planned_from_what_the_review_found_and_published(cast, review, sign_in, client):
    finding = Finding.objects.create(review=review, number=1, text="Small groups fear for their grants.")
    officer = sign_in(cast.officer)
    day = today() + 20 * DAY
    parts = {f"{name}-{part}": getattr(day, part) for name in ("starts_on", "ends_on") for part in ("day", "month", "year")}
    officer.post(reverse("reviews:event_new", args=["wealdshire"]), {"name": "Week", "theme": "Courage", "review": review.pk} | parts)
    event = Event.objects.get()
    page = officer.get(event.get_absolute_url()).content.decode()
    assert "no point of the programme takes up yet" in page and f"?finding={finding.pk}" in page
    assert [task.what for task in tasks_of(cast.officer, today())] == ["Finish the programme of Week, and publish it"]
    at = {f"day-{part}": getattr(day, part) for part in ("day", "month", "year")}
    add = reverse("reviews:event_item_new", args=["wealdshire", event.pk]) + f"?finding={finding.pk}"
    officer.post(add, at | {"time": "10:00", "title": "How to raise a concern", "organisation": cast.charity.pk})
    assert event.items.get().finding == finding
    officer.post(reverse("reviews:event_publish", args=["wealdshire", event.pk]))
    officer.logout()
    page = client.get(event.get_absolute_url()).content.decode()
    assert "How to raise a concern" in page and "Bramble Lane Befriending" in page and "Small groups fear" in page and "Sign up" in page


def test_a_draft_is_for_the_group_alone(cast, sign_in, client):
    event = planning.save_event(compact=cast.compact, event=None, name="Draft week", starts_on=today(), ends_on=today(), by=cast.officer)
    for address in (event.get_absolute_url(), reverse("reviews:event_sign_up", args=["wealdshire", event.pk])):
        assert client.get(address).status_code == 404
    assert "Draft week" not in client.get(reverse("reviews:events", args=["wealdshire"])).content.decode()
    assert "Draft week" in sign_in(cast.vcs_member).get(event.get_absolute_url()).content.decode()
    with pytest.raises(PermissionDenied):
        planning.publish_event(event=event, by=cast.vcs_member)


def test_points_stand_on_days_of_the_event(cast, event, sign_in):
    client, add = sign_in(cast.officer), reverse("reviews:event_item_new", args=["wealdshire", event.pk])
    wrong = {"day-day": 1, "day-month": 1, "day-year": 2031, "title": "Talk"}
    assert "choose one of these days" in client.post(add, wrong).content.decode()
    planning.save_item(event=event, item=None, day=event.starts_on, title="Talk", by=cast.officer)
    with pytest.raises(ValidationError, match="move it first"):
        planning.save_event(compact=cast.compact, event=event, starts_on=event.ends_on, by=cast.officer)


def test_signing_up_is_confirmed_by_mail_and_called_off_without_trace(event, client):
    link = signed_up(event, client, needs=CANARY)
    assert SignUp.objects.get().state == "unconfirmed"
    page = client.get(link)
    assert page["Referrer-Policy"] == "strict-origin" and SignUp.objects.get().state == "unconfirmed"
    client.post(link, {"do": "confirm"})
    client.post(link, {"do": "confirm"})
    assert SignUp.objects.get().state == "coming"
    again = signed_up(event, client, name="Nora L.")
    client.post(again, {"do": "confirm"})
    assert SignUp.objects.get().name == "Nora L." and client.get(link).status_code == 404
    client.post(again, {"do": "call_off"})
    assert not SignUp.objects.exists()
    assert client.get(again).status_code == 404


def test_mail_is_not_sent_to_one_address_without_end(event, client):
    for _ in range(6):
        client.post(reverse("reviews:event_sign_up", args=["wealdshire", event.pk]), WHO)
    assert Message.objects.count() == 3


def test_one_place_does_not_close_the_form_for_everybody(event, client):
    page = reverse("reviews:event_sign_up", args=["wealdshire", event.pk])
    got = [client.post(page, WHO | {"email": f"{n}@example.org"}, REMOTE_ADDR="192.0.2.77").status_code for n in range(11)]
    assert got == [200] * 10 + [429]


def test_a_stranger_who_types_the_address_changes_nothing_of_who_comes(event, client):
    link = signed_up(event, client, needs=CANARY)
    client.post(link, {"do": "confirm"})
    SignUp.objects.update(asked_on=today() - DAY)
    for _ in range(6):
        signed_up(event, client, name="A stranger", organisation="Elsewhere", needs="")
    coming = SignUp.objects.coming().get()
    assert (coming.name, coming.needs) == ("Nora Lamb", CANARY) and client.get(link).status_code == 200
    assert Message.objects.count() == 4  # the first, and three in a day


@pytest.mark.parametrize(("field", "words"), [("name", "Enter your name"), ("email", "Enter your e-mail address"), ("sector", "Choose one")])
def test_wrong_sign_ups_are_given_back(event, client, field, words):
    page = client.post(reverse("reviews:event_sign_up", args=["wealdshire", event.pk]), WHO | {field: ""}).content.decode()
    assert words in page and not SignUp.objects.exists()


def test_nobody_signs_up_after_the_last_day(event, client):
    Event.objects.update(sign_up_until=today() - DAY)
    assert client.get(reverse("reviews:event_sign_up", args=["wealdshire", event.pk])).status_code == 302
    with pytest.raises(ValidationError, match="takes nobody more"):
        signing_up.sign_up(event=event, **WHO)


def test_needs_are_for_officers_and_go_the_day_after(cast, event, client, sign_in):
    client.post(signed_up(event, client, needs=CANARY), {"do": "confirm"})
    people = reverse("reviews:event_people", args=["wealdshire", event.pk])
    page = sign_in(cast.officer).get(people).content.decode()
    assert CANARY in page and "<strong>1</strong> person: 1 voluntary and community sector" in page
    assert sign_in(cast.vcs_member).get(people).status_code == 404
    assert CANARY not in client.get(event.get_absolute_url()).content.decode()
    signing_up.forget(on=event.ends_on)
    assert SignUp.objects.get().needs == CANARY
    signing_up.forget(on=event.ends_on + DAY)
    one = SignUp.objects.get()
    assert (one.needs, one.name) == ("", "Nora Lamb")
    signing_up.forget(on=event.ends_on + 40 * DAY)
    one.refresh_from_db()
    assert (one.name, one.sent_to, one.organisation, one.sector) == ("", "", "", "voluntary")


def test_what_nobody_confirms_is_forgotten(event, client):
    signed_up(event, client)
    signing_up.forget(on=today() + 4 * DAY)
    assert not SignUp.objects.exists()


def test_people_are_reminded_once_and_asked_on_the_day_after(event, client):
    client.post(signed_up(event, client), {"do": "confirm"})
    do_due(event.starts_on - 5 * DAY)
    assert Message.objects.count() == 1
    for _ in range(2):
        do_due(event.starts_on - 2 * DAY)
    assert Message.objects.count() == 2
    for _ in range(2):
        do_due(event.ends_on + DAY)
    assert Message.objects.count() == 3
    assert "what did you think of it" in Message.objects.latest("pk").subject


def test_feedback_by_its_link_is_counted_and_leads_back_to_nobody(event, client):
    client.post(signed_up(event, client), {"do": "confirm"})
    Event.objects.update(starts_on=today() - DAY, ends_on=today() - DAY)
    do_due()
    link = link_in(Message.objects.latest("pk"))
    assert "Answer at least one question" in client.post(link, {}).content.decode()
    assert "Thank you" in client.post(link, {"worth": "agree", "text": "More tea."}).content.decode()
    told = EventFeedback.objects.get()
    assert (told.responses, told.counts, told.texts) == (1, {"worth": {"agree": 1}}, ["More tea."])
    assert client.get(link).status_code == 404
    with pytest.raises(ValidationError, match="arrived already"):
        feedback.give_feedback(sign_up=SignUp.objects.get(), answers={"worth": "agree"}, text="")


def test_few_answers_give_no_figures_and_no_words(event, client):
    answered(event, 9, text="CANARY")
    feedback.close_feedback(event=event, on=today())
    assert not FeedbackText.objects.exists() and not EventFeedback.objects.exists()
    page = client.get(event.get_absolute_url()).content.decode()
    assert "Fewer than 10 people said" in page and "CANARY" not in page


def test_figures_are_rounded_by_the_rules_and_words_wait_for_two(cast, event, client, sign_in):
    answered(event, 13, text="Word ", agree=9)
    do_due(today() + 20 * DAY)
    assert FeedbackRelease.objects.get().figures["responses"]["words"] == "15"
    page = client.get(event.get_absolute_url()).content.decode()
    assert "About 15 people" in page and "65% agreed" in page and "13" not in re.sub(r"<[^>]*>", "", page.split("What people said of it")[1])
    assert "Word 3" not in page
    words = reverse("reviews:event_words", args=["wealdshire", event.pk])
    text = FeedbackText.objects.get(text="Word 3")
    assert [task.address for task in tasks_of(cast.vcs_member, today())] == [words]
    sign_in(cast.vcs_member).post(words, {"text": text.pk, "verdict": "publish"})
    assert "Word 3" not in client.get(event.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError, match="Somebody of your side"):
        feedback.give_opinion(text=text, publish=True, by=cast.vcs_member)
    sign_in(cast.statutory_member).post(words, {"text": text.pk, "verdict": "publish"})
    other = FeedbackText.objects.get(text="Word 4")
    feedback.give_opinion(text=other, publish=True, by=cast.statutory_member)
    feedback.give_opinion(text=other, publish=False, by=cast.vcs_member)
    client.logout()
    page = client.get(event.get_absolute_url()).content.decode()
    assert "Word 3" in page and "Word 4" not in page
    told = events_of(event.review, on=today() + DAY)
    assert (told[0].opening.split(".")[0][:12], told[0].words) == ("Compact Week", ["Word 3"])


def test_who_is_named_does_not_read_it(cast, event):
    answered(event, 12, text="Bramble Lane Befriending was loud ")
    feedback.close_feedback(event=event, on=today())
    text = FeedbackText.objects.first()
    with pytest.raises(PermissionDenied):
        feedback.give_opinion(text=text, publish=True, by=cast.vcs_member)  # sits for it
    feedback.give_opinion(text=text, publish=True, by=cast.statutory_member)
    for person in (cast.stranger, cast.superuser):
        with pytest.raises(PermissionDenied):
            feedback.give_opinion(text=text, publish=True, by=person)


@pytest.mark.parametrize("items", [1, 12])
def test_the_page_costs_the_same_however_long_the_programme_is(cast, event, client, items, django_assert_num_queries):
    for number in range(items):
        planning.save_item(event=event, item=None, day=event.starts_on, title=f"Talk {number}", organisation=cast.charity, by=cast.officer)
    with django_assert_num_queries(2):
        client.get(event.get_absolute_url())
    with django_assert_num_queries(3):
        client.get(reverse("reviews:events", args=["wealdshire"]))
