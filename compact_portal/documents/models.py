"""Documents as they were issued: bytes with their hash, never changed; and files that people uploaded."""

import hashlib

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import APPEND_ONLY

UNCHANGED = pgtrigger.Protect(name="unchanged", operation=pgtrigger.Update)


class IssuedDocument(models.Model):
    append_only = True

    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=80)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        triggers = APPEND_ONLY

    def __str__(self):
        return self.name


def issue(*, name: str, media_type: str, content: bytes, at) -> IssuedDocument:
    """Keep `content` as it is, for good."""
    return IssuedDocument.objects.create(name=name, media_type=media_type, content=content, sha256=hashlib.sha256(content).hexdigest(), issued_at=at)


class Upload(models.Model):
    """A file that somebody uploaded, looked at and cleaned by `documents.uploads`. It is never changed, only replaced or discarded."""

    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text=_("Bytes."))
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        triggers = [UNCHANGED]

    def __str__(self):
        return self.name


class UploadChunk(models.Model):
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveSmallIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["number"]
        triggers = [UNCHANGED]
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="uploadchunk_number_once")]

    def __str__(self):
        return f"{self.upload} {self.number}"
