"""What the worker does with a message, over real SMTP: delivers both parts, waits longer and longer, gives up, never doubles."""

import datetime
import smtplib
import threading

import pytest
from django.utils import timezone

from compact_portal.management.commands.run_worker import send_all
from compact_portal.messaging import worker
from compact_portal.messaging.models import Message, Unreachable
from compact_portal.messaging.outbox import queue

pytestmark = pytest.mark.django_db
CANARY = "zebra-41-canary"


def queued(to="lead@example.org", **fields) -> Message:
    words = {"subject": "The survey is open", "text": f"Answer it at http://localhost:8000/i/{CANARY}/ please.", "reason": "you lead a signatory"}
    return queue(to=to, **(words | fields))


def later(**span) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(**span)


def test_message_arrives_with_both_parts_and_is_blanked(inbox):
    message = queued()
    assert worker.send_due() == 1
    [mail] = inbox.messages
    assert (mail["To"], mail["From"], mail["Subject"]) == ("lead@example.org", "portal@localhost", "The survey is open")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == f"<{message.pk}.{message.seal}@localhost>"
    plain, rich = (part.get_content() for part in mail.iter_parts())
    assert f"http://localhost:8000/i/{CANARY}/" in plain
    assert "You receive this because you lead a signatory." in " ".join(plain.split())
    assert f'href="http://localhost:8000/i/{CANARY}/"' in rich
    assert "You receive this because you lead a signatory." in " ".join(rich.split())
    message.refresh_from_db()
    assert (message.status, message.text, message.html, message.attempts) == ("sent", "", "", 1)
    assert message.sent_at is not None


def test_nothing_due_opens_no_connection(smtp):
    queued()
    Message.objects.update(next_attempt_at=later(hours=1))
    assert worker.send_due() == 0


def test_batch_goes_over_one_connection(inbox, monkeypatch):
    opened = []
    connect = smtplib.SMTP.connect
    monkeypatch.setattr(smtplib.SMTP, "connect", lambda self, *a: opened.append(1) or connect(self, *a))
    for number in range(3):
        queued(to=f"person-{number}@example.org")
    assert worker.send_due() == 3
    assert (len(inbox.messages), len(opened)) == (3, 1)
    assert inbox.recipients == ["person-0@example.org", "person-1@example.org", "person-2@example.org"]


def test_process_sends_all_over_one_connection_and_ends_after_the_message_in_hand(inbox, monkeypatch):
    opened, stop = [], threading.Event()
    connect, mark_sent = smtplib.SMTP.connect, worker.mark_sent
    monkeypatch.setattr(smtplib.SMTP, "connect", lambda self, *a: opened.append(1) or connect(self, *a))
    for _ in range(3):
        queued()
    assert (send_all(stop), len(opened)) == (3, 1)
    monkeypatch.setattr(worker, "mark_sent", lambda message, at: mark_sent(message, at=at) or stop.set())
    for _ in range(3):
        queued()
    assert (send_all(stop), len(opened)) == (1, 2)
    assert Message.objects.filter(status="waiting").count() == 2


def test_what_somebody_waits_for_overtakes_a_round_that_is_being_sent(inbox, monkeypatch):
    for _ in range(3):
        queued()
    queued(to="waits@example.org", urgent=True)
    mark_sent = worker.mark_sent

    def and_another_asks(message, at):
        mark_sent(message, at=at)
        if len(inbox.messages) == 2:
            queued(to="asks@example.org", urgent=True)

    monkeypatch.setattr(worker, "mark_sent", and_another_asks)
    worker.send_due()
    assert inbox.recipients == ["waits@example.org", "lead@example.org", "asks@example.org", "lead@example.org", "lead@example.org"]


def test_limit_leaves_the_rest(inbox):
    for _ in range(3):
        queued()
    assert worker.send_due(limit=2) == 2
    assert Message.objects.filter(status="waiting").count() == 1


def test_server_that_is_down_costs_no_attempt(smtp):
    message = queued()
    with pytest.raises(ConnectionRefusedError):
        worker.send_due()
    message.refresh_from_db()
    assert (message.status, message.attempts) == ("waiting", 0)


def test_temporary_refusal_waits_longer_each_time_then_gives_up(inbox):
    inbox.refuse_recipient["lead@example.org"] = f"451 4.3.0 try later {CANARY}"
    message, at, waits = queued(), later(minutes=1), []
    for _ in range(worker.MOST_ATTEMPTS):
        assert worker.send_due(at=at) == 0
        message.refresh_from_db()
        if message.status == "waiting":
            waits.append(message.next_attempt_at - at)
            at = message.next_attempt_at
    minutes = [60 * 24 * wait.days + wait.seconds // 60 for wait in waits]
    assert minutes == [1, 5, 15, 60, 240, 1440, 1440]
    assert (message.status, message.attempts, message.text, message.html) == ("failed", 8, "", "")
    assert message.last_error == "SMTPRecipientsRefused 451 4.3.0"
    assert worker.send_due(at=at + datetime.timedelta(days=30)) == 0


def test_one_refused_recipient_does_not_stop_the_others(inbox):
    inbox.refuse_recipient["gone@example.org"] = f"550 5.1.1 no mailbox {CANARY}"
    gone, other = queued(to="gone@example.org"), queued()
    assert worker.send_due() == 1
    gone.refresh_from_db()
    other.refresh_from_db()
    assert (gone.status, gone.attempts, gone.last_error, gone.text) == ("failed", 1, "SMTPRecipientsRefused 550 5.1.1", "")
    assert other.status == "sent"


@pytest.mark.parametrize(("reply", "for_good"), [("550 5.1.1 no mailbox", True), ("550 5.7.1 relaying denied", False), ("550 no such user", False)])
def test_officers_see_an_address_that_was_refused_before_the_mail_left(inbox, reply, for_good):
    inbox.refuse_recipient["lead@example.org"] = reply
    for times in (1, 2, 3):
        queued()
        worker.send_due()
        assert list(Unreachable.objects.values_list("address", "times", "for_good")) == [("lead@example.org", times, for_good)]
        assert Unreachable.objects.certain().exists() is (for_good or times == 3)


def test_refused_text_is_given_up_and_a_busy_server_is_not(inbox):
    inbox.refuse_data = "554 5.7.1 not wanted"
    refused = queued()
    worker.send_due()
    refused.refresh_from_db()
    assert (refused.status, refused.last_error) == ("failed", "SMTPDataError 554 5.7.1")
    inbox.refuse_data = "452 4.3.1 disk full"
    delayed = queued()
    worker.send_due()
    delayed.refresh_from_db()
    assert (delayed.status, delayed.last_error) == ("waiting", "SMTPDataError 452 4.3.1")


@pytest.mark.parametrize(
    "error", [smtplib.SMTPSenderRefused(550, b"5.7.1 who are you", "portal@localhost"), smtplib.SMTPAuthenticationError(535, b"5.7.8 no")]
)
def test_refusal_of_ourselves_is_a_setting_to_mend_and_is_tried_again(error):
    assert worker.refused_for_good(error) is False


def test_claim_of_a_dead_worker_is_taken_over_once_after_its_lease(inbox):
    message = queued()
    start = later(minutes=1)
    assert worker.claim(at=start).pk == message.pk  # and then that worker was killed
    assert worker.send_due(at=start + worker.LEASE - datetime.timedelta(seconds=1)) == 0
    assert worker.send_due(at=start + worker.LEASE) == 1
    message.refresh_from_db()
    assert (message.status, message.interrupted, message.attempts) == ("sent", True, 2)


def test_second_death_gives_the_message_up(inbox):
    message, next_one = queued(), queued(to="other@example.org")
    at = later(minutes=1)
    Message.objects.filter(pk=next_one.pk).update(next_attempt_at=at + 3 * worker.LEASE)
    worker.claim(at=at)
    worker.claim(at=at + worker.LEASE)
    assert worker.send_due(at=at + 3 * worker.LEASE) == 1
    message.refresh_from_db()
    assert (message.status, message.text) == ("failed", "")
    assert inbox.recipients == ["other@example.org"]


def test_worker_that_overslept_does_not_undo_what_the_next_one_did(inbox):
    queued()
    at = later(minutes=1)
    slow = worker.claim(at=at)
    worker.send_due(at=at + worker.LEASE)
    worker.put_back_or_give_up(slow, TimeoutError(), at=at + 2 * worker.LEASE)
    assert Message.objects.get().status == "sent"


def test_lease_outlasts_the_slowest_delivery(settings):
    exchanges = 4
    assert worker.LEASE.total_seconds() > exchanges * settings.EMAIL_TIMEOUT


def test_demonstration_sends_nothing_and_keeps_the_words(smtp):
    smtp.DEMO = True
    message = queued()
    assert worker.send_due() == 1
    message.refresh_from_db()
    assert message.status == "sent"
    assert CANARY in message.text


def test_log_and_row_never_hold_the_servers_words(inbox, caplog):
    inbox.refuse_recipient["lead@example.org"] = f"451 4.3.0 {CANARY}"
    queued()
    worker.send_due()
    assert caplog.messages
    assert CANARY not in caplog.text
    assert CANARY not in Message.objects.get().last_error


def test_worker_gives_a_sign_of_life_between_batches(monkeypatch):
    beats, left = [], iter([100, 100, 7, 0])
    monkeypatch.setattr("compact_portal.management.commands.run_worker.beat", lambda: beats.append(1))
    monkeypatch.setattr(worker, "send_due", lambda **_: next(left))
    assert (send_all(), len(beats)) == (207, 4)
