"""One person's calendar, for programs that cannot sign in: what is asked of them by a day, what their organisations promised, and the
year of agreements that they steer or take part in."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import actionplans.tasks
import disputes.tasks
import reviews.year.tasks
from actionplans.calendars import of_person, to_ics
from actionplans.models import CalendarFeed
from actionplans.views.calendars import ics
from compact_portal.days import today
from compact_portal.to_do import ASKING_BY_PART, all_parts_of, tasks_for
from reviews.year.calendar import days_of_year

# Actions of plans and the days of the year stand in it already.
LEFT_OUT = (disputes.tasks.tasks_of, actionplans.tasks.tasks_of, reviews.year.tasks.tasks_of)
SHOWN = tuple(tasks_of for tasks_of in ASKING_BY_PART if tasks_of not in LEFT_OUT)


@login_not_required
@never_cache
@require_safe
def person_calendar(request, token: str):
    """Whoever has the address may fetch it; one that was renewed, or was never given, leads nowhere.

    What was done leaves it. What disagreements ask is read after signing in alone: a calendar lies open on a desk.
    """
    person = get_object_or_404(CalendarFeed.objects.by_token(token).select_related("person")).person
    on = today()
    tasks = [task for task in tasks_for(person, all_parts_of(person, on), on=on, asking=SHOWN) if task.due_on]
    return ics(to_ics(of_person(person), name=gettext("Compact: my days"), tasks=tasks, days=days_of_year(person, on)), "compact")
