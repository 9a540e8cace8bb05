"""Beside the agreement: good practice from elsewhere and guidance worth knowing, and what leads an organisation to its codes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.fields import WebAddressField
from compact_portal.database.rules import closed_choices
from compact_portal.days import today
from compact_portal.finding import indexed
from signatories.models.compact import Compact
from signatories.models.edition import Subject
from signatories.models.organisation import printable, prints


@tracked()
@closed_choices
class Resource(models.Model):
    """Something to learn from (domain.md A15.3, 29) or to keep to (A15.4, 27). Everybody reads the list."""

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("good practice from elsewhere")
        CAMPAIGNING = "campaigning", _("guidance on campaigning")
        GUIDANCE = "guidance", _("other guidance")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="resources")
    kind = models.CharField(max_length=11, choices=Kind)
    title = models.CharField(max_length=200, validators=[printable])
    source = models.CharField(_("where it comes from"), max_length=200, validators=[printable], help_text=_("Such as another agreement."))
    text = models.TextField(_("what can be learnt from it"), max_length=2000)
    subject = models.CharField(_("what it is about"), max_length=16, choices=Subject, blank=True)
    website = WebAddressField(_("where it can be read"), blank=True)
    noted_on = models.DateField(default=today)

    class Meta:
        ordering = ["kind", "title"]
        indexes = [indexed("title", "source", "text", name="resource_words")]
        constraints = [
            models.CheckConstraint(condition=Q(website="") | Q(website__iregex=r"^https?://"), name="resource_website_is_a_page"),
            models.UniqueConstraint(
                fields=["compact", "title", "source"], name="resource_once", violation_error_message=_("This is on the list already.")
            ),
            prints("title", "source", name="resource_prints"),
        ]

    def __str__(self):
        return self.title


@tracked()
@closed_choices
class CodeQuestion(models.Model):
    """What an organisation is asked to find out whether the codes on a subject fit it, in the agreement's own words."""

    compact = models.ForeignKey(Compact, on_delete=models.CASCADE, related_name="code_questions")
    subject = models.CharField(max_length=16, choices=Subject)
    text = models.CharField(_("what fits"), max_length=200, validators=[printable])

    class Meta:
        ordering = ["subject"]
        constraints = [models.UniqueConstraint(fields=["compact", "subject"], name="codequestion_once"), prints("text", name="codequestion_prints")]

    def __str__(self):
        return self.text
