"""Stage 0: somebody asked for advice. No name, no organisation and no free words: nothing here could tell who asked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from compact_portal.database.rules import closed_choices
from signatories.models import Code, Compact
from signatories.models.counting import YearCount
from signatories.models.edition import Subject
from signatories.models.organisation import Sector


class AdviceQuerySet(models.QuerySet):
    def kept_by(self, person) -> "AdviceQuerySet":
        """What `person` logged: nobody else sees single rows."""
        return self.filter(adviser=person)


@closed_choices
class Advice(models.Model):
    """Open until its outcome is known; then it becomes one more in the year's counts, and the row goes."""

    class Outcome(models.TextChoices):
        ADVICE = "advice", _("advice was enough")
        DIRECT = "direct", _("will talk to the other side")
        HELP = "help", _("wants help with talking")
        SIGNPOSTED = "signposted", _("was shown another place")
        MEANING = "meaning", _("a question of what the text means")
        LOST = "lost", _("did not come back")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="advice")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="advice_given")
    asked_on = models.DateField()
    subject = models.CharField(_("what it was about"), max_length=20, choices=Subject)
    code = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sector = models.CharField(_("who asked"), max_length=10, choices=Sector)
    replied_on = models.DateField(_("first answer"), null=True, blank=True)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        verbose_name_plural = "advice"

    def __str__(self):
        return f"Advice of {self.asked_on:%-d %B %Y}"


@closed_choices
class AdviceCount(YearCount):
    """How often advice was given."""

    class Breakdown(models.TextChoices):
        ALL = "all", _("all")
        SUBJECT = "subject", _("what it was about")
        CODE = "code", _("code of practice")
        SECTOR = "sector", _("who asked")
        OUTCOME = "outcome", _("what came of it")

    breakdown = models.CharField(max_length=8, choices=Breakdown)
