"""Who is asked to take which checklist by when, who leads on a code, and the figures of a round."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import APPEND_ONLY, tracked, tracked_links
from compact_portal.database.rules import closed_choices, in_order, together
from reviews.models.checklists.assessments import Way
from reviews.models.checklists.checklists import Checklist
from signatories.models import Code, Compact, Organisation
from signatories.models.organisation import Sector
from signatories.models.people import DatedRole, ends_in_order


@tracked()
class ChecklistRound(models.Model):
    """The steering group asks groups to try checklists, each by one day (domain.md P-12)."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="checklist_rounds")
    title = models.CharField(max_length=120, help_text=_("Such as “Trial 2009 – 2010”."))
    starts_on = models.DateField()
    due_on = models.DateField(_("asked for by"))
    explanation = models.TextField(_("what the groups are told"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            in_order("starts_on", "due_on"),
            together("closed_at", "closed_by", name="closed_at_by"),
            models.UniqueConstraint(
                fields=["compact", "title"], name="checklistround_once", violation_error_message=_("There is a round of this title already.")
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("checklists:round", args=[self.compact.slug, self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@tracked()
class Assignment(models.Model):
    """One row of the trial table: one checklist, or two that share a row, and the bodies that try them."""

    round = models.ForeignKey(ChecklistRound, on_delete=models.CASCADE, related_name="assignments")
    number = models.PositiveSmallIntegerField()
    heading = models.CharField(_("as the table prints it"), max_length=160, blank=True, help_text=_("Left empty, the names of the codes."))
    checklists = models.ManyToManyField(Checklist, related_name="assignments")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="assignment_number_once", deferrable=models.Deferrable.DEFERRED)]

    def __str__(self):
        return self.heading or _("Row %(number)s") % {"number": self.number}

    @property
    def compact_id(self) -> int:
        return self.round.compact_id

    @property
    def printed(self) -> str:
        names = [(one.code.short_title or one.code.title) if one.code else one.title for one in self.checklists.all()]
        return self.heading or gettext(" and ").join(names)


@tracked_links(Assignment.checklists)
class AssignedChecklist(Assignment.checklists.through):
    class Meta:
        proxy = True


@tracked()
@closed_choices
class AssignedBody(models.Model):
    """A partnership, network, project group or organisation that is asked."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="bodies")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assigned_checklists")
    number = models.PositiveSmallIntegerField()
    printed_as = models.CharField(_("as the table prints it"), max_length=200, blank=True)
    way = models.CharField(_("how"), max_length=8, choices=Way, default=Way.JOINT)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "organisation"], name="assignedbody_once", violation_error_message=_("This body stands in this row already.")
            ),
        ]

    def __str__(self):
        return self.printed_as or str(self.organisation)


@tracked()
@closed_choices
class CodeLead(DatedRole):
    """Who leads on a code; one on each side where the group is of one sector (domain.md A3, seed 001 Target 6)."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="code_leads")
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="leads")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="leads_on_codes")
    side = models.CharField(_("for"), max_length=10, choices=Sector)
    brought_to = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("where joint work is discussed")
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["code__number", "side", "organisation__name"]
        constraints = [
            ends_in_order(),
            models.UniqueConstraint(
                fields=["code", "organisation"],
                condition=Q(until__isnull=True),
                name="codelead_once",
                violation_error_message=_("This body leads on this subject already."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.code}"


class RoundFigures(models.Model):
    """What all groups of a round said together, worked out once by the releasing rules when the round was closed."""

    append_only = True

    round = models.ForeignKey(ChecklistRound, on_delete=models.PROTECT, related_name="figures")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+")
    figures = models.JSONField()
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = APPEND_ONLY
        constraints = [models.UniqueConstraint(fields=["round", "checklist"], name="roundfigures_once")]

    def __str__(self):
        return f"{self.round}: {self.checklist}"
