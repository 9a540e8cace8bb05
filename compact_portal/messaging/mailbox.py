"""The mailbox to which mail servers send back what they cannot deliver."""

import contextlib
import imaplib
import logging
import ssl

from django.conf import settings

from compact_portal.messaging.bounces import report_in, take

logger = logging.getLogger("compact_portal.mail")
AT_ONCE = 500  # mails in one look
LARGEST = 1_000_000  # bytes; our mails are of a few thousand, so what is larger returns none of them


def read_mailbox() -> int:
    """How many of our messages came back. 0 where no mailbox is set. Raises OSError, imaplib's or imap_tools' own errors when it does not answer.

    The library looks at no certificate unless it is given a context that does: the password would go to whoever answers.
    """
    if not settings.BOUNCE_IMAP_HOST:
        return 0
    from imap_tools import MailBox

    context = ssl.create_default_context()
    mailbox = MailBox(settings.BOUNCE_IMAP_HOST, settings.BOUNCE_IMAP_PORT, timeout=settings.EMAIL_TIMEOUT, ssl_context=context)
    try:
        mailbox.login(settings.BOUNCE_IMAP_USER, settings.BOUNCE_IMAP_PASSWORD, settings.BOUNCE_IMAP_FOLDER)
        return read(mailbox)
    finally:
        leave(mailbox)


def leave(mailbox) -> None:
    """The library leaves the connection open where its farewell is not answered. What was read is kept all the same."""
    try:
        mailbox.client.logout()
    except (OSError, imaplib.IMAP4.error):
        with contextlib.suppress(OSError):
            mailbox.client.shutdown()


def read(mailbox) -> int:
    """Each mail that was not seen yet. It is marked as seen once what it tells is kept: a look that was cut short is taken again."""
    from imap_tools import AND

    told = 0
    for mail in mailbox.fetch(AND(seen=False, size_lt=LARGEST), mark_seen=False, limit=AT_ONCE):
        try:
            report = report_in(mail.obj)
        except (
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
        ) as error:  # a mail that no parser can take: somebody else's fault, not to stop for
            logger.warning("A mail in the mailbox for returned mail cannot be read (%s).", type(error).__name__)
            report = None
        told += bool(report and take(report))
        mark_seen(mailbox, mail.uid)
    return told


def mark_seen(mailbox, uid: str) -> None:
    """The library's own word for it also removes for good what somebody has marked as deleted."""
    from imap_tools.errors import MailboxFlagError
    from imap_tools.utils import check_command_status

    check_command_status(mailbox.client.uid("STORE", uid, "+FLAGS", r"(\Seen)"), MailboxFlagError)
