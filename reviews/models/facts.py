"""The fact form of a review: what one person knows about the agreement's year, asked once, apart from what signatories think."""

from django.db import models

from compact_portal.audit.history import tracked
from reviews.models.review import Review


@tracked()
class Fact(models.Model):
    """One item. `key` ties it to what the portal counts itself (reviews/facts.py); a key of its own makes no difference."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="facts")
    number = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=20, blank=True)
    text = models.CharField(max_length=300)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="fact_number_once", deferrable=models.Deferrable.DEFERRED)]

    def __str__(self):
        return self.text
