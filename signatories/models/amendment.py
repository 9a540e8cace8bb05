"""Changes that somebody proposes to the text: the list from which the next edition is written (domain.md A15.4, 29)."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices
from compact_portal.days import today
from signatories.models.compact import Compact
from signatories.models.edition import Edition
from signatories.models.organisation import printable, prints


class AmendmentQuerySet(models.QuerySet):
    def waiting(self) -> "AmendmentQuerySet":
        """Neither in a text nor dropped."""
        return self.filter(status__in=[Amendment.Status.PROPOSED, Amendment.Status.AGREED])


@tracked()
@closed_choices
class Amendment(models.Model):
    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        AGREED = "agreed", _("agreed")
        DONE = "done", _("in the text")
        DROPPED = "dropped", _("dropped")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="amendments")
    text = models.TextField(_("what should change"))
    reason = models.TextField(_("why"), blank=True)
    proposed_by_name = models.CharField(_("proposed by"), max_length=200, blank=True, validators=[printable])
    proposed_on = models.DateField(default=today)
    status = models.CharField(max_length=8, choices=Status, default=Status.PROPOSED)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="amendments")
    dropped_because = models.TextField(blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="amendment_says_something"),
            models.CheckConstraint(
                condition=Q(status="done") & Q(edition__isnull=False) | ~Q(status="done") & Q(edition__isnull=True),
                name="amendment_done_in_an_edition",
                violation_error_message=_("Say in which edition the change was made."),
            ),
            models.CheckConstraint(
                condition=~Q(status="dropped") | ~Q(dropped_because=""),
                name="amendment_dropped_with_reason",
                violation_error_message=_("Say why it was dropped."),
            ),
            prints("proposed_by_name", name="amendment_proposer_prints"),
        ]

    def __str__(self):
        return self.text[:80]


@tracked()
class AmendmentAgreement(models.Model):
    """Who agreed to a proposed change, and when."""

    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, related_name="agreements")
    body = models.CharField(max_length=200, validators=[printable])
    agreed_on = models.DateField(null=True, blank=True)
    agreed_when = models.CharField(
        _("when, as the minutes say"), max_length=40, blank=True, help_text=_("Where the day is not known, such as “2008/9”.")
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=False) | ~Q(agreed_when=""),
                name="amendmentagreement_has_a_day",
                violation_error_message=_("Enter the day, or say when it was."),
            ),
            models.UniqueConstraint(
                Lower("body"), "amendment", name="amendmentagreement_once", violation_error_message=_("This body is on the list already.")
            ),
            prints("body", name="amendmentagreement_body_prints"),
        ]

    def __str__(self):
        return self.body
