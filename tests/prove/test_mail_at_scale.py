"""10,000 messages wait while the mail server is down for a day, and leave once each; 100,000 reminders are bundled in flat memory."""

import os
import time
import tracemalloc
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from compact_portal.days import DAY
from compact_portal.messaging import worker
from compact_portal.messaging.bundling import bundle_due
from compact_portal.messaging.models import Message
from compact_portal.messaging.times import morning_of
from tests.messaging.conftest import inbox, smtp  # noqa: F401  fixtures
from tests.messaging.mail_server import free_port

pytestmark = [pytest.mark.prove, pytest.mark.django_db]
MESSAGES = int(os.environ.get("PROVE_MESSAGES", "10000"))
REMINDERS = int(os.environ.get("PROVE_REMINDERS", "100000"))
LOOKS = int(os.environ.get("PROVE_LOOKS", 2 * 60 * 24))  # of a worker that waits half a minute, in a day
MOST_MEGABYTES = 40


def insert(count: int, *, status: str, kind: str, addresses: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO messaging_message ("to", subject, text, html, reason, status, kind, about, attempts, interrupted, last_error,
                                              queued_at, next_attempt_at)
               SELECT 'person-' || n %% %s || '@example.org', 'Subject ' || n, 'Text ' || n, '', 'reason', %s, %s, '', 0, false, '', now(), now()
               FROM generate_series(1, %s) n""",
            [addresses, status, kind, count],
        )


def test_nothing_is_lost_or_sent_twice_after_a_day_without_a_mail_server(inbox, smtp, figure):  # noqa: F811
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


def test_reminders_are_bundled_in_flat_memory(figure):
    peaks, tomorrow = {}, morning_of(timezone.localdate() + DAY)
    for count in (REMINDERS // 50, REMINDERS):
        Message.objects.all().delete()
        insert(count, status="gathered", kind="reminder", addresses=count // 2)
        tracemalloc.start()
        began = time.monotonic()
        assert bundle_due(at=tomorrow) == count // 2
        peaks[count] = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        assert Message.objects.filter(status="waiting").count() == count // 2
    seconds = time.monotonic() - began
    few, many = peaks.values()
    assert many < 1.5 * few + 5 and many < MOST_MEGABYTES
    figure(
        f"{REMINDERS:,} reminders to {REMINDERS // 2:,} addresses bundled in {seconds:.0f} s; peak {few:.1f} MB for a fiftieth, {many:.1f} MB for all"
    )
