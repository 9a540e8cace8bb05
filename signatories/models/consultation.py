"""How a draft becomes an agreement: it is out for comment, then named bodies endorse its final text."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, in_order, together
from compact_portal.days import today
from compact_portal.documents.models import IssuedDocument
from signatories.models.edition import Edition
from signatories.models.organisation import Organisation, printable, prints

TWELVE_WEEKS = 84  # days that national guidance on consulting asks for; a shorter time needs its reason (domain.md R-22)


class ConsultationQuerySet(models.QuerySet):
    def open_on(self, day: datetime.date) -> "ConsultationQuerySet":
        return self.filter(closed_at__isnull=True, opens_on__lte=day, closes_on__gte=day)


@tracked()
class Consultation(models.Model):
    """One time in which everybody may comment on a draft. Both days count."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="consultations")
    opens_on = models.DateField()
    closes_on = models.DateField()
    short_because = models.TextField(_("why it is shorter than twelve weeks"), blank=True)
    text = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("text that was commented on"))
    outcome = models.TextField(_("what came of the comments"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-id"]
        constraints = [
            in_order("opens_on", "closes_on"),
            together("closed_at", "closed_by", name="closed_at_by"),
            models.UniqueConstraint(fields=["edition"], condition=Q(closed_at__isnull=True), name="consultation_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on") + datetime.timedelta(days=TWELVE_WEEKS)) | ~Q(short_because=""),
                name="consultation_short_has_reason",
                violation_error_message=_("A consultation of less than twelve weeks needs its reason."),
            ),
        ]

    def __str__(self):
        return _("Consultation on %(edition)s") % {"edition": self.edition.label}

    @property
    def compact_id(self) -> int:
        return self.edition.compact_id

    @property
    def days(self) -> int:
        return (self.closes_on - self.opens_on).days

    @property
    def is_short(self) -> bool:
        return self.days < TWELVE_WEEKS

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.opens_on <= today() <= self.closes_on


# What somebody wrote, and who they are, is not copied: it could then never be forgotten.
@tracked(exclude=["name", "email", "organisation_name", "text"])
class Comment(models.Model):
    """What one person said of a draft. Kept for the steering group; never changed, and never published with a name."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="comments")
    name = models.CharField(max_length=150, blank=True, validators=[printable])
    email = models.EmailField(blank=True)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True, validators=[printable])
    about = models.CharField(_("part of the text"), max_length=160, blank=True)
    text = models.TextField()
    received_on = models.DateField(default=today)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(email=""), name="comment_has_sender", violation_error_message=_("Give a name or an e-mail address.")
            ),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            prints("name", "organisation_name", name="comment_names_print"),
        ]

    def __str__(self):
        return _("Comment %(pk)s") % {"pk": self.pk}

    @property
    def compact_id(self) -> int:
        return self.consultation.compact_id


@tracked()
@closed_choices
class Endorsement(models.Model):
    """A body's decision about a text, in the order in which the bodies are asked. It may also come after publication."""

    class Status(models.TextChoices):
        AWAITED = "awaited", _("waiting for its decision")
        ENDORSED = "endorsed", _("endorsed")
        DECLINED = "declined", _("did not endorse")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="endorsements")
    number = models.PositiveSmallIntegerField()
    body = models.CharField(max_length=200, validators=[printable], help_text=_("Such as a board, a cabinet or trustees."))
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="endorsements")
    status = models.CharField(max_length=8, choices=Status, default=Status.AWAITED)
    decided_on = models.DateField(null=True, blank=True)
    decided_when = models.CharField(
        _("when, as the minutes say"), max_length=40, blank=True, help_text=_("Where the day is not known, such as “October 2002”.")
    )
    minute = models.CharField(_("minute or decision number"), max_length=80, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="endorsement_number_once"),
            models.UniqueConstraint(
                Lower("body"), "edition", name="endorsement_body_once", violation_error_message=_("This body is on the list already.")
            ),
            models.CheckConstraint(
                condition=Q(status="awaited", decided_on__isnull=True, decided_when="")
                | (~Q(status="awaited") & (Q(decided_on__isnull=False) | ~Q(decided_when=""))),
                name="endorsement_decision_has_a_day",
                violation_error_message=_("A decision has a day, or says when it was made."),
            ),
            prints("body", name="endorsement_body_prints"),
        ]

    def __str__(self):
        return self.body

    @property
    def compact_id(self) -> int:
        return self.edition.compact_id
