"""The annual review: one year's look at how the Compact was kept."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import Plan
from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, in_order
from signatories.models import Compact


@tracked()
@closed_choices
class Review(models.Model):
    """The label is what the report prints ("2009 - 2010"); `year` is what addresses use; the plan is pointed to, never guessed."""

    class Rhythm(models.TextChoices):
        SUMMER = "summer", _("Survey in summer, report in the week of the agreement")
        AUTUMN = "autumn", _("Survey from August to October, report in December")
        OWN = "own", _("Dates of our own")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name=_("plan reviewed"))
    next_plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField(null=True, blank=True)
    rhythm = models.CharField(max_length=6, choices=Rhythm, default=Rhythm.OWN)
    week_on = models.DateField(_("Monday of the agreement’s week"), null=True, blank=True)
    interim_on = models.DateField(_("first findings to the board on"), null=True, blank=True)
    report_due_on = models.DateField(_("written report by"), null=True, blank=True)
    board_on = models.DateField(_("to the board on"), null=True, blank=True)
    opening = models.TextField(_("opening of the report"), blank=True)
    process_notes = models.TextField(_("what changed in the review itself, and why"), blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["compact", "year"], name="review_year_once"),
            in_order("started_on", "report_due_on"),
            in_order("report_due_on", "board_on"),
            in_order("week_on", "board_on", name="board_on_after_week"),
            in_order("interim_on", "board_on", name="board_on_after_interim"),
        ]

    def __str__(self):
        return _("%(area)s %(agreement)s annual review %(label)s") % {
            "area": self.compact.area,
            "agreement": self.compact.terms.agreement,
            "label": self.label,
        }

    def get_absolute_url(self):
        return reverse("reviews:report", args=[self.compact.slug, self.year])

    @property
    def report_is_agreed(self) -> bool:
        """Whether both sectors have approved the newest proposal of its report, or it is published by that."""
        newest = None if hasattr(self, "published_report") else self.proposals.defer("content").prefetch_related("approvals").first()
        return hasattr(self, "published_report") or (newest is not None and not newest.missing)

    def report_waits_for(self, on, *, agreed: bool) -> str:
        """What its written report waits for on the day `on`: "late" for both sectors to approve it after the day on which it was due,
        then "board" or "publication" (domain.md C6.2); nothing before that, or once it is published. `agreed` is `report_is_agreed`.
        """
        if hasattr(self, "published_report"):
            return ""
        if agreed:
            return "board" if self.board_on and self.board_on >= on else "publication"
        return "late" if self.report_due_on and self.report_due_on < on else ""
