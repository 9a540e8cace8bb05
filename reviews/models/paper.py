"""An answer that came on paper or by telephone and that somebody of the staff typed."""

from django.conf import settings
from django.db import models

from compact_portal.database.rules import closed_choices, in_order
from reviews.models.inviting import Invitation


@closed_choices
class TypedAnswer(models.Model):
    """Who typed the answer of an organisation, and from what. The answer itself is not here.

    `confirmed` says how an organisation without an e-mail address told that its copy is right; others confirm by sending it themselves.
    """

    class Source(models.TextChoices):
        PAPER = "paper", "on paper"
        PHONE = "phone", "by telephone"

    class Confirmed(models.TextChoices):
        SIGNED = "signed", "by a signed copy"
        SPOKEN = "spoken", "by telephone, after its copy was read out or had arrived by post"

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="typed")
    source = models.CharField(max_length=5, choices=Source)
    received_on = models.DateField()
    typed_on = models.DateField()
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed = models.CharField(max_length=6, choices=Confirmed, blank=True)

    class Meta:
        constraints = [in_order("received_on", "typed_on")]

    def __str__(self):
        return f"Answer of {self.invitation.organisation}, {self.get_source_display()}"
