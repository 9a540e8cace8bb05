"""What is due about signatories, done by the hourly `tick`."""

from compact_portal.days import today
from signatories.actions import enquiries, refreshing


def do_due() -> list[str]:
    """Safe to run twice. Returns a sentence for each thing looked at."""
    on = today()
    return [
        f"Late questions reminded of: {enquiries.remind_late(on)}.",
        f"Old questions forgotten: {enquiries.forget(on)}.",
        f"Reminders of the refresh sent: {refreshing.remind(on)}.",
        f"Signatures lapsed: {refreshing.lapse(on)}.",
    ]
