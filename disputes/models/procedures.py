"""How disagreements are settled under one Compact: its own words, limits and tests, over the one table of steps in procedure.py."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.days import in_words, today
from disputes.content import read
from disputes.panel import SMALLEST
from disputes.procedure import LIMITS, Setting, Stage
from signatories.models import Compact

LONGEST = 250  # working days: a year


class ProcedureQuerySet(models.QuerySet):
    def holding(self, compact: Compact, *, on=None) -> "Procedure":
        """The version that holds on that day; before the steering group has adopted one, the starting content, not saved."""
        found = self.filter(compact=compact, holds_from__lte=on or today()).order_by("-holds_from", "-pk").first()
        found = found or starting_procedure(compact)
        found.compact = compact
        return found

    def holding_in(self, compacts, *, on=None) -> "dict[int, Procedure]":
        """The same for several agreements, by their keys. One query."""
        found = self.filter(compact__in=compacts, holds_from__lte=on or today()).order_by("compact_id", "-holds_from", "-pk").distinct("compact_id")
        adopted = {procedure.compact_id: procedure for procedure in found}
        return {compact.pk: adopted.get(compact.pk) or starting_procedure(compact) for compact in compacts}


def starting_procedure(compact: Compact) -> "Procedure":
    return Procedure(compact=compact, guidance=read("procedure")["guidance"].strip())


@tracked()
class Procedure(models.Model):
    """One version. It never changes once it holds, so that a case keeps the limits under which it was raised.

    `limits` and `stage_names` hold only what differs from the starting content. Which stages there are is the Compact's own setting.
    """

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="procedures")
    holds_from = models.DateField(_("day from which it holds"), default=today)
    stage_names = models.JSONField(default=dict, blank=True)
    limits = models.JSONField(_("limits in working days"), default=dict, blank=True)
    panel_size = models.PositiveSmallIntegerField(_("members of the panel, of each sector"), default=3)
    last_resort_only = models.BooleanField(
        _("Only where no other process is open at all"),
        default=False,
        help_text=_("Leave it open where another process exists that cannot look at what the agreement promises."),
    )
    tests = models.TextField(_("tests before a panel hears a case"), blank=True, help_text=_("One on each line. Leave it empty for the usual six."))
    guidance = models.TextField(_("guidance for both sides"), blank=True)
    reference = models.CharField(_("where the agreement speaks of it"), max_length=120, blank=True, help_text=_("Such as “page 14”."))
    kept_months = models.PositiveSmallIntegerField(_("months that a closed case is kept"), default=24)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        ordering = ["compact", "-holds_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["compact", "holds_from"],
                name="procedure_day_once",
                violation_error_message=_("The procedure was changed today already: choose a later day."),
            ),
            models.CheckConstraint(
                condition=Q(panel_size__gte=SMALLEST, panel_size__lte=5),
                name="procedure_panel_two_to_five",
                violation_error_message=format_lazy(_("A panel has {least} to 5 members of each sector."), least=SMALLEST),
            ),
            models.CheckConstraint(
                condition=Q(kept_months__gte=6, kept_months__lte=84),
                name="procedure_kept_half_a_year_to_seven",
                violation_error_message=_("A closed case is kept for 6 to 84 months: both sides are asked again until half a year after it."),
            ),
        ]

    def __str__(self):
        return gettext("Procedure of %(compact)s from %(day)s") % {"compact": self.compact, "day": in_words(self.holds_from)}

    def clean(self):
        if wrong := set(self.limits) - set(LIMITS):
            raise ValidationError({"limits": gettext("There is no limit called %(join)s.") % {"join": ", ".join(sorted(wrong))}})
        if any(not isinstance(days, int) or not 1 <= days <= LONGEST for days in self.limits.values()):
            raise ValidationError({"limits": gettext("A limit is 1 to %(LONGEST)s working days.") % {"LONGEST": LONGEST}})
        if set(self.stage_names) - {str(stage.value) for stage in Stage}:
            raise ValidationError({"stage_names": gettext("A stage is numbered 0 to 4.")})

    @property
    def is_adopted(self) -> bool:
        return self.pk is not None

    @property
    def setting(self) -> Setting:
        return Setting(self.compact.disputes)

    def limit(self, name: str) -> int:
        """Working days."""
        return self.limits.get(name, LIMITS[name])

    def called(self, stage: Stage) -> str:
        return self.stage_names.get(str(stage.value)) or read("procedure")["stages"][str(stage.value)]

    @property
    def test_lines(self) -> list[str]:
        """What must be true before a panel hears a case; the fourth is stricter where the panel is the last resort of all."""
        if own := [line.strip() for line in self.tests.splitlines() if line.strip()]:
            return own
        usual = list(read("procedure")["tests"])
        if self.last_resort_only:
            usual[3] = read("procedure")["strict"]
        return usual
