"""What may stop a plan, and what is done about it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models.action import Action
from actionplans.models.plan import Plan
from compact_portal.audit.history import tracked, tracked_links
from compact_portal.database.rules import closed_choices
from signatories.models import Organisation


@tracked()
@closed_choices
class Risk(models.Model):
    """Something that may go wrong with the whole plan, or with one action of it. Barriers that partners name belong here too.

    Which partner named one is for the steering group alone: naming a barrier must cost nobody their funding.
    """

    class Degree(models.IntegerChoices):
        LOW = 1, _("low")
        MIDDLE = 2, _("middling")
        HIGH = 3, _("high")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="risks")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, null=True, blank=True, related_name="risks")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("what may happen"))
    likelihood = models.PositiveSmallIntegerField(choices=Degree)
    impact = models.PositiveSmallIntegerField(choices=Degree)
    owner = models.CharField(_("who keeps an eye on it"), max_length=200)
    answer = models.TextField(_("what is done about it"))
    named_by = models.ManyToManyField(Organisation, blank=True, related_name="risks_named")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="risk_number_once", deferrable=models.Deferrable.DEFERRED),
            models.CheckConstraint(condition=~Q(text="") & ~Q(owner="") & ~Q(answer=""), name="risk_is_whole"),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def compact_id(self) -> int:
        return self.plan.compact_id

    @property
    def weight(self) -> int:
        """1 to 9; 6 and more is what the steering group should look at first."""
        return self.likelihood * self.impact


@tracked_links(Risk.named_by)
class RiskNamedBy(Risk.named_by.through):
    class Meta:
        proxy = True
