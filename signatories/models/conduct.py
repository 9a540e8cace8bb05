"""How signatories keep their undertakings from day to day: new policies weighed, people consulted, services mapped (domain.md A15.4, 20 to 22)."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.fields import WebAddressField
from compact_portal.database.rules import closed_choices, in_order
from compact_portal.days import today
from signatories.models.compact import Area, Compact
from signatories.models.consultation import TWELVE_WEEKS
from signatories.models.organisation import Organisation, printable, prints


def is_a_page(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(website="") | Q(website__iregex=r"^https?://"),
        name=name,
        violation_error_message=_("A web address begins with http:// or https://."),
    )


@tracked()
class PolicyAppraisal(models.Model):
    """A new policy, weighed for what it means to voluntary organisations before it is decided."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="appraisals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="appraisals")
    policy = models.CharField(_("which policy it is"), max_length=200, validators=[printable])
    effect = models.TextField(_("what it is expected to mean for voluntary organisations"))
    asked = models.TextField(_("who was asked about it"), blank=True)
    decides_on = models.DateField(_("when it is decided"), null=True, blank=True)
    changed = models.TextField(_("what was changed because of it"), blank=True)
    website = WebAddressField(_("where it can be read"), blank=True)
    noted_on = models.DateField(default=today)

    class Meta:
        ordering = ["-noted_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["compact", "organisation", "policy"],
                name="policyappraisal_once",
                violation_error_message=_("This policy is on the list already."),
            ),
            models.CheckConstraint(condition=~Q(effect=""), name="policyappraisal_says_something"),
            is_a_page("policyappraisal_website_is_a_page"),
            prints("policy", name="policyappraisal_policy_prints"),
        ]

    def __str__(self):
        return f"{self.policy} ({self.organisation})"


@tracked()
class OwnConsultation(models.Model):
    """A signatory asks others about a policy of its own: for how long, why no longer, and with time for groups to ask their own people."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="own_consultations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="own_consultations")
    about = models.CharField(_("what it is about"), max_length=200, validators=[printable])
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    short_because = models.TextField(_("why it is shorter than twelve weeks"), blank=True)
    own_people = models.TextField(_("how groups get the time to ask their own people"), blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)
    website = WebAddressField(_("where to take part, or read more"), blank=True)

    class Meta:
        ordering = ["-opens_on", "-id"]
        constraints = [
            in_order("opens_on", "closes_on"),
            models.UniqueConstraint(
                fields=["compact", "organisation", "about", "opens_on"], name="ownconsultation_once",
                violation_error_message=_("This consultation is on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on") + datetime.timedelta(days=TWELVE_WEEKS)) | ~Q(short_because=""),
                name="ownconsultation_short_has_reason",
                violation_error_message=_("A consultation of less than twelve weeks needs its reason."),
            ),
            is_a_page("ownconsultation_website_is_a_page"),
            prints("about", name="ownconsultation_about_prints"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.about} ({self.organisation})"

    @property
    def weeks(self) -> int:
        """Whole weeks."""
        return (self.closes_on - self.opens_on).days // 7

    @property
    def is_short(self) -> bool:
        return (self.closes_on - self.opens_on).days < TWELVE_WEEKS

    def is_open(self, on: datetime.date) -> bool:
        return self.opens_on <= on <= self.closes_on


@tracked()
@closed_choices
class ServiceEntry(models.Model):
    """One line of the map of services: who provides what where, and whether there is too little or too much of it."""

    class Finding(models.TextChoices):
        COVERED = "covered", _("enough")
        GAP = "gap", _("a gap")
        OVERLAP = "overlap", _("an overlap")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="services")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="services")
    subject = models.CharField(_("what it is for"), max_length=160, validators=[printable])
    providers = models.CharField(_("who provides it"), max_length=300, blank=True, validators=[printable])
    finding = models.CharField(_("what was found"), max_length=7, choices=Finding)
    note = models.TextField(blank=True)
    noted_on = models.DateField(_("day that it was noted"), default=today)

    class Meta:
        verbose_name_plural = _("map of services")
        ordering = ["subject", "area__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["compact", "area", "subject"], name="serviceentry_once", nulls_distinct=False,
                violation_error_message=_("This subject is on the map of that area already."),
            ),
            models.CheckConstraint(
                condition=~Q(providers="") | Q(finding="gap"), name="serviceentry_somebody_or_a_gap",
                violation_error_message=_("Say who provides it, or that it is a gap."),
            ),
            prints("subject", "providers", name="serviceentry_names_print"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.subject}, {self.area}" if self.area else self.subject
