"""How many of something there were in a year, by one thing at a time: nothing can be crossed, or led back to a person."""

from django.db import models, transaction
from django.db.models import F

from signatories.models.compact import Compact


class YearCountManager(models.Manager):
    @transaction.atomic
    def one_more(self, compact: Compact, year: int, breakdown: str, option: str = "") -> None:
        row, _ = self.get_or_create(compact=compact, year=year, breakdown=breakdown, option=option)
        self.filter(pk=row.pk).update(count=F("count") + 1)


class YearCount(models.Model):
    """What is counted gives `breakdown` its choices."""

    compact = models.ForeignKey(Compact, on_delete=models.CASCADE, related_name="%(class)ss")
    year = models.PositiveSmallIntegerField()
    option = models.CharField(max_length=60, blank=True)
    count = models.PositiveIntegerField(default=0)

    objects = YearCountManager()

    class Meta:
        abstract = True
        ordering = ["-year", "breakdown", "option"]
        constraints = [models.UniqueConstraint(fields=["compact", "year", "breakdown", "option"], name="%(class)s_once")]

    def __str__(self):
        return f"{self.year}, {self.breakdown} {self.option}: {self.count}"
