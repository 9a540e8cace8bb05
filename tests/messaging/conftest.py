"""Mail goes to a server in this process."""

import pytest

from tests.messaging.mail_server import free_port, mail_server
from tests.transactional import committed, emptied_by_owner  # noqa: F401  fixtures


@pytest.fixture
def smtp(settings):
    """Django's real backend, pointed at a port where nobody listens."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", free_port(), False
    return settings


@pytest.fixture
def inbox(smtp):
    inbox, controller = mail_server()
    smtp.EMAIL_PORT = controller.port
    yield inbox
    controller.stop()
