"""That a meeting of the steering group, or of a partnership, looked at how far a plan has come (domain.md A15.3, 24)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from actionplans.models.plan import Plan
from compact_portal.audit.history import tracked
from compact_portal.finding import indexed


@tracked()
class ProgressMeeting(models.Model):
    """What was noted stays with the steering group; what was decided becomes updates of actions, which everybody reads."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="progress_meetings")
    held_on = models.DateField("day of the meeting")
    of = models.CharField("whose meeting it was", max_length=120)
    chaired_by = models.CharField("who chaired it", max_length=120, help_text="The role is enough, such as: chair of the group.")
    noted = models.TextField("what was noted", blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on", "of"]
        indexes = [indexed("of", "noted", name="progressmeeting_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "held_on", "of"], name="progressmeeting_once", violation_error_message="This meeting is in the record already."
            ),
            models.CheckConstraint(condition=~Q(of="") & ~Q(chaired_by=""), name="progressmeeting_says_whose"),
        ]

    def __str__(self):
        return f"{self.of}, {self.held_on.day} {self.held_on:%B %Y}"

    @property
    def compact_id(self) -> int:
        return self.plan.compact_id
