"""An organisation's sign-in service on this machine: OpenID Connect's code flow, as far as a portal sees it."""

import base64
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "portal", "the secret between the two"
SIGNING_KEY = "only this service knows it, and it is long enough"


class IdentityProvider(ThreadingHTTPServer):
    """`person` is who sits at its page: a dict of claims. Use as a context manager; `url` is the issuer."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/council"
        self.person: dict = {}
        self.codes: dict[str, dict] = {}

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return super().__enter__()

    def __exit__(self, *arguments):
        self.shutdown()
        super().__exit__(*arguments)


class Handler(BaseHTTPRequestHandler):
    server: IdentityProvider

    def do_GET(self):
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        match parts.path:
            case "/council/.well-known/openid-configuration":
                names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo", "jwks_uri": "keys"}
                self.answer({"issuer": self.server.url} | {name: f"{self.server.url}/{page}" for name, page in names.items()})
            case "/council/authorize" if asked["client_id"] == CLIENT:
                code = secrets.token_hex(8)
                self.server.codes[code] = asked | {"person": self.server.person}
                self.send_response(302)
                self.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
                self.end_headers()
            case "/council/userinfo" if "Bearer access-" in self.headers.get("Authorization", ""):
                self.answer(self.server.person)
            case _:
                self.answer({"error": "invalid_request"}, status=400)

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        sent = {name: values[0] for name, values in sent.items()}
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        knows_secret = sent.get("client_secret") == SECRET or basic in self.headers.get("Authorization", "")
        asked = self.server.codes.pop(sent.get("code"), None)
        if not asked or not knows_secret or sent["redirect_uri"] != asked["redirect_uri"]:
            self.answer({"error": "invalid_grant"}, status=400)
            return
        claims = asked["person"] | {"iss": self.server.url, "aud": CLIENT, "iat": int(time.time()), "exp": int(time.time()) + 60}
        token = jwt.encode(claims, SIGNING_KEY, algorithm="HS256", headers={"kid": "1"})
        self.answer({"access_token": f"access-{secrets.token_hex(4)}", "token_type": "Bearer", "id_token": token})

    def answer(self, body: dict, status: int = 200):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *arguments):
        """The test's output is quiet."""
