"""What is due in reviews, done by the hourly `tick`."""

from reviews.actions.answering import delete_left_drafts


def do_due() -> list[str]:
    """Safe to run twice. Returns a sentence for each thing looked at."""
    return [f"Drafts of closed surveys forgotten: {delete_left_drafts()}."]
