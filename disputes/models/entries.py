"""What is said in a case, and the files that were given: ciphertext, and in clear only what puts it in its place."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from compact_portal.database.rules import closed_choices
from disputes.models.case import OF_CASE, Case, Part
from disputes.models.keys import Audience, CaseKey


class Confidence(models.TextChoices):
    """Confidentiality classes (domain.md C3.6). An audience's key holds K3 to K5; the others are agreed for publication."""

    K0 = "K0", _("everybody")
    K1 = "K1", _("signatories")
    K2 = "K2", _("the steering group, without names")
    K3 = "K3", _("both sides, the helper and the case officer")
    K4 = "K4", _("one side and the helper")
    K5 = "K5", _("the helper, or the panel, alone")


class Sealed(models.Model):
    """A row under one audience's key. `version` counts its writings and is bound into the ciphertext; `digest` is SHA-256 of what is
    stored, which the chain of events holds too: an older row put back in its place is found (docs/security.md)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)
    digest = models.BinaryField()
    confidence = models.CharField(max_length=2, choices=Confidence, default=Confidence.K3)

    class Meta:
        abstract = True

    @property
    def audience(self) -> Audience:
        return Audience(self.key.audience)


@closed_choices
class Entry(Sealed):
    """One thing that somebody said: a statement, a message, a note, a finding."""

    row_policy = OF_CASE

    class Kind(models.TextChoices):
        SUMMARY = "summary", _("what happened")
        WISH = "wish", _("what would put it right")
        ATTEMPT = "attempt", _("what was tried so far")
        STATEMENT = "statement", _("statement")
        MESSAGE = "message", _("message")
        NOTE = "note", _("note")
        JOINT_NOTE = "joint_note", _("joint note")
        REASON = "reason", _("reason")
        DECLARATION = "declaration", _("declaration of interests")
        FINDING = "finding", _("finding")
        RECOMMENDATION = "recommendation", _("recommendation")
        ANSWER = "answer", _("answer")
        PRIVATE_ANSWER = "private_answer", _("private answer afterwards")
        STORY = "story", _("story for everybody")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    key = models.ForeignKey(CaseKey, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=16, choices=Kind)
    sealed_title = models.BinaryField()
    sealed_body = models.BinaryField()
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="answered_by")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="entries")

    class Meta:
        ordering = ["written_at", "id"]
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["case", "written_at"], name="entry_of_case")]

    def __str__(self):
        return f"{self.get_kind_display()} in {self.case}"


@closed_choices
class CaseFile(Sealed):
    """A file: its name under the same key, its content in chunks."""

    row_policy = OF_CASE

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    key = models.ForeignKey(CaseKey, on_delete=models.PROTECT, related_name="files")
    sealed_name = models.BinaryField()
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, blank=True, related_name="files")
    original_of = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="originals")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="files")

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self):
        return f"File in {self.case}"


class Chunk(models.Model):
    """64 KiB of a file (vault.files), its head first."""

    row_policy = "EXISTS (SELECT 1 FROM disputes_casefile f WHERE f.id = file_id)"

    file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ["file", "number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="chunk_number_once")]

    def __str__(self):
        return f"Part {self.number} of {self.file}"
