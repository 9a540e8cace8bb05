"""What is due in mail, done by the hourly `tick` after everything that writes mail."""

import smtplib

from compact_portal.messaging.bundling import Wanted, bundle_due
from compact_portal.messaging.mailbox import read_mailbox
from compact_portal.messaging.notify import read_failures


def do_due(still_wanted: Wanted = set) -> list[str]:
    return [f"Reminders and news on their way: {bundle_due(still_wanted=still_wanted)}.", came_back()]


def came_back() -> str:
    """A mailbox or a service that does not answer is asked again at the next tick, and stops nothing else."""
    import imaplib

    from imap_tools.errors import ImapToolsError

    try:
        return f"Mails that came back: {read_mailbox() + read_failures()}."
    except (OSError, imaplib.IMAP4.error, ImapToolsError, smtplib.SMTPException) as error:
        return f"Whether mail came back is not known: no answer ({type(error).__name__})."
