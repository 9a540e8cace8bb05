"""What somebody asks to be put right that is held about them and that they cannot change themself (UK GDPR, article 16)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compact_portal.database.rules import closed_choices, together
from signatories.models.compact import Compact


class CorrectionQuerySet(models.QuerySet):
    def waiting(self) -> "CorrectionQuerySet":
        return self.filter(outcome="")


@closed_choices
class CorrectionRequest(models.Model):
    """Asked of the steering group, which answers within a month (article 12(3)).

    Not tracked by history, which would keep what was wrong: the row goes a year after it was asked.
    """

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", _("it is corrected")
        PARTLY = "partly", _("it is corrected in part")
        REFUSED = "refused", _("it is not corrected")

    compact = models.ForeignKey(Compact, on_delete=models.CASCADE, related_name="corrections")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="corrections_asked")
    asked_on = models.DateField()
    due_on = models.DateField()
    wrong = models.TextField(_("what is wrong, and where"), max_length=1000)
    right = models.TextField(_("what it should say"), max_length=1000)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    answer = models.TextField(_("what was done, or why not"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            together("answered_at", "answered_by", name="correction_answered_at_by"),
            models.CheckConstraint(condition=~Q(wrong="") & ~Q(right=""), name="correction_says_something"),
            models.CheckConstraint(condition=Q(outcome="", answered_at__isnull=True) | (~Q(outcome="") & Q(answered_at__isnull=False)),
                                   name="correction_answered_has_an_outcome"),
            models.CheckConstraint(condition=Q(outcome__in=["", "corrected"]) | ~Q(answer=""), name="correction_refused_says_why",
                                   violation_error_message=_("Say why: whoever asked reads it.")),
            models.CheckConstraint(condition=Q(due_on__gt=F("asked_on")), name="correction_due_after_asked"),
        ]  # fmt: skip

    def __str__(self):
        return _("Request for a correction %(pk)s") % {"pk": self.pk}
