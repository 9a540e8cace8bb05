"""A real mail server on this machine that keeps what it is sent, and refuses what it is told to refuse."""

import asyncio
import email
import email.policy
import socket
import threading
from email.message import EmailMessage

from aiosmtpd.controller import Controller


class Inbox:
    """aiosmtpd's handler. `refuse_recipient` and `refuse_data` are replies such as "550 5.1.1 no such mailbox"."""

    def __init__(self):
        self.messages: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refuse_recipient: dict[str, str] = {}
        self.refuse_data = ""
        self.arrived = threading.Semaphore(0)
        self.hold_back_the_answer = 0.0  # seconds between having the message and saying so

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse_recipient:
            return self.refuse_recipient[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.refuse_data:
            return self.refuse_data
        self.messages.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.recipients += envelope.rcpt_tos
        self.arrived.release()
        if self.hold_back_the_answer:
            await asyncio.sleep(self.hold_back_the_answer)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def mail_server() -> tuple[Inbox, Controller]:
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    return inbox, controller
