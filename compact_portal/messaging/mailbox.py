"""The mailbox to which mail servers send back what they cannot deliver."""

import logging

from django.conf import settings

from compact_portal.messaging.bounces import report_in, take

logger = logging.getLogger("compact_portal.mail")
AT_ONCE = 500  # mails in one look


def read_mailbox() -> int:
    """How many of our messages came back. 0 where no mailbox is set. Raises OSError or imap_tools' own errors when it does not answer."""
    if not settings.BOUNCE_IMAP_HOST:
        return 0
    from imap_tools import MailBox

    mailbox = MailBox(settings.BOUNCE_IMAP_HOST, settings.BOUNCE_IMAP_PORT, timeout=settings.EMAIL_TIMEOUT)
    with mailbox.login(settings.BOUNCE_IMAP_USER, settings.BOUNCE_IMAP_PASSWORD, settings.BOUNCE_IMAP_FOLDER):
        return read(mailbox)


def read(mailbox) -> int:
    """Each mail that was not seen yet. It is marked as seen once what it tells is kept: a look that was cut short is taken again."""
    from imap_tools import AND, MailMessageFlags

    told = 0
    for mail in mailbox.fetch(AND(seen=False), mark_seen=False, limit=AT_ONCE):
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
        mailbox.flag(mail.uid, MailMessageFlags.SEEN, True)
    return told
