"""Who stands ready before there is any case: people who help, who may be asked to sit on a panel, and the co-convenors (domain.md C3.3).

Nobody stands here by one person's word: an entry holds once somebody of the other sector than who proposed it has confirmed it. Case
officers are the Compact's officers, one of each sector.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, serving, together
from compact_portal.days import today
from signatories.models import Compact, Organisation
from signatories.models.organisation import Sector
from signatories.models.people import DatedRole, ServingQuerySet, ends_in_order, person


class StandingQuerySet(ServingQuerySet):
    def serving(self, *, on=None) -> "StandingQuerySet":
        """Those who hold it on that day, and whom both sectors know of."""
        return self.filter(serving(on or today()), confirmed_at__isnull=False)

    def waiting(self) -> "StandingQuerySet":
        return self.filter(confirmed_at__isnull=True)

    def ending_before(self, day) -> "StandingQuerySet":
        return self.filter(confirmed_at__isnull=False, until__isnull=False, until__lt=day)


@tracked()
@closed_choices
class Standing(DatedRole):
    class Kind(models.TextChoices):
        HELPER = "helper", _("helps both sides to talk")
        PANEL = "panel", _("may sit on the panel")
        SUBSTITUTE = "substitute", _("substitute for the panel")
        CONVENOR = "convenor", _("co-convenor")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="standing")
    person = person("standing")
    kind = models.CharField(_("what for"), max_length=10, choices=Kind)
    sector = models.CharField(_("side"), max_length=10, choices=[(each.value, each.label) for each in (Sector.STATUTORY, Sector.VOLUNTARY)])
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="standing")
    about = models.CharField(_("what both sides should know"), max_length=300, blank=True, help_text=_("Such as training, or languages spoken."))
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "sector", "person__name"]
        verbose_name_plural = "standing people"
        constraints = [
            ends_in_order(),
            together("confirmed_at", "confirmed_by", name="confirmed_at_by"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="standing_confirmed_by_another",
                violation_error_message=_("Somebody else confirms it, of the other sector."),
            ),
            models.UniqueConstraint(
                fields=["compact", "person", "kind"],
                condition=Q(until__isnull=True),
                name="standing_once",
                violation_error_message=_("This person is on the list already."),
            ),
            models.UniqueConstraint(
                fields=["compact", "sector"],
                condition=Q(kind="convenor", until__isnull=True),
                name="standing_one_convenor_of_a_side",
                violation_error_message=_("This side has a co-convenor already: end that one first."),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_kind_display()} ({self.compact})"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None
