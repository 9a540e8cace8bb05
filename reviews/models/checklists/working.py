"""What hangs on the items of an assessment: evidence, who looks after which, and what follows from a gap."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action
from compact_portal.audit.history import tracked
from compact_portal.database.fields import WebAddressField
from compact_portal.database.rules import closed_choices, in_order, together
from compact_portal.documents.models import Upload
from reviews.models.checklists.assessments import Assessment
from reviews.models.checklists.checklists import ChecklistItem


@tracked()
class Evidence(models.Model):
    """What shows that a commitment is kept: words, a page, a file; from which day it is, and until when it holds."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="evidence")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("what it is"), max_length=300)
    link = WebAddressField(_("address of a page"), blank=True)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dated_on = models.DateField(_("from which day it is"))
    stale_on = models.DateField(_("to be looked at again on"), null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["item__number", "id"]
        constraints = [
            in_order("dated_on", "stale_on"),
            models.CheckConstraint(condition=Q(link="") | Q(link__iregex=r"^https?://"), name="evidence_link_is_a_page"),
        ]

    def __str__(self):
        return self.text

    def age(self, on: datetime.date) -> int:
        """Whole months."""
        return max(0, (on.year - self.dated_on.year) * 12 + on.month - self.dated_on.month - (on.day < self.dated_on.day))

    def is_stale(self, on: datetime.date) -> bool:
        return self.stale_on is not None and self.stale_on <= on


@tracked()
class ItemTask(models.Model):
    """Somebody of the body looks after one item: finds out, brings evidence."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="item_tasks")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="checklist_items")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["item__number", "person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "item", "person"], name="itemtask_once", violation_error_message=_("They look after this item already.")
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.item}"


@tracked()
@closed_choices
class Gap(models.Model):
    """An item that is not, or only partly, kept, or on which two sides differ: an action, or a reason why not (domain.md C1.0)."""

    class Found(models.TextChoices):
        ANSWER = "answer", _("by its answer")
        DIFFERENCE = "difference", _("two sides see it differently")

    class Decision(models.TextChoices):
        ACTION = "action", _("something is done about it")
        REASON = "reason", _("nothing is done about it, for a reason")

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="gaps")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="+")
    found = models.CharField(max_length=10, choices=Found, default=Found.ANSWER)
    decision = models.CharField(max_length=6, choices=Decision, blank=True)
    what = models.TextField(_("what is to be done"), blank=True)
    owner = models.CharField(_("who does it"), max_length=200, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    reason = models.TextField(_("why nothing is done"), blank=True)
    action = models.ForeignKey(Action, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["item__number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item"], name="gap_once"),
            together("settled_at", "settled_by", name="settled_at_by"),
            models.CheckConstraint(
                condition=(
                    Q(decision="", settled_at__isnull=True)
                    | Q(decision="reason", settled_at__isnull=False) & ~Q(reason="")
                    | Q(decision="action", settled_at__isnull=False, due_on__isnull=False) & ~Q(what="") & ~Q(owner="")
                ),
                name="gap_has_an_action_or_a_reason",
                violation_error_message=_("Say what is done, by whom and by when; or why nothing is done."),
            ),
        ]

    def __str__(self):
        return f"{self.item}"

    @property
    def compact_id(self) -> int:
        return self.assessment.compact_id
