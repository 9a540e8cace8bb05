"""Making and renewing the private address of a person's calendar."""

from django.db import transaction

from actionplans.models import CalendarFeed
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today


@transaction.atomic
def renew_calendar(*, by: User) -> str:
    """The token of a fresh address, which is shown once and kept as a hash; the one before stops working at once."""
    User.objects.select_for_update().get(pk=by.pk)
    feed = CalendarFeed.objects.filter(person=by).first() or CalendarFeed(person=by)
    token = feed.new_token()
    feed.made_on = today()
    feed.save()
    record("calendar.renewed", by, by=by)
    return token


@transaction.atomic
def end_calendar(*, by: User) -> None:
    """Nobody can fetch it any more."""
    deleted, _ = CalendarFeed.objects.filter(person=by).delete()
    if deleted:
        record("calendar.ended", by, by=by)
