"""A checklist: the promises of one code, or of the whole agreement, as items that can be answered."""

from django.conf import settings
from django.db import models
from django.db.models import Deferrable, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, together
from compact_portal.finding import indexed
from reviews.models.checklists.frozen import CHECKLIST_STANDS, ITEM_STANDS
from reviews.models.checklists.scales import Scale
from signatories.models import Code, Commitment, Compact, Edition, Statement, Undertaking
from signatories.models.edition import Binds


class ChecklistQuerySet(models.QuerySet):
    def in_use(self) -> "ChecklistQuerySet":
        return self.filter(status=Checklist.Status.IN_USE)

    def public(self) -> "ChecklistQuerySet":
        """What anybody may read: in use, or once in use."""
        return self.exclude(status=Checklist.Status.DRAFT)

    def for_reading(self) -> "ChecklistQuerySet":
        return self.select_related("compact__area", "code", "scale", "edition")


@tracked()
@closed_choices
class Checklist(models.Model):
    """One version. A draft can be changed; one in use never, since answers point at its items; a newer version replaces it."""

    class Kind(models.TextChoices):
        CODE = "code", _("one code of practice")
        UNDERTAKINGS = "undertakings", _("the undertakings of the agreement")
        PRINCIPLES = "principles", _("the principles of the agreement")
        OWN = "own", _("something else")

    class Status(models.TextChoices):
        DRAFT = "draft", _("being written")
        IN_USE = "in_use", _("in use")
        REPLACED = "replaced", _("no longer used")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="checklists")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="checklists")
    code = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="checklists")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CODE)
    title = models.CharField(max_length=160)
    guidance = models.TextField(_("how to use it"), blank=True)
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="checklists")
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    starting = models.BooleanField(_("starting content, as it came with the portal"), default=False)
    in_use_at = models.DateTimeField(null=True, blank=True)
    in_use_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        ordering = ["code__number", "title", "-version"]
        triggers = [CHECKLIST_STANDS]
        constraints = [
            models.UniqueConstraint(
                fields=["compact", "title", "version"],
                name="checklist_version_once",
                violation_error_message=_("There is a checklist of this title already."),
            ),
            models.CheckConstraint(
                condition=Q(kind="code", code__isnull=False) | (~Q(kind="code") & Q(code__isnull=True)),
                name="checklist_code_where_of_a_code",
                violation_error_message=_("A checklist of a code says of which; any other belongs to none."),
            ),
            together("in_use_at", "in_use_by", name="in_use_at_by"),
            together("adopted_at", "adopted_by", name="adopted_at_by"),
        ]

    def __str__(self):
        return _("%(title)s (version %(version)s)") % {"title": self.title, "version": self.version} if self.version > 1 else self.title

    def get_absolute_url(self):
        return reverse("checklists:checklist", args=[self.compact.slug, self.pk])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def kind_without_code(self) -> str:
        """What it is where a new edition no longer has its code."""
        return self.Kind.OWN if self.kind == self.Kind.CODE else self.kind

    @property
    def is_unadopted(self) -> bool:
        """Starting content that the steering group has not made its own yet (design.md 8, answer 1)."""
        return self.starting and self.adopted_at is None


@tracked()
@closed_choices
class ChecklistItem(models.Model):
    """One commitment to look at. Its `key` stays from version to version, so that this time can stand beside last time."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=20)
    text = models.TextField()
    binds = models.CharField(_("who is bound"), max_length=10, choices=Binds)
    help_text = models.TextField(blank=True)
    evidence_examples = models.CharField(_("examples of evidence"), max_length=300, blank=True)
    measure = models.CharField(max_length=80, blank=True, help_text=_("Such as “12 weeks”."))
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="checklist_items")
    undertaking = models.ForeignKey(Undertaking, on_delete=models.PROTECT, null=True, blank=True, related_name="checklist_items")
    principle = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="checklist_items")
    replaces_key = models.SlugField(_("stands for the earlier item"), max_length=20, blank=True)

    class Meta:
        ordering = ["number"]
        indexes = [indexed("text", "help_text", name="checklistitem_words")]
        triggers = [ITEM_STANDS]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "number"], name="checklistitem_number_once", deferrable=Deferrable.DEFERRED),
            models.UniqueConstraint(fields=["checklist", "key"], name="checklistitem_key_once"),
        ]

    def __str__(self):
        return f"{self.number}. {self.text[:80]}"

    def is_for(self, sector: str) -> bool:
        """A body of one sector is asked what binds it; a cross-sector one is asked everything (domain.md C1.0)."""
        return self.binds == Binds.BOTH or sector not in (Binds.STATUTORY, Binds.VOLUNTARY) or sector == self.binds
