"""The annual review: one year's look at how the Compact was kept."""

from django.db import models
from django.urls import reverse

from actionplans.models import Plan
from compact_portal.audit.history import tracked
from compact_portal.database.rules import in_order
from signatories.models import Compact


@tracked()
class Review(models.Model):
    """The label is what the report prints ("2009 - 2010"); `year` is what addresses use; the plan is pointed to, never guessed."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name="plan reviewed")
    next_plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField(null=True, blank=True)
    report_due_on = models.DateField("written report by", null=True, blank=True)
    board_on = models.DateField("to the board on", null=True, blank=True)
    opening = models.TextField("opening of the report", blank=True)
    process_notes = models.TextField("what changed in the review itself, and why", blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["compact", "year"], name="review_year_once"),
            in_order("started_on", "report_due_on"),
        ]

    def __str__(self):
        return f"{self.compact.area} {self.compact.terms.agreement} annual review {self.label}"

    def get_absolute_url(self):
        return reverse("reviews:report", args=[self.compact.slug, self.year])
