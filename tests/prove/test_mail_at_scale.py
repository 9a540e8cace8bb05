"""10,000 messages wait while the mail server is down for a day, and leave once each, also from workers that are killed; 100,000 reminders
are bundled in flat memory."""

import os
import random
import re
import time
from collections import Counter
from datetime import timedelta
from itertools import accumulate
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from compact_portal.days import DAY, today
from compact_portal.management.commands.run_worker import send_all
from compact_portal.messaging import worker
from compact_portal.messaging.bundling import bundle_due
from compact_portal.messaging.models import Message
from compact_portal.messaging.times import morning_of
from compact_portal.to_do import all_parts_of, tasks_for
from tests.messaging.conftest import committed, emptied_by_owner, inbox, smtp  # noqa: F401  fixtures
from tests.messaging.mail_server import free_port
from tests.messaging.test_worker_process import start_worker  # noqa: F401  fixture
from tests.prove.rows import copies
from tests.site.test_host import found

pytestmark = pytest.mark.prove
MESSAGES = int(os.environ.get("PROVE_MESSAGES", "10000"))
REMINDERS = int(os.environ.get("PROVE_REMINDERS", "100000"))
KILLS = int(os.environ.get("PROVE_KILLS", "10"))
LOOKS = int(os.environ.get("PROVE_LOOKS", 2 * 60 * 24))  # of a worker that waits half a minute, in a day
LOOK = DAY / LOOKS
MOST_MEGABYTES = 40


def insert(count: int, *, status: str, kind: str, addresses: int) -> None:
    """Of so many different `addresses`, each as often as the others."""
    fields = {"subject": "Subject", "text": "Text", "reason": "reason", "status": status, "kind": kind, "next_attempt_at": timezone.now()}
    first = Message.objects.create(to="person-0@example.org", **fields)
    copies(Message, first, count - 1, to=f"'person-' || mod(n, {addresses}) || '@example.org'", subject="'Subject ' || n", text="'Text ' || n")
    with connection.cursor() as cursor:  # as PostgreSQL does by itself within a minute or two
        cursor.execute("SELECT portal_count_anew(%s)", [["messaging_message"]])


def asked(person) -> list[str]:
    return [str(task.what) for task in tasks_for(person, all_parts_of(person, today()), on=today())]


def test_nothing_is_lost_or_sent_twice_after_a_day_without_a_mail_server(committed, cast, inbox, smtp, figure):  # noqa: F811
    """Half a day nobody listens, half a day the server takes nothing; the worker looks twice a minute, and the clock goes with it.

    Committed as the worker does it: in one transaction no old version of a row is ever cleared away, and each look reads all of them."""
    asked_of_officer = asked(cast.officer)
    insert(MESSAGES, status="waiting", kind="needed", addresses=MESSAGES)
    urgent = set(Message.objects.filter(pk__in=Message.objects.order_by("-pk")[: MESSAGES // 100]).values_list("to", flat=True))
    Message.objects.filter(to__in=urgent).update(urgent=True)
    waiting, at = Message.objects.filter(status="waiting"), timezone.now()
    port, smtp.EMAIL_PORT = smtp.EMAIL_PORT, free_port()
    with pytest.raises(ConnectionRefusedError):
        send_all()  # as the process does, which tells the host
    for _ in range(LOOKS // 2):
        at += LOOK
        with pytest.raises(ConnectionRefusedError):
            worker.send_due(at=at)
    assert waiting.filter(attempts=0).count() == MESSAGES
    told = found("Mail that waits", at + LOOK)
    assert told.well is False and f"{MESSAGES} waiting" in told.found
    assert "The mail server does not answer, for 12\N{NO-BREAK SPACE}hours" in told.found
    smtp.EMAIL_PORT, inbox.refuse_data = port, "451 4.3.1 no room"
    for _ in range(LOOKS // 2):
        at += LOOK
        assert worker.send_due(at=at, limit=MESSAGES) == 0
    attempts = sum(at_moment <= timedelta(hours=12) for at_moment in accumulate(worker.WAITS, initial=LOOK))
    assert attempts < worker.MOST_ATTEMPTS and waiting.filter(attempts=attempts).count() == MESSAGES
    assert "the oldest for 1\N{NO-BREAK SPACE}day" in found("Mail that waits", at).found
    assert Message.objects.count() == MESSAGES and asked(cast.officer) == asked_of_officer
    inbox.refuse_data, began = "", time.monotonic()
    while worker.send_due(at=at + DAY, limit=500):
        pass
    seconds = time.monotonic() - began
    assert set(Counter(inbox.recipients).values()) == {1} and len(inbox.recipients) == MESSAGES
    assert set(inbox.recipients[: len(urgent)]) == urgent
    assert not Message.objects.exclude(status="sent").exists() and found("Mail given up in seven days", at).well
    figure(
        f"{MESSAGES:,} messages through a day of {LOOKS:,} looks, half of it without a mail server and half with one that takes nothing: no attempt "
        f"in the first half, {attempts} for each in the second; then each sent once, the {len(urgent)} urgent ones first, in {seconds:.0f} s; "
        "the host is told for how long it has stood, officers nothing"
    )


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
