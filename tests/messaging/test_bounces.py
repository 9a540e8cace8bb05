"""Mail that came back is told by our own Message-ID and by nothing else, kept once, and judged for good or for the moment."""

import email

import pytest
from django.core.management import call_command

from compact_portal.messaging import worker
from compact_portal.messaging.bounces import report_in, try_again
from compact_portal.messaging.mailbox import LARGEST, read_mailbox
from compact_portal.messaging.models import Message, Unreachable
from compact_portal.messaging.outbox import queue
from tests.messaging.returned import by_reference, exchange_report, holiday_note, report, spam

pytestmark = pytest.mark.django_db
TO = "lead@example.org"


@pytest.fixture
def sent(inbox):
    """A message that has left, and the Message-ID under which it did."""
    message = queue(to=TO, subject="The survey is open", text="Answer it.", reason="you lead")
    worker.send_due()
    message.refresh_from_db()
    message.message_id = inbox.messages[-1]["Message-ID"]
    return message


def bounced(message, **how) -> bytes:
    return report(message_id=message.message_id, to=message.to, **({"status": "5.1.1"} | how))


def test_refused_for_good_is_unreachable_at_once(sent, mailbox):
    mailbox.put(bounced(sent))
    assert read_mailbox() == 1
    sent.refresh_from_db()
    assert (sent.status, sent.last_error) == ("bounced", "Came back: 5.1.1")
    assert list(Unreachable.objects.certain().values_list("address", "for_good", "times", "code")) == [(TO, True, 1, "5.1.1")]
    assert mailbox.flagged(r"\Seen") == [1]


def test_the_same_report_counts_once_however_often_it_is_read(sent, mailbox):
    mailbox.put(bounced(sent), bounced(sent))
    assert read_mailbox() == 1
    mailbox.put(bounced(sent))
    assert read_mailbox() == 0
    assert Unreachable.objects.get().times == 1


@pytest.mark.parametrize("status", ["4.4.7", "5.2.2", "5.7.1", "5.3.4"])
def test_for_the_moment_counts_as_unreachable_the_third_time(inbox, mailbox, status):
    for number in (1, 2, 3):
        assert Unreachable.objects.certain().count() == 0
        message = queue(to=TO, subject=f"No. {number}", text="x", reason="y")
        worker.send_due()
        message.message_id = inbox.messages[-1]["Message-ID"]
        mailbox.put(bounced(message, status=status))
        assert read_mailbox() == 1
    assert [(one.times, one.for_good) for one in Unreachable.objects.certain()] == [(3, False)]


def test_the_mail_is_found_whole_in_its_headers_or_by_what_the_report_answers(sent, mailbox):
    ways = [
        bounced(sent),
        bounced(sent, part="text/rfc822-headers"),
        by_reference(message_id=sent.message_id, to=TO, status="5.1.1"),
        exchange_report(message_id=sent.message_id, to=TO),
    ]
    for way in ways:
        Message.objects.update(status="sent")
        mailbox.put(way)
        assert read_mailbox() == 1
    assert Unreachable.objects.get().code == "5.1.10"


def test_nothing_else_makes_an_address_unreachable(sent, mailbox, caplog):
    forged = sent.message_id.replace(sent.seal, "0" * 24)
    others = [
        holiday_note(message_id=sent.message_id),
        spam(message_id=sent.message_id),
        bounced(sent, action="delayed", status="4.4.1"),
        report(message_id=forged, to=TO, status="5.1.1"),
        report(message_id="<other@example.org>", to=TO, status="5.1.1", said=f"550 {sent.message_id}"),
        report(message_id=sent.message_id.replace(f"<{sent.pk}.", f"<{sent.pk + 7}."), to=TO, status="5.1.1"),
        b"", b"\xff\xfe\x00 broken", b"Content-Type: multipart/report; boundary=x\r\n\r\n--x", b"Content-Type: multipart/report\r\n\r\nplain",
        bounced(sent)[:-40].replace(b"boundary=", b"boundary*=utf-8''%zz"),
    ]  # fmt: skip
    mailbox.put(*others)
    assert read_mailbox() == 0
    assert len(mailbox.flagged(r"\Seen")) == len(others) and not Unreachable.objects.exists()
    sent.refresh_from_db()
    assert sent.status == "sent" and TO not in caplog.text


def test_the_address_is_that_of_our_message_not_of_the_report(sent, mailbox):
    mailbox.put(report(message_id=sent.message_id, to="somebody-else@example.org", status="5.1.1"))
    assert read_mailbox() == 1 and Unreachable.objects.get().address == TO


def test_a_mail_too_large_to_be_one_of_ours_is_left_where_it_is_and_stops_none_behind_it(sent, mailbox):
    mailbox.put(bounced(sent) + b"x" * LARGEST, bounced(sent))
    assert (read_mailbox(), mailbox.flagged(r"\Seen")) == (1, [2])
    assert not any(said.startswith("UID FETCH 1 ") for said in mailbox.said)


def test_nothing_is_removed_from_the_mailbox_not_even_what_somebody_marked_as_deleted(sent, mailbox):
    mailbox.put(b"Subject: by mistake\r\n\r\nx", bounced(sent))
    mailbox.mails[1].flags.add(r"\Deleted")
    assert read_mailbox() == 1 and len(mailbox.mails) == 2


def test_a_code_without_a_class_is_no_report():
    assert report_in(email.message_from_bytes(report(message_id="<x@y>", to=TO, status="unknown"))) is None


def test_tried_again_when_somebody_says_so(sent, mailbox):
    mailbox.put(bounced(sent))
    read_mailbox()
    try_again(address=TO.upper())
    assert not Unreachable.objects.exists()


def test_without_a_mailbox_the_command_says_that_nothing_came_back(capsys):
    call_command("read_bounces")
    assert capsys.readouterr().out == "Mails that came back: 0.\n"


def test_a_part_of_a_bundle_that_came_back_came_back_too(sent, mailbox):
    part = Message.objects.create(to=TO, subject="s", text="", reason="r", status="bundled", bundled_in=sent, next_attempt_at=sent.next_attempt_at)
    mailbox.put(bounced(sent))
    read_mailbox()
    part.refresh_from_db()
    assert part.status == "bounced"
