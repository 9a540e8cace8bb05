"""An answer that came on paper or by telephone and that somebody of the staff typed."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from compact_portal.database.rules import closed_choices, in_order
from reviews.models.inviting import Invitation
from signatories.models.organisation import Sector


class TypedAnswerQuerySet(models.QuerySet):
    def to_confirm(self, on: datetime.date) -> "TypedAnswerQuerySet":
        """Those of organisations that have no address, which somebody of another sector has to ask."""
        waiting = Invitation.objects.waiting().taking_answers(on).filter(sent_to="")
        return self.filter(invitation__in=waiting)


@closed_choices
class TypedAnswer(models.Model):
    """Who typed the answer of an organisation, and from what. The answer itself is not here.

    `confirmed` says how an organisation without an e-mail address told that its copy is right, and `confirmed_by` who of the other
    sector heard or saw that; others confirm by sending it themselves.
    """

    class Source(models.TextChoices):
        PAPER = "paper", _("on paper")
        PHONE = "phone", _("by telephone")

    class Confirmed(models.TextChoices):
        SIGNED = "signed", _("by a signed copy")
        SPOKEN = "spoken", _("by telephone, after its copy was read out or had arrived by post")

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="typed")
    source = models.CharField(max_length=5, choices=Source)
    received_on = models.DateField()
    typed_on = models.DateField()
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    typed_for = models.CharField(_("sector of whoever typed it"), max_length=10, choices=Sector)
    confirmed = models.CharField(max_length=6, choices=Confirmed, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = TypedAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("received_on", "typed_on"),
            models.CheckConstraint(
                condition=models.Q(confirmed="", confirmed_by__isnull=True) | ~models.Q(confirmed="") & models.Q(confirmed_by__isnull=False),
                name="typedanswer_confirmed_by_somebody",
            ),
            models.CheckConstraint(condition=~models.Q(confirmed_by=models.F("typed_by")), name="typedanswer_confirmed_by_another"),
        ]

    def __str__(self):
        return _("Answer of %(organisation)s, %(source)s") % {"organisation": self.invitation.organisation, "source": self.get_source_display()}

    def may_be_confirmed_by(self, moderator) -> bool:
        """`moderator` is a reviews.moderating.Moderator."""
        return moderator.sector != self.typed_for and moderator.person.pk != self.typed_by_id
