"""Mail that came back is told by our own Message-ID and by nothing else, kept once, and judged for good or for the moment."""

import email
import types

import pytest
from django.core.management import call_command

from compact_portal.messaging import mailbox, worker
from compact_portal.messaging.bounces import report_in, try_again
from compact_portal.messaging.models import Message, Unreachable
from compact_portal.messaging.outbox import queue
from tests.messaging.returned import by_reference, holiday_note, report

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


class FakeMailbox:
    """What imap_tools gives of a mailbox: mails with a number each, of which some were seen."""

    def __init__(self, *mails: bytes):
        self.mails = {str(number): mail for number, mail in enumerate(mails, 1)}
        self.seen: list[str] = []

    def fetch(self, criteria, *, mark_seen, limit):
        assert not mark_seen and "UNSEEN" in str(criteria)
        for uid, mail in list(self.mails.items())[:limit]:
            if uid not in self.seen:
                yield types.SimpleNamespace(uid=uid, obj=email.message_from_bytes(mail))

    def flag(self, uid, flag, value):
        assert flag == "\\Seen" and value
        self.seen.append(uid)


def bounced(message, **how) -> bytes:
    return report(message_id=message.message_id, to=message.to, **({"status": "5.1.1"} | how))


def test_refused_for_good_is_unreachable_at_once(sent):
    box = FakeMailbox(bounced(sent))
    assert mailbox.read(box) == 1
    sent.refresh_from_db()
    assert (sent.status, sent.last_error) == ("bounced", "Came back: 5.1.1")
    assert list(Unreachable.objects.certain().values_list("address", "for_good", "times", "code")) == [(TO, True, 1, "5.1.1")]
    assert box.seen == ["1"]


def test_the_same_report_counts_once_however_often_it_is_read(sent):
    assert mailbox.read(FakeMailbox(bounced(sent), bounced(sent))) == 1
    assert mailbox.read(FakeMailbox(bounced(sent))) == 0
    assert Unreachable.objects.get().times == 1


@pytest.mark.parametrize("status", ["4.4.7", "5.2.2", "5.7.1", "5.3.4"])
def test_for_the_moment_counts_as_unreachable_the_third_time(inbox, status):
    for number in (1, 2, 3):
        assert Unreachable.objects.certain().count() == 0
        message = queue(to=TO, subject=f"No. {number}", text="x", reason="y")
        worker.send_due()
        message.message_id = inbox.messages[-1]["Message-ID"]
        mailbox.read(FakeMailbox(bounced(message, status=status)))
    assert [(one.times, one.for_good) for one in Unreachable.objects.certain()] == [(3, False)]


@pytest.mark.parametrize("part", ["text/rfc822-headers", "message/rfc822"])
def test_the_mail_is_found_in_whole_or_in_its_headers(sent, part):
    assert mailbox.read(FakeMailbox(bounced(sent, part=part))) == 1


def test_the_mail_is_found_by_what_the_report_answers(sent):
    assert mailbox.read(FakeMailbox(by_reference(message_id=sent.message_id, to=TO, status="5.1.1"))) == 1


def test_nothing_else_makes_an_address_unreachable(sent):
    forged = sent.message_id.replace(sent.seal, "0" * 24)
    others = [
        holiday_note(message_id=sent.message_id),
        bounced(sent, action="delayed", status="4.4.1"),
        report(message_id=forged, to=TO, status="5.1.1"),
        report(message_id="<other@example.org>", to=TO, status="5.1.1", said=f"550 {sent.message_id}"),
        report(message_id=sent.message_id.replace(f"<{sent.pk}.", f"<{sent.pk + 7}."), to=TO, status="5.1.1"),
        b"", b"\xff\xfe\x00 broken", b"Content-Type: multipart/report; boundary=x\r\n\r\n--x", b"Content-Type: multipart/report\r\n\r\nplain",
    ]  # fmt: skip
    box = FakeMailbox(*others)
    assert mailbox.read(box) == 0
    assert len(box.seen) == len(others) and not Unreachable.objects.exists()
    sent.refresh_from_db()
    assert sent.status == "sent"


def test_the_address_is_that_of_our_message_not_of_the_report(sent):
    mailbox.read(FakeMailbox(report(message_id=sent.message_id, to="somebody-else@example.org", status="5.1.1")))
    assert Unreachable.objects.get().address == TO


def test_a_code_without_a_class_is_no_report():
    assert report_in(email.message_from_bytes(report(message_id="<x@y>", to=TO, status="unknown"))) is None


def test_tried_again_when_somebody_says_so(sent):
    mailbox.read(FakeMailbox(bounced(sent)))
    try_again(address=TO.upper())
    assert not Unreachable.objects.exists()


def test_without_a_mailbox_the_command_says_that_nothing_came_back(capsys):
    call_command("read_bounces")
    assert capsys.readouterr().out == "Mails that came back: 0.\n"


def test_a_mailbox_that_does_not_answer_stops_nothing(settings, capsys):
    settings.BOUNCE_IMAP_HOST, settings.BOUNCE_IMAP_PORT = "127.0.0.1", 9
    settings.BOUNCE_IMAP_USER = settings.BOUNCE_IMAP_PASSWORD = "x"
    settings.BOUNCE_IMAP_FOLDER = "INBOX"
    call_command("read_bounces")
    assert "is not known: no answer (ConnectionRefusedError)" in capsys.readouterr().out


def test_a_part_of_a_bundle_that_came_back_came_back_too(sent):
    part = Message.objects.create(to=TO, subject="s", text="", reason="r", status="bundled", bundled_in=sent, next_attempt_at=sent.next_attempt_at)
    mailbox.read(FakeMailbox(bounced(sent)))
    part.refresh_from_db()
    assert part.status == "bounced"
