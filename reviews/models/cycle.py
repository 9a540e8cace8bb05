"""The year of a review: its dates as a rhythm, reminders, and what became of every date that was moved."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import APPEND_ONLY, tracked
from compact_portal.database.rules import closed_choices
from reviews.models.milestones import Milestone
from reviews.models.review import Review
from reviews.models.survey import Survey
from signatories.models import Organisation

NEVER_LATER_THAN = 300  # days before the due day


@tracked()
class Nudge(models.Model):
    """A reminder of a survey, so many days before the day by which answers are asked for. `sent_on` once it has gone out."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="nudges")
    days_before = models.PositiveSmallIntegerField()
    sent_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-days_before"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "days_before"], name="nudge_once"),
            models.CheckConstraint(condition=Q(days_before__lte=NEVER_LATER_THAN), name="nudge_within_a_year"),
        ]

    def __str__(self):
        return _("Reminder %(days_before)s days before the due day") % {"days_before": self.days_before}

    @property
    def on(self) -> datetime.date:
        return self.survey.answer_by - datetime.timedelta(days=self.days_before)


@closed_choices
class DateChange(models.Model):
    """One date of a review that was moved: what it was, what it is, why, who did it. `organisation` where it was moved for one alone,
    `milestone` for a date that only the steering group's year holds."""

    class Date(models.TextChoices):
        STARTED = "started_on", _("Review begins")
        OPENS = "opens_on", _("Survey opens")
        DUE = "due_on", _("Answers asked for by")
        CLOSES = "closes_on", _("Last day of the survey")
        INTERIM = "interim_on", _("First findings to the board")
        REPORT = "report_due_on", _("Written report")
        WEEK = "week_on", _("Week of the agreement")
        BOARD = "board_on", _("Final report to the board")
        EXTRA = "extended_to", _("Extra time")
        MILESTONE = "milestone", _("Milestone")

    append_only = True

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="date_changes")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, null=True, blank=True, related_name="changes")
    date = models.CharField(max_length=13, choices=Date)
    before = models.DateField(null=True)
    after = models.DateField(null=True)
    reason = models.CharField(max_length=300)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="datechange_has_a_reason"),
            models.CheckConstraint(condition=Q(milestone__isnull=True) ^ Q(date="milestone"), name="datechange_names_its_milestone"),
        ]

    def __str__(self):
        return _("%(of)s: %(before)s to %(after)s") % {"of": self.of, "before": self.before, "after": self.after}

    @property
    def of(self) -> str:
        return str(self.milestone) if self.milestone_id else self.get_date_display()
