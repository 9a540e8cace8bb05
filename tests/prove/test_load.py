"""200 organisations answer a whole survey in far less than ten minutes, on gunicorn with two workers, as on two cores: no error."""

import datetime
import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from compact_portal.days import today
from reviews.actions.running import open_survey, send_invitations
from reviews.designing import create_survey
from reviews.models import Bundle, Invitation, Response, Review, Tally
from tests.cast import organisation
from tests.reviews.answers import STATED
from tests.transactional import database_url

pytestmark = pytest.mark.prove
ROOT = Path(__file__).resolve().parents[2]
ORGANISATIONS, AT_ONCE, PORT = 200, 12, 8973
MINUTES = 10
FIELD = re.compile(r'name="([^"]+)"[^>]*value="([^"]*)"')


@pytest.fixture
def links(committed, cast) -> list[str]:
    """The links of 200 signatories' invitations."""
    review = Review.objects.create(compact=cast.compact, year=today().year, label="This year")
    days = {"opens_on": today(), "closes_on": today() + datetime.timedelta(days=84)}
    survey = create_survey(review=review, **days, documents=[{"title": "Folder", "purpose": "What it asks"}], by=cast.officer)
    survey = open_survey(survey=survey, by=cast.officer)
    for n in range(ORGANISATIONS):
        organisation(cast.compact, f"Loaded {n:03}", "statutory" if n % 3 else "voluntary", "charity", contact_email=f"l{n}@example.org")
    send_invitations(survey=survey, by=cast.officer)
    links = []
    for invitation in Invitation.objects.filter(organisation__name__startswith="Loaded"):
        token = invitation.new_token()
        invitation.save()
        links.append(f"/i/{token}/")
    return links


@pytest.fixture
def server(links):
    environment = os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "compact_portal.settings", "COMPACT_DEMO": "0"}
    command = [sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{PORT}", "--log-level", "warning", "compact_portal.wsgi"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", PORT), 1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield
    process.terminate()
    process.wait(timeout=30)


class Browser:
    """Keeps cookies, follows redirects, and notes the time and the faults of every request."""

    times: list[float] = []
    faults: list[str] = []
    noting = threading.Lock()

    def __init__(self):
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, **data) -> tuple[str, str]:
        """(address that answered, its page)"""
        body = urlencode({**data, "csrfmiddlewaretoken": self.cookies.get("csrf", "")}) if method == "POST" else None
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Host": f"localhost:{PORT}"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection, start = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120), time.perf_counter()
        connection.request(method, path.partition("#")[0], body, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        with self.noting:
            self.times.append(time.perf_counter() - start)
            if answer.status not in (200, 302):
                self.faults.append(f"{answer.status} {method} {re.sub(r'/i/.*', '/i/', path)}")
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return self.ask("GET", answer.headers["Location"]) if answer.status == 302 else (path, page)


def answer(link: str) -> None:
    """One organisation: its link, every page with something on it, a field saved by the script, checking, sending."""
    browser = Browser()
    browser.ask("GET", link)
    path, page = browser.ask("POST", link)
    base = path
    for address in re.findall(rf'href="({base}\d+/)"', page)[:8]:
        _, page = browser.ask("GET", address)
        hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("invitation", "version", "page", "opened")}
        said = {name: value for name, value in FIELD.findall(page) if re.fullmatch(r"q\d+", name) and value != "dont_know"}
        texts = dict.fromkeys(re.findall(r'<textarea[^>]*name="(q\d+a?)"', page), f"Words of {link[3:9]}")
        browser.ask("POST", address, **hidden, **texts, autosave="1")
        browser.ask("POST", address, **hidden, **said, **texts)
    browser.ask("GET", f"{base}check/")
    _, page = browser.ask("GET", f"{base}look/")
    seal, invitation = (re.search(rf'name="{name}" value="(\w+)"', page)[1] for name in ("seal", "invitation"))
    _, page = browser.ask("POST", f"{base}submit/", seal=seal, invitation=invitation, **STATED)
    if "Thank you" not in page:
        Browser.faults.append("no receipt")


def test_two_hundred_organisations_answer_without_an_error(links, server, figure):
    start = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as together:
        list(together.map(answer, links))
    took = time.perf_counter() - start
    times = sorted(Browser.times)
    slow = times[int(len(times) * 0.95)] * 1000
    figure(f"load: {len(links)} organisations, {len(times)} requests, {len(Browser.faults)} errors in {took:.0f} s; 95 of 100 within {slow:.0f} ms")
    assert Browser.faults == []
    assert took < MINUTES * 60
    assert Response.objects.filter(status="submitted").count() == ORGANISATIONS
    assert sum(Tally.objects.get().responses.values()) == ORGANISATIONS
    assert Bundle.objects.count() == ORGANISATIONS
