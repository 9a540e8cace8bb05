"""The page that says what is kept, for how long, and what goes when."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compact_portal.days import today
from compact_portal.retention.rule import going
from compact_portal.retention.rules import RULES
from compact_portal.retention.tables import STAYS
from signatories.models import Compact


@login_not_required
@require_safe
def kept(request):
    """For everybody the rules; for who administers the host also how many there are, and when the next of them go. One query a rule."""
    looks_after = request.user.is_authenticated and request.user.is_superuser
    lines = [{"rule": rule, "going": going(rule, today()) if looks_after and rule.rows else None} for rule in RULES]
    bases = dict.fromkeys(rule.basis for rule in RULES)
    grounds = [(basis, [rule for rule in RULES if rule.basis == basis]) for basis in bases]
    controllers = Compact.objects.exclude(controller="").order_by("name")
    return render(request, "kept.html", {"lines": lines, "counts": looks_after, "stays": list(STAYS), "grounds": grounds, "controllers": controllers})
