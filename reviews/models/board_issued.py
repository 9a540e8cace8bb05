"""A board paper as it went out, and what was found wrong in it since."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import APPEND_ONLY
from compact_portal.documents.models import IssuedDocument
from reviews.models.board_papers import Paper
from reviews.models.correcting import Correcting

PERSON = settings.AUTH_USER_MODEL


class PaperIssue(models.Model):
    """One version: page, PDF and Word document with their hashes."""

    page = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="+")
    docx = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class IssuedPaper(PaperIssue):
    """The paper as it went out. `content` is what reviews/board/printed.py made of it, so that a correction draws nothing anew."""

    append_only = True

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="issue")
    content = models.JSONField(default=dict, blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = APPEND_ONLY

    version = 1

    def __str__(self):
        return _("%(paper)s, as issued") % {"paper": self.paper}

    @property
    def newest(self) -> PaperIssue:
        """The last correction, or the paper itself."""
        return self.corrections.select_related("page", "pdf", "docx").last() or self


class PaperCorrection(Correcting, PaperIssue):
    """One more version of an issued paper."""

    issue = models.ForeignKey(IssuedPaper, on_delete=models.PROTECT, related_name="corrections")

    class Meta(Correcting.Meta):
        constraints = [*Correcting.Meta.constraints, models.UniqueConstraint(fields=["issue", "version"], name="papercorrection_version_once")]

    def __str__(self):
        return _("Version %(version)s of %(paper)s") % {"version": self.version, "paper": self.issue.paper}

    @property
    def compact_id(self) -> int:
        return self.issue.paper.compact_id
