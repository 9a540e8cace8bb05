"""One pack: who asked for it, how far it is, and its file in pieces once it is whole."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from compact_portal.database.rules import closed_choices, together
from signatories.models import Compact

KEPT = datetime.timedelta(days=7)
LEASE = datetime.timedelta(minutes=10)  # a worker that says nothing for so long has ended
MOST_ATTEMPTS = 3


class PackQuerySet(models.QuerySet):
    def under_way(self) -> "PackQuerySet":
        return self.filter(status__in=[Pack.Status.WAITING, Pack.Status.MAKING])

    def due(self, at: datetime.datetime) -> "PackQuerySet":
        """Nobody makes it: it waits, or its worker has ended in the middle."""
        return self.filter(Q(status=Pack.Status.WAITING) | Q(status=Pack.Status.MAKING, lease_until__lt=at))

    def ready(self, at: datetime.datetime) -> "PackQuerySet":
        return self.filter(status=Pack.Status.READY, made_at__gt=at - KEPT)

    def too_old(self, at: datetime.datetime) -> "PackQuerySet":
        return self.exclude(pk__in=self.under_way().values("pk")).filter(asked_at__lte=at - KEPT).exclude(made_at__gt=at - KEPT)


@closed_choices
class Pack(models.Model):
    """`done` of `steps` tables are written. Only a pack that is whole has pieces: it becomes ready in the step that stores them."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for its turn")
        MAKING = "making", _("is being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="packs")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            together("made_at", "size", name="made_whole"),
            models.CheckConstraint(condition=Q(status="ready", made_at__isnull=False) | ~Q(status="ready") & Q(made_at__isnull=True),
                                   name="pack_ready_when_made"),
            models.UniqueConstraint(
                fields=["compact"],
                condition=Q(status__in=["waiting", "making"]),
                name="pack_one_at_a_time",
                violation_error_message=_("One is being made already."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Pack of {self.compact}, {timezone.localtime(self.asked_at):%-d %B %Y}"

    @property
    def name(self) -> str:
        return f"{self.compact.slug}-{timezone.localtime(self.made_at):%Y-%m-%d}.zip"

    @property
    def goes_at(self) -> datetime.datetime:
        return self.made_at + KEPT


class PackPiece(models.Model):
    """A piece of the file: a table of its own, so that no page reads what it does not send."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["pack", "number"], name="packpiece_number_once")]

    def __str__(self):
        return f"{self.pack}, piece {self.number}"
