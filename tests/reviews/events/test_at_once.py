"""Feedback on an event, closed and given in transactions of their own at one moment."""

import threading

from compact_portal.days import today
from reviews.actions.events import feedback
from reviews.models import EventFeedback, FeedbackRelease, FeedbackText, SignUp
from tests.reviews.events.test_events import CANARY, answered, event, review  # noqa: F401  fixtures
from tests.transactional import at_once, let_somebody_wait


def test_two_who_close_it_at_once_release_it_once(committed, cast, event):  # noqa: F811
    answered(event, 12, text="Word ")
    first, second = at_once(*[lambda: feedback.close_feedback(event=event, on=today())] * 2)
    assert first == second == FeedbackRelease.objects.get()
    assert FeedbackText.objects.count() == 12


def test_answer_beside_the_close_is_counted_or_refused(committed, cast, event, monkeypatch):  # noqa: F811
    """It finds the event open, waits for the close, and looks again."""
    answered(event, 12, text="Word ")
    late = SignUp.objects.create(event=event, state="coming", name="L", sent_to="late@example.org", sector="cross", asked_on=today())
    closing, work_out = threading.Event(), feedback.release_of

    def works_out_once_an_answer_waits(*args, **kwargs):
        closing.set()
        let_somebody_wait()
        return work_out(*args, **kwargs)

    def answers():
        closing.wait(timeout=30)
        return feedback.give_feedback(sign_up=late, answers={"worth": "agree"}, text=CANARY)

    monkeypatch.setattr(feedback, "release_of", works_out_once_an_answer_waits)
    closed, refused = at_once(lambda: feedback.close_feedback(event=event, on=today()), answers)
    assert closed == FeedbackRelease.objects.get()
    assert "too late" in str(refused)
    assert not EventFeedback.objects.exists() and not FeedbackText.objects.filter(text=CANARY).exists()
