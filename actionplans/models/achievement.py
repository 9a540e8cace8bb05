"""What came of a target."""

from django.db import models
from django.db.models import Q

from actionplans.models.plan import Target
from compact_portal.audit.history import tracked, tracked_links
from compact_portal.text import paragraphs
from signatories.models import Organisation


@tracked()
class Achievement(models.Model):
    """What was achieved under a target. Its roman numeral is its place, so none can be missing or doubled (domain.md Q4)."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="achievements")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="Leave a blank line between paragraphs.")
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="achievements")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["target", "number"], name="achievement_number_once", deferrable=models.Deferrable.DEFERRED),
            models.CheckConstraint(condition=~Q(text=""), name="achievement_says_something"),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.text)


@tracked_links(Achievement.organisations)
class AchievementOrganisation(Achievement.organisations.through):
    class Meta:
        proxy = True
