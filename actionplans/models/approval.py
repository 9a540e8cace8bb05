"""Who agreed to a plan, who did not, and what was changed after everybody had agreed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models.action import Action
from actionplans.models.plan import Plan
from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices
from signatories.models.organisation import Sector


@tracked()
@closed_choices
class Approval(models.Model):
    """What one member of the steering group says of a draft. It counts for the words they read: `content` is the digest of those."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="approvals")
    sector = models.CharField(max_length=10, choices=Sector)
    agrees = models.BooleanField()
    words = models.TextField(blank=True, help_text=_("Printed with the plan."))
    content = models.CharField(max_length=64, editable=False)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plan_approvals")

    class Meta:
        ordering = ["given_at"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "given_by"], name="approval_once_a_person"),
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(words=""),
                name="approval_dissent_is_said",
                violation_error_message=_("Say what you do not agree with."),
            ),
        ]

    def __str__(self):
        return f"{self.given_by} {'agrees' if self.agrees else 'does not agree'}"


@tracked()
class Amendment(models.Model):
    """A change of an adopted plan, visible as such: what, why, who and when."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="amendments")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, null=True, blank=True, related_name="amendments")
    what = models.TextField()
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plan_amendments")

    class Meta:
        ordering = ["made_at"]
        constraints = [models.CheckConstraint(condition=~Q(what="") & ~Q(reason=""), name="amendment_says_what_and_why")]

    def __str__(self):
        return self.what[:80]
