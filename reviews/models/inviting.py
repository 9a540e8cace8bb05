"""Who was asked to answer a survey, by which link, and what they said instead of answering."""

import datetime
import secrets
from dataclasses import replace

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from compact_portal.database.rules import closed_choices, together
from compact_portal.messaging.links import MailedLink, MailedLinkQuerySet, token_hash
from compact_portal.messaging.models import Message
from reviews.models.answers import Response
from reviews.models.survey import Survey
from signatories.models import Organisation
from signatories.models.organisation import Sector


class InvitationQuerySet(MailedLinkQuerySet):
    def usable(self) -> "InvitationQuerySet":
        return self.filter(revoked_at__isnull=True, survey__status=Survey.Status.OPEN)

    def taking_answers(self, on: datetime.date) -> "InvitationQuerySet":
        return self.usable().filter(Q(survey__closes_on__gte=on) | Q(extended_to__gte=on))

    def waiting(self) -> "InvitationQuerySet":
        """Those from whom an answer is still hoped for: not answered, not excused, and they have not said that none will come."""
        answered = Response.objects.filter(survey=OuterRef("survey"), organisation=OuterRef("organisation"), status=Response.Status.SUBMITTED)
        return self.filter(~Exists(answered), revoked_at__isnull=True, excused_at__isnull=True, declined="")

    def expected(self) -> "InvitationQuerySet":
        """Those that count as asked in figures: not the excused who stayed silent, nor links that reached the wrong people."""
        answered = Response.objects.filter(survey=OuterRef("survey"), organisation=OuterRef("organisation"), status=Response.Status.SUBMITTED)
        return self.exclude(Q(excused_at__isnull=False) | Q(declined=Invitation.Declined.NOT_US), ~Exists(answered))

    def to_remind(self, on: datetime.date) -> "InvitationQuerySet":
        """Those who got an invitation. Whoever was given more time is reminded by their own last day: `is_reminded_on`."""
        return self.waiting().taking_answers(on).filter(sent_at__date__lt=on).exclude(sent_to="")


@closed_choices
class Invitation(MailedLink):
    """The one invitation of a signatory to a survey. Not tracked by history; nothing here changes when an answer is sent."""

    class Declined(models.TextChoices):
        NOT_US = "not_us", _("says that it is not this organisation")
        NOT_NOW = "not_now", _("will not answer this year")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="survey_invitations")
    sector = models.CharField(max_length=10, choices=Sector)
    seed = models.CharField(max_length=32, blank=True)
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    whole_form = models.BooleanField(_("asked for the whole form"), default=False)
    extended_to = models.DateField(_("extra time until"), null=True, blank=True)
    told_on = models.DateField(_("last day on which its own extra time was told or reminded of"), null=True, blank=True)
    declined = models.CharField(max_length=7, choices=Declined, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    excused_at = models.DateTimeField(null=True, blank=True)
    excused_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    excused_reason = models.CharField(max_length=300, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            *MailedLink.Meta.constraints,
            models.UniqueConstraint(fields=["survey", "organisation"], name="invitation_once"),
            together("excused_at", "excused_by", name="excused_at_by"),
            models.CheckConstraint(condition=Q(excused_at__isnull=True) | ~Q(excused_reason=""), name="invitation_excused_for_a_reason"),
            models.CheckConstraint(condition=Q(declined="", declined_on__isnull=True) | ~Q(declined="") & Q(declined_on__isnull=False),
                                   name="invitation_declined_on_a_day"),
        ]  # fmt: skip

    def __str__(self):
        return _("Invitation of %(organisation)s") % {"organisation": self.organisation}

    def new_token(self) -> str:
        """A fresh token of 256 bits, of which this row keeps the hash and a seed.

        Seed and the portal's secret key together give the token again, so that a reminder repeats the link of the invitation
        and does not stop it. A copy of the database without the key opens nothing.
        """
        self.seed = secrets.token_hex(16)
        token = self.made_from_seed()
        self.token_hash = token_hash(token)
        return token

    def made_from_seed(self) -> str:
        return salted_hmac("reviews.invitation", self.seed, algorithm="sha256").hexdigest()

    def token_again(self) -> str:
        """The token of the link that was sent; a fresh one where the portal's key has changed since (then save)."""
        token = self.made_from_seed() if self.seed else ""
        return token if token and token_hash(token) == self.token_hash else self.new_token()

    @property
    def last_day(self) -> datetime.date:
        return max(self.survey.closes_on, self.extended_to or self.survey.closes_on)

    @property
    def answer_by(self) -> datetime.date:
        return self.extended_to or self.survey.answer_by

    def is_reminded_on(self, on: datetime.date, days_before: list[int]) -> bool:
        """Whether a reminder, so many days before the end of its extra time, has come since it was told of that time."""
        own = [self.extended_to - datetime.timedelta(days=days) for days in days_before] if self.extended_to else []
        return on <= self.last_day and any((self.told_on is None or self.told_on < day) and day <= on for day in own)

    def takes_answers(self, *, on: datetime.date) -> bool:
        return self.survey.status == Survey.Status.OPEN and on <= self.last_day

    def pages(self, draft: dict | None = None):
        """The pages and questions that this organisation is asked, given its answers so far: see Survey.asked_of."""
        facts = replace(self.survey.facts_of(self.organisation, whole_form=self.whole_form), sector=self.sector)
        return self.survey.asked_of(facts, draft)

    @property
    def is_undeliverable(self) -> bool:
        """The last message did not arrive. Fetch with `message`."""
        return self.message is not None and self.message.is_lost

    @property
    def was_thrown_away(self) -> bool:
        """An officer looked at the round of invitations and let none of it go."""
        return self.message is not None and self.message.status == Message.Status.THROWN and self.told_on is None
