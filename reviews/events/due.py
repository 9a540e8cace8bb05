"""What is due at events and for the search of what was published, done by the hourly `tick`."""

import datetime

from compact_portal.days import today
from reviews.actions.events.feedback import ask_for_feedback, close_feedback
from reviews.actions.events.signing_up import forget, remind
from reviews.archive.indexing import index_new
from reviews.models import Event

DAYS = datetime.timedelta(days=30)


def do_due(on: datetime.date | None = None) -> list[str]:
    """Safe to run twice. Returns a sentence for each thing looked at."""
    on = on or today()
    near = list(Event.objects.public().filter(starts_on__lte=on + DAYS, ends_on__gte=on - DAYS))
    closing = list(Event.objects.feedback_due_to_close(on))
    for event in closing:
        close_feedback(event=event, on=on)
    return [
        f"Published documents that can be searched now: {index_new()}.",
        f"People reminded of an event: {sum(remind(event=event, on=on) for event in near)}.",
        f"People asked what they thought of an event: {sum(ask_for_feedback(event=event, on=on) for event in near)}.",
        f"Feedback on events closed: {len(closing)}.",
        f"Rows of people who signed up, forgotten or emptied: {forget(on=on)}.",
    ]
