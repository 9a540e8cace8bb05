"""GOV.UK Notify in place of a mail server: what it is sent, how its refusals are judged, and what it tells later."""

import types

import pytest
import requests
from django.utils import timezone
from notifications_python_client.errors import HTTPError

from compact_portal.messaging import notify, worker
from compact_portal.messaging.models import Message, Unreachable
from compact_portal.messaging.outbox import queue

pytestmark = pytest.mark.django_db
TO = "lead@example.org"


class FakeNotify:
    """`refuse` is an exception to raise; `failed` is {status: [reference]}."""

    def __init__(self):
        self.sent, self.refuse, self.failed = [], None, {}

    def send_email_notification(self, address, template, *, personalisation, reference):
        if self.refuse:
            raise self.refuse
        self.sent.append((address, template, personalisation, reference))

    def get_all_notifications_iterator(self, *, status, template_type):
        assert template_type == "email"
        yield from ({"reference": reference} for reference in self.failed.get(status, [None, "of another system"]))


def refusal(status: int, message) -> HTTPError:
    answer = types.SimpleNamespace(status_code=status, json=lambda: {"errors": message})
    return HTTPError(answer)


@pytest.fixture
def service(settings, monkeypatch):
    settings.EMAIL_BACKEND = "compact_portal.messaging.notify.EmailBackend"
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE_ID = "key", "template-1"
    fake = FakeNotify()
    monkeypatch.setattr(notify, "client", lambda: fake)
    return fake


def queued() -> Message:
    return queue(to=TO, subject="The survey is open", text="Answer it.", reason="you lead")


def test_subject_body_and_our_own_message_id_are_given(service):
    message = queued()
    assert worker.send_due() == 1
    [(to, template, words, reference)] = service.sent
    assert (to, template, words["subject"]) == (TO, "template-1", "The survey is open")
    assert words["body"].startswith("Answer it.") and "You receive this because you lead." in words["body"]
    assert reference.startswith(f"<{message.pk}.") and message.seal in reference


@pytest.mark.parametrize(("error", "status", "said"), [
    (refusal(400, [{"error": "ValidationError", "message": f"email_address Not a valid email address {TO}"}]), "failed", "550 5.1.3"),
    (refusal(400, [{"error": "BadRequestError", "message": "Template not found"}]), "waiting", "451 4.6.0"),
    (refusal(403, [{"error": "AuthError", "message": "Invalid token"}]), "waiting", "535 5.7.8"),
    (refusal(429, [{"error": "TooManyRequestsError", "message": "daily limit"}]), "waiting", "451 4.3.0"),
    (refusal(500, [{"error": "Exception", "message": "Internal"}]), "waiting", "451 4.3.0"),
    (requests.ConnectionError("no route"), "waiting", "ConnectionError"),
])  # fmt: skip
def test_refusals_are_judged_as_those_of_a_mail_server(service, error, status, said):
    message, service.refuse = queued(), error
    worker.send_due()
    message.refresh_from_db()
    assert message.status == status and said in message.last_error and TO not in message.last_error


def test_what_could_not_be_delivered_is_asked_for_and_kept_once(service):
    message = queued()
    worker.send_due()
    service.failed = {"permanent-failure": [service.sent[0][3]]}
    assert (notify.read_failures(), notify.read_failures()) == (1, 0)
    message.refresh_from_db()
    assert message.status == "bounced" and Unreachable.objects.get().for_good
    again = queue(to="full@example.org", subject="s", text="t", reason="r")
    worker.send_due(at=timezone.now())
    service.failed = {"temporary-failure": [service.sent[-1][3]]}
    assert notify.read_failures() == 1
    assert not Unreachable.objects.get(address=again.to).for_good


def test_without_a_key_nobody_is_asked(settings):
    settings.NOTIFY_API_KEY = ""
    assert notify.read_failures() == 0
