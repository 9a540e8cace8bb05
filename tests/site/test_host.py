"""Who runs the machine sees what needs them, and nothing of what anybody wrote."""

import shutil
import ssl
from datetime import timedelta
from unittest.mock import MagicMock, Mock

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


def test_what_needs_the_host_stands_on_their_home_and_on_nobody_elses(cast, sign_in, client, settings, tmp_path):
    settings.BACKUP_FOLDER = tmp_path
    page = sign_in(cast.superuser).get("/home/").content.decode()
    assert "See to the portal: Backups" in page and "Set them up as docs/backups.md says." in page
    assert "See to the portal: The worker that sends mail" in page
    beat()
    assert "See to the portal: The worker that sends mail" not in client.get("/home/").content.decode()
    assert "See to the portal" not in sign_in(cast.officer).get("/home/").content.decode()


def expired() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "certificate has expired"
    return error


class Sealed:
    def __init__(self, ends: str):
        self.ends = ends

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def getpeercert(self):
        return {"notAfter": self.ends}


@pytest.mark.parametrize(
    ("answer", "well", "said"),
    [
        (Sealed("Jan  1 00:00:00 2100 GMT"), True, "days left"),
        (Sealed((timezone.now() + timedelta(days=9)).strftime("%b %d %H:%M:%S %Y GMT")), False, "8 days left"),
        (expired(), False, "Refused, as every browser refuses it: certificate has expired"),
        (ConnectionRefusedError(), None, "Not seen: ConnectionRefusedError"),
    ],
    ids=["years", "days", "expired", "silent"],
)
def test_certificate_that_ends_soon_is_over_or_is_not_seen_is_told(settings, monkeypatch, answer, well, said):
    settings.SECURE_HTTPS, settings.PORTAL_URL = True, "https://compact.example.org"
    context = Mock(**({"wrap_socket.side_effect": answer} if isinstance(answer, Exception) else {"wrap_socket.return_value": answer}))
    monkeypatch.setattr(host.ssl, "create_default_context", lambda: context)
    monkeypatch.setattr(host.socket, "create_connection", lambda *_, **__: MagicMock())
    line = found("Certificate")
    assert line.well is well and said in line.found and bool(line.remedy) is (well is not None)


def test_versions_are_told_and_not_judged():
    line = host.lines(timezone.now())[0]
    assert line.well is None and "PostgreSQL" in line.found
