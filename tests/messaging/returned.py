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


def exchange_report(*, message_id: str, to: str, status: str = "5.1.10") -> bytes:
    """As Exchange Online writes it: pages of its own as text and as HTML, and of the mail its head alone."""
    return "\r\n".join(
        [
            "From: Microsoft Outlook <MicrosoftExchange329e71ec@example.org>", "To: portal@localhost", "Subject: Undeliverable: The survey is open",
            "X-MS-Exchange-Message-Is-Ndr:", "MIME-Version: 1.0", f"In-Reply-To: {message_id}", f"References: {message_id}",
            'Content-Type: multipart/report; report-type=delivery-status;', '\tboundary="outer"', "",
            "--outer", 'Content-Type: multipart/alternative; differences=Content-Type; boundary="inner"', "",
            "--inner", 'Content-Type: text/plain; charset="us-ascii"', "Content-Transfer-Encoding: quoted-printable", "",
            f"Your message to {to} couldn't be delivered=2E", "",
            "--inner", 'Content-Type: text/html; charset="us-ascii"', "", f"<html><body><b>{to}</b> wasn't found</body></html>", "", "--inner--", "",
            "--outer", "Content-Type: message/delivery-status", "",
            "Reporting-MTA: dns;LO2P123.example.org", "Received-From-MTA: dns;mail.example.org", "Arrival-Date: Mon, 10 Aug 2009 09:00:02 +0000", "",
            f"Final-Recipient: rfc822;{to}", "Action: failed", f"Status: {status}",
            f"Diagnostic-Code: smtp;550 {status} RESOLVER.ADR.RecipientNotFound; not found", "X-Display-Name: Lead", "",
            "--outer", "Content-Type: text/rfc822-headers", "",
            *ORIGINAL.format(to=to, message_id=message_id).strip().splitlines()[:-2], "", "--outer--", "",
        ]
    ).encode()  # fmt: skip


def spam(*, message_id: str) -> bytes:
    words = f"Subject: You have won 5.1.1\r\nReferences: {message_id}\r\nContent-Type: text/html\r\n\r\n<p>Action: failed</p>\r\n"
    return b"From: prince@example.org\r\nTo: portal@localhost\r\n" + words.encode()
