"""GOV.UK Notify in place of a mail server, through its own client: what it is sent, how its refusals are judged, and what it tells later."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from compact_portal.management.commands.run_worker import send_all
from compact_portal.messaging import worker
from compact_portal.messaging.models import Message, Unreachable
from compact_portal.messaging.notify import read_failures
from compact_portal.messaging.outbox import queue
from tests.messaging.notify_server import KEY, PAGE, SECRET, SERVICE, TEMPLATE
from tests.site.test_host import found

pytestmark = pytest.mark.django_db
TO, CANARY = "lead@example.org", "zebra-41-canary"
HOUR = timedelta(hours=1)


def queued(to: str = TO) -> Message:
    return queue(to=to, subject="The survey is open", text=f"Answer it at {CANARY}.", reason="you lead")


def tried(message: Message, *, at=None) -> Message:
    """As one look of the worker leaves it."""
    worker.send_due(at=at)
    message.refresh_from_db()
    return message


def test_taken_once_with_subject_body_and_our_own_message_id(notify, caplog):
    message = queued()
    assert (worker.send_due(), worker.send_due(at=timezone.now() + 24 * HOUR)) == (1, 0)
    [taken] = notify.taken
    assert (taken["email_address"], taken["template_id"], taken["personalisation"]["subject"]) == (TO, TEMPLATE, "The survey is open")
    assert f"{CANARY}." in taken["personalisation"]["body"] and "You receive this because you lead." in taken["personalisation"]["body"]
    assert taken["reference"] == f"<{message.pk}.{message.seal}@localhost>"
    message.refresh_from_db()
    assert (message.status, message.text) == ("sent", "")
    assert not any(words in caplog.text for words in (TO, CANARY, SECRET))


@pytest.mark.parametrize(("refusal", "said"), [
    ((400, "BadRequestError", f"Template not found {CANARY}"), "SMTPDataError 451 4.6.0"),
    ((500, "Exception", f"Internal server error {CANARY}"), "SMTPDataError 451 4.3.0"),
])  # fmt: skip
def test_fault_that_somebody_will_mend_is_tried_again_later(notify, caplog, refusal, said):
    message, notify.refuse = queued(), refusal
    tried(message)
    assert (message.status, message.attempts, message.last_error) == ("waiting", 1, said)
    assert worker.send_due() == 0 and len(notify.asked) == 1
    notify.refuse = None
    assert tried(message, at=timezone.now() + HOUR).status == "sent" and len(notify.taken) == 1
    assert not any(words in caplog.text for words in (TO, CANARY, SECRET))


def test_address_that_notify_refuses_is_given_up_and_told(notify, caplog):
    message, other = queued("no-at-sign"), queued()
    tried(message)
    assert (message.status, message.last_error, message.text) == ("failed", "SMTPRecipientsRefused 550 5.1.3", "")
    other.refresh_from_db()
    assert other.status == "sent"
    line = found("Mail given up in seven days")
    assert line.well is False and line.found == "1, last for SMTPRecipientsRefused"
    assert list(Unreachable.objects.certain().values_list("address", "code")) == [("no-at-sign", "5.1.3")]
    assert worker.send_due(at=timezone.now() + 99 * HOUR) == 0
    assert "no-at-sign" not in caplog.text


def test_limit_stops_all_and_costs_no_message_an_attempt(notify, caplog):
    """Of fifty a day on trial, or of three thousand a minute: ten days of it may pass before the last of a round leaves."""
    messages = [queued(f"lead-{number}@example.org") for number in range(3)]
    notify.refuse = (429, "TooManyRequestsError", f"Exceeded send limits (email: 50) for today {CANARY}")
    for hour in range(240):
        with pytest.raises(worker.NotNow):
            worker.send_due(at=timezone.now() + hour * HOUR)
    assert len(notify.asked) == 240 and set(Message.objects.values_list("status", "attempts")) == {("waiting", 0)}
    notify.refuse = None
    assert worker.send_due(at=timezone.now() + 240 * HOUR) == 3
    assert [one["email_address"] for one in notify.taken] == [message.to for message in messages]
    assert CANARY not in caplog.text


def stopped(said: str) -> str:
    with pytest.raises(Exception) as caught:
        send_all()
    assert type(caught.value).__name__ == said
    line = found("Mail that waits", timezone.now() + 2 * HOUR)
    assert line.well is False and KEY not in f"{line}{caught.value}"
    return f"{line.found} {line.remedy}"


@pytest.mark.parametrize("key", [f"portal-{SERVICE}-{'0' * 36}", f"portal-{'0' * 36}-{SECRET}"], ids=["its secret", "its service"])
def test_wrong_key_is_told_to_the_host_and_costs_nothing(notify, settings, caplog, key):
    message, settings.NOTIFY_API_KEY = queued(), key
    said = stopped("SMTPAuthenticationError")
    assert "GOV.UK Notify refuses the key, for 2\N{NO-BREAK SPACE}hours" in said and "Set NOTIFY_API_KEY to the whole of a live key" in said
    call_command("read_bounces")
    assert found("What GOV.UK Notify could not deliver").found.startswith("GOV.UK Notify refuses the key, for")
    message.refresh_from_db()
    assert (message.status, message.attempts, notify.taken) == ("waiting", 0, [])
    settings.NOTIFY_API_KEY = KEY
    assert send_all() == 1 and found("Mail that waits").well
    call_command("read_bounces")
    assert found("What GOV.UK Notify could not deliver").well
    assert not any(words in caplog.text for words in (TO, CANARY, key))


def test_notify_that_cannot_be_reached_costs_nothing(notify, settings, monkeypatch, caplog):
    message = queued()
    monkeypatch.setattr("compact_portal.messaging.notify.ADDRESS", "http://127.0.0.1:9")
    assert "GOV.UK Notify takes no mail, for 2\N{NO-BREAK SPACE}hours" in stopped("NotNow")
    call_command("read_bounces")
    assert found("What GOV.UK Notify could not deliver").found.startswith("It does not answer, for")
    message.refresh_from_db()
    assert (message.status, message.attempts) == ("waiting", 0)
    monkeypatch.setattr("compact_portal.messaging.notify.ADDRESS", notify.url)
    assert send_all() == 1 and len(notify.taken) == 1
    assert TO not in caplog.text and CANARY not in caplog.text


def test_answer_that_is_too_slow_counts_as_an_attempt_since_the_mail_may_have_left(notify, settings):
    message, settings.EMAIL_TIMEOUT, notify.slow = queued(), 0.2, 1
    tried(message)
    assert (message.status, message.attempts, message.last_error) == ("waiting", 1, "TimeoutError")
    notify.slow = 0
    assert tried(message, at=timezone.now() + HOUR).status == "sent"
    assert {one["reference"] for one in notify.taken} == {f"<{message.pk}.{message.seal}@localhost>"}


@pytest.mark.parametrize(("status", "for_good"), [("permanent-failure", True), ("temporary-failure", False), ("technical-failure", False)])
def test_what_could_not_be_delivered_is_asked_for_page_by_page_and_kept_once(notify, status, for_good):
    messages = [queued(f"lead-{number}@example.org") for number in range(2 * PAGE + 1)]
    worker.send_due()
    for one in notify.taken:
        one["status"] = "delivered"
    assert read_failures() == 0
    for one in notify.taken:
        one["status"] = status
    notify.taken.append(notify.taken[0] | {"id": "of another system", "reference": None})
    notify.taken.append(notify.taken[0] | {"id": "forged", "reference": f"<{messages[0].pk}.{'0' * 24}@localhost>"})
    assert (read_failures(), read_failures()) == (len(messages), 0)
    assert set(Message.objects.values_list("status", flat=True)) == {"bounced"}
    assert set(Unreachable.objects.values_list("for_good", "times")) == {(for_good, 1)}


def test_without_a_key_nobody_is_asked(notify, settings):
    settings.NOTIFY_API_KEY = ""
    assert (read_failures(), notify.asked) == (0, [])
