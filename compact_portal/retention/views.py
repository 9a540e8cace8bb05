"""The page that says what is kept, and for how long."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compact_portal.days import DAY, today
from compact_portal.retention.rules import RULES, number_due
from signatories.models import Compact

AHEAD = 90  # days


@login_not_required
@require_safe
def kept(request):
    """For everybody the rules; for who administers the host also how many rows go at the next run, and within AHEAD days."""
    lines = [{"rule": rule} for rule in RULES]
    if request.user.is_authenticated and request.user.is_superuser:
        for line in lines:
            if line["rule"].find:
                line["due"] = number_due(line["rule"], today())
                line["soon"] = number_due(line["rule"], today() + AHEAD * DAY) - line["due"]
    controllers = Compact.objects.exclude(controller="").order_by("name")
    return render(request, "kept.html", {"lines": lines, "controllers": controllers, "ahead": AHEAD})
