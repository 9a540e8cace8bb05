"""How the agreement is made known: packs that were sent, training that was held, and who used the introduction (domain.md E41 to E43)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked, tracked_links
from compact_portal.database.rules import closed_choices
from compact_portal.finding import indexed
from compact_portal.messaging.links import MailedLink
from signatories.models.compact import Area, Compact
from signatories.models.edition import Code
from signatories.models.organisation import Organisation, printable, prints


class Counted(models.Model):
    """People reached, by the side they stand on; `unknown` where nobody asked."""

    statutory = models.PositiveIntegerField(default=0)
    voluntary = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(_("sector not known"), default=0)

    class Meta:
        abstract = True

    @property
    def total(self) -> int:
        return self.statutory + self.voluntary + self.unknown


@tracked()
@closed_choices
class PackSent(Counted):
    """Documents that were sent to many at once."""

    class Channel(models.TextChoices):
        PRINT = "print", _("on paper")
        EMAIL = "email", _("by e-mail")
        EVENT = "event", _("handed out at an event")
        WEBSITE = "website", _("as a download")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="packs_sent")
    title = models.CharField(_("what was sent"), max_length=200, validators=[printable])
    sent_on = models.DateField()
    channel = models.CharField(_("how"), max_length=7, choices=Channel)

    class Meta:
        verbose_name_plural = _("packs sent")
        ordering = ["-sent_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(statutory__gt=0) | Q(voluntary__gt=0) | Q(unknown__gt=0),
                name="packsent_to_somebody",
                violation_error_message=_("Say how many received it."),
            ),
            prints("title", name="packsent_title_prints"),
        ]

    def __str__(self):
        return self.title


@tracked()
@closed_choices
class TrainingEvent(Counted):
    """Training on the agreement, planned or held. Delegates are counted, never named."""

    class Kind(models.TextChoices):
        SESSION = "session", _("training session")
        PRESENTATION = "presentation", _("presentation")
        PROGRAMME = "programme", _("programme of several sessions")
        BRIEFING = "briefing", _("staff briefing")
        EVENT = "event", _("event")
        OFFICERS = "officers", _("meeting of officers")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="training_events")
    title = models.CharField(max_length=200, validators=[printable])
    kind = models.CharField(max_length=12, choices=Kind)
    held_on = models.DateField(_("day"))
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="training_events")
    place = models.CharField(max_length=200, blank=True, validators=[printable])
    given_by = models.CharField(_("given by"), max_length=200, blank=True, validators=[printable])
    codes = models.ManyToManyField(Code, blank=True, related_name="training_events")
    checklist = models.CharField(_("checklist that was used"), max_length=200, blank=True, validators=[printable])
    programme = models.CharField(
        _("part of a programme"), max_length=120, blank=True, validators=[printable], help_text=_("Such as “Compact Week 2026”.")
    )
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="training_events")
    cancelled = models.BooleanField(default=False)

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [indexed("title", name="trainingevent_words")]
        constraints = [prints("title", "place", "given_by", "checklist", "programme", name="trainingevent_names_print")]

    def __str__(self):
        return self.title


@tracked_links(TrainingEvent.codes)
class TrainingEventCode(TrainingEvent.codes.through):
    class Meta:
        proxy = True


@tracked_links(TrainingEvent.organisations)
class TrainingEventOrganisation(TrainingEvent.organisations.through):
    class Meta:
        proxy = True


@tracked()
@closed_choices
class GuestSpeaker(models.Model):
    """Somebody from outside who was asked to speak, by name or by office, and on which day (domain.md A15.3, 30)."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        AGREED = "agreed", _("agreed to come")
        SPOKE = "spoke", _("spoke")
        DECLINED = "declined", _("cannot come")

    event = models.ForeignKey(TrainingEvent, on_delete=models.CASCADE, related_name="speakers")
    who = models.CharField(max_length=160, validators=[printable])
    subject = models.CharField(max_length=200, blank=True, validators=[printable])
    speaks_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)

    class Meta:
        ordering = ["speaks_on", "who"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "who", "speaks_on"],
                name="guestspeaker_once",
                violation_error_message=_("This speaker is on the list for that day already."),
            ),
            prints("who", "subject", name="guestspeaker_names_print"),
        ]

    def __str__(self):
        return self.who

    @property
    def compact_id(self) -> int:
        return self.event.compact_id


@tracked(exclude=["text"])
class TrainingComment(models.Model):
    """What a delegate said, without a name and without a sector: at a small event either would point at one person."""

    event = models.ForeignKey(TrainingEvent, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="trainingcomment_says_something")]

    def __str__(self):
        return _("Comment %(pk)s") % {"pk": self.pk}


class Delegate(MailedLink):
    """Somebody who was at an event and stays in touch about making and using the codes (domain.md A15.1, 20).

    An officer enters the address; only who answers the mailed link is on the list. Not tracked: a name that leaves is gone at once.
    """

    event = models.ForeignKey(TrainingEvent, on_delete=models.CASCADE, related_name="delegates")
    name = models.CharField(max_length=150, validators=[printable])
    organisation = models.CharField(max_length=200, blank=True, validators=[printable])
    codes = models.ManyToManyField(Code, blank=True, related_name="delegates")
    asked_on = models.DateField()
    agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            *MailedLink.Meta.constraints,
            models.UniqueConstraint(
                fields=["event", "sent_to"], name="delegate_once", violation_error_message=_("This address is on the list of that event already.")
            ),
            models.CheckConstraint(condition=~Q(sent_to=""), name="delegate_has_an_address"),
            prints("name", "organisation", name="delegate_names_print"),
        ]

    def __str__(self):
        return self.name

    @property
    def compact_id(self) -> int:
        return self.event.compact_id


@tracked()
@closed_choices
class IntroductionUse(models.Model):
    """An organisation that used the introduction to the agreement in its own house."""

    class Purpose(models.TextChoices):
        INDUCTION = "induction", _("induction of new people")
        DISCUSSION = "discussion", _("a discussion within the organisation")
        PROJECT = "project", _("a project or policy")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="introduction_uses")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="introduction_uses")
    purpose = models.CharField(max_length=10, choices=Purpose)
    used_on = models.DateField()

    class Meta:
        verbose_name_plural = _("uses of introductions")
        ordering = ["-used_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["compact", "organisation", "purpose", "used_on"], name="introductionuse_once")]

    def __str__(self):
        return f"{self.organisation}, {self.get_purpose_display()}"
