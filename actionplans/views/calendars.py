"""Calendars that programs fetch: of an agreement and of an organisation for everybody, of a person under a private address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from actionplans import calendars
from actionplans.actions.calendar import end_calendar, renew_calendar
from actionplans.models import CalendarFeed
from signatories.models import Organisation
from signatories.views.fetch import any_compact

ICS = "text/calendar; charset=utf-8"


def ics(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=ICS, headers={"Content-Disposition": f'inline; filename="{name}.ics"'})


@login_not_required
@require_safe
def compact_calendar(request, compact: str):
    compact = any_compact(compact)
    return ics(calendars.to_ics(calendars.of_compact(compact), name=_("%(compact)s: plan") % {"compact": compact}), f"{compact.slug}-plan")


@login_not_required
@require_safe
def organisation_calendar(request, compact: str, pk: int):
    """Its actions in public plans. Organisations that own none are not told apart from those that do not exist."""
    compact = any_compact(compact)
    owning = Organisation.objects.same_as(pk).filter(actions__target__plan__in=compact.plans.public())
    organisation = get_object_or_404(Organisation.objects.filter(Exists(owning)), pk=pk)
    content = calendars.to_ics(calendars.of_organisation(organisation, compact), name=f"{organisation}: {compact}")
    return ics(content, f"{compact.slug}-organisation-{organisation.pk}")


@never_cache
@require_safe
def calendar(request):
    feed = CalendarFeed.objects.filter(person=request.user).first()
    return render(request, "actionplans/calendar.html", {"feed": feed, "actions": calendars.of_person(request.user).count()})


@never_cache
@require_POST
def make_calendar(request):
    """The address stands on the page that answers, and never again: only its hash is kept."""
    token = renew_calendar(by=request.user)
    address = request.build_absolute_uri(reverse("person_calendar", args=[token]))
    feed = CalendarFeed.objects.get(person=request.user)
    return render(request, "actionplans/calendar.html", {"feed": feed, "address": address, "actions": calendars.of_person(request.user).count()})


@require_POST
def stop_calendar(request):
    end_calendar(by=request.user)
    messages.success(request, _("Your calendar address no longer works."))
    return redirect("actionplans:calendar")
