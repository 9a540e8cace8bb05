"""What the report of a review is composed of: its blocks in order, each with the words that editors gave it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import together
from compact_portal.documents.models import Upload
from reviews.models.review import Review

OWN_WORDS = ("text", "picture")  # kinds of which a report may hold many; any other stands in it once


@tracked()
class Block(models.Model):
    """`kind` is the name of a source (reviews/report/sources). `heading` replaces its usual one; `text`, in Markdown, comes before what
    it draws. `version` counts the changes of its words, so that two people who write at once are told apart.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="blocks")
    kind = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=160, blank=True)
    text = models.TextField(blank=True)
    picture = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    alt = models.CharField(_("what the picture shows"), max_length=300, blank=True)
    hidden = models.BooleanField(_("left out of the report"), default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "position"], name="block_position_once", deferrable=models.Deferrable.DEFERRED),
            models.UniqueConstraint(
                fields=["review", "kind"],
                condition=~Q(kind__in=OWN_WORDS),
                name="block_kind_once",
                violation_error_message=_("The report holds this part already."),
            ),
            together("changed_at", "changed_by", name="changed_at_by"),
            models.CheckConstraint(condition=~Q(kind__in=OWN_WORDS) | ~Q(heading=""), name="block_of_words_has_a_heading"),
            models.CheckConstraint(condition=Q(kind="picture") | Q(picture__isnull=True), name="block_of_a_picture_alone_has_one"),
        ]

    def __str__(self):
        return self.heading or self.kind.replace("_", " ")

    def called(self, source) -> str:
        """What editors know it by: its own heading, or what its source (None where that is gone) is called."""
        return self.heading or (source.label if source else str(self))

    @property
    def compact_id(self) -> int:
        return self.review.compact_id
