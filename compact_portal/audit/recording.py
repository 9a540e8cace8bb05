"""The one call by which an action says what it did."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import override

from compact_portal.audit.models import Event


def record(verb: str, target: models.Model, *, by, **detail) -> Event:
    """Insert an event in the caller's transaction.

    `verb` is `<thing>.<past participle>`, such as `survey.opened`. `by` is a User, or None for the portal itself and for
    people who act by an invitation. `detail` holds numbers, dates and codes: never what somebody wrote.
    """
    with override(settings.LANGUAGE_CODE):  # what is kept is not in the language of whoever did it
        name = str(target)[:300]
    compact = getattr(target, "compact_id", None) if target._meta.model_name != "compact" else target.pk
    return Event.objects.create(
        at=timezone.now(),
        actor=by if by is not None and by.is_authenticated else None,
        verb=verb,
        compact_id=compact,
        target_model=target._meta.label_lower,
        target_id=str(target.pk),
        target_name=name,
        detail=detail,
    )
