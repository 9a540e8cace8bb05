"""Twenty-five clicks at once on one Send."""

import threading

import pytest
from django.db import connection

from reviews.actions.answering import submit_response
from reviews.actions.running import send_invitations
from reviews.models import Bundle, Invitation, Tally
from tests.cast import organisation
from tests.prove.test_kill_submit import drafted, stored
from tests.reviews.conftest import DURING, OPENS, at

pytestmark = pytest.mark.prove
THREADS, TIMES = 25, 20


def submit_at_once(invitation: int) -> list[bool]:
    """For each thread whether it was the one that got the copy of the answers."""
    gate, got = threading.Barrier(THREADS), []

    def submit():
        try:
            mine = Invitation.objects.select_related("survey__compact", "organisation").get(pk=invitation)
            gate.wait(timeout=30)
            got.append(bool(submit_response(invitation=mine, by=None, on=DURING)[1]))
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return got


def test_one_response_is_stored_once(committed, cast, survey, figure):
    for time in range(TIMES):
        org = organisation(cast.compact, f"Clicked {time:02}", "voluntary", "charity", contact_email=f"c{time}@example.org")
        send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
        invitation, _ = drafted(survey, org)
        got = submit_at_once(invitation.pk)
        assert (len(got), sum(got)) == (THREADS, 1)
        assert stored(survey) == (time + 1,) * 5
    assert Bundle.objects.count() == TIMES
    assert Tally.objects.get(survey=survey).responses == {"voluntary": TIMES}
    figure(f"double submission: {THREADS} threads × {TIMES} responses, {TIMES} stored, each once, one copy given out for each")
