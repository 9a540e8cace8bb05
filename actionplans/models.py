"""What was promised: strategy, plan, targets with outcomes, actions with owners and dates, progress, achievements."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, in_order
from signatories.models import Code, Compact, Organisation


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


def overdue(on) -> Q:
    """Due before `on`, not done, and not ongoing: an ongoing action is looked at again, never late (domain.md A9)."""
    return Q(due_on__lt=on, ongoing=False) & ~Q(status__in=Action.FINISHED)


class ActionQuerySet(models.QuerySet):
    def overdue(self, *, on) -> "ActionQuerySet":
        return self.filter(overdue(on))


@tracked()
@closed_choices
class Action(models.Model):
    """One thing to do. `by_when` is printed as it was written; the other date fields are what was understood of it."""

    class Status(models.TextChoices):
        PLANNED = "planned", "planned"
        UNDER_WAY = "under_way", "under way"
        AT_RISK = "at_risk", "at risk"
        DEFERRED = "deferred", "put off"
        COMPLETED = "completed", "completed"
        DROPPED = "dropped", "dropped"

    FINISHED = (Status.COMPLETED, Status.DROPPED)

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="actions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    owners_as_written = models.CharField(max_length=300, blank=True)
    owners = models.ManyToManyField(Organisation, blank=True, related_name="actions")
    codes = models.ManyToManyField(Code, blank=True, related_name="actions")
    by_when = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="The last day that the words allow.")
    milestones = ArrayField(models.DateField(), default=list, blank=True)
    ongoing = models.BooleanField(default=False)
    recurrence = models.CharField(max_length=120, blank=True, help_text="Such as the meeting at which it comes up again.")
    after_plan = models.BooleanField("carried beyond the plan", default=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["target", "number"]
        constraints = [
            in_order("starts_on", "due_on"),
            models.UniqueConstraint(fields=["target", "number"], name="action_number_once"),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def by_when_printed(self) -> str:
        """By-when as the plan prints it, with the word COMPLETED after a date that was met (domain.md E34)."""
        return f"{self.by_when} COMPLETED".strip() if self.status == self.Status.COMPLETED else self.by_when

    def is_overdue(self, on) -> bool:
        """The rule of `overdue`, for one row that is at hand."""
        return bool(self.due_on and self.due_on < on) and not self.ongoing and self.status not in self.FINISHED

    @property
    def text_printed(self) -> str:
        """The activity with its progress notes, as one cell of the plan's table shows them."""
        return " ".join([self.text, *(note.text for note in self.notes.all())])


@tracked()
class ProgressNote(models.Model):
    """What became of an action so far, in its owner's words. Its day may be unknown in an imported plan."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    noted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["action", "number"], name="progressnote_number_once")]

    def __str__(self):
        return self.text[:80]


@tracked()
class Achievement(models.Model):
    """What was achieved under a target. Its roman numeral is its place, so none can be missing or doubled (domain.md Q4)."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="achievements")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="Leave a blank line between paragraphs.")
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="achievements")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["target", "number"], name="achievement_number_once", deferrable=models.Deferrable.DEFERRED),
            models.CheckConstraint(condition=~Q(text=""), name="achievement_says_something"),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]
