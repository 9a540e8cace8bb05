"""Reports as mail servers write them, about a message of ours. Everybody in them is invented."""

import textwrap

ORIGINAL = textwrap.dedent("""\
    From: portal@localhost
    To: {to}
    Subject: The survey is open
    Message-ID: {message_id}
    Date: Mon, 10 Aug 2009 09:00:00 +0100

    Answer it, please.
    """)


def report(*, message_id: str, to: str, status: str, action: str = "failed", said: str = "550 no such user", part: str = "message/rfc822") -> bytes:
    """As Postfix writes it. `part` is how the mail that came back is repeated: whole, or its headers alone as Exchange does."""
    original = ORIGINAL.format(to=to, message_id=message_id)
    return "\r\n".join(
        [
            "From: MAILER-DAEMON@mx.example.org (Mail Delivery System)", "To: portal@localhost", "Subject: Undelivered Mail Returned to Sender",
            "Auto-Submitted: auto-replied", "MIME-Version: 1.0",
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"', "",
            "--b1", "Content-Type: text/plain; charset=us-ascii", "", f"This is the mail system. <{to}>: {said}", "",
            "--b1", "Content-Type: message/delivery-status", "",
            "Reporting-MTA: dns; mx.example.org", "Arrival-Date: Mon, 10 Aug 2009 09:00:02 +0100", "",
            f"Final-Recipient: rfc822; {to}", f"Action: {action}", f"Status: {status}", f"Diagnostic-Code: smtp; {said}", "",
            "--b1", f"Content-Type: {part}", "", *original.splitlines(), "", "--b1--", "",
        ]
    ).encode()  # fmt: skip


def by_reference(*, message_id: str, to: str, status: str) -> bytes:
    """A server that returns nothing of the mail, and names it in the head of its report."""
    whole = report(message_id="<other@example.org>", to=to, status=status).decode()
    return whole.replace("Auto-Submitted:", f"In-Reply-To: {message_id}\r\nAuto-Submitted:").encode()


def holiday_note(*, message_id: str) -> bytes:
    words = f"Subject: Out of office\r\nIn-Reply-To: {message_id}\r\nAuto-Submitted: auto-replied\r\n\r\nStatus: 5.1.1 and {message_id}\r\n"
    return b"From: lead@example.org\r\nTo: portal@localhost\r\n" + words.encode()
