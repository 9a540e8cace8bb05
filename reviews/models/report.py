"""The annual review report: what editors add, and the copy that was published."""

from django.conf import settings
from django.db import models

from compact_portal.audit.history import APPEND_ONLY, tracked
from compact_portal.documents.models import IssuedDocument
from reviews.models.moderation import Passage
from reviews.models.review import Review


@tracked()
class Highlight(models.Model):
    """A story or finding that the steering group prints, in its own words and with the consent of those concerned.

    `passage` is the text of the survey that it was taken from, which its writer allowed to be published and two people passed.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="highlights")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    passage = models.OneToOneField(Passage, on_delete=models.SET_NULL, null=True, blank=True, related_name="highlight")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="highlight_number_once")]

    def __str__(self):
        return self.text[:80]


class PublishedReport(models.Model):
    """The report as it was published: page and PDF with their hashes. Later edits of the data do not reach it."""

    append_only = True

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="published_report")
    page = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = APPEND_ONLY

    def __str__(self):
        return f"Published report of {self.review}"
