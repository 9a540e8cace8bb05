"""The first page of who has signed in."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal import host
from compact_portal.days import today
from compact_portal.to_do import all_parts_of, places_of, tasks_for


@require_safe
def home(request):
    """Nothing but what is to be done, the most urgent first; and the way to each of my agreements."""
    on = today()
    parts = all_parts_of(request.user, on)
    asked = [*host.tasks_of(request.user, timezone.now()), *tasks_for(request.user, parts, on=on)]
    tasks = [(task, task.is_late(on)) for task in asked]
    return render(request, "home.html", {"tasks": tasks, "places": places_of(request.user, parts, on=on), "parts": parts})
