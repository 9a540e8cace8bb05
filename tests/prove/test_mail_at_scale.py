"""10,000 messages wait while the mail server is down for a day, and leave once each, also from workers that are killed; 100,000 reminders
are bundled in flat memory."""

import os
import random
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from compact_portal.days import DAY
from compact_portal.messaging import worker
from compact_portal.messaging.bundling import bundle_due
from compact_portal.messaging.models import Message
from compact_portal.messaging.times import morning_of
from tests.messaging.conftest import committed, emptied_by_owner, inbox, smtp  # noqa: F401  fixtures
from tests.messaging.mail_server import free_port
from tests.messaging.test_worker_process import start_worker  # noqa: F401  fixture
from tests.prove.rows import copies

pytestmark = pytest.mark.prove
MESSAGES = int(os.environ.get("PROVE_MESSAGES", "10000"))
REMINDERS = int(os.environ.get("PROVE_REMINDERS", "100000"))
KILLS = int(os.environ.get("PROVE_KILLS", "10"))
LOOKS = int(os.environ.get("PROVE_LOOKS", 2 * 60 * 24))  # of a worker that waits half a minute, in a day
MOST_MEGABYTES = 40


def insert(count: int, *, status: str, kind: str, addresses: int) -> None:
    """Of so many different `addresses`, each as often as the others."""
    fields = {"subject": "Subject", "text": "Text", "reason": "reason", "status": status, "kind": kind, "next_attempt_at": timezone.now()}
    first = Message.objects.create(to="person-0@example.org", **fields)
    copies(Message, first, count - 1, to=f"'person-' || mod(n, {addresses}) || '@example.org'", subject="'Subject ' || n", text="'Text ' || n")
    with connection.cursor() as cursor:  # as PostgreSQL does by itself within a minute or two
        cursor.execute("SELECT portal_count_anew(%s)", [["messaging_message"]])


def test_nothing_is_lost_or_sent_twice_after_a_day_without_a_mail_server(db, inbox, smtp, figure):  # noqa: F811
    insert(MESSAGES, status="waiting", kind="needed", addresses=MESSAGES)
    port, smtp.EMAIL_PORT = smtp.EMAIL_PORT, free_port()
    for _ in range(LOOKS):
        with pytest.raises(ConnectionRefusedError):
            worker.send_due(limit=1)
    assert Message.objects.filter(status="waiting", attempts=0).count() == MESSAGES
    smtp.EMAIL_PORT, began = port, time.monotonic()
    while worker.send_due(limit=500):
        pass
    seconds = time.monotonic() - began
    assert set(Counter(inbox.recipients).values()) == {1} and len(inbox.recipients) == MESSAGES
    assert not Message.objects.exclude(status="sent", attempts=1).exists()
    figure(f"{MESSAGES:,} messages after {LOOKS:,} looks at a mail server that is down: each sent once, in {seconds:.0f} s")


def test_workers_that_are_killed_lose_nothing(committed, inbox, start_worker, figure):  # noqa: F811
    """What a worker had in its hands is sent again once, since nobody can know whether it had left, and is marked."""
    insert(MESSAGES, status="waiting", kind="needed", addresses=MESSAGES)
    inbox.hold_back_the_answer = 0.005
    for _ in range(KILLS):
        process = start_worker("--once")
        assert inbox.arrived.acquire(timeout=60)
        time.sleep(random.uniform(0, 0.5))
        process.kill()
        process.wait()
        while inbox.arrived.acquire(blocking=False):
            pass
    inbox.hold_back_the_answer = 0
    while worker.send_due(limit=500):
        pass
    while worker.send_due(at=timezone.now() + worker.LEASE):
        pass
    arrived = Counter(inbox.recipients)
    twice = {address for address, times in arrived.items() if times == 2}
    assert len(arrived) == MESSAGES and set(arrived.values()) <= {1, 2}
    assert twice <= set(Message.objects.filter(interrupted=True).values_list("to", flat=True)) and len(twice) <= KILLS
    assert not Message.objects.exclude(status="sent").exists()
    figure(f"{MESSAGES:,} messages, {KILLS} workers killed while they sent: none lost, {len(twice)} that was in their hands came twice, marked")


def memory(line: str) -> float:
    """Megabytes of this process, as the kernel counts them; its own count slows nothing down."""
    return int(re.search(rf"^{line}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)[1]) / 1024


def test_reminders_are_bundled_in_flat_memory(db, figure):
    peaks, tomorrow = {}, morning_of(timezone.localdate() + DAY)
    for count in (REMINDERS // 50, REMINDERS):
        Message.objects.all().delete()
        insert(count, status="gathered", kind="reminder", addresses=count // 2)
        Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
        before, began = memory("VmRSS"), time.monotonic()
        assert bundle_due(at=tomorrow) == count // 2
        peaks[count] = memory("VmHWM") - before
        assert Message.objects.filter(status="waiting").count() == count // 2
    seconds = time.monotonic() - began
    few, many = peaks.values()
    assert many < 1.5 * few + 5 and many < MOST_MEGABYTES
    figure(
        f"{REMINDERS:,} reminders to {REMINDERS // 2:,} addresses bundled in {seconds:.0f} s; peak {few:.1f} MB for a fiftieth, {many:.1f} MB for all"
    )
