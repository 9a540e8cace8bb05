"""The worker as a process: it stops when asked, two share the work, and one that is killed loses nothing."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.utils import timezone

from compact_portal.messaging import worker
from compact_portal.messaging.models import Message
from compact_portal.messaging.outbox import queue
from tests.transactional import database_url

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def start_worker(inbox, settings):
    """`start_worker("--once")` starts a process; what is left of it at the end is killed."""
    started = []

    def start(*arguments) -> subprocess.Popen:
        mail = {"EMAIL_HOST": settings.EMAIL_HOST, "EMAIL_PORT": str(settings.EMAIL_PORT), "EMAIL_USE_TLS": "0"}
        environment = os.environ | mail | {"DATABASE_URL": database_url(), "COMPACT_DEMO": "0"}
        command = [sys.executable, "manage.py", "run_worker", *arguments]
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def queue_messages(count: int) -> None:
    for number in range(count):
        queue(to=f"person-{number}@example.org", subject="Hello", text="Hello.", reason="you are here")


def test_worker_sends_and_stops_when_asked(start_worker, inbox):
    queue_messages(1)
    process = start_worker()
    assert inbox.arrived.acquire(timeout=20)
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=10)
    assert process.returncode == 0, output
    assert "The worker has stopped." in output
    assert Message.objects.get().status == "sent"


def test_two_workers_share_the_work_and_send_nothing_twice(start_worker, inbox):
    queue_messages(60)
    inbox.hold_back_the_answer = 0.02  # so that neither can do it all before the other has started
    outputs = [process.communicate(timeout=60)[0] for process in (start_worker("--once"), start_worker("--once"))]
    assert Counter(inbox.recipients) == {f"person-{number}@example.org": 1 for number in range(60)}, outputs
    assert not Message.objects.exclude(status="sent", attempts=1).exists()


def test_message_in_the_hands_of_a_killed_worker_is_sent_by_the_next(start_worker, inbox):
    queue_messages(5)
    inbox.hold_back_the_answer = 30  # the server has the message, the worker does not know it yet
    process = start_worker("--once")
    assert inbox.arrived.acquire(timeout=20)
    process.kill()
    process.wait()
    inbox.hold_back_the_answer = 0
    assert worker.send_due() == 4
    assert worker.send_due(at=timezone.now() + worker.LEASE) == 1
    copies = Counter(mail["Message-ID"] for mail in inbox.messages)
    assert sorted(copies.values()) == [1, 1, 1, 1, 2]
    assert list(Message.objects.filter(interrupted=True).values_list("status", "attempts")) == [("sent", 2)]


def test_mail_server_down_is_one_line_and_the_worker_lives(start_worker, inbox, settings):
    settings.EMAIL_PORT = 9  # discard: nobody listens
    queue_messages(1)
    process = start_worker()
    lines = []
    while not any("mail server does not answer" in line for line in lines):
        lines.append(process.stdout.readline())
        assert lines[-1], "".join(lines)
    time.sleep(0.2)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    rest, _ = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "Traceback" not in "".join(lines) + rest
