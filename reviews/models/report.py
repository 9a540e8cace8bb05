"""The annual review report: what editors add, and the copies that were published."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import APPEND_ONLY, tracked
from compact_portal.database.fields import PublicIdField
from compact_portal.database.rules import closed_choices
from compact_portal.documents.models import IssuedDocument
from reviews.models.moderation import Passage
from reviews.models.review import Review


@tracked()
@closed_choices
class Highlight(models.Model):
    """A story or finding that the steering group prints, in its own words and with the consent of those concerned.

    `passage` is the text of the survey that it was taken from, which its writer allowed to be published and two people passed.
    """

    class Consent(models.TextChoices):
        NOT_ASKED = "", _("not asked yet")
        AGREED = "agreed", _("those concerned agreed to it")
        NOBODY = "nobody", _("it concerns nobody who could be recognised")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="highlights")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    consent = models.CharField(_("do those concerned agree"), max_length=6, choices=Consent, default=Consent.NOT_ASKED, blank=True)
    passage = models.OneToOneField(Passage, on_delete=models.SET_NULL, null=True, blank=True, related_name="highlight")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="highlight_number_once")]

    def __str__(self):
        return self.text[:80]

    @property
    def is_agreed(self) -> bool:
        """Those concerned were asked, or its writer allowed it and two people of different sectors passed it."""
        passed = self.passage is not None and self.passage.state in (Passage.State.PUBLISHED, Passage.State.EDITED)
        return passed or self.consent != self.Consent.NOT_ASKED


def form_of_report(*, may_lack: bool = True):
    """One file of an issue; None in an issue from a time before this form was made."""
    return models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, null=may_lack, related_name="+")


class Issue(models.Model):
    """Every form of one version of a report, each kept with its hash. The names are those of reviews/report/outputs.py."""

    page = form_of_report(may_lack=False)
    pdf = form_of_report(may_lack=False)
    archive = form_of_report()
    word = form_of_report()
    summary = form_of_report()
    easy_read = form_of_report()
    data = form_of_report()
    table = form_of_report()

    class Meta:
        abstract = True


class PublishedReport(Issue):
    """The report as it was published. Later edits of the data do not reach it; what was wrong in it is said by a Correction."""

    append_only = True

    public_id = PublicIdField()
    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="published_report")
    proposal = models.OneToOneField("reviews.Proposal", on_delete=models.PROTECT, related_name="published_report")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = APPEND_ONLY

    version = 1

    def __str__(self):
        return _("Published report of %(review)s") % {"review": self.review}

    @property
    def issued_at(self):
        return self.published_at

    @property
    def newest(self) -> Issue:
        """The last correction, or the report itself."""
        return self.corrections.last() or self
