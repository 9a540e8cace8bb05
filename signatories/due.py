"""What is due in signatories, done by the hourly `tick`."""

import datetime

from django.utils import timezone

from compact_portal.days import today
from signatories.actions import delegates, enquiries, refreshing
from signatories.actions.joining import forget_unconfirmed
from signatories.models import WaitingImport

KEPT_FILES = datetime.timedelta(days=1)


def do_due() -> list[str]:
    """Safe to run twice. Returns a sentence for each thing looked at."""
    on = today()
    return [
        f"Requests to join forgotten, whose address nobody confirmed: {forget_unconfirmed()}.",
        f"Files not imported, deleted: {forget_files()}.",
        f"Late questions reminded of: {enquiries.remind_late(on)}.",
        f"Old questions forgotten: {enquiries.forget(on)}.",
        f"Delegates forgotten, who did not answer or agreed three years ago: {delegates.forget(on)}.",
        f"Reminders of the refresh sent: {refreshing.remind(on)}.",
        f"Signatures lapsed: {refreshing.lapse(on)}.",
    ]


def forget_files() -> int:
    """Files that an officer sent and then left for a day."""
    return WaitingImport.objects.filter(uploaded_at__lt=timezone.now() - KEPT_FILES).delete()[0]
