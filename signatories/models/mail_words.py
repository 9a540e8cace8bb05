"""Words of an agreement's own for mails that go to many."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from signatories.models.compact import Compact


@tracked()
class MailWords(models.Model):
    """What stands in place of the portal's own words. Without a row the portal's count."""

    compact = models.ForeignKey(Compact, on_delete=models.CASCADE, related_name="mail_words")
    key = models.CharField(_("which mail"), max_length=40)
    subject = models.CharField(max_length=150)
    text = models.TextField(max_length=4000)

    class Meta:
        ordering = ["key"]
        verbose_name_plural = _("mail words")
        constraints = [
            models.UniqueConstraint(fields=["compact", "key"], name="mailwords_once"),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(text=""), name="mailwords_say_something"),
        ]

    def __str__(self):
        return f"{self.key}, {self.compact}"
