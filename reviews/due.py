"""What is due in reviews, done by the hourly `tick`."""

from compact_portal.days import today
from reviews.actions.answering import delete_left_drafts
from reviews.actions.examples import ask_owners


def do_due() -> list[str]:
    """Safe to run twice. Returns a sentence for each thing looked at."""
    return [
        f"Drafts of closed surveys forgotten: {delete_left_drafts()}.",
        f"Owners asked whether their good example may stay: {ask_owners(on=today())}.",
    ]
