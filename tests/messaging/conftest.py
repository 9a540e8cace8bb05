"""Mail goes to a server in this process, comes back from one, or goes to a stand-in of GOV.UK Notify."""

import threading

import pytest

from tests.messaging.imap_server import HERE, ImapServer, certificate
from tests.messaging.mail_server import free_port, mail_server
from tests.messaging.notify_server import KEY, TEMPLATE, NotifyServer
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


@pytest.fixture(scope="session")
def own_certificate(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("mailbox"))


@pytest.fixture
def mailbox(settings, own_certificate, monkeypatch):
    """The portal's mailbox, whose certificate this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(own_certificate))
    settings.BOUNCE_IMAP_USER, settings.BOUNCE_IMAP_PASSWORD, settings.BOUNCE_IMAP_FOLDER = "portal", "zebra-pass-9f", "INBOX"
    with ImapServer(own_certificate, user="portal", password="zebra-pass-9f") as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        settings.BOUNCE_IMAP_HOST, settings.BOUNCE_IMAP_PORT = HERE, server.port
        yield server
        server.go_on.set()
        server.shutdown()


@pytest.fixture
def notify(settings, monkeypatch):
    """GOV.UK Notify has one address, so there is no setting for it."""
    settings.EMAIL_BACKEND = "compact_portal.messaging.notify.EmailBackend"
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE_ID = KEY, TEMPLATE
    with NotifyServer() as server:
        monkeypatch.setattr("compact_portal.messaging.notify.ADDRESS", server.url)
        yield server
