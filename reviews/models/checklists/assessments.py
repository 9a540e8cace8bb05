"""A checklist taken by a body: its sheets while they are filled in, its answers once they were sent.

A sheet is a draft: it has no history, and is emptied when its assessment is sent. What partners or members said apart is then only
counted by sector; their words lose their names (design.md 8, answer 5).
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import APPEND_ONLY, tracked
from compact_portal.database.rules import closed_choices, together
from reviews.models.checklists.checklists import Checklist, ChecklistItem
from reviews.models.checklists.frozen import SENT_STANDS
from reviews.models.checklists.scales import ScalePoint
from signatories.models import Compact, Organisation
from signatories.models.edition import Binds
from signatories.models.organisation import Sector

FEWEST = 3  # sheets, before an average of those who answered apart is shown


class Way(models.TextChoices):
    JOINT = "joint", _("together: one shared answer")
    SECTORS = "sectors", _("each sector apart, then compared")
    MEMBERS = "members", _("each member apart, then compared")
    RATING = "rating", _("rated by its partners")


class Side(models.TextChoices):
    """Whose answers a sheet holds, where it does not hold everybody's."""

    STATUTORY = "statutory", _("statutory")
    VOLUNTARY = "voluntary", _("voluntary and community")
    SELF = "self", _("the body itself")


class AssessmentQuerySet(models.QuerySet):
    def sent(self) -> "AssessmentQuerySet":
        """The newest version of each: sent, and not reopened since."""
        return self.filter(status=Assessment.Status.SENT)

    def shown_to_steering(self) -> "AssessmentQuerySet":
        return self.sent().filter(shared=True)


@tracked()
@closed_choices
class Assessment(models.Model):
    """One body, one checklist, one occasion. Reopened, it is replaced by a newer version, and stays as it was."""

    class Status(models.TextChoices):
        OPEN = "open", _("under way")
        SENT = "sent", _("sent")
        REOPENED = "reopened", _("replaced by a newer version")

    class Outcome(models.TextChoices):
        WELL = "well", _("well kept")
        PARTLY = "partly", _("partly kept")
        NOT_YET = "not_yet", _("not yet kept")

    class Subject(models.TextChoices):
        """What a check against the principles may look at (domain.md A15.4/16)."""

        ACTIVITY = "activity", _("an activity or service")
        STRUCTURE = "structure", _("a structure or partnership")
        AGREEMENT = "agreement", _("an agreement or contract")
        POLICY = "policy", _("a policy or strategy")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="assessments")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="assessments")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("who takes it"))
    subject = models.CharField(_("what is looked at"), max_length=200, blank=True)
    subject_kind = models.CharField(max_length=9, choices=Subject, blank=True)
    way = models.CharField(_("how"), max_length=8, choices=Way, default=Way.JOINT)
    assigned = models.ForeignKey("AssignedBody", on_delete=models.PROTECT, null=True, blank=True, related_name="assessments")
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    version = models.PositiveSmallIntegerField(default=1)
    reopens = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reopened_as")
    reopened_because = models.CharField(_("why it was reopened"), max_length=300, blank=True)
    held_on = models.DateField(_("day of the meeting"))
    due_on = models.DateField(_("to be finished by"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("people who took part"), null=True, blank=True)
    on_paper = models.BooleanField(_("answered on paper, typed in afterwards"), default=False)
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(_("per cent of the points that could be had"), null=True, blank=True)
    answered = models.PositiveSmallIntegerField(_("items that count"), default=0)
    computed = models.CharField(_("result, as worked out"), max_length=7, choices=Outcome, blank=True)
    outcome = models.CharField(_("result"), max_length=7, choices=Outcome, blank=True)
    outcome_comment = models.TextField(_("why it differs"), blank=True)
    good_practice = models.TextField(blank=True)
    to_improve = models.TextField(_("areas for improvement"), blank=True)
    shared = models.BooleanField(_("shown to the steering group"), default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    discussed_on = models.DateField(_("discussed by the steering group"), null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        triggers = [SENT_STANDS]
        indexes = [models.Index(fields=["compact", "status", "checklist"])]
        constraints = [
            together("sent_at", "sent_by", name="sent_at_by"),
            models.CheckConstraint(condition=Q(status="open") | Q(sent_at__isnull=False), name="assessment_sent_by_somebody"),
            models.CheckConstraint(
                condition=Q(outcome=F("computed")) | ~Q(outcome_comment=""),
                name="assessment_other_result_is_explained",
                violation_error_message=_("Say why the result differs from the one worked out."),
            ),
            models.CheckConstraint(condition=Q(reopens__isnull=True) | ~Q(reopened_because=""), name="assessment_reopened_with_reason"),
            models.UniqueConstraint(
                fields=["assigned", "checklist"], condition=Q(status="open"), name="assessment_assigned_once_at_a_time",
                violation_error_message=_("This checklist is under way already."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.checklist.title}: {self.body}"

    def get_absolute_url(self):
        return reverse("checklists:taken", args=[self.compact.slug, self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_apart(self) -> bool:
        """Answered on several sheets, compared after all have closed."""
        return self.way != Way.JOINT

    @property
    def is_counted(self) -> bool:
        """Many answer, and nobody's own answer is kept."""
        return self.way in (Way.MEMBERS, Way.RATING)


@closed_choices
class Sheet(models.Model):
    """One set of answers while it is filled in: {"<item key>:<part>": value}. `changes` is as reviews.answering.merging keeps it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="sheets")
    side = models.CharField(max_length=9, choices=Side, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    saved = models.PositiveIntegerField(default=0)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["side", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "side", "organisation"], name="sheet_once", nulls_distinct=False),
        ]

    def __str__(self):
        return _("Sheet of %(organisation)s") % {"organisation": self.organisation or self.get_side_display() or self.assessment.body}


@closed_choices
class ItemAnswer(models.Model):
    """The answer of a group or of one side to one item, as it was sent."""

    append_only = True

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="answers")
    side = models.CharField(max_length=9, choices=Side, blank=True)
    point = models.ForeignKey(ScalePoint, on_delete=models.PROTECT, related_name="+")
    comment = models.TextField(blank=True)
    comment_statutory = models.TextField(blank=True)
    comment_voluntary = models.TextField(blank=True)
    speaks_of = models.CharField(max_length=10, choices=Binds, blank=True)

    class Meta:
        ordering = ["item__number", "side"]
        triggers = APPEND_ONLY
        constraints = [models.UniqueConstraint(fields=["assessment", "item", "side"], name="itemanswer_once")]

    def __str__(self):
        return _("Answer to %(item_id)s") % {"item_id": self.item_id}


@closed_choices
class ItemCount(models.Model):
    """How many of those who answered apart gave one answer; `sector` is empty where no sector is told from the others."""

    append_only = True

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="counts")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=10, choices=Sector, blank=True)
    point = models.ForeignKey(ScalePoint, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveSmallIntegerField()

    class Meta:
        triggers = APPEND_ONLY
        constraints = [models.UniqueConstraint(fields=["assessment", "item", "sector", "point"], name="itemcount_once")]

    def __str__(self):
        return _("Count of %(item_id)s") % {"item_id": self.item_id}


class SaidApart(models.Model):
    """What somebody who answered apart wrote about an item: no name, no sector, no date."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="said_apart")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        ordering = ["text"]
        triggers = APPEND_ONLY

    def __str__(self):
        return "Words without a name"
