"""Where else somebody can turn. Each has a day on which it is looked at again, so that no address goes stale unseen."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.fields import WebAddressField
from compact_portal.database.rules import closed_choices
from signatories.models import Compact


class SignpostQuerySet(models.QuerySet):
    def to_review(self, on) -> "SignpostQuerySet":
        return self.filter(review_on__lte=on)


@tracked()
@closed_choices
class Signpost(models.Model):
    class Kind(models.TextChoices):
        OMBUDSMAN = "ombudsman", _("ombudsman")
        REGULATOR = "regulator", _("regulator")
        LAW = "law", _("legal advice")
        ADVOCACY = "advocacy", _("national advice or advocacy")
        MEDIATION = "mediation", _("mediation")
        EMERGENCY = "emergency", _("danger or crime")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="signposts")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    helps_with = models.CharField(_("what it can help with"), max_length=300)
    website = WebAddressField(blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    review_on = models.DateField(_("day on which to check it again"))

    objects = SignpostQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["compact", "name"], name="signpost_once", violation_error_message=_("This one is on the list already.")),
            models.CheckConstraint(
                condition=~Q(website="") | ~Q(telephone=""),
                name="signpost_can_be_reached",
                violation_error_message=_("Give a web address or a telephone number."),
            ),
            models.CheckConstraint(condition=Q(website="") | Q(website__iregex=r"^https?://"), name="signpost_website_is_a_page"),
        ]

    def __str__(self):
        return self.name
