"""How an organisation comes to sign: it asks to join, and its named senior person signs through a mailed link."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.database.fields import WebAddressField
from compact_portal.database.rules import closed_choices, together
from compact_portal.messaging.links import MailedLink, MailedLinkQuerySet
from signatories import numbers
from signatories.models.compact import Compact
from signatories.models.edition import Edition
from signatories.models.organisation import Organisation, Sector, printable, prints
from signatories.models.signature import Signature


class JoinRequestQuerySet(MailedLinkQuerySet):
    def waiting(self) -> "JoinRequestQuerySet":
        """Their address is proved, and no officer has decided."""
        return self.filter(status=JoinRequest.Status.WAITING)


@closed_choices
class JoinRequest(MailedLink):
    """What an organisation says that asks to join. Not tracked by history: it holds the hash of a token, and goes when it is not confirmed."""

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("address not confirmed")
        WAITING = "waiting", _("waiting for an answer")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")

    compact = models.ForeignKey(Compact, on_delete=models.CASCADE, related_name="join_requests")
    name = models.CharField(_("name of the organisation"), max_length=200, validators=[printable])
    sector = models.CharField(max_length=10, choices=Sector)
    kind = models.CharField(max_length=20, choices=Organisation.Kind)
    website = WebAddressField(blank=True)
    charity_number = models.CharField(max_length=20, blank=True, validators=[numbers.charity_number])
    person = models.CharField(_("name of who asks"), max_length=150, validators=[printable])
    post = models.CharField(_("their post"), max_length=160, blank=True, validators=[printable])
    status = models.CharField(max_length=12, choices=Status, default=Status.UNCONFIRMED)
    asked_on = models.DateField()
    reason = models.CharField(_("why it was refused"), max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, null=True, blank=True, related_name="join_requests")

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            *MailedLink.Meta.constraints,
            together("decided_at", "decided_by", name="decided_at_by"),
            models.CheckConstraint(condition=Q(status__in=["unconfirmed", "waiting"]) | Q(decided_at__isnull=False), name="joinrequest_decided"),
            prints("name", "person", "post", name="joinrequest_prints"),
        ]

    def __str__(self):
        return f"{self.name}, {self.compact}"


class SigningLink(MailedLink):
    """The one link at a time by which a named senior person signs for the organisation. Not tracked: it holds the hash of a token."""

    signature = models.OneToOneField(Signature, on_delete=models.CASCADE, related_name="link")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(_("who signs"), max_length=150, validators=[printable])
    post = models.CharField(_("their post"), max_length=160, blank=True, validators=[printable])
    sent_on = models.DateField()
    signed_on = models.DateField(null=True, blank=True)
    # Said by who was asked; the link stays open, because people think again.
    declined_on = models.DateField(null=True, blank=True)
    decline_reason = models.CharField(_("why not now"), max_length=500, blank=True)

    class Meta:
        constraints = [*MailedLink.Meta.constraints, prints("person", "post", name="signinglink_prints")]

    def __str__(self):
        return _("%(person)s for %(signature)s") % {"person": self.person, "signature": self.signature}

    @property
    def is_open(self) -> bool:
        return not self.revoked_at and self.signed_on is None
