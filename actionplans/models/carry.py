"""What became of an action that its plan did not finish."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models.action import Action
from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices

# Each action is carried once at most, so that following it leads along one line. The lock lets two writers not each close half of
# a circle that neither of them sees.
NO_CIRCLE = pgtrigger.Trigger(
    name="no_circle",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("circle", "BOOLEAN")],
    func="""
    IF NEW.into_id IS NULL THEN RETURN NEW; END IF;
    PERFORM pg_advisory_xact_lock(hashtext('actionplans_carry'));
    WITH RECURSIVE onward(id) AS (
        SELECT NEW.into_id
        UNION SELECT carry.into_id FROM actionplans_carry carry JOIN onward ON carry.action_id = onward.id WHERE carry.into_id IS NOT NULL
    ) SELECT EXISTS (SELECT 1 FROM onward WHERE id = NEW.action_id) INTO circle;
    IF circle THEN RAISE EXCEPTION 'carried in a circle' USING ERRCODE = 'check_violation', CONSTRAINT = 'carry_no_circle'; END IF;
    RETURN NEW;
    """,
)


@tracked()
@closed_choices
class Carry(models.Model):
    """An unfinished action goes on in a later plan, alone or merged with others, or is given up with a reason."""

    class Kind(models.TextChoices):
        CARRIED = "carried", _("carried forward")
        MERGED = "merged", _("merged")
        DROPPED = "dropped", _("dropped")

    action = models.OneToOneField(Action, on_delete=models.CASCADE, related_name="carried")
    into = models.ForeignKey(Action, on_delete=models.RESTRICT, null=True, blank=True, related_name="carried_from")
    kind = models.CharField(max_length=7, choices=Kind)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="carries_decided")

    class Meta:
        ordering = ["decided_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="dropped", into__isnull=True) & ~Q(reason="") | Q(kind__in=["carried", "merged"], into__isnull=False),
                name="carry_leads_on_or_says_why_not",
                violation_error_message=_("Say why it is dropped."),
            ),
            models.UniqueConstraint(fields=["into"], condition=Q(kind="carried"), name="carry_one_source"),
        ]
        triggers = [NO_CIRCLE]

    def __str__(self):
        return f"{self.action} {self.get_kind_display()}"
