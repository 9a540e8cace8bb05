"""A meeting of the steering group, or of a partnership: it looks at how far a plan has come (domain.md A15.3, 24), or there is none yet."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models.plan import Plan
from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices
from compact_portal.days import in_words
from compact_portal.finding import indexed
from signatories.models import Compact
from signatories.terms import Terms


class ProgressMeetingQuerySet(models.QuerySet):
    def held(self) -> "ProgressMeetingQuerySet":
        """Those whose minutes are written."""
        return self.exclude(chaired_by="")

    def coming(self) -> "ProgressMeetingQuerySet":
        """Planned, and nobody has written yet what was said there; the next one first."""
        return self.filter(chaired_by="").order_by("held_on")

    def in_compacts(self, compacts) -> "ProgressMeetingQuerySet":
        return self.filter(Q(plan__compact__in=compacts) | Q(group__in=compacts))


@tracked()
class ProgressMeeting(models.Model):
    """Planned, with `items` that somebody wants to talk about; then held, once its minutes say who chaired it.

    What was noted stays with the steering group; what was decided becomes updates of actions and new actions, which everybody reads.
    `agenda` is what was open on the day on which the minutes were begun. Where there is no plan yet, `group` says of which agreement the
    steering group met, and its decisions wait for a plan (GroupDecision).
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="progress_meetings")
    group = models.ForeignKey(Compact, on_delete=models.PROTECT, null=True, blank=True, related_name="group_meetings")
    held_on = models.DateField(_("day of the meeting"))
    of = models.CharField(_("whose meeting it was"), max_length=120)
    place = models.CharField(_("where"), max_length=200, blank=True)
    items = models.TextField(_("to talk about, besides what is open"), blank=True)
    agenda = ArrayField(models.CharField(max_length=400), default=list, blank=True)
    chaired_by = models.CharField(_("who chaired it"), max_length=120, blank=True, help_text=_("The role is enough, such as: chair of the group."))
    noted = models.TextField(_("what was noted"), blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ProgressMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "of"]
        indexes = [indexed("of", "items", "noted", name="progressmeeting_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "group", "held_on", "of"], name="progressmeeting_once", nulls_distinct=False,
                violation_error_message=_("This meeting is in the record already."),
            ),
            models.CheckConstraint(condition=Q(plan__isnull=True) ^ Q(group__isnull=True), name="progressmeeting_of_plan_or_group"),
            models.CheckConstraint(condition=~Q(of=""), name="progressmeeting_says_whose"),
            models.CheckConstraint(condition=Q(noted="") | ~Q(chaired_by=""), name="progressmeeting_minutes_say_who_chaired"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.of}, {in_words(self.held_on)}"

    def get_absolute_url(self):
        return self.page("")

    @property
    def is_held(self) -> bool:
        return bool(self.chaired_by)

    @property
    def compact(self) -> Compact:
        return self.plan.compact if self.plan else self.group

    @property
    def compact_id(self) -> int:
        return self.plan.compact_id if self.plan else self.group_id

    @property
    def terms(self) -> Terms:
        return self.plan.terms if self.plan else self.group.terms

    def told_of(self, kind: str) -> "MeetingNotice | None":
        """The latest word of this kind that the group was given, of any day and place."""
        return self.notices.filter(kind=kind).order_by("told_at").last()

    def page(self, name: str) -> str:
        """The address of one of its pages: "change", "replan", "call_off", or "" for the meeting itself."""
        suffix = f"_{name}" if name else ""
        if self.plan:
            return reverse(f"actionplans:meeting{suffix}", args=[self.plan.compact.slug, self.plan.period, self.pk])
        return reverse(f"actionplans:group_meeting{suffix}", args=[self.group.slug, self.pk])


@tracked()
@closed_choices
class MeetingNotice(models.Model):
    """A round of mail about a meeting: that it is planned for this day and place, that it is near, that its minutes are there.

    Once each, so that nobody can be written to twice about the same; another day or place is another word.
    """

    class Kind(models.TextChoices):
        PLANNED = "planned", _("it is planned")
        NEAR = "near", _("it is near")
        MINUTES = "minutes", _("its minutes are written")

    meeting = models.ForeignKey(ProgressMeeting, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=7, choices=Kind)
    held_on = models.DateField(_("day of the meeting"))
    place = models.CharField(_("where"), max_length=200, blank=True)
    people = models.PositiveSmallIntegerField(_("how many people were told"))
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["meeting", "told_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind", "held_on", "place"], name="meetingnotice_once",
                violation_error_message=_("Everybody has been told of this day and place already."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.meeting}: {self.get_kind_display()}"

    @property
    def compact_id(self) -> int:
        return self.meeting.compact_id

    @property
    def still_holds(self) -> bool:
        """Whether the meeting is on the day and at the place that people were told."""
        return (self.held_on, self.place) == (self.meeting.held_on, self.meeting.place)


@tracked()
class GroupDecision(models.Model):
    """What the steering group decided while there was no plan. It becomes an action once there is one, by an officer's choice of its place."""

    meeting = models.ForeignKey(ProgressMeeting, on_delete=models.CASCADE, related_name="group_decisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("what was decided"))
    owners = models.CharField(_("who does it"), max_length=300, blank=True)
    by_when = models.CharField(_("by when"), max_length=200, blank=True)
    action = models.OneToOneField("actionplans.Action", on_delete=models.SET_NULL, null=True, blank=True, related_name="group_decision")

    class Meta:
        ordering = ["number"]
        indexes = [indexed("text", "owners", name="groupdecision_words")]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="groupdecision_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="groupdecision_says_something"),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def compact_id(self) -> int:
        return self.meeting.compact_id
