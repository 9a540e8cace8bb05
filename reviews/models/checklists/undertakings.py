"""What signatories say once a year of each undertaking that binds them (domain.md A15.4/6).

While the year is open its words are the organisation's own, and nobody else reads them. At the close they are counted; those that are
not named leave the organisation for good, as in the survey.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import APPEND_ONLY, tracked
from compact_portal.database.fields import WebAddressField
from compact_portal.database.rules import closed_choices, in_order
from compact_portal.documents.models import Upload
from reviews.models.answers import Openness
from signatories.models import Compact, Organisation, Undertaking
from signatories.models.organisation import Sector


@tracked()
class WordsYear(models.Model):
    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="years_of_words")
    year = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField(_("last day"))
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["compact", "year"], name="wordsyear_once", violation_error_message=_("This year is there already.")),
            in_order("opens_on", "closes_on"),
            # On its day the portal itself closes it.
            models.CheckConstraint(condition=Q(closed_by__isnull=True) | Q(closed_at__isnull=False), name="wordsyear_closed_by_at"),
        ]

    def __str__(self):
        return _("%(compact)s: undertakings %(year)s") % {"compact": self.compact, "year": self.year}

    def takes_words(self, on) -> bool:
        return self.closed_at is None and self.opens_on <= on <= self.closes_on


@closed_choices
class UndertakingWord(models.Model):
    """One organisation on one undertaking. After the close only named ones are left here."""

    class Kept(models.TextChoices):
        KEPT = "kept", _("Kept")
        PARTLY = "partly", _("Partly kept")
        NOT_KEPT = "not_kept", _("Not kept")
        NO_OCCASION = "no_occasion", _("It did not come up")

    year = models.ForeignKey(WordsYear, on_delete=models.CASCADE, related_name="words")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="undertaking_words")
    undertaking = models.ForeignKey(Undertaking, on_delete=models.PROTECT, related_name="+")
    kept = models.CharField(max_length=11, choices=Kept)
    done = models.TextField(_("what was done"), blank=True)
    evidence = models.TextField(_("what shows it"), blank=True)
    link = WebAddressField(blank=True)
    upload = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    openness = models.CharField(max_length=8, choices=Openness, default=Openness.STEERING)

    class Meta:
        ordering = ["undertaking__number"]
        constraints = [models.UniqueConstraint(fields=["year", "organisation", "undertaking"], name="undertakingword_once")]

    def __str__(self):
        return _("%(organisation)s on %(undertaking_id)s") % {"organisation": self.organisation, "undertaking_id": self.undertaking_id}


class SaidQuerySet(models.QuerySet):
    def passed(self) -> "SaidQuerySet":
        """What everybody may read: allowed by its writer, and passed by people of two sectors."""
        agreed = Count("opinions__sector", distinct=True, filter=Q(opinions__publish=True))
        return self.filter(publishable=True).annotate(agreed=agreed).filter(agreed__gte=2)


@closed_choices
class SaidOfUndertaking(models.Model):
    """Words that are not named, after the close; with a sector only where their writer chose that and enough of it reported.

    `publishable` where the writer chose their sector: then two people of the steering group may pass the words to everybody.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.ForeignKey(WordsYear, on_delete=models.PROTECT, related_name="said")
    undertaking = models.ForeignKey(Undertaking, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=10, choices=Sector, blank=True)
    publishable = models.BooleanField()
    text = models.TextField()

    objects = SaidQuerySet.as_manager()

    class Meta:
        ordering = ["undertaking__number", "text"]
        triggers = APPEND_ONLY

    def __str__(self):
        return "Words without a name"


@closed_choices
class WordOpinion(models.Model):
    """Whether one person of the steering group would pass words to everybody. It can be changed until another sector agrees."""

    said = models.ForeignKey(SaidOfUndertaking, on_delete=models.CASCADE, related_name="opinions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=10, choices=Sector)
    publish = models.BooleanField()
    given_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["said", "person"], name="wordopinion_once")]

    def __str__(self):
        return "Publish" if self.publish else "Keep private"


class WordsFigures(models.Model):
    """How the undertakings were kept in a year, counted once at the close by the releasing rules."""

    append_only = True

    year = models.OneToOneField(WordsYear, on_delete=models.PROTECT, related_name="figures")
    figures = models.JSONField()

    class Meta:
        triggers = APPEND_ONLY

    def __str__(self):
        return _("Figures of %(year)s") % {"year": self.year}
