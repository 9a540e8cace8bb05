"""Asking people about a draft: how long, with which launch days, what they said, and what came of it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.models.plan import Plan, Target
from compact_portal.audit.history import tracked
from compact_portal.database.fields import WebAddressField
from compact_portal.database.rules import in_order, together
from compact_portal.days import in_words


@tracked()
class PlanConsultation(models.Model):
    """One round of consultation on a draft. From the day on which it opens everybody can read the draft; until it closes, people
    who have signed in can comment."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="consultation")
    opens_on = models.DateField()
    closes_on = models.DateField()
    final_on = models.DateField(_("final draft by"), null=True, blank=True)
    briefing = models.TextField(_("what people should know before they answer"), blank=True)
    briefing_link = WebAddressField(_("briefing sheet"), blank=True)
    why_short = models.TextField(_("why it is shorter than usual"), blank=True)

    class Meta:
        constraints = [
            in_order("opens_on", "closes_on"),
            in_order("closes_on", "final_on"),
            models.CheckConstraint(condition=Q(briefing_link="") | Q(briefing_link__iregex=r"^https?://"), name="planconsultation_link_is_a_page"),
        ]

    def __str__(self):
        return gettext("Consultation on %(plan)s") % {"plan": self.plan}

    @property
    def compact_id(self) -> int:
        return self.plan.compact_id

    @property
    def days(self) -> int:
        """The first and the last day counted."""
        return (self.closes_on - self.opens_on).days + 1

    def is_open(self, on: datetime.date) -> bool:
        return self.opens_on <= on <= self.closes_on

    def state(self, on: datetime.date) -> str:
        return "planned" if on < self.opens_on else "open" if on <= self.closes_on else "closed"


@tracked()
class LaunchDay(models.Model):
    consultation = models.ForeignKey(PlanConsultation, on_delete=models.CASCADE, related_name="launch_days")
    day = models.DateField()
    what = models.CharField(_("what happens, and where"), max_length=200)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["consultation", "day", "what"], name="launchday_once")]

    def __str__(self):
        return f"{in_words(self.day)}: {self.what}"


@tracked()
class PlanComment(models.Model):
    """What somebody says of a draft, and what the steering group answers: both are printed, the person's name only to the steering group."""

    consultation = models.ForeignKey(PlanConsultation, on_delete=models.CASCADE, related_name="comments")
    target = models.ForeignKey(Target, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plan_comments")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["written_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="plancomment_says_something"),
            together("answered_at", "answered_by", name="answered_together"),
        ]

    def __str__(self):
        return self.text[:80]
