"""Several reminders to one address leave as one mail a day; what a task needs leaves at once; each address may choose."""

import datetime

import pytest
from django.utils import timezone

from compact_portal.messaging import worker
from compact_portal.messaging.bundling import bundle_due
from compact_portal.messaging.models import Message, Wish
from compact_portal.messaging.outbox import queue
from compact_portal.messaging.times import morning_of, next_monday

pytestmark = pytest.mark.django_db
TO = "lead@example.org"


def reminder(number=1, to=TO, kind="reminder") -> Message:
    return queue(to=to, subject=f"Subject {number}", text=f"Text {number} http://localhost:8000/x/", reason=f"reason {number}", kind=kind)


def tomorrow() -> datetime.datetime:
    return morning_of(timezone.localdate() + datetime.timedelta(days=1))


def test_what_a_task_needs_leaves_at_once_and_says_so():
    message = reminder(kind="needed")
    assert message.status == "waiting"
    assert "Mail that a task of yours needs always comes." in message.text and "http://localhost:8000/home/mail/" in message.text


def test_several_reminders_to_one_address_are_one_mail():
    first, second = reminder(1), reminder(2, to=TO.upper())
    assert {first.status, second.status} == {"gathered"}
    assert bundle_due(at=tomorrow()) == 1
    whole = Message.objects.get(status="waiting")
    assert whole.subject == "2 reminders"
    for number in (1, 2):
        assert f"{number}. Subject {number}\n\nText {number}" in whole.text and f"(Because reason {number}.)" in whole.text
    parts = Message.objects.filter(bundled_in=whole)
    assert set(parts.values_list("status", "text")) == {("bundled", "")} and parts.count() == 2
    assert bundle_due(at=tomorrow()) == 0


def test_one_reminder_stays_what_it_is():
    message = reminder()
    bundle_due(at=tomorrow())
    message.refresh_from_db()
    assert (message.status, message.subject) == ("waiting", "Subject 1")
    assert "You receive this because reason 1." in message.text and f"/home/mail/{message.pk}-{message.seal}/" in message.text


def test_an_address_gets_one_such_mail_a_day():
    reminder(1)
    bundle_due(at=tomorrow())
    reminder(2)
    assert bundle_due(at=tomorrow() + datetime.timedelta(hours=3)) == 0
    assert bundle_due(at=tomorrow() + datetime.timedelta(days=1)) == 1


def test_nothing_leaves_before_the_morning():
    message = reminder()
    assert bundle_due(at=message.next_attempt_at - datetime.timedelta(minutes=1)) == 0
    assert timezone.localtime(message.next_attempt_at).hour == 8


def test_once_a_week_and_never():
    Wish.objects.create(address=TO, reminders="weekly", news="never")
    weekly, never = reminder(1), reminder(2, kind="news")
    assert (never.status, never.text) == ("unwanted", "")
    monday = timezone.localtime(weekly.next_attempt_at)
    assert (monday.weekday(), monday.hour) == (0, 8) and monday >= timezone.now()
    assert reminder(3, kind="needed").status == "waiting"  # nobody can choose away what a task needs


@pytest.mark.parametrize(("now", "then"), [
    ("2026-11-23T07:59Z", "2026-11-23T08:00Z"), ("2026-11-23T08:01Z", "2026-11-30T08:00Z"), ("2026-11-22T12:00Z", "2026-11-23T08:00Z"),
    ("2026-03-24T12:00Z", "2026-03-30T07:00Z"),  # the clock goes forward in between
])  # fmt: skip
def test_monday_morning_is_london_s(now, then):
    assert next_monday(datetime.datetime.fromisoformat(now)) == datetime.datetime.fromisoformat(then)


def test_a_bundle_that_does_not_arrive_tells_of_each_part(inbox):
    parts = [reminder(1), reminder(2)]
    bundle_due(at=tomorrow())
    inbox.refuse_recipient[TO] = "550 5.1.1 no such mailbox"
    worker.send_due(at=tomorrow() + datetime.timedelta(minutes=1))
    assert [Message.objects.get(pk=part.pk).status for part in parts] == ["failed", "failed"]


def test_choosing_by_the_link_at_the_foot_needs_no_password(client):
    message = reminder()
    page = client.get(f"/home/mail/{message.pk}-{message.seal}/")
    assert TO in page.content.decode() and page["Referrer-Policy"] == "strict-origin" and not Wish.objects.exists()
    client.post(f"/home/mail/{message.pk}-{message.seal}/", {"reminders": "weekly", "news": "never"})
    assert list(Wish.objects.values_list("address", "reminders", "news")) == [(TO, "weekly", "never")]
    for wrong in (f"{message.pk}-{'0' * 24}", f"{message.pk}", "x-y", f"{message.pk + 1}-{message.seal}"):
        assert client.get(f"/home/mail/{wrong}/").status_code == 404


def test_choosing_when_signed_in(sign_in, cast):
    browser = sign_in(cast.lead)
    assert "Some mail always comes" in browser.get("/home/mail/").content.decode()
    browser.post("/home/mail/", {"reminders": "never", "news": "daily"})
    assert Wish.objects.get().address == cast.lead.email
    assert "Choose" in browser.post("/home/mail/", {"reminders": "hourly"}).content.decode()
    assert Wish.objects.get().reminders == "never"


def test_who_did_it_before_the_morning_is_not_reminded():
    done, other = (queue(to=TO, subject=about, text="x", reason="r", kind="reminder", about=about) for about in ("a:1", "a:2"))
    assert bundle_due(at=tomorrow(), still_wanted=lambda about: set(about) - {"a:1"}) == 1
    assert (Message.objects.get(pk=done.pk).status, Message.objects.get(pk=other.pk).status) == ("thrown", "waiting")
