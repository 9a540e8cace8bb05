"""What came of a target."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models.plan import Target
from compact_portal.audit.history import tracked, tracked_links
from compact_portal.database.fields import PublicIdField, WebAddressField
from compact_portal.finding import indexed
from compact_portal.text import paragraphs
from signatories.models import Organisation


@dataclass(frozen=True)
class Origin:
    """Where an achievement was first written: a row of this room, or of one above it that this room knows nothing of.

    `kind` is the row's model, such as "actionplans.progressnote"; `key` its key, or "" where nothing may lead back to it; `words` are
    what readers see of it. Whoever passes an origin sees to it that the words name nobody who did not say so openly.
    """

    kind: str
    key: str
    words: str

    @classmethod
    def of(cls, row: models.Model, words: str) -> "Origin":
        return cls(row._meta.label_lower, str(row.pk), words)


class AchievementQuerySet(models.QuerySet):
    def made_from(self, origin: Origin) -> "AchievementQuerySet":
        return self.filter(origin_kind=origin.kind, origin_key=origin.key) if origin.key else self.none()

    def rows_used(self, model: type[models.Model]) -> set[str]:
        """The keys, as text, of those rows of `model` from which an achievement was made: one query for a whole list."""
        return set(self.filter(origin_kind=model._meta.label_lower).exclude(origin_key="").values_list("origin_key", flat=True))


@tracked()
class Achievement(models.Model):
    """What was achieved under a target. Its roman numeral is its place, so none can be missing or doubled (domain.md Q4)."""

    public_id = PublicIdField()
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="achievements")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(help_text=_("Leave a blank line between paragraphs."))
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="achievements")
    evidence = models.TextField(_("what shows it"), blank=True)
    evidence_link = WebAddressField(_("web page that shows it"), blank=True)
    origin_kind = models.CharField(max_length=80, blank=True, editable=False)
    origin_key = models.CharField(max_length=40, blank=True, editable=False)
    origin_words = models.CharField(_("made from"), max_length=300, blank=True, editable=False)

    objects = AchievementQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [indexed("text", name="achievement_words")]
        constraints = [
            models.UniqueConstraint(fields=["target", "number"], name="achievement_number_once", deferrable=models.Deferrable.DEFERRED),
            models.CheckConstraint(condition=~Q(text=""), name="achievement_says_something"),
            models.CheckConstraint(
                condition=Q(evidence_link="") | Q(evidence_link__iregex=r"^https?://"), name="achievement_evidence_link_is_a_page"
            ),
            models.CheckConstraint(
                condition=Q(origin_kind="", origin_words="") | ~Q(origin_kind="") & ~Q(origin_words=""), name="achievement_origin_is_whole"
            ),
            models.UniqueConstraint(
                fields=["target", "origin_kind", "origin_key"],
                condition=~Q(origin_key=""),
                name="achievement_once_from_an_origin",
                violation_error_message=_("An achievement was made from this already."),
            ),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def compact_id(self) -> int:
        """Under which agreement the record keeps what happens to it."""
        return self.target.plan.compact_id

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.text)


@tracked_links(Achievement.organisations)
class AchievementOrganisation(Achievement.organisations.through):
    class Meta:
        proxy = True
