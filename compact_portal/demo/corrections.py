"""A request for a correction that waits with the steering group, and one that was answered."""

import datetime

from django.utils import timezone

from signatories.models import Compact, CorrectionRequest

DAYS = datetime.timedelta(days=1)


def load_corrections(*, compact: Compact, people: dict, on: datetime.date) -> None:
    CorrectionRequest.objects.create(
        compact=compact,
        asked_by=people["charity"],
        asked_on=on - 3 * DAYS,
        due_on=on + 27 * DAYS,
        wrong="The note of the March meeting says that I chaired it.",
        right="I was there; somebody else chaired it.",
    )
    CorrectionRequest.objects.create(
        compact=compact,
        asked_by=people["champion"],
        asked_on=on - 40 * DAYS,
        due_on=on - 10 * DAYS,
        wrong="My post in the list of the steering group is two years old.",
        right="Partnerships manager",
        outcome=CorrectionRequest.Outcome.CORRECTED,
        answer="The list has the new post since today.",
        answered_at=timezone.now() - 30 * DAYS,
        answered_by=people["officer"],
    )
