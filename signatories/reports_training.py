"""What making the agreement known gives to the annual report: training held and packs sent, counted; nobody is named (domain.md C4, 5.2)."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Sum

from signatories.models import Compact, PackSent, TrainingEvent

PEOPLE = Sum(F("statutory") + F("voluntary") + F("unknown"))


@dataclass(frozen=True)
class Known:
    """`events` are (kind, how many, people); `packs` (what was sent, recipients, how)."""

    events: list[tuple[str, int, int]]
    packs: list[tuple[str, int, str]]


def made_known(compact: Compact, *, since: datetime.date, until: datetime.date) -> Known:
    """Two queries. A pack that went out several times is one line for each way in which it was sent."""
    held = compact.training_events.filter(cancelled=False, held_on__range=(since, until))
    events = held.order_by("kind").values_list("kind").annotate(Count("pk"), people=PEOPLE)
    sent = (
        compact.packs_sent.filter(sent_on__range=(since, until)).order_by("title", "channel").values_list("title", "channel").annotate(people=PEOPLE)
    )
    kinds, channels = dict(TrainingEvent.Kind.choices), dict(PackSent.Channel.choices)
    return Known(
        [(str(kinds[kind]), count, people) for kind, count, people in events],
        [(title, people, str(channels[channel])) for title, channel, people in sent],
    )
