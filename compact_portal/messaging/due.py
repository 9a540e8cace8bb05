"""What is due in mail, done by the hourly `tick` after everything that writes mail."""

import smtplib

from django.conf import settings

from compact_portal.messaging import looks
from compact_portal.messaging.bundling import Wanted, bundle_due
from compact_portal.messaging.mailbox import read_mailbox
from compact_portal.messaging.notify import read_failures


def do_due(still_wanted: Wanted = set) -> list[str]:
    return [f"Reminders and news on their way: {bundle_due(still_wanted=still_wanted)}.", came_back()]


def came_back() -> str:
    """A mailbox or a service that does not answer is told on the host's page, asked again at the next tick, and stops nothing else."""
    import imaplib

    from imap_tools.errors import ImapToolsError

    told, silent = 0, ""
    for server, is_set, read in (
        (looks.MAILBOX, settings.BOUNCE_IMAP_HOST, read_mailbox),
        (looks.NOTIFY, settings.NOTIFY_API_KEY, read_failures),
    ):
        if not is_set:
            continue
        try:
            told += read()
        except (OSError, imaplib.IMAP4.error, ImapToolsError, smtplib.SMTPException) as error:
            looks.failed(server, error)
            silent = silent or f"Whether mail came back is not known: no answer ({type(error).__name__})."
        else:
            looks.went_well(server)
    return silent or f"Mails that came back: {told}."
