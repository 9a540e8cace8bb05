"""A file that an officer sent, between being looked at and being imported."""

from django.conf import settings
from django.db import models

from signatories.models.compact import Compact


class WaitingImport(models.Model):
    """Goes when it is imported, when the same officer sends another, or after a day. Not tracked by history: it is on its way."""

    compact = models.ForeignKey(Compact, on_delete=models.CASCADE, related_name="waiting_imports")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["compact", "uploaded_by"], name="waitingimport_once")]

    def __str__(self):
        return self.name
