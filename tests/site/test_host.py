"""Who runs the machine sees what needs them, and nothing of what anybody wrote."""

import shutil
from datetime import timedelta

import pytest
from django.utils import timezone

from compact_portal import host
from compact_portal.messaging.beat import beat
from compact_portal.messaging.models import Message

CANARY = "canary-7d10c2"
pytestmark = pytest.mark.django_db


def found(name: str, now=None) -> host.Line:
    return next(line for line in host.lines(now or timezone.now()) if line.what == name)


def test_page_says_each_thing_and_no_words_of_a_mail(client, cast, sign_in, settings, tmp_path):
    settings.BACKUP_FOLDER = tmp_path
    now = timezone.now()
    Message.objects.create(
        to=f"{CANARY}@example.org", subject=CANARY, text=CANARY, status=Message.Status.FAILED, next_attempt_at=now, last_error=f"550 {CANARY}"
    )
    sign_in(cast.superuser)
    page = client.get("/host/").content.decode()
    assert page.count("Needs you") >= 3 and CANARY not in page and "last for 550" in page
    assert "/host/" in client.get("/admin/").content.decode()


def test_worker_that_is_silent_is_told():
    assert found("The worker that sends mail").well is False
    beat()
    assert found("The worker that sends mail").well
    assert found("The worker that sends mail", timezone.now() + timedelta(minutes=6)).well is False


def test_mail_that_waits_for_long_is_told():
    now = timezone.now()
    Message.objects.create(to="a@example.org", subject="A link", next_attempt_at=now)
    assert found("Mail that waits", now + timedelta(minutes=50)).well
    assert found("Mail that waits", now + timedelta(minutes=70)).well is False


def test_backup_of_last_night_is_well_and_an_older_one_is_not(settings, tmp_path):
    settings.BACKUP_FOLDER = tmp_path
    assert found("Backups").found == "None"
    now = timezone.now()
    path = tmp_path / f"portal-{now - timedelta(hours=20):%Y%m%dT%H%M%SZ}.dump.age"
    path.write_bytes(b"x")
    assert found("Backups", now).well
    path.rename(tmp_path / f"portal-{now - timedelta(hours=50):%Y%m%dT%H%M%SZ}.dump.age")
    assert found("Backups", now).well is False


def test_full_disk_is_told(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: (100, 95, 5))
    assert found("The portal’s disk").well is False
