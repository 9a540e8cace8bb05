"""Sending a response is killed (kill -9) at every point of it: whole or nothing, and it can always be sent again."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import transaction

from reviews.actions.answering import save_section, submit_response
from reviews.actions.running import send_invitations
from reviews.models import Bundle, Invitation, NamedAnswer, Response, Tally
from tests.cast import organisation
from tests.prove.submitter import POINTS
from tests.reviews.conftest import DURING, OPENS, at
from tests.transactional import database_url

pytestmark = pytest.mark.prove
ROOT = Path(__file__).resolve().parents[2]
TIMES = 20
DRAFT = {"q23": "agree", "q23a": {"text": "words of {}", "openness": "steering"}, "q14": {"text": "named by {}", "openness": "named"}}
random_moments = random.Random(11)


@pytest.fixture
def submitter(committed):
    environment = os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "compact_portal.settings", "COMPACT_DEMO": "0"}
    command = [sys.executable, "-m", "tests.prove.submitter"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
    yield process
    process.stdin.close()
    process.wait(timeout=10)
    process.stdout.close()


def said_next(process) -> list[str]:
    line = process.stdout.readline()
    assert line, "the submitting process has ended"
    return line.split()


def kill_at(process, point: str, invitation: Invitation) -> None:
    """Kill the child when it has come to `point`; for "any", a few thousandths of a second after it started."""
    process.stdin.write(f"{point} {invitation.pk}\n")
    child, reached = said_next(process)
    assert reached == "started"
    if point == "any":
        time.sleep(random_moments.uniform(0, 0.02))
    else:
        child, reached = said_next(process)
        assert reached == point
    with contextlib.suppress(ProcessLookupError):  # "any" may come too late
        os.kill(int(child), signal.SIGKILL)
    while said_next(process) != ["ended"]:
        pass


def drafted(survey, org) -> tuple[Invitation, dict]:
    invitation = Invitation.objects.select_related("survey__compact", "organisation").get(survey=survey, organisation=org)
    answers = {key: value if isinstance(value, str) else value | {"text": value["text"].format(org.name)} for key, value in DRAFT.items()}
    save_section(invitation=invitation, section=survey.sections.get(title="This survey"), answers=answers, version=0, on=DURING)
    return invitation, answers


def stored(survey) -> tuple:
    """Everything that sending leaves behind. Waits for the killed process's transaction to be over."""
    with transaction.atomic():
        tally = Tally.objects.select_for_update().get(survey=survey)
        return (
            tally.responses.get("voluntary", 0), tally.counts.get("q23", {}).get("voluntary", {}).get("agree", 0),
            Bundle.objects.filter(survey=survey).count(), NamedAnswer.objects.filter(survey=survey).count(),
            Response.objects.filter(survey=survey, status="submitted").count(),
        )  # fmt: skip


@pytest.mark.parametrize("point", [*POINTS, "any"])
def test_killed_submission_is_whole_or_nothing(point, committed, cast, survey, submitter, figure):
    organisations = [organisation(cast.compact, f"Killed {n:02}", "voluntary", "charity", contact_email=f"k{n}@example.org") for n in range(TIMES)]
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    whole = 0
    for sent, org in enumerate(organisations):
        invitation, answers = drafted(survey, org)
        kill_at(submitter, point, invitation)
        found = stored(survey)
        assert found in ((sent,) * 5, (sent + 1,) * 5), (point, org, found)
        response = Response.objects.get(organisation=org)
        assert (response.status, response.draft) == (("draft", answers) if found[0] == sent else ("submitted", {}))
        whole += found[0] == sent + 1
        _, copy = submit_response(invitation=invitation, by=None, on=DURING)
        assert copy == (answers if found[0] == sent else {})
        assert stored(survey) == (sent + 1,) * 5
    if point != "any":
        assert whole == (TIMES if point == "committed" else 0)
    assert {bundle.texts[0]["body"]["text"] for bundle in Bundle.objects.all()} == {f"words of {org.name}" for org in organisations}
    figure(f"kill -9, {point}: {TIMES} killed, {whole} stored whole, {TIMES - whole} not at all with the draft kept, 0 in part, all sent in the end")
