"""What the year asks: its days that have come, until they are done. Officers are asked for all of them, since they see to the year; the
other people of the steering group for those that are the group's or its chair's. Who chairs it is known of single meetings alone.

Those who lead on a part are bodies, and giving checklists out is an officer's: officers are asked for that one.
"""

import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from compact_portal.tasks import Task
from reviews.models import Milestone, Review
from reviews.year.known import page_of_step, undone
from reviews.year.steps import CHAIR
from signatories.parts import Parts, parts_of

AHEAD = datetime.timedelta(days=14)


def tasks_of(person, on: datetime.date, parts: Parts | None = None) -> list[Task]:
    """Of the newest year of each agreement that has begun. One query, for those who steer."""
    parts = parts or parts_of(person, on)
    if not parts.steered:
        return []
    later = Review.objects.filter(compact=OuterRef("review__compact"), year__gt=OuterRef("review__year"), year__lte=on.year)
    near = Milestone.objects.filter(~Exists(later), review__compact__in=parts.steered, on__lte=on + AHEAD)
    rows = undone(near, on).select_related("review__compact")
    return [task_for(one) for one in rows if one.compact_id in parts.officered or is_the_groups(one)]


def is_the_groups(milestone: Milestone) -> bool:
    """Whether its owner, which is words, means the steering group or its chair."""
    words = milestone.owner.strip().casefold()
    return words in (milestone.review.compact.terms.steering_group.casefold(), str(CHAIR).casefold())


def task_for(milestone: Milestone) -> Task:
    """With the page on which it is done where the portal sees by itself when that is so, else with that on which somebody says it."""
    review, owner = milestone.review, milestone.owner
    said = _("It stands in the year %(year)s of %(called)s, for: %(owner)s.") if owner else _("It stands in the year %(year)s of %(called)s.")
    by_hand = milestone.known is None
    return Task(
        what=_("See that it is done: %(name)s") % {"name": milestone.name},
        why=said % {"year": review.year, "called": review.compact.called, "owner": owner},
        address=reverse("reviews:year_of", args=[review.compact.slug, review.year]) if by_hand else page_of_step(milestone.key, review),
        due_on=milestone.on,
        takes=_("a minute to say so") if by_hand else _("a minute to see what is missing"),
    )
