"""A meeting of the steering group, or of a partnership, that looks at how far a plan has come (domain.md A15.3, 24)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models.plan import Plan
from compact_portal.audit.history import tracked
from compact_portal.finding import indexed


class ProgressMeetingQuerySet(models.QuerySet):
    def held(self) -> "ProgressMeetingQuerySet":
        """Those whose minutes are written."""
        return self.exclude(chaired_by="")

    def coming(self) -> "ProgressMeetingQuerySet":
        """Planned, and nobody has written yet what was said there; the next one first."""
        return self.filter(chaired_by="").order_by("held_on")


@tracked()
class ProgressMeeting(models.Model):
    """Planned, with `items` that somebody wants to talk about; then held, once its minutes say who chaired it.

    What was noted stays with the steering group; what was decided becomes updates of actions and new actions, which everybody reads.
    `agenda` is what was open on the day on which the minutes were begun.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="progress_meetings")
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
        indexes = [indexed("of", "noted", name="progressmeeting_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "held_on", "of"], name="progressmeeting_once", violation_error_message=_("This meeting is in the record already.")
            ),
            models.CheckConstraint(condition=~Q(of=""), name="progressmeeting_says_whose"),
            models.CheckConstraint(condition=Q(noted="") | ~Q(chaired_by=""), name="progressmeeting_minutes_say_who_chaired"),
        ]

    def __str__(self):
        return f"{self.of}, {self.held_on.day} {self.held_on:%B %Y}"

    @property
    def is_held(self) -> bool:
        return bool(self.chaired_by)

    @property
    def compact_id(self) -> int:
        return self.plan.compact_id
