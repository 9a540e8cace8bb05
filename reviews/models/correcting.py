"""What is found wrong in something after it was published, as one more version of it: a report or a board paper."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import APPEND_ONLY


class Correcting(models.Model):
    """What stood there wrongly, and what is right. Earlier versions stay as they were; the first is what was published."""

    append_only = True

    version = models.PositiveSmallIntegerField()
    place = models.CharField(_("where it stands"), max_length=200)
    wrong = models.TextField(_("what it says there"))
    right = models.TextField(_("what is right"))
    corrected_at = models.DateTimeField()
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["version"]
        triggers = APPEND_ONLY
        constraints = [models.CheckConstraint(condition=Q(version__gte=2), name="%(class)s_comes_after_the_first")]

    @property
    def issued_at(self):
        return self.corrected_at
