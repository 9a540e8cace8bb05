"""An organisation's endorsement of a Compact: where its authority comes from (domain.md R-02)."""

from django.db import models
from django.db.models import Q

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices
from signatories.models.compact import Compact
from signatories.models.edition import Edition
from signatories.models.organisation import Organisation


class SignatureQuerySet(models.QuerySet):
    def in_force(self) -> "SignatureQuerySet":
        return self.filter(status__in=Signature.IN_FORCE, organisation__merged_into__isnull=True, organisation__closed_on__isnull=True)

    def public(self) -> "SignatureQuerySet":
        """What anybody may see: in force, and agreed to be listed."""
        return self.in_force().filter(listed=True)


@tracked()
@closed_choices
class Signature(models.Model):
    class Status(models.TextChoices):
        INVITED = "invited", "invited"
        CONSIDERING = "considering", "considering"
        SIGNED = "signed", "signed"
        REFRESHED = "refreshed", "refreshed"
        LAPSED = "lapsed", "lapsed"
        WITHDRAWN = "withdrawn", "withdrawn"

    IN_FORCE = (Status.SIGNED, Status.REFRESHED)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="signatures")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="signatures")
    status = models.CharField(max_length=12, choices=Status, default=Status.INVITED)
    signed_on = models.DateField(null=True, blank=True)
    signed_by_name = models.CharField("signed for the organisation by", max_length=150, blank=True)
    listed = models.BooleanField("shown on the public list", default=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "compact"], name="signature_once", violation_error_message="This organisation is on the list already."
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["signed", "refreshed"]) | Q(edition__isnull=False),
                name="signature_says_what_was_signed",
                violation_error_message="Say which edition was signed.",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.compact}"

    @property
    def is_in_force(self) -> bool:
        return self.status in self.IN_FORCE
