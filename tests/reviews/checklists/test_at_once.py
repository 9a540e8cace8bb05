"""What is saved at the moment in which the answers are sent is in them, or refused."""

import threading

from reviews.checklists.actions import sending, taking
from reviews.models import Sheet
from tests.reviews.checklists.conftest import ALL_DO, DAY, fill
from tests.reviews.test_bad_answers import at_once, let_somebody_wait


def test_save_that_waits_for_the_sending_is_refused(committed, cast, joint, monkeypatch):
    """It had seen open answers before it had to wait."""
    sheet = fill(joint, ALL_DO)
    being_sent, keep = threading.Event(), sending.keep_answers

    def keeps_once_a_save_waits(*args):
        being_sent.set()
        let_somebody_wait()
        return keep(*args)

    def saves():
        being_sent.wait(timeout=30)
        return taking.save_sheet(sheet=sheet, answers={"fp1:comment": "late words"}, version=sheet.saved)

    monkeypatch.setattr(sending, "keep_answers", keeps_once_a_save_waits)
    sent, refused = at_once(lambda: sending.send(assessment=joint, by=cast.lead, on=DAY), saves)
    assert (sent.status, str(refused)) == ("sent", str(taking.SENT))
    assert not Sheet.objects.exclude(answers={}).exists()
