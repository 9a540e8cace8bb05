"""What several yearly plans work towards."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import in_order
from signatories.models import Compact


@tracked()
class Strategy(models.Model):
    """A programme of several years that the yearly plans serve (domain.md R-10)."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="strategies")
    title = models.CharField(max_length=160)
    starts_in = models.PositiveSmallIntegerField(_("first year"))
    ends_in = models.PositiveSmallIntegerField(_("last year"))

    class Meta:
        verbose_name_plural = _("strategies")
        ordering = ["-starts_in"]
        constraints = [in_order("starts_in", "ends_in")]

    def __str__(self):
        return f"{self.title} {self.starts_in} – {self.ends_in}"


@tracked()
class StrategyAim(models.Model):
    """One thing that the strategy wants to have reached at its end. Targets and actions name the aims that they serve."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="aims")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["strategy", "number"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="strategyaim_number_once", deferrable=models.Deferrable.DEFERRED),
            models.CheckConstraint(condition=~Q(text=""), name="strategyaim_says_something"),
        ]

    def __str__(self):
        return f"{self.number}. {self.text}"
