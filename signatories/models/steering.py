"""How the steering group is made up, and who asks to join it. Its seats and who holds them are in people.py."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, together
from compact_portal.days import in_words
from signatories.models.compact import Compact
from signatories.models.organisation import Sector
from signatories.models.people import SeatHolder
from signatories.models.signature import Signature


@tracked()
class TermsOfReference(models.Model):
    """What the steering group is for and how many seats each side has. Each version stays; the newest one holds."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="terms_of_reference")
    agreed_on = models.DateField()
    text = models.TextField()
    statutory_seats = models.PositiveSmallIntegerField(null=True, blank=True)
    voluntary_seats = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-agreed_on", "-id"]
        verbose_name_plural = _("terms of reference")
        constraints = [
            models.UniqueConstraint(
                fields=["compact", "agreed_on"],
                name="termsofreference_day_once",
                violation_error_message=_("There are terms of reference of this day already."),
            )
        ]

    def __str__(self):
        return _("Terms of reference of %(agreed_on)s, %(compact)s") % {"agreed_on": in_words(self.agreed_on), "compact": self.compact}

    def seats_for(self, sector: str) -> int | None:
        """How many seats that side is to have; None where nothing is said."""
        return {Sector.STATUTORY: self.statutory_seats, Sector.VOLUNTARY: self.voluntary_seats}.get(sector)


@tracked()
@closed_choices
class SeatRequest(models.Model):
    """Somebody of a signatory, or a Champion, asks to join (domain.md R-06: open to any of them)."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        WELCOMED = "welcomed", _("welcomed")
        DECLINED = "declined", _("declined")

    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="seat_requests")
    post = models.CharField(_("post in the organisation"), max_length=160, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    reason = models.CharField(_("reason for declining"), max_length=300, blank=True)
    holder = models.OneToOneField(SeatHolder, on_delete=models.PROTECT, null=True, blank=True, related_name="request")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seat_requests")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["signature", "asked_by"],
                condition=Q(status="waiting"),
                name="seatrequest_one_waiting",
                violation_error_message=_("You have asked already: the request is waiting."),
            ),
            models.CheckConstraint(condition=~Q(status="declined") | ~Q(reason=""), name="seatrequest_declined_says_why"),
            models.CheckConstraint(condition=Q(status="waiting") | Q(decided_at__isnull=False), name="seatrequest_decided_has_a_day"),
            together("decided_at", "decided_by", name="decided_at_by"),
        ]

    def __str__(self):
        return _("%(asked_by)s for %(organisation)s") % {"asked_by": self.asked_by, "organisation": self.signature.organisation}

    @property
    def compact_id(self) -> int:
        return self.signature.compact_id
