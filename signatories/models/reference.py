"""The register of documents that cite the agreement: how far it has come into what organisations do (domain.md E39)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked, tracked_links
from compact_portal.database.fields import PublicIdField, WebAddressField
from compact_portal.database.rules import closed_choices, together
from compact_portal.days import today
from compact_portal.finding import indexed
from signatories.models.compact import Compact
from signatories.models.edition import Code
from signatories.models.organisation import Organisation, printable, prints


class ReferenceQuerySet(models.QuerySet):
    def public(self) -> "ReferenceQuerySet":
        """Checked by an officer, and still true."""
        return self.filter(status=Reference.Status.LISTED)

    def with_names(self) -> "ReferenceQuerySet":
        return self.select_related("organisation", "judged_by").prefetch_related("codes")

    def noted_between(self, first, last) -> "ReferenceQuerySet":
        """What may be told as achievements of that time."""
        return self.public().filter(noted_on__gte=first, noted_on__lte=last)


@tracked()
@closed_choices
class Reference(models.Model):
    class Kind(models.TextChoices):
        STRATEGY = "strategy", _("strategy")
        POLICY = "policy", _("policy")
        GRANTS = "grants", _("grants programme")
        GOVERNING = "governing", _("governing document")
        FUNDING_ROUTE = "funding_route", _("funding route or contract")
        GUIDANCE = "guidance", _("guidance")

    class Strength(models.TextChoices):
        """From the weakest to the strongest, as public reports word them."""

        AIMS = "aims", _("aims to adopt it")
        REFERS = "refers", _("refers to it")
        STATED = "stated", _("states its commitment to it")
        PROMOTES = "promotes", _("contains and promotes it")
        OPERATES = "operates", _("operates in accordance with it")
        ADOPTED = "adopted", _("has adopted it")
        AMENDED = "amended", _("was amended to keep to it")

    class Compliance(models.TextChoices):
        """Whether it is kept to; what the document says of itself is its strength."""

        UNSEEN = "unseen", _("not looked at")
        COMPLIES = "complies", _("keeps to it")
        PARTLY = "partly", _("keeps to it in part")
        NOT = "not", _("does not keep to it")

    class Status(models.TextChoices):
        REPORTED = "reported", _("waiting to be checked")
        LISTED = "listed", _("on the register")
        REMOVED = "removed", _("no longer true")

    public_id = PublicIdField()
    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="references")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="references")
    document = models.CharField(_("title of the document"), max_length=200, validators=[printable])
    kind = models.CharField(max_length=13, choices=Kind)
    strength = models.CharField(_("what it says"), max_length=8, choices=Strength)
    codes = models.ManyToManyField(Code, blank=True, related_name="references")
    period = models.CharField(_("years that it covers"), max_length=40, blank=True, help_text=_("Such as “2008 to 2011”."))
    website = WebAddressField(_("where it can be read"), blank=True)
    noted_on = models.DateField(_("day that it was noted"), default=today)
    status = models.CharField(max_length=8, choices=Status, default=Status.REPORTED)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    compliance = models.CharField(_("does it keep to the agreement"), max_length=8, choices=Compliance, default=Compliance.UNSEEN)
    compliance_note = models.TextField(_("why"), blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "document"]
        indexes = [indexed("document", name="reference_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["compact", "organisation", "document"],
                condition=~Q(status="removed"),
                name="reference_once",
                violation_error_message=_("This document is on the register already."),
            ),
            models.CheckConstraint(condition=~Q(status="listed") | Q(checked_at__isnull=False), name="reference_listed_when_checked"),
            together("checked_at", "checked_by", name="checked_at_by"),
            together("judged_at", "judged_by", name="judged_at_by"),
            models.CheckConstraint(
                condition=Q(compliance="unseen", judged_at__isnull=True) | (~Q(compliance="unseen") & Q(judged_at__isnull=False)),
                name="reference_judged_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(website="") | Q(website__iregex=r"^https?://"),
                name="reference_website_is_a_page",
                violation_error_message=_("A web address begins with http:// or https://."),
            ),
            prints("document", name="reference_document_prints"),
        ]

    def __str__(self):
        return f"{self.document} ({self.organisation})"


@tracked_links(Reference.codes)
class ReferenceCode(Reference.codes.through):
    class Meta:
        proxy = True
