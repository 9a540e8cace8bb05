"""Answer scales as data: what may be answered, what each answer counts, and which answers ask for an action."""

from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from reviews.models.checklists.frozen import POINT_STANDS, SCALE_STANDS
from signatories.models import Compact


@tracked()
class Scale(models.Model):
    """Results are percentages of the points that could be had. The two bounds say what they are called."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="scales")
    name = models.CharField(max_length=80)
    explanation = models.CharField(_("how to choose"), max_length=300, blank=True)
    well_from = models.PositiveSmallIntegerField(_("well kept from, per cent"), default=75)
    partly_from = models.PositiveSmallIntegerField(_("partly kept from, per cent"), default=40)
    talk_from = models.PositiveSmallIntegerField(
        _("points between two sides that are worth talking about"), default=1, help_text=_("A difference of so many points is marked.")
    )

    class Meta:
        ordering = ["name"]
        triggers = [SCALE_STANDS]
        constraints = [
            models.UniqueConstraint(
                fields=["compact", "name"], name="scale_once", violation_error_message=_("There is a scale of this name already.")
            ),
            models.CheckConstraint(
                condition=Q(partly_from__lt=F("well_from"), well_from__lte=100),
                name="scale_bounds_in_order",
                violation_error_message=_("“Partly kept” begins below “well kept”, and that at 100 per cent at most."),
            ),
        ]

    def __str__(self):
        return self.name

    @cached_property
    def is_in_use(self) -> bool:
        """A checklist that is no draft any more has its answers by it. Asked once: a page asks it for each row."""
        return self.checklists.exclude(status="draft").exists()


@tracked()
class ScalePoint(models.Model):
    """One answer that may be given. One without points is left out of the result: “does not apply to us”, “I cannot tell”."""

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField(_("place"))
    key = models.SlugField(max_length=20)
    label = models.CharField(max_length=80)
    points = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Left empty, the answer is left out of the result."))
    gap = models.BooleanField(_("asks for an action or a reason"), default=False)
    needs_comment = models.BooleanField(_("needs a comment"), default=False)

    class Meta:
        ordering = ["number"]
        triggers = [POINT_STANDS]
        constraints = [
            models.UniqueConstraint(fields=["scale", "number"], name="scalepoint_number_once", deferrable=Deferrable.DEFERRED),
            models.UniqueConstraint(fields=["scale", "key"], name="scalepoint_key_once"),
            models.CheckConstraint(
                condition=Q(gap=False) | Q(points__isnull=False),
                name="scalepoint_gap_counts",
                violation_error_message=_("An answer that asks for an action has points."),
            ),
        ]

    def __str__(self):
        return self.label
