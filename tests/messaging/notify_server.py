"""GOV.UK Notify on this machine, as far as its documentation says what a client meets: e-mails taken, and what became of each."""

import json
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE, SECRET = str(uuid.uuid4()), str(uuid.uuid4())
KEY = f"portal-{SERVICE}-{SECRET}"
TEMPLATE = str(uuid.uuid4())
PAGE = 3  # notifications a page; the real one gives 250
CLOCK = 30  # seconds that a client's clock may differ


class NotifyServer(ThreadingHTTPServer):
    """`taken` are the notifications, oldest first. `refuse` is (status, error, message) for what is sent; `slow` seconds before the answer."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.taken: list[dict] = []
        self.asked: list[str] = []
        self.refuse: tuple[int, str, str] | None = None
        self.slow = 0.0

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return super().__enter__()

    def __exit__(self, *arguments):
        self.shutdown()
        super().__exit__(*arguments)

    def handle_error(self, request, client_address):
        """A client that does not wait for the answer is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: NotifyServer

    def do_POST(self):
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(self.path)
        if self.is_refused():
            return
        if self.path != "/v2/notifications/email" or sent["template_id"] != TEMPLATE:
            self.refuse(400, "BadRequestError", "Template not found")
        elif "@" not in sent["email_address"]:
            self.refuse(400, "ValidationError", "email_address Not a valid email address")
        elif set(sent["personalisation"]) != {"subject", "body"}:
            self.refuse(400, "BadRequestError", "Missing personalisation: subject, body")
        else:
            self.server.taken.append(sent | {"id": str(uuid.uuid4()), "type": "email", "status": "created"})
            time.sleep(self.server.slow)
            self.answer(201, {"id": self.server.taken[-1]["id"], "reference": sent["reference"]})

    def do_GET(self):
        parts = urlsplit(self.path)
        self.server.asked.append(parts.path)
        if self.is_refused():
            return
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert parts.path == "/v2/notifications" and asked.pop("template_type") == "email"
        newest_first = self.server.taken[::-1]
        if before := asked.pop("older_than", ""):
            newest_first = newest_first[1 + [one["id"] for one in newest_first].index(before) :]
        page = [one for one in newest_first if one["status"] == asked["status"]][:PAGE]
        links = {"current": self.server.url + self.path}
        if page:
            links["next"] = f"{self.server.url}/v2/notifications?older_than={page[-1]['id']}"
        self.answer(200, {"notifications": page, "links": links})

    def is_refused(self) -> bool:
        """By its key first, as the real one does, then by what the test wants."""
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            said = jwt.decode(token, SECRET, algorithms=["HS256"], issuer=SERVICE, options={"require": ["iss", "iat"]}, leeway=CLOCK)
        except jwt.InvalidTokenError:
            self.refuse(403, "AuthError", "Invalid token: API key not found")
            return True
        if abs(said["iat"] - time.time()) > CLOCK:
            self.refuse(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")
            return True
        if self.server.refuse:
            self.refuse(*self.server.refuse)
        return bool(self.server.refuse)

    def refuse(self, status: int, error: str, message: str) -> None:
        self.answer(status, {"status_code": status, "errors": [{"error": error, "message": message}]})

    def answer(self, status: int, what: dict) -> None:
        words = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(words)))
        self.end_headers()
        self.wfile.write(words)

    def log_message(self, *arguments):
        pass
