"""How the last look at each server of mail went, kept where every web process can see it.

Kinds of fault alone: what a server says in words may repeat an address, a text or a password.
"""

import datetime
import imaplib
import smtplib
import ssl
from dataclasses import asdict, dataclass

from django.core.cache import cache
from django.utils import timezone

SENDING, MAILBOX, NOTIFY = "sending", "mailbox", "notify"
CERTIFICATE, SIGN_IN, FOLDER, SILENT, OTHER = "certificate", "sign-in", "folder", "silent", "other"


@dataclass(frozen=True)
class Look:
    """`fault` is empty where all was well; `since` is when the same fault was first met."""

    at: datetime.datetime
    fault: str = ""
    since: datetime.datetime | None = None


def last(server: str) -> Look | None:
    kept = cache.get(_key(server))
    return Look(**kept) if kept else None


def went_well(server: str) -> None:
    _keep(server, Look(timezone.now()))


def forget(server: str) -> None:
    cache.delete(_key(server))


def failed(server: str, error: Exception) -> None:
    now, fault, before = timezone.now(), fault_of(error), last(server)
    _keep(server, Look(now, fault, before.since if before and before.fault == fault else now))


def fault_of(error: Exception) -> str:
    from imap_tools.errors import MailboxFolderSelectError, MailboxLoginError

    if isinstance(error, ssl.SSLCertVerificationError):
        return CERTIFICATE
    if isinstance(error, (smtplib.SMTPAuthenticationError, MailboxLoginError)):
        return SIGN_IN
    if isinstance(error, (MailboxFolderSelectError, imaplib.IMAP4.readonly)):
        return FOLDER
    return SILENT if isinstance(error, (OSError, imaplib.IMAP4.abort)) and not isinstance(error, smtplib.SMTPResponseException) else OTHER


def _keep(server: str, look: Look) -> None:
    cache.set(_key(server), asdict(look), timeout=None)


def _key(server: str) -> str:
    return f"look-at-{server}"
