"""What owners say of an action each month or quarter, the new dates they ask for, and how they are asked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.models.action import Action, ProgressNote
from actionplans.models.meeting import ProgressMeeting
from actionplans.models.plan import Plan
from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, together
from compact_portal.days import in_words
from compact_portal.messaging.links import MailedLinkQuerySet, RepeatedLink
from signatories.models import Organisation


def said_by_somebody(person: str, name: str) -> models.CheckConstraint:
    """A person who has signed in, or an organisation that followed its link: one of the two is known."""
    return models.CheckConstraint(condition=Q(**{f"{person}__isnull": False}) | Q(for_organisation__isnull=False), name=name)


@tracked()
@closed_choices
class Update(models.Model):
    """How one action stands in one month or quarter. What was done is the note that the plan prints; what came of it stands apart."""

    class Rating(models.TextChoices):
        ON_TRACK = "on_track", _("on track")
        AT_RISK = "at_risk", _("at risk")
        LATE = "late", _("late")
        DONE = "done", _("done")
        DEFERRED = "deferred", _("put off")

    NEED_A_REASON = (Rating.AT_RISK, Rating.LATE, Rating.DEFERRED)
    # What the plan shows of the action from then on.
    STATUS = {
        Rating.ON_TRACK: Action.Status.UNDER_WAY,
        Rating.AT_RISK: Action.Status.AT_RISK,
        Rating.LATE: Action.Status.LATE,
        Rating.DONE: Action.Status.COMPLETED,
        Rating.DEFERRED: Action.Status.DEFERRED,
    }

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="updates")
    period_starts_on = models.DateField()
    rating = models.CharField(max_length=8, choices=Rating)
    reason = models.TextField(blank=True)
    note = models.OneToOneField(ProgressNote, on_delete=models.CASCADE, related_name="update", verbose_name=_("what was done"))
    next_steps = models.TextField(blank=True)
    outcome = models.TextField(_("what has changed for people"), blank=True)
    given_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="updates_given")
    for_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="updates_given")
    meeting = models.ForeignKey(
        ProgressMeeting, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("meeting that decided it")
    )
    revision = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["-period_starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["action", "period_starts_on"], name="update_once_a_period"),
            models.CheckConstraint(
                condition=Q(rating__in=["on_track", "done"]) | ~Q(reason=""),
                name="update_gives_its_reason",
                violation_error_message=_("Say why it is not on track."),
            ),
            said_by_somebody("given_by", "update_is_from_somebody"),
        ]

    def __str__(self):
        return f"{self.get_rating_display()}, {in_words(self.given_on)}"


@tracked()
@closed_choices
class DateChange(models.Model):
    """A new by-when for an action, with its reason. It holds at once, or when an officer approves it, as the plan says."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for approval")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="date_changes")
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200)
    reason = models.TextField()
    state = models.CharField(max_length=8, choices=State)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    for_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="datechange_gives_its_reason"),
            models.UniqueConstraint(fields=["action"], condition=Q(state="proposed"), name="datechange_one_waiting"),
            models.CheckConstraint(condition=~Q(state="refused") | Q(decided_by__isnull=False), name="datechange_refused_by_somebody"),
            together("decided_at", "decided_by", name="decided_together"),
            said_by_somebody("proposed_by", "datechange_is_from_somebody"),
        ]

    def __str__(self):
        return gettext("“%(before)s” becomes “%(after)s”") % {"before": self.before, "after": self.after}


class UpdateLinkQuerySet(MailedLinkQuerySet):
    def usable(self) -> "UpdateLinkQuerySet":
        return self.filter(revoked_at__isnull=True, plan__status=Plan.Status.ADOPTED)


class UpdateLink(RepeatedLink):
    """Asks one organisation for the updates of one month or quarter, without a password. It opens its own actions and nothing else."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="update_links")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="update_links")
    period_starts_on = models.DateField()
    asked_on = models.DateField()

    objects = UpdateLinkQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "period_starts_on", "organisation__name"]
        constraints = [
            *RepeatedLink.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "organisation", "period_starts_on"], name="updatelink_once"),
        ]

    def __str__(self):
        return f"{self.organisation} asked about {self.plan}"

    @property
    def actions(self):
        """What this organisation is asked about: its own actions, finished ones left out unless they were finished in this very period."""
        own = Action.objects.filter(target__plan=self.plan).owned_by([self.organisation_id])
        return own.filter(~Q(status__in=Action.FINISHED) | Q(updates__period_starts_on=self.period_starts_on)).distinct()


@tracked()
class Reminder(models.Model):
    """That the owners of an action were reminded of one of its days: a due day, one of several, or a meeting that comes again."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="reminders")
    day = models.DateField()
    sent_on = models.DateField()

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["action", "day"], name="reminder_once")]

    def __str__(self):
        return in_words(self.day)
