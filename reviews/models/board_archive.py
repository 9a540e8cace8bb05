"""The words of published reports and papers, section by section, so that they can be searched through the years."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from compact_portal.documents.models import IssuedDocument
from signatories.models import Compact


class PublishedText(models.Model):
    """One section of one document as it was issued, for everybody. Made from the stored page; it can be thrown away and made again."""

    compact = models.ForeignKey(Compact, on_delete=models.CASCADE, related_name="published_texts")
    document = models.ForeignKey(IssuedDocument, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    address = models.CharField(max_length=300)
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    words = models.GeneratedField(
        expression=SearchVector("heading", weight="A", config="english") + SearchVector("text", weight="B", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["-year", "pk"]
        indexes = [GinIndex(fields=["words"], name="publishedtext_words")]

    def __str__(self):
        return f"{self.title}: {self.heading}"
