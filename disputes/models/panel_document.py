"""The panel's own procedure: written, consulted on, endorsed by a named partnership, in force (domain.md C3.8, R-20)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, in_order, together
from signatories.models import Compact


class PanelDocumentQuerySet(models.QuerySet):
    def in_force(self, compact: Compact) -> "PanelDocument | None":
        return self.filter(compact=compact, status=PanelDocument.Status.IN_FORCE).first()


@tracked()
@closed_choices
class PanelDocument(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        CONSULTED = "consulted", _("out for comment")
        ENDORSED = "endorsed", _("endorsed")
        IN_FORCE = "in_force", _("in force")
        SUPERSEDED = "superseded", _("replaced")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="panel_documents")
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    consulted_with = models.CharField(_("who was asked"), max_length=300, blank=True)
    opens_on = models.DateField(_("out for comment from"), null=True, blank=True)
    closes_on = models.DateField(_("until"), null=True, blank=True)
    endorsed_by_body = models.CharField(_("partnership that endorsed it"), max_length=200, blank=True)
    endorsed_on = models.DateField(null=True, blank=True)
    minute = models.CharField(_("where its decision is written"), max_length=200, blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = PanelDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["compact", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["compact", "version"], name="paneldocument_version_once"),
            models.UniqueConstraint(fields=["compact"], condition=Q(status="in_force"), name="paneldocument_one_in_force"),
            models.UniqueConstraint(
                fields=["compact"],
                condition=Q(status__in=["draft", "consulted", "endorsed"]),
                name="paneldocument_one_under_way",
                violation_error_message=_("A version is under way already: finish that one."),
            ),
            together("opens_on", "closes_on", name="consulted_days"),
            in_order("opens_on", "closes_on"),
            models.CheckConstraint(
                condition=Q(status="draft") | (Q(opens_on__isnull=False) & ~Q(consulted_with="")), name="paneldocument_consulted_first"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "consulted"]) | (Q(endorsed_on__gte=F("closes_on")) & ~Q(endorsed_by_body="")),
                name="paneldocument_endorsed_after_comments",
                violation_error_message=_("It is endorsed once the time for comments is over, by a partnership that is named."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "consulted", "endorsed"]) | Q(in_force_from__gte=F("endorsed_on")),
                name="paneldocument_in_force_after_endorsed",
                violation_error_message=_("It comes into force on or after the day on which it was endorsed."),
            ),
        ]

    def __str__(self):
        return gettext("Procedure of the %(panel)s, version %(version)s") % {"panel": self.compact.terms.panel, "version": self.version}

    @property
    def is_public(self) -> bool:
        return self.status != self.Status.DRAFT
