"""Events: for everybody once they are published; officers plan them."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from compact_portal.forms import PortalForm
from reviews.actions.events import planning as actions
from reviews.events.forms import EventForm, ItemForm
from reviews.events.reports import told_of
from reviews.models import Event, EventItem, Finding, SignUp
from reviews.views.board.pages import form_page
from signatories.models import Compact
from signatories.models.organisation import Sector
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted

both = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 20
EVENT_FIELDS = ["name", "theme", "review", "text", "starts_on", "ends_on", "place", "sign_up_until"]
ITEM_FIELDS = ["day", "time", "title", "text", "organisation", "place"]


def visible_event(person, compact: str, pk: int) -> Event:
    """Published ones for everybody; drafts for those who steer the agreement."""
    seen = Q(published_at__isnull=False)
    if person.is_authenticated:
        seen |= Q(compact__in=Compact.objects.steered_by(person))
    return get_object_or_404(Event.objects.filter(seen).select_related("compact__area", "review"), compact__slug=compact, pk=pk)


def officers_event(request, compact: str, pk: int) -> Event:
    mine = Compact.objects.officered_by(request.user)
    return get_object_or_404(Event.objects.select_related("compact__area", "review"), compact__in=mine, compact__slug=compact, pk=pk)


@login_not_required
@require_safe
def events(request, compact: str):
    compact = any_compact(compact)
    roles = roles_of(request.user, compact)
    seen = compact.events.all() if roles.may_see_steering else compact.events.public()
    page = Paginator(seen, PAGE).get_page(request.GET.get("page"))
    return render(request, "reviews/events/events.html", {"compact": compact, "roles": roles, "page_obj": page, "today": today()})


@login_not_required
@require_safe
def event(request, compact: str, pk: int):
    event = visible_event(request.user, compact, pk)
    on = today()
    roles = roles_of(request.user, event.compact)
    findings = []
    if roles.officer and event.review_id:
        findings = Finding.objects.filter(review=event.review_id, event_items__isnull=True)
    context = {
        "compact": event.compact, "event": event, "items": event.items.select_related("organisation", "finding"), "roles": roles,
        "findings": findings, "takes_sign_ups": event.takes_sign_ups(on), "is_over": event.ends_on < on,
        "told": told_of(event) if event.feedback_closed_on else None,
    }  # fmt: skip
    return render(request, "reviews/events/event.html", context)


@both
def event_edit(request, compact: str, pk: int | None = None):
    event = officers_event(request, compact, pk) if pk else None
    compact = event.compact if event else officered_compact(request, compact)
    initial = {name: getattr(event, name) for name in EVENT_FIELDS} if event else {"review": compact.reviews.first()}
    to = event.get_absolute_url() if event else reverse("reviews:events", args=[compact.slug])
    return form_page(
        request, EventForm(posted(request), compact=compact, initial=initial),
        lambda **said: actions.save_event(compact=compact, event=event, by=request.user, **said) and None, to=to, compact=compact,
        title=_("Change the event") if event else _("Plan an event"),
        done=_("Saved.") if event else _("The event is planned. Only the group sees it until you publish it."),
    )  # fmt: skip


@both
def event_item(request, compact: str, pk: int, row: int | None = None):
    """`?finding=` is what of the review the point takes up."""
    event = officers_event(request, compact, pk)
    item = get_object_or_404(EventItem, event=event, pk=row) if row else None
    finding, wanted = None, request.GET.get("finding", "")
    if wanted.isascii() and wanted.isdecimal() and event.review_id:
        finding = Finding.objects.filter(review=event.review_id, pk=wanted).first()
    initial = (
        {name: getattr(item, name) for name in ITEM_FIELDS} if item else {"day": event.starts_on, "title": finding.text[:200] if finding else ""}
    )
    return form_page(
        request, ItemForm(posted(request), event=event, initial=initial),
        lambda **said: actions.save_item(event=event, item=item, finding=finding, by=request.user, **said) and None,
        to=event.get_absolute_url(), compact=event.compact, title=_("Change a point of the programme") if item else _("Add a point to the programme"),
        caption=event.name, done=_("Saved."), lead=_("It takes up what the review found: “%(finding)s”") % {"finding": finding} if finding else "",
    )  # fmt: skip


@both
def event_item_remove(request, compact: str, pk: int, row: int):
    event = officers_event(request, compact, pk)
    item = get_object_or_404(EventItem.objects.select_related("event__compact"), event=event, pk=row)
    return form_page(
        request, PortalForm(posted(request)), lambda: actions.remove_item(item=item, by=request.user), to=event.get_absolute_url(),
        compact=event.compact, title=_("Take this out of the programme?"), caption=event.name, done=_("It is taken out."), lead=f"“{item}”",
        button=_("Take it out"), warning=True,
    )  # fmt: skip


@both
def event_publish(request, compact: str, pk: int):
    event = officers_event(request, compact, pk)
    return form_page(
        request, PortalForm(posted(request)), lambda: actions.publish_event(event=event, by=request.user) and None, to=event.get_absolute_url(),
        compact=event.compact, title=_("Publish this event?"), caption=event.name, done=_("The event is published, and people can sign up."),
        lead=_("Everybody will see it and its programme, and can sign up. You can still change both."), button=_("Publish it"),
    )  # fmt: skip


@require_safe
def event_people(request, compact: str, pk: int):
    """Who is coming, how many of each side, and what they need: for officers alone."""
    event = officers_event(request, compact, pk)
    coming = event.sign_ups.coming()
    counts = dict(coming.order_by().values_list("sector").annotate(Count("pk")))
    sectors = [(event.compact.terms.sector(value), counts.get(value, 0)) for value in Sector.values if counts.get(value)]
    page = Paginator(coming, 100).get_page(request.GET.get("page"))
    unconfirmed = event.sign_ups.filter(state=SignUp.State.UNCONFIRMED).count()
    context = {
        "compact": event.compact,
        "event": event,
        "page_obj": page,
        "sectors": sectors,
        "total": sum(counts.values()),
        "unconfirmed": unconfirmed,
    }
    return render(request, "reviews/events/people.html", context)
