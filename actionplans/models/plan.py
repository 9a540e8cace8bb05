"""What was promised: the plan, and its targets with their outcomes."""

import datetime
from dataclasses import replace
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.models.strategy import Strategy, StrategyAim
from actionplans.months import DAY, month_start, months_between
from compact_portal.audit.history import tracked, tracked_links
from compact_portal.database.fields import PublicIdField
from compact_portal.database.rules import closed_choices, in_order
from compact_portal.days import today
from compact_portal.finding import indexed
from signatories.models import Compact
from signatories.terms import Terms


class PlanQuerySet(models.QuerySet):
    def public(self) -> "PlanQuerySet":
        return self.exclude(status=Plan.Status.DRAFT)

    def visible_to(self, person) -> "PlanQuerySet":
        """What everybody may see, drafts on which everybody is consulted, and those of the steering groups that `person` belongs to."""
        from actionplans.models.consultation import PlanConsultation

        consulted = PlanConsultation.objects.filter(opens_on__lte=today()).values("plan")
        seen = ~Q(status=Plan.Status.DRAFT) | Q(pk__in=consulted)
        if person.is_authenticated:
            seen |= Q(compact__in=Compact.objects.steered_by(person))
        return self.filter(seen)


@tracked()
@closed_choices
class Plan(models.Model):
    """What a Compact wants to do in one period. Its label is what people call it; the period is what dates are checked against."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", _("adopted")
        CLOSED = "closed", _("closed")

    class Kind(models.TextChoices):
        ACTIONS = "actions", _("action plan")
        COMMUNICATIONS = "communications", _("communications strategy")

    class Every(models.TextChoices):
        MONTH = "month", _("every month")
        QUARTER = "quarter", _("every three months")

    public_id = PublicIdField()
    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="plans")
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, null=True, blank=True, related_name="plans")
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.ACTIONS)
    label = models.CharField(max_length=120)
    period = models.SlugField(_("period, in addresses"), max_length=40, help_text=_("Such as 2009, or 2008-04-2009-03."))
    starts_on = models.DateField()
    ends_on = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    adopted_on = models.DateField(null=True, blank=True, help_text=_("The day on which the steering group agreed it, where that is known."))
    introduction = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    aim = models.TextField(blank=True)
    updates_every = models.CharField(_("owners are asked for an update"), max_length=7, choices=Every, default=Every.QUARTER)
    dates_need_approval = models.BooleanField(_("a new date for an action needs an officer’s approval"), default=False)

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

    @cached_property
    def terms(self) -> Terms:
        """The agreement's words; a communications strategy has objectives and elements, whatever a plan of actions has."""
        terms = self.compact.terms
        if self.kind == self.Kind.COMMUNICATIONS:
            return replace(terms, target=gettext("Objective"), targets=gettext("Objectives"), action=gettext("element"), actions=gettext("elements"))
        return terms

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_public(self) -> bool:
        return not self.is_draft

    @property
    def takes_reports(self) -> bool:
        return self.status == self.Status.ADOPTED

    @property
    def takes_changes(self) -> bool:
        """A draft is written; an adopted plan is amended, with a reason; a closed one stays as it is."""
        return self.status != self.Status.CLOSED

    def period_of(self, day: datetime.date) -> datetime.date:
        """The first day of the month or quarter in which `day` lies. Quarters count from the month in which the plan begins."""
        if self.updates_every == self.Every.MONTH:
            return day.replace(day=1)
        return month_start(day.year, day.month - months_between(self.starts_on, day) % 3)

    def period_end(self, first: datetime.date) -> datetime.date:
        return month_start(first.year, first.month + (1 if self.updates_every == self.Every.MONTH else 3)) - DAY

    def period_called(self, first: datetime.date) -> str:
        """ "June 2009", or "April to June 2009"."""
        last = self.period_end(first)
        if (first.year, first.month) == (last.year, last.month):
            return date_format(first, "F Y")
        begins = date_format(first, "F" if first.year == last.year else "F Y")
        return gettext("%(first)s to %(last)s") % {"first": begins, "last": date_format(last, "F Y")}


@tracked()
@closed_choices
class Target(models.Model):
    """A numbered target or objective. "Future considerations" are numbered with the targets but promise nothing yet."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary")
        FUTURE = "future", _("future considerations")

    public_id = PublicIdField()
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="targets")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.ORDINARY)
    text = models.TextField()
    aims = models.ManyToManyField(StrategyAim, blank=True, related_name="targets")

    class Meta:
        ordering = ["number"]
        indexes = [indexed("text", name="target_words")]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="target_number_once", deferrable=models.Deferrable.DEFERRED)]

    def __str__(self):
        return f"{self.number}. {self.text}"

    @property
    def compact_id(self) -> int:
        """Under which agreement the record keeps what happens to it."""
        return self.plan.compact_id


@tracked_links(Target.aims)
class TargetAim(Target.aims.through):
    class Meta:
        proxy = True


@tracked()
class Outcome(models.Model):
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="outcomes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["target", "number"], name="outcome_number_once", deferrable=models.Deferrable.DEFERRED)]

    def __str__(self):
        return self.text
