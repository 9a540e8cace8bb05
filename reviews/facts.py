"""The fact form: its starting items, and what the portal can count of them itself."""

import datetime
import tomllib
from pathlib import Path

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from actionplans.models import ProgressMeeting
from reviews.models import Review
from signatories.models import Champion, Reference, Seat, SeatHolder
from signatories.models.organisation import Sector
from signatories.reports import signatories_by_sector

CONTENT = Path(__file__).parent / "content" / "fact-form.toml"


def days_of(review: Review) -> tuple[datetime.date, datetime.date]:
    """Of the plan that is looked back on, or the calendar year."""
    if review.plan:
        return review.plan.starts_on, review.plan.ends_on
    return datetime.date(review.year, 1, 1), datetime.date(review.year, 12, 31)


def starting_facts() -> list[dict]:
    return tomllib.loads(CONTENT.read_text())["facts"]


def counted(review: Review, on: datetime.date) -> dict[str, str]:
    """{key of an item: what the portal's own records say on the day `on`}. A fixed number of queries."""
    compact = review.compact
    signed = [f"{row.name}: {row.count}" for row in signatories_by_sector(compact)]
    seats = Seat.objects.filter(compact=compact).count()
    held = SeatHolder.objects.serving(on=on).filter(seat__compact=compact)
    by_sector = dict.fromkeys(Sector.values, 0)
    for sector in held.order_by().values_list("seat__organisation__sector", flat=True).distinct("seat"):
        by_sector[sector or Sector.CROSS] += 1
    filled = [f"{compact.terms.sector(sector)}: {count}" for sector, count in by_sector.items() if count]
    champions = Champion.objects.serving(on=on).filter(signature__compact=compact).values("person").distinct().count()
    first, last = days_of(review)
    events = compact.training_events.filter(held_on__gte=first, held_on__lte=last, cancelled=False)
    training = events.aggregate(held=Count("id"), statutory=Sum("statutory"), voluntary=Sum("voluntary"), unknown=Sum("unknown"))
    reached = sum(training[side] or 0 for side in ("statutory", "voluntary", "unknown"))
    policies = Reference.objects.filter(compact=compact).noted_between(first, last).count()
    meetings = ProgressMeeting.objects.held().in_compacts([compact]).filter(held_on__gte=first, held_on__lte=last).count()
    found = {
        "signatories": "; ".join(signed),
        "seats": _("%(taken)s of %(seats)s filled (%(filled)s)") % {"taken": sum(by_sector.values()), "seats": seats, "filled": "; ".join(filled)}
        if seats
        else "",
        "champions": str(champions) if champions else "",
        "meetings": _("%(meetings)s meetings that looked at the plan") % {"meetings": meetings} if meetings else "",
        "training": _("%(held)s events, %(reached)s people") % {"held": training["held"], "reached": reached} if training["held"] else "",
        "policies": str(policies) if policies else "",
    }
    return {key: words for key, words in found.items() if words}
