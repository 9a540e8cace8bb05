"""What happened, in the words of the actions that did it."""

from django.conf import settings
from django.db import models

from compact_portal.audit.history import APPEND_ONLY


class EventQuerySet(models.QuerySet):
    def about(self, target: models.Model) -> "EventQuerySet":
        return self.filter(target_model=target._meta.label_lower, target_id=str(target.pk))


class Event(models.Model):
    """One verb, who did it, to what. Append-only: the running role has no right to change or remove a row.

    `compact_id` is a number rather than a foreign key, because this app stands below the one that knows what a Compact is.
    """

    append_only = True

    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=80)
    compact_id = models.BigIntegerField(null=True)
    target_model = models.CharField(max_length=80)
    target_id = models.CharField(max_length=40)
    target_name = models.CharField(max_length=300)
    detail = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        triggers = APPEND_ONLY
        indexes = [
            models.Index(fields=["target_model", "target_id"], name="event_target"),
            models.Index(fields=["compact_id", "-id"], name="event_compact"),
        ]

    def __str__(self):
        return f"{self.verb} {self.target_name}"


class Link(models.Model):
    """One event's place in its chain (audit/chain.py). Append-only, like what it links.

    `chain` is the Compact's key, 0 for events of none. An empty `salt` says that the name was blanked when its time had come.
    """

    append_only = True

    chain = models.BigIntegerField()
    number = models.PositiveBigIntegerField()
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="link")
    salt = models.CharField(max_length=32, blank=True)
    name_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "number"]
        triggers = APPEND_ONLY
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="link_number_once")]

    def __str__(self):
        return f"{self.chain}/{self.number}"
