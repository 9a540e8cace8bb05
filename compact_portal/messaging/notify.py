"""GOV.UK Notify instead of a mail server: one template with ((subject)) and ((body)), and what became of each mail (docs/mail.md).

Notify's errors are told in the words of SMTP, so that the worker judges them by the same rules: a wrong address is given up, and a fault
of Notify's is tried again later. A limit, a wrong key and a Notify that cannot be reached keep all mail, and cost no message an attempt.
"""

import smtplib
from itertools import islice

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

from compact_portal.messaging.bounces import came_back, message_of
from compact_portal.messaging.worker import NotNow

ADDRESS = "https://api.notifications.service.gov.uk"  # there is no other
BACK = {"permanent-failure": ("5.0.0", True), "temporary-failure": ("4.0.0", False), "technical-failure": ("4.3.0", False)}
OLDEST = 2_000  # notifications looked through for one status: Notify keeps seven days


def client():
    from notifications_python_client import NotificationsAPIClient

    return NotificationsAPIClient(settings.NOTIFY_API_KEY, base_url=ADDRESS, timeout=settings.EMAIL_TIMEOUT)


class EmailBackend(BaseEmailBackend):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.client = None

    def open(self):
        self.client = self.client or client()

    def close(self):
        self.client = None

    def send_messages(self, email_messages) -> int:
        self.open()
        for mail in email_messages:
            self._send(mail)
        return len(email_messages)

    def _send(self, mail) -> None:
        from notifications_python_client.errors import APIError

        [to] = mail.to
        words = {"subject": mail.subject, "body": mail.body}
        reference = mail.extra_headers.get("Message-ID", "")
        try:
            self.client.send_email_notification(to, settings.NOTIFY_TEMPLATE_ID, personalisation=words, reference=reference)
        except APIError as error:
            raise _as_smtp(error, to) from error


def _as_smtp(error, to: str = "") -> Exception:
    """Notify's answer says which field is wrong; its words are not repeated, they may hold the address."""
    if error.response is None:
        return _without_an_answer(error.__cause__)
    code = error.status_code
    if code == 429:
        return NotNow("Notify takes no more for now")
    if code == 400 and "email_address" in str(error.message):
        return smtplib.SMTPRecipientsRefused({to: (550, b"5.1.3 Notify refuses the address")})
    if code in (401, 403):
        return smtplib.SMTPAuthenticationError(535, b"5.7.8 Notify refuses the key")
    if code == 400:
        return smtplib.SMTPDataError(451, b"4.6.0 Notify refuses the template or its words")
    return smtplib.SMTPDataError(451, f"4.3.0 Notify answers {code}".encode())


def _without_an_answer(cause) -> Exception:
    """Where no connection came about, Notify has nothing of the message; where only the answer was too slow or was cut off, it may have."""
    from requests import ConnectTimeout
    from requests.exceptions import SSLError
    from urllib3.exceptions import NewConnectionError

    reason = getattr(cause.args[0] if cause.args else None, "reason", None)
    if isinstance(cause, (ConnectTimeout, SSLError)) or isinstance(reason, NewConnectionError):
        return NotNow(type(cause).__name__)
    return TimeoutError(type(cause).__name__)


def read_failures() -> int:
    """How many of our messages Notify could not deliver after all. The reference is our own Message-ID."""
    if not settings.NOTIFY_API_KEY:
        return 0
    from notifications_python_client.errors import APIError

    told = 0
    try:
        for status, (code, for_good) in BACK.items():
            for one in islice(client().get_all_notifications_iterator(status=status, template_type="email"), OLDEST):
                message = message_of(one.get("reference") or "")
                told += bool(message) and came_back(message=message, code=code, for_good=for_good)
    except APIError as error:
        raise _as_smtp(error) from error
    return told
