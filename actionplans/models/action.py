"""One thing to do, with its owners and its date, and what its owners say of it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models.plan import Plan, Target
from actionplans.models.strategy import StrategyAim
from compact_portal.audit.history import tracked, tracked_links
from compact_portal.database.fields import PublicIdField, WebAddressField
from compact_portal.database.rules import closed_choices, in_order
from compact_portal.finding import indexed
from signatories.models import Code, Commitment, Compact, Organisation, TrainingEvent
from signatories.roles import acted_for

MET = "COMPLETED"  # after a date that was met; an import reads it again


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

    def unfinished(self) -> "ActionQuerySet":
        return self.exclude(status__in=Action.FINISHED)

    def undecided(self) -> "ActionQuerySet":
        """Unfinished, and nobody has said yet what becomes of it after its plan."""
        return self.unfinished().filter(carried__isnull=True)

    def wanting_update(self, first) -> "ActionQuerySet":
        """Of which nobody has said yet how it stands in the month or quarter that begins on the day `first`."""
        return self.unfinished().exclude(updates__period_starts_on=first)

    def owned_by(self, organisations) -> "ActionQuerySet":
        return self.filter(pk__in=Action.owners.through.objects.filter(organisation__in=organisations).values("action"))

    def reported_by(self, person, *, on=None) -> "ActionQuerySet":
        """Those on whose progress `person` may report on the day `on` (today when not given): whoever steers the agreement, and
        whoever acts for an owner, as its lead or helping the lead, once everybody may see the plan."""
        if not person.is_authenticated:
            return self.none()
        owned = Action.objects.owned_by(acted_for(person, on=on)).values("pk")
        steered = Compact.objects.steered_by(person, on=on)
        return self.filter(Q(target__plan__compact__in=steered) | (Q(pk__in=owned) & ~Q(target__plan__status=Plan.Status.DRAFT)))


@tracked()
@closed_choices
class Action(models.Model):
    """One thing to do. `by_when` is printed as it was written; the other date fields are what was understood of it."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        UNDER_WAY = "under_way", _("under way")
        AT_RISK = "at_risk", _("at risk")
        LATE = "late", _("late")
        DEFERRED = "deferred", _("put off")
        COMPLETED = "completed", _("completed")
        DROPPED = "dropped", _("dropped")

    FINISHED = (Status.COMPLETED, Status.DROPPED)
    NOT_AWAITED = (*FINISHED, Status.DEFERRED)

    public_id = PublicIdField()
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="actions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    owners_as_written = models.CharField(max_length=300, blank=True)
    owners = models.ManyToManyField(Organisation, blank=True, related_name="actions")
    supporters = models.ManyToManyField(Organisation, blank=True, related_name="supported_actions")
    codes = models.ManyToManyField(Code, blank=True, related_name="actions")
    commitments = models.ManyToManyField(Commitment, blank=True, related_name="actions")
    also_serves = models.ManyToManyField(Target, blank=True, related_name="also_served_by")
    aims = models.ManyToManyField(StrategyAim, blank=True, related_name="actions")
    events = models.ManyToManyField(TrainingEvent, blank=True, related_name="actions")
    by_when = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text=_("The last day that the words allow."))
    milestones = ArrayField(models.DateField(), default=list, blank=True)
    ongoing = models.BooleanField(default=False)
    recurrence = models.CharField(max_length=120, blank=True, help_text=_("Such as the meeting at which it comes up again."))
    meetings = ArrayField(models.DateField(), default=list, blank=True, help_text=_("Its days, where they are known."))
    after_plan = models.BooleanField(_("carried beyond the plan"), default=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    completed_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(_("what shows that it is done"), blank=True)
    evidence_link = WebAddressField(blank=True)
    decided_at = models.ForeignKey(
        "actionplans.ProgressMeeting",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("meeting that decided it"),
    )
    first_planned_on = models.DateField(
        null=True, blank=True, help_text=_("The first day of the plan that promised it first, where it was carried forward.")
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["target", "number"]
        indexes = [indexed("text", "owners_as_written", name="action_words")]
        constraints = [
            in_order("starts_on", "due_on"),
            models.UniqueConstraint(fields=["target", "number"], name="action_number_once", deferrable=models.Deferrable.DEFERRED),
            models.CheckConstraint(condition=Q(completed_on__isnull=True) | Q(status="completed"), name="action_done_only_when_completed"),
            models.CheckConstraint(condition=Q(evidence_link="") | Q(evidence_link__iregex=r"^https?://"), name="action_evidence_link_is_a_page"),
        ]

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self):
        plan = self.target.plan
        return reverse("actionplans:action", args=[plan.compact.slug, plan.period, self.pk])

    @property
    def compact_id(self) -> int:
        """Under which agreement the record keeps what happens to it."""
        return self.target.plan.compact_id

    @property
    def by_when_printed(self) -> str:
        """By-when as the plan prints it, with the word COMPLETED after a date that was met (domain.md E34)."""
        return f"{self.by_when} {MET}".strip() if self.status == self.Status.COMPLETED else self.by_when

    def is_overdue(self, on) -> bool:
        """The rule of `overdue`, for one row that is at hand."""
        return bool(self.due_on and self.due_on < on) and not self.ongoing and self.status not in self.NOT_AWAITED

    @property
    def is_finished(self) -> bool:
        return self.status in self.FINISHED

    def year_of_trying(self, plan: Plan) -> int:
        """3 in the third year after it was promised first; 1 where it is new. `plan` is its own."""
        return plan.starts_on.year - (self.first_planned_on or plan.starts_on).year + 1

    def can_be_reported_by(self, person, *, on=None) -> bool:
        """The rule of `reported_by`, for one row that is at hand. Whether its plan takes reports at all is the plan's to say."""
        return Action.objects.reported_by(person, on=on).filter(pk=self.pk).exists()

    @property
    def text_printed(self) -> str:
        """The activity with its progress notes, as one cell of the plan's table shows them."""
        return " ".join([self.text, *(note.text for note in self.notes.all())])


@tracked()
class ActionPerson(models.Model):
    """Somebody who takes it forward by name (domain.md R-32). `person` when they use the portal."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=120)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="actions_taken_forward")
    since = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["action", "name"], name="actionperson_once")]

    def __str__(self):
        return self.name


@tracked()
class ProgressNote(models.Model):
    """What became of an action so far, in its owner's words. Its day may be unknown in an imported plan."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    noted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        indexes = [indexed("text", name="progressnote_words")]
        constraints = [models.UniqueConstraint(fields=["action", "number"], name="progressnote_number_once")]

    def __str__(self):
        return self.text[:80]


@tracked_links(Action.owners)
class ActionOwner(Action.owners.through):
    class Meta:
        proxy = True


@tracked_links(Action.supporters)
class ActionSupporter(Action.supporters.through):
    class Meta:
        proxy = True


@tracked_links(Action.codes)
class ActionCode(Action.codes.through):
    class Meta:
        proxy = True


@tracked_links(Action.commitments)
class ActionCommitment(Action.commitments.through):
    class Meta:
        proxy = True


@tracked_links(Action.also_serves)
class ActionTarget(Action.also_serves.through):
    class Meta:
        proxy = True


@tracked_links(Action.aims)
class ActionAim(Action.aims.through):
    class Meta:
        proxy = True


@tracked_links(Action.events)
class ActionEvent(Action.events.through):
    class Meta:
        proxy = True
