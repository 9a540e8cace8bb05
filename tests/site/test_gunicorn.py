"""The server as it runs: its access log holds neither tokens nor addresses, and it outlives a database that goes and comes."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "token-5d20aa"


@pytest.fixture
def serve():
    """`serve(DATABASE_URL=…)` starts gunicorn with our configuration; returns its address and process."""
    started = []

    def start(**variables):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "--access-logfile", "-", "compact_portal.wsgi"]
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        started.append(process)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        return f"http://127.0.0.1:{port}", process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_process_that_starts_without_a_database_answers_503_in_plain_words(serve):
    address, process = serve(DATABASE_URL="postgresql://portal_app@/portal?host=/nowhere")
    status, page = get(f"{address}/i/{TOKEN}/")
    assert status == 503
    assert "Back in a moment" in page
    assert get(f"{address}/healthz") == (503, "database down\n")
    process.terminate()
    log, _ = process.communicate(timeout=20)
    assert "The database does not answer" in log
    assert "Traceback" not in log
    assert 'File "' not in log
    assert TOKEN not in log
    assert "127.0.0.1 " not in log.partition("GET")[2]
    assert " GET 503 " in log
