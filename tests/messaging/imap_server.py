"""A mailbox that is read over IMAP and TLS, on this machine: the commands that imaplib and imap_tools send, and no others."""

import datetime
import ipaddress
import re
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HERE = "127.0.0.1"
LARGER = re.compile(r"LARGER (\d+)")
SMALLER = re.compile(r"SMALLER (\d+)")


def certificate(folder: Path) -> Path:
    """For this machine, signed by itself; key and certificate in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mailbox.example.org")])
    now, day = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=1)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - day, now + day)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HERE))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "mailbox.pem"
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@dataclass
class Kept:
    mail: bytes
    flags: set[str] = field(default_factory=set)


class ImapServer(socketserver.ThreadingTCPServer):
    """`mails` by their number; `said` is what clients asked, without what they signed in with.

    `hang_up_at` is the beginning of a command at which the line goes dead; `hold_at` one that is never answered: `held` says that it
    came, `go_on` ends the waiting.
    """

    daemon_threads = allow_reuse_address = True

    def __init__(self, certificate: Path, *, user: str, password: str):
        super().__init__((HERE, 0), Session)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.sign_in = f'"{user}" "{password}"'
        self.mails: dict[int, Kept] = {}
        self.said: list[str] = []
        self.hang_up_at = self.hold_at = ""
        self.held, self.go_on = threading.Event(), threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def put(self, *mails: bytes) -> None:
        for mail in mails:
            self.mails[len(self.mails) + 1] = Kept(mail)

    def flagged(self, flag: str) -> list[int]:
        return [number for number, kept in self.mails.items() if flag in kept.flags]

    def handle_error(self, request, client_address):
        """A client that goes away in the middle is what some tests are about."""


class Session(socketserver.StreamRequestHandler):
    server: ImapServer

    def setup(self):
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self):
        super().finish()
        self.request.close()

    def handle(self):
        self.write("* OK here")
        for line in self.rfile:
            tag, _, command = line.decode().strip().partition(" ")
            command = re.sub(r"^(UID )?(\w+)", lambda match: match[0].upper(), command)
            self.server.said.append(command if not command.startswith("LOGIN") else "LOGIN")
            if self.server.hang_up_at and command.startswith(self.server.hang_up_at):
                return
            if self.server.hold_at and command.startswith(self.server.hold_at):
                self.server.held.set()
                self.server.go_on.wait(30)
                return
            self.write(f"{tag} {self.answer(command)}")
            if command == "LOGOUT":
                return

    def write(self, line: str, literal: bytes = b"") -> None:
        self.wfile.write(line.encode() + (b"\r\n" if not literal else literal + b")\r\n"))

    def answer(self, command: str) -> str:
        name, _, rest = command.removeprefix("UID ").partition(" ")
        match name:
            case "CAPABILITY":
                self.write("* CAPABILITY IMAP4rev1")
            case "LOGIN" if rest != self.server.sign_in:
                return "NO [AUTHENTICATIONFAILED] Invalid credentials"
            case "SELECT" if "INBOX" not in rest:
                return "NO [NONEXISTENT] Unknown mailbox"
            case "SELECT":
                self.write(f"* {len(self.server.mails)} EXISTS")
                return "OK [READ-WRITE] done"
            case "SEARCH":
                self.write("* SEARCH " + " ".join(str(number) for number, kept in self.server.mails.items() if matches(kept, rest)))
            case "FETCH":
                number = int(rest.split()[0])
                kept = self.server.mails[number]
                if "PEEK" not in rest:
                    kept.flags.add(r"\Seen")
                size = len(kept.mail)
                self.write(f"* {number} FETCH (UID {number} FLAGS ({' '.join(kept.flags)}) RFC822.SIZE {size} BODY[] {{{size}}}\r\n", kept.mail)
            case "STORE":
                number, sign, flags = rest.split(" ", 2)
                assert sign == "+FLAGS"
                self.server.mails[int(number)].flags.update(flags.strip("()").split())
            case "EXPUNGE":
                for number in self.server.flagged(r"\Deleted"):
                    del self.server.mails[number]
            case "LOGIN":
                pass
            case "LOGOUT":
                self.write("* BYE")
            case _:
                return "BAD what is that?"
        return "OK done"


def matches(kept: Kept, criteria: str) -> bool:
    assert criteria.startswith("CHARSET US-ASCII (") and "UNSEEN" in criteria
    smaller, larger = SMALLER.search(criteria), LARGER.search(criteria)
    fits = (not smaller or len(kept.mail) < int(smaller[1])) and (not larger or len(kept.mail) > int(larger[1]))
    return fits and r"\Seen" not in kept.flags
