"""The steering group's milestones of a year, beside the dates that the review and its survey keep themselves."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import together
from compact_portal.finding import indexed
from reviews.models.review import Review


@tracked()
class Milestone(models.Model):
    """One day of the year and who sees to it. `key` names it within its year: from the template, or "own-3" for one that was added.

    `after` and `before` are what has to come first and what may only come later: keys of milestones, or names of dates of the review
    and its survey (reviews/rhythm.py).
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="milestones")
    key = models.SlugField(max_length=20)
    name = models.CharField(_("what is to be done"), max_length=160)
    owner = models.CharField(_("who sees to it"), max_length=120, blank=True)
    on = models.DateField(_("by which day"))
    after = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    before = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["on", "pk"]
        indexes = [indexed("name", "owner", name="milestone_words")]
        constraints = [
            models.UniqueConstraint(fields=["review", "key"], name="milestone_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="milestone_has_a_name"),
            together("done_on", "done_by", name="done_on_by"),
        ]

    def __str__(self):
        return self.name

    @property
    def compact_id(self) -> int:
        return self.review.compact_id
