"""An organisation's endorsement of a Compact: where its authority comes from (domain.md R-02)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.fields import PublicIdField
from compact_portal.database.rules import closed_choices
from compact_portal.days import in_words, today
from signatories.models.compact import Compact
from signatories.models.edition import Edition
from signatories.models.organisation import Organisation


def refuse_outside_life(organisation: Organisation, signed_on) -> None:
    """Raises ValidationError for a day on which the organisation did not exist."""
    if organisation.founded_on and signed_on < organisation.founded_on:
        raise ValidationError(
            _("%(organisation)s began on %(founded_on)s: it cannot have signed before that day.")
            % {"organisation": organisation, "founded_on": in_words(organisation.founded_on)}
        )
    if organisation.closed_on and signed_on > organisation.closed_on:
        raise ValidationError(
            _("%(organisation)s closed on %(closed_on)s: it cannot have signed after that day.")
            % {"organisation": organisation, "closed_on": in_words(organisation.closed_on)}
        )


class SignatureQuerySet(models.QuerySet):
    def in_force(self) -> "SignatureQuerySet":
        return self.filter(status__in=Signature.IN_FORCE, organisation__merged_into__isnull=True, organisation__closed_on__isnull=True)

    def public(self) -> "SignatureQuerySet":
        """What anybody may see: in force, and agreed to be listed."""
        return self.in_force().filter(listed=True)


@tracked()
@closed_choices
class Signature(models.Model):
    class Status(models.TextChoices):
        INVITED = "invited", _("invited")
        CONSIDERING = "considering", _("considering")
        SIGNED = "signed", _("signed")
        REFRESHED = "refreshed", _("refreshed")
        LAPSED = "lapsed", _("lapsed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        DECLINED = "declined", _("declined for now")

    IN_FORCE = (Status.SIGNED, Status.REFRESHED)
    ASKED = (Status.INVITED, Status.CONSIDERING, Status.DECLINED)

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="signatures")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="signatures")
    status = models.CharField(max_length=12, choices=Status, default=Status.INVITED)
    signed_on = models.DateField(null=True, blank=True)
    signed_by_name = models.CharField(_("signed for the organisation by"), max_length=150, blank=True)
    signed_by_post = models.CharField(_("their post"), max_length=160, blank=True)
    endorsed_by = models.CharField(
        _("body that decided it"),
        max_length=200,
        blank=True,
        help_text=_("Such as “Board of trustees, 3 May 2026”. Left empty when one person decides."),
    )
    invited_on = models.DateField(default=today)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=500, blank=True, help_text=_("Shown to the steering group, never to the public."))
    # What the organisation agreed to let everybody see. Without the first, nothing of it is public, whatever the others say.
    listed = models.BooleanField(_("shown on the public list"), default=True)
    details_listed = models.BooleanField(_("with its areas, themes, size, website and registered numbers"), default=True)
    contact_listed = models.BooleanField(_("with its address for mail"), default=False)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "compact"], name="signature_once", violation_error_message=_("This organisation is on the list already.")
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["signed", "refreshed"]) | Q(edition__isnull=False),
                name="signature_says_what_was_signed",
                violation_error_message=_("Say which edition was signed."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.compact}"

    def clean(self):
        """No signature before the organisation existed, nor after it closed. The verbs ask the same."""
        if self.organisation_id and self.signed_on:
            refuse_outside_life(self.organisation, self.signed_on)

    def same_body(self):
        """The signatures of this agreement that belong to the same body: this one, and those of its merged duplicates."""
        return Signature.objects.filter(compact=self.compact_id, organisation__in=Organisation.objects.same_as(self.organisation_id))

    @property
    def is_in_force(self) -> bool:
        return self.status in self.IN_FORCE

    @property
    def is_asked(self) -> bool:
        """Invited, and nothing signed yet."""
        return self.status in self.ASKED
