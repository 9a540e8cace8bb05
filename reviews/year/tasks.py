"""What the year asks: its days that have come, until they are done. Officers are asked for all of them, since they see to the year; the
other people of the steering group for those that are the group's or its chair's. Who chairs it is known of single meetings alone.

Of officers it also asks what a meeting needs: that the group is told of it, and its minutes afterwards.

Those who lead on a part are bodies, and giving checklists out is an officer's: officers are asked for that one.
"""

import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.models import MeetingNotice, ProgressMeeting
from compact_portal.tasks import Task
from reviews.models import Milestone, Review
from reviews.year.known import page_of_step, undone
from reviews.year.steps import CHAIR
from signatories.parts import Parts, parts_of

AHEAD = datetime.timedelta(days=14)
TO_READ = datetime.timedelta(days=7)  # before a meeting, when its agenda ought to be with the group
TO_WRITE = datetime.timedelta(days=14)  # after a meeting, for its minutes
HISTORY = datetime.timedelta(days=182)  # after which nobody is asked for them any more


def tasks_of(person, on: datetime.date, parts: Parts | None = None) -> list[Task]:
    """Of the newest year of each agreement that has begun. One query for those who steer, another for officers."""
    parts = parts or parts_of(person, on)
    if not parts.steered:
        return []
    later = Review.objects.filter(compact=OuterRef("review__compact"), year__gt=OuterRef("review__year"), year__lte=on.year)
    near = Milestone.objects.filter(~Exists(later), review__compact__in=parts.steered, on__lte=on + AHEAD)
    rows = undone(near, on).select_related("review__compact")
    of_the_year = [task_for(one) for one in rows if one.compact_id in parts.officered or is_the_groups(one)]
    return [*of_the_year, *(of_meetings(parts.officered, on) if parts.officered else [])]


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


def of_meetings(officered: set[int], on: datetime.date) -> list[Task]:
    """Of meetings that are near and of which the group was not told this day and place; of those that were, until their minutes stand."""
    told = MeetingNotice.objects.filter(meeting=OuterRef("pk"), kind=MeetingNotice.Kind.PLANNED, held_on=OuterRef("held_on"), place=OuterRef("place"))
    meetings = ProgressMeeting.objects.coming().in_compacts(officered).filter(held_on__range=(on - HISTORY, on + AHEAD))
    wanted = meetings.filter(~Exists(told) | Q(held_on__lt=on)).select_related("plan__compact", "group")
    return [minutes_of(one) if one.held_on < on else word_of(one) for one in wanted]


def word_of(meeting: ProgressMeeting) -> Task:
    return Task(
        what=_("Tell the group of the meeting, with its agenda: %(meeting)s") % {"meeting": meeting},
        why=_("You are an officer of %(called)s. Nobody has been told of this day and place yet.") % {"called": meeting.compact.called},
        address=reverse("actionplans:meeting_tell", args=[meeting.compact.slug, meeting.pk]),
        due_on=meeting.held_on - TO_READ,
        takes=_("a minute"),
    )


def minutes_of(meeting: ProgressMeeting) -> Task:
    return Task(
        what=_("Write the minutes: %(meeting)s") % {"meeting": meeting},
        why=_("You are an officer of %(called)s. If the meeting was not held, call it off.") % {"called": meeting.compact.called},
        address=reverse("reviews:minutes", args=[meeting.compact.slug, meeting.pk]),
        due_on=meeting.held_on + TO_WRITE,
        takes=_("about half an hour"),
    )
