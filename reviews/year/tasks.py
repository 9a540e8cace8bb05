"""What the year asks of officers: its days that have come, until somebody says that it is done."""

import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from compact_portal.tasks import Task
from reviews.models import Milestone, Review
from signatories.parts import Parts, parts_of

AHEAD = datetime.timedelta(days=14)


def tasks_of(person, on: datetime.date, parts: Parts | None = None) -> list[Task]:
    """Of the newest year of each agreement that has begun. One query, for officers."""
    parts = parts or parts_of(person, on)
    if not parts.officered:
        return []
    later = Review.objects.filter(compact=OuterRef("review__compact"), year__gt=OuterRef("review__year"), year__lte=on.year)
    near = Milestone.objects.filter(~Exists(later), review__compact__in=parts.officered, done_on__isnull=True, on__lte=on + AHEAD)
    return [
        Task(
            what=_("See that it is done: %(name)s") % {"name": one.name},
            why=(
                _("It stands in the year %(year)s of %(called)s, for: %(owner)s.")
                if one.owner
                else _("It stands in the year %(year)s of %(called)s.")
            )
            % {"year": one.review.year, "called": one.review.compact.called, "owner": one.owner},
            address=reverse("reviews:year_of", args=[one.review.compact.slug, one.review.year]),
            due_on=one.on,
            takes=_("a minute to say so"),
        )
        for one in near.select_related("review__compact")
    ]
