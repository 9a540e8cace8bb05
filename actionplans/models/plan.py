"""What was promised: strategy, plan, and targets with their outcomes."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, in_order
from signatories.models import Compact


@tracked()
class Strategy(models.Model):
    """A programme of several years that the yearly plans serve (domain.md R-10)."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="strategies")
    title = models.CharField(max_length=160)
    starts_in = models.PositiveSmallIntegerField("first year")
    ends_in = models.PositiveSmallIntegerField("last year")

    class Meta:
        ordering = ["-starts_in"]
        constraints = [in_order("starts_in", "ends_in")]

    def __str__(self):
        return f"{self.title} {self.starts_in} – {self.ends_in}"


class PlanQuerySet(models.QuerySet):
    def public(self) -> "PlanQuerySet":
        return self.exclude(status=Plan.Status.DRAFT)

    def visible_to(self, person) -> "PlanQuerySet":
        """What everybody may see, and the drafts of the steering groups that `person` belongs to."""
        if not person.is_authenticated:
            return self.public()
        return self.filter(~Q(status=Plan.Status.DRAFT) | Q(compact__in=Compact.objects.steered_by(person)))


@tracked()
@closed_choices
class Plan(models.Model):
    """What a Compact wants to do in one period. Its label is what people call it; the period is what dates are checked against."""

    class Status(models.TextChoices):
        DRAFT = "draft", "draft"
        ADOPTED = "adopted", "adopted"
        CLOSED = "closed", "closed"

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="plans")
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, null=True, blank=True, related_name="plans")
    label = models.CharField(max_length=120)
    period = models.SlugField("period, in addresses", max_length=20, help_text="Such as 2009, or 2008-04-2009-03.")
    starts_on = models.DateField()
    ends_on = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    adopted_on = models.DateField(null=True, blank=True, help_text="The day on which the steering group agreed it, where that is known.")
    introduction = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    aim = models.TextField(blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            in_order("starts_on", "ends_on"),
            models.UniqueConstraint(fields=["compact", "period"], name="plan_period_once"),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("actionplans:plan", args=[self.compact.slug, self.period])

    @property
    def is_public(self) -> bool:
        return self.status != self.Status.DRAFT

    @property
    def takes_reports(self) -> bool:
        return self.status == self.Status.ADOPTED


@tracked()
@closed_choices
class Target(models.Model):
    """A numbered target or objective. "Future considerations" are numbered with the targets but promise nothing yet."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", "ordinary"
        FUTURE = "future", "future considerations"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="targets")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.ORDINARY)
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="target_number_once")]

    def __str__(self):
        return f"{self.number}. {self.text}"


@tracked()
class Outcome(models.Model):
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="outcomes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["target", "number"], name="outcome_number_once")]

    def __str__(self):
        return self.text
