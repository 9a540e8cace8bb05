"""The scripts read .env, in one place, before they decide anything; what the caller says wins over the file."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAYS = 'echo "{name} $* ENV=${{COMPACT_ENV:-}} DEMO=${{COMPACT_DEMO:-}} PORT=${{PORT:-}} URL=${{PORTAL_URL:-}} NAME=${{PORTAL_NAME:-}}"'


@pytest.fixture
def checkout(tmp_path):
    """The scripts beside a .env; what they call says how it was called."""
    (tmp_path / "script").mkdir()
    for name in ("environment", "server", "manage", "with-database"):
        shutil.copy(ROOT / "script" / name, tmp_path / "script" / name)
    for path in ("script/setup", "script/serve", ".venv/bin/python"):
        stub = tmp_path / path
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(f"#!/usr/bin/env bash\n{SAYS.format(name=stub.name)}\n")
        stub.chmod(0o755)
    return tmp_path


def run(command: list, **variables: str) -> list[str]:
    done = subprocess.run(command, cwd=ROOT, env={"PATH": os.environ["PATH"]} | variables, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_example_can_be_sourced_and_keeps_its_values_whole():
    read = run(["bash", "-c", 'set -eu; set -a; . ./.env.example; echo "$MAIL_FROM|$PORTAL_NAME|$SSO_NAME"'])
    assert read == ["Compact portal <portal@example.org>|Compact portal|Wealdshire Council"]


def test_production_in_the_file_alone_starts_no_demonstration(checkout):
    (checkout / ".env").write_text("COMPACT_ENV=production\nDATABASE_URL=postgresql://db/portal\nPORTAL_NAME='Weald portal'\n")
    said = run([checkout / "script/server"])
    assert said == [
        "setup  ENV=production DEMO= PORT=8000 URL= NAME=Weald portal",
        "serve  ENV=production DEMO= PORT=8000 URL= NAME=Weald portal",
    ]


def test_without_a_file_the_demonstration_starts(checkout):
    said = run([checkout / "script/server"], PORT="9000")
    assert said[0] == "setup  ENV= DEMO=1 PORT=9000 URL=http://localhost:9000 NAME="
    assert said[1].endswith("serve ENV= DEMO=1 PORT=9000 URL=http://localhost:9000 NAME=")


def test_caller_wins_over_the_file(checkout):
    (checkout / ".env").write_text("PORT=7000\nCOMPACT_DEMO=0\nPORTAL_NAME=File\n")
    said = run([checkout / "script/server"], PORT="9000", DATABASE_URL="postgresql://db/portal", PORTAL_NAME="Caller's own")
    assert said[1] == "serve  ENV= DEMO=0 PORT=9000 URL=http://localhost:9000 NAME=Caller's own"


def test_manage_sets_up_and_runs_under_the_file(checkout):
    (checkout / ".env").write_text("COMPACT_ENV=production\nDATABASE_URL=postgresql://db/portal\n")
    setup, python = run([checkout / "script/manage", "check"])
    assert setup.startswith("setup  ENV=production")
    assert re.match(r"python \S*manage.py check ENV=production", python)


def test_every_script_is_sound_bash():
    scripts = [path for path in sorted((ROOT / "script").iterdir()) if path.name != "environment"]
    assert len(scripts) > 8
    for script in [*scripts, ROOT / "script/environment"]:
        run(["bash", "-n", str(script)])
    assert [script.name for script in scripts if "set -euo pipefail" not in script.read_text() or not os.access(script, os.X_OK)] == []


def test_every_long_proof_is_a_part_of_the_script():
    proofs = {path.stem.removeprefix("test_") for path in (ROOT / "tests/prove").glob("test_*.py")}
    assert set(re.findall(r"^part [a-z]+ proof ([a-z_]+)$", (ROOT / "script/prove").read_text(), re.M)) == proofs


def test_a_proof_that_is_not_there_is_said():
    done = subprocess.run(["script/prove", "serach"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.startswith("There is no part serach. There are: properties release ")
