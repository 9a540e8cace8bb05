"""The pages of who has signed in: what there is to do, and where one's own things are."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal import host
from compact_portal.days import today
from compact_portal.to_do import all_parts_of, places_of, tasks_for


@require_safe
def home(request):
    """Nothing but what is to be done, the most urgent first."""
    on = today()
    parts = all_parts_of(request.user, on)
    asked = [*host.tasks_of(request.user, timezone.now()), *tasks_for(request.user, parts, on=on)]
    tasks = [(task, task.is_late(on)) for task in asked]
    return render(request, "home.html", {"tasks": tasks})


@require_safe
def agreements(request):
    """The way to each of my agreements and to what is mine in it; and what I may settle for all of them."""
    on = today()
    return render(request, "agreements.html", {"places": places_of(request.user, all_parts_of(request.user, on), on=on)})
