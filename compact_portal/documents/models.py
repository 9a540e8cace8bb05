"""Documents as they were issued: bytes with their hash, never changed."""

import hashlib

from django.db import models

from compact_portal.audit.history import APPEND_ONLY


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
