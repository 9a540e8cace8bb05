"""Which promises of the agreement help public bodies to meet the equality duty (domain.md A15.2, 22)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices
from signatories.models.edition import Commitment, Edition, Undertaking


@tracked()
@closed_choices
class DutyTie(models.Model):
    """One promise beside one aim of the duty. It stands beside the text, so it can be made after publication too."""

    class Aim(models.TextChoices):
        """Equality Act 2010, section 149(1)."""

        ELIMINATE = "eliminate", _("end discrimination, harassment and victimisation")
        ADVANCE = "advance", _("advance equality of opportunity")
        FOSTER = "foster", _("foster good relations")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="duty_ties")
    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, null=True, blank=True, related_name="duty_ties")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, null=True, blank=True, related_name="duty_ties")
    aim = models.CharField(_("aim of the duty"), max_length=9, choices=Aim)
    how = models.CharField(_("how it helps"), max_length=500, blank=True)

    class Meta:
        ordering = ["aim", "commitment__code__number", "commitment__number", "undertaking__number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undertaking__isnull=False, commitment__isnull=True) | Q(undertaking__isnull=True, commitment__isnull=False),
                name="dutytie_of_one_promise",
            ),
            models.UniqueConstraint(
                fields=["undertaking", "commitment", "aim"],
                nulls_distinct=False,
                name="dutytie_once",
                violation_error_message=_("This promise stands beside that aim already."),
            ),
        ]

    def __str__(self):
        return str(self.promise)

    @property
    def promise(self) -> Undertaking | Commitment:
        return self.undertaking or self.commitment

    @property
    def place(self) -> str:
        """Where the promise stands in the text, such as "Undertaking 4" or "Volunteering, 2"."""
        if self.undertaking:
            return gettext("Undertaking %(number)s") % {"number": self.undertaking.number}
        return f"{self.commitment.code}, {self.commitment.number}"

    @property
    def compact_id(self) -> int:
        return self.edition.compact_id
