"""What is due in plans, done by the hourly `tick`."""

from actionplans.actions.asking import ask_all_due
from actionplans.actions.telling import remind_of_meetings
from compact_portal.days import today


def do_due() -> list[str]:
    """Safe to run twice. Returns a sentence for each thing looked at."""
    on = today()
    return [
        f"Owners and people asked about their part in a plan: {ask_all_due(on=on)}.",
        f"Groups reminded of a meeting: {remind_of_meetings(on=on)}.",
    ]
