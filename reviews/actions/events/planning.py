"""An event is planned and published; its programme takes up what the review found."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import in_words
from reviews.models import Event, EventItem, Finding
from signatories.models import Compact
from signatories.roles import officer_only


@transaction.atomic
def save_event(*, compact: Compact, event: Event | None, by: User, **facts) -> Event:
    """Anew, or changed; after its last day it stands."""
    officer_only(by, compact)
    event = locked(event, by) if event else Event(compact=compact)
    for name, value in facts.items():
        setattr(event, name, value)
    outside = event.pk and event.items.exclude(day__range=(event.starts_on, event.ends_on)).first()
    if outside:
        raise ValidationError(
            _("“%(outside)s” is on %(day)s, outside these days: move it first.") % {"outside": outside, "day": in_words(outside.day)}
        )
    event.full_clean()
    event.save()
    record("event.saved", event, by=by, starts_on=event.starts_on.isoformat())
    return event


@transaction.atomic
def save_item(*, event: Event, item: EventItem | None, by: User, finding: Finding | None = None, **values) -> EventItem:
    """Raises ValidationError for a day on which the event is not held."""
    event = locked(event, by)
    item = event.items.get(pk=item.pk) if item else EventItem(event=event)
    for name, value in values.items():
        setattr(item, name, value)
    if finding:
        if finding.review_id != event.review_id:
            raise ValidationError(_("This finding belongs to another review."))
        item.finding = finding
    if not event.starts_on <= item.day <= event.ends_on:
        raise ValidationError(
            _("The event is held from %(starts_on)s to %(ends_on)s: choose one of these days.")
            % {"starts_on": in_words(event.starts_on), "ends_on": in_words(event.ends_on)}
        )
    item.full_clean()
    item.save()
    record("event.item_saved", event, by=by)
    return item


@transaction.atomic
def remove_item(*, item: EventItem, by: User) -> None:
    event = locked(item.event, by)
    item.delete()
    record("event.item_removed", event, by=by)


@transaction.atomic
def publish_event(*, event: Event, by: User) -> Event:
    """Everybody sees it and can sign up."""
    event = locked(event, by)
    if event.published_at:
        raise ValidationError(_("This event is published already."))
    event.published_at, event.published_by = timezone.now(), by
    event.save(update_fields=["published_at", "published_by"])
    record("event.published", event, by=by)
    return event


def locked(event: Event, by: User) -> Event:
    officer_only(by, event.compact)
    return Event.objects.select_for_update(of=["self"]).select_related("compact__area", "review").get(pk=event.pk)
