"""One thing to do, with its owners and its date, and what its owners say of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from actionplans.models.plan import Plan, Target
from compact_portal.audit.history import tracked, tracked_links
from compact_portal.database.rules import closed_choices, in_order
from signatories.models import Code, Compact, Membership, Organisation


def awaited() -> Q:
    """Asked for by its day: not when it is done, dropped or put off, nor when it is ongoing, which is looked at again and never
    late (domain.md A9)."""
    return Q(ongoing=False) & ~Q(status__in=Action.NOT_AWAITED)


def overdue(on) -> Q:
    return Q(due_on__lt=on) & awaited()


class ActionQuerySet(models.QuerySet):
    def overdue(self, *, on) -> "ActionQuerySet":
        return self.filter(overdue(on))

    def due_by(self, on) -> "ActionQuerySet":
        """Late by the day `on`, or due on it."""
        return self.filter(Q(due_on__lte=on) & awaited())

    def reported_by(self, person, *, on=None) -> "ActionQuerySet":
        """Those on whose progress `person` may report on the day `on` (today when not given): whoever steers the agreement, and
        whoever acts for an owner, as its lead or helping the lead, once everybody may see the plan."""
        if not person.is_authenticated:
            return self.none()
        acts_for = Membership.objects.serving(on=on).filter(person=person).values("organisation")
        owned = Action.owners.through.objects.filter(organisation__in=acts_for).values("action")
        steered = Compact.objects.steered_by(person, on=on)
        return self.filter(Q(target__plan__compact__in=steered) | (Q(pk__in=owned) & ~Q(target__plan__status=Plan.Status.DRAFT)))


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
    NOT_AWAITED = (*FINISHED, Status.DEFERRED)

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
        return bool(self.due_on and self.due_on < on) and not self.ongoing and self.status not in self.NOT_AWAITED

    def can_be_reported_by(self, person, *, on=None) -> bool:
        """The rule of `reported_by`, for one row that is at hand. Whether its plan takes reports at all is the plan's to say."""
        return Action.objects.reported_by(person, on=on).filter(pk=self.pk).exists()

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


@tracked_links(Action.owners)
class ActionOwner(Action.owners.through):
    class Meta:
        proxy = True


@tracked_links(Action.codes)
class ActionCode(Action.codes.through):
    class Meta:
        proxy = True
