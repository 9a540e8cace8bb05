"""The mailbox for returned mail over a real connection: a look that is cut short is taken again, and what is wrong is told to the host."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from compact_portal.messaging import worker
from compact_portal.messaging.models import Message, Unreachable
from compact_portal.messaging.outbox import queue
from tests.messaging.mail_server import free_port
from tests.messaging.returned import holiday_note, report
from tests.site.test_host import found
from tests.transactional import database_url

ROOT = Path(__file__).resolve().parents[2]
LINE = "The mailbox for returned mail"


def returned(inbox, count: int = 1) -> list[bytes]:
    for number in range(count):
        queue(to=f"lead-{number}@example.org", subject="The survey is open", text="Answer it.", reason="you lead")
    worker.send_due()
    return [report(message_id=mail["Message-ID"], to=mail["To"], status="5.1.1") for mail in inbox.messages]


def read(capsys) -> str:
    call_command("read_bounces")
    return capsys.readouterr().out.strip()


def test_worker_killed_between_reading_and_marking_counts_each_mail_once(committed, inbox, mailbox, own_certificate, settings, capsys):
    mailbox.put(*returned(inbox, 3))
    mailbox.hold_at = "UID STORE 2"
    way = {f"BOUNCE_IMAP_{name}": str(getattr(settings, f"BOUNCE_IMAP_{name}")) for name in ("HOST", "PORT", "USER", "PASSWORD")}
    environment = os.environ | way | {"SSL_CERT_FILE": str(own_certificate), "DATABASE_URL": database_url(), "COMPACT_DEMO": "0"}
    process = subprocess.Popen([sys.executable, "manage.py", "read_bounces"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    assert mailbox.held.wait(30)
    process.kill()
    process.wait()
    mailbox.hold_at = ""
    assert Unreachable.objects.count() == 2 and mailbox.flagged(r"\Seen") == [1]
    assert read(capsys) == "Mails that came back: 1."
    assert list(Unreachable.objects.values_list("times", flat=True)) == [1, 1, 1] and mailbox.flagged(r"\Seen") == [1, 2, 3]


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["SELECT", "UID SEARCH", "UID FETCH 2", "UID STORE 2", "LOGOUT"])
def test_line_that_goes_dead_loses_nothing(inbox, mailbox, capsys, moment):
    mailbox.put(*returned(inbox, 3))
    mailbox.hang_up_at = moment
    read(capsys)
    mailbox.hang_up_at = ""
    read(capsys)
    assert Message.objects.filter(status="bounced").count() == Unreachable.objects.filter(times=1).count() == 3
    assert mailbox.flagged(r"\Seen") == [1, 2, 3] and found(LINE).well


def set_to(settings, monkeypatch, values: dict) -> None:
    """`BOUNCE_IMAP_PORT` None is one at which nobody listens; `SSL_CERT_FILE` None trusts what the machine trusts."""
    for name, value in values.items():
        if name != "SSL_CERT_FILE":
            setattr(settings, name, value or free_port())
        elif value:
            monkeypatch.setenv(name, value)
        else:
            monkeypatch.delenv(name)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "said", "remedy"),
    [
        ({"BOUNCE_IMAP_PASSWORD": "canary-secret"}, "It refuses the sign-in, for ", "Correct BOUNCE_IMAP_USER and BOUNCE_IMAP_PASSWORD."),
        ({"BOUNCE_IMAP_FOLDER": "Reports"}, "Its folder cannot be opened, for ", "Correct BOUNCE_IMAP_FOLDER"),
        ({"BOUNCE_IMAP_PORT": None}, "It does not answer, for ", "See that BOUNCE_IMAP_HOST and BOUNCE_IMAP_PORT are right"),
        ({"BOUNCE_IMAP_HOST": "localhost"}, "Its certificate is not trusted, so no password was sent, for ", "the name in the certificate"),
        ({"SSL_CERT_FILE": None}, "Its certificate is not trusted, so no password was sent, for ", "that this machine trusts who issued it"),
    ],
    ids=["password", "folder", "gone", "name", "unknown"],
)
def test_what_is_wrong_is_told_to_the_host_and_gone_when_it_is_mended(inbox, mailbox, settings, monkeypatch, caplog, capsys, wrong, said, remedy):
    mailbox.put(*returned(inbox))
    right = {name: os.environ.get(name) or getattr(settings, name) for name in wrong}
    set_to(settings, monkeypatch, wrong)
    output = read(capsys)
    line = found(LINE, timezone.now() + timedelta(hours=2))
    assert line.well is False and line.found.startswith(said) and remedy in line.remedy and "read_bounces" in line.remedy
    assert "2\N{NO-BREAK SPACE}hours" in line.found
    assert output.startswith("Whether mail came back is not known")
    for secret in ("canary-secret", "zebra-pass-9f"):
        assert secret not in f"{caplog.text}{output}{line}"
    assert ("LOGIN" in mailbox.said) is (set(wrong) <= {"BOUNCE_IMAP_PASSWORD", "BOUNCE_IMAP_FOLDER"})
    set_to(settings, monkeypatch, right)
    assert read(capsys) == "Mails that came back: 1."
    assert found(LINE).well and "Read 0" in found(LINE).found


@pytest.mark.django_db
def test_mailbox_that_nobody_reads_is_told(mailbox, capsys):
    assert "script/manage tick" in found(LINE).remedy and found(LINE).well is False
    mailbox.put(holiday_note(message_id="<x@y>"))
    read(capsys)
    assert found(LINE).well and found(LINE, timezone.now() + timedelta(hours=4)).well is False
