"""The yearly event: its programme, who comes, and what people said of it afterwards."""

import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import APPEND_ONLY, tracked
from compact_portal.database.rules import closed_choices, in_order, together
from compact_portal.finding import indexed
from compact_portal.messaging.links import MailedLink, MailedLinkQuerySet
from reviews.models.after import Finding
from reviews.models.review import Review
from signatories.models import Compact, Organisation
from signatories.models.organisation import Sector

PERSON = settings.AUTH_USER_MODEL
FEEDBACK_DAYS = 14  # so long people may say what they thought of it


class EventQuerySet(models.QuerySet):
    def public(self) -> "EventQuerySet":
        return self.filter(published_at__isnull=False)

    def feedback_due_to_close(self, on) -> "EventQuerySet":
        """Over for so long that nobody answers any more, and not closed yet."""
        return self.public().filter(ends_on__lt=on - datetime.timedelta(days=FEEDBACK_DAYS), feedback_closed_on__isnull=True)


@tracked()
class Event(models.Model):
    """Its days are set by hand each year (domain.md B2.10). Its programme takes up what the review found."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="events")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    name = models.CharField(max_length=120)
    theme = models.CharField(max_length=200, blank=True)
    text = models.TextField(_("what it is about, and for whom"), blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    place = models.CharField(_("where"), max_length=300, blank=True)
    sign_up_until = models.DateField(_("people sign up until"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reminded_on = models.DateField(null=True, blank=True, editable=False)
    feedback_asked_on = models.DateField(null=True, blank=True, editable=False)
    feedback_closed_on = models.DateField(null=True, blank=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        indexes = [indexed("name", "theme", "text", name="event_words")]
        constraints = [
            in_order("starts_on", "ends_on"),
            in_order("sign_up_until", "ends_on", name="sign_up_in_time"),
            together("published_at", "published_by", name="published_at_by"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("reviews:event", args=[self.compact.slug, self.pk])

    @property
    def last_day_to_sign_up(self) -> datetime.date:
        return self.sign_up_until or self.ends_on

    def takes_sign_ups(self, on) -> bool:
        return self.published_at is not None and on <= self.last_day_to_sign_up

    def takes_feedback(self, on) -> bool:
        """From its last day on."""
        return self.feedback_closed_on is None and self.ends_on <= on <= self.ends_on + datetime.timedelta(days=FEEDBACK_DAYS)


@tracked()
class EventItem(models.Model):
    """One line of the programme, by one of several organisations; `finding` is what of the review it takes up."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="items")
    day = models.DateField()
    time = models.CharField(_("time, as printed"), max_length=40, blank=True, help_text=_("Such as 10:00 to 11:30."))
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(_("where, if elsewhere"), max_length=200, blank=True)
    finding = models.ForeignKey(Finding, on_delete=models.SET_NULL, null=True, blank=True, related_name="event_items")

    class Meta:
        ordering = ["day", "time", "pk"]

    def __str__(self):
        return self.title


class SignUpQuerySet(MailedLinkQuerySet):
    def coming(self) -> "SignUpQuerySet":
        return self.filter(state=SignUp.State.COMING)


@closed_choices
class SignUp(MailedLink):
    """Somebody who comes. Personal: not part of history, needs are deleted once it is over, and the rest some weeks later."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("address not confirmed")
        COMING = "coming", _("is coming")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sign_ups")
    state = models.CharField(max_length=11, choices=State, default=State.UNCONFIRMED)
    name = models.CharField(max_length=150, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=10, choices=Sector)
    needs = models.TextField(blank=True)
    asked_on = models.DateField()
    feedback_given = models.BooleanField(default=False)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [*MailedLink.Meta.constraints]

    def __str__(self):
        return self.name


class EventFeedback(models.Model):
    """What people said of an event, as counters and as texts in random order: no way leads from here to who said it."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="feedback")
    responses = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    texts = ArrayField(models.TextField(), default=list)

    def __str__(self):
        return _("Feedback on %(event)s") % {"event": self.event}


class FeedbackRelease(models.Model):
    """The figures that may be published, worked out once when the feedback closed."""

    append_only = True

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="feedback_release")
    figures = models.JSONField()
    released_on = models.DateField()

    class Meta:
        triggers = APPEND_ONLY

    def __str__(self):
        return _("Figures of %(event)s") % {"event": self.event}


class FeedbackTextQuerySet(models.QuerySet):
    def public(self) -> "FeedbackTextQuerySet":
        """Passed by two people of different sectors, and refused by nobody."""
        passed = {sector: models.Exists(FeedbackOpinion.objects.filter(text=models.OuterRef("pk"), sector=sector, publish=True))
                  for sector in (Sector.STATUTORY, Sector.VOLUNTARY)}  # fmt: skip
        refused = models.Exists(FeedbackOpinion.objects.filter(text=models.OuterRef("pk"), publish=False))
        return self.filter(passed[Sector.STATUTORY], passed[Sector.VOLUNTARY], ~refused)


class FeedbackText(models.Model):
    """One text, once the feedback has closed. Its key says nothing of when it was written."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="feedback_texts")
    text = models.TextField()

    objects = FeedbackTextQuerySet.as_manager()

    class Meta:
        ordering = ["text"]

    def __str__(self):
        return self.text[:80]


@closed_choices
class FeedbackOpinion(models.Model):
    """Whether one side would publish a text."""

    text = models.ForeignKey(FeedbackText, on_delete=models.CASCADE, related_name="opinions")
    sector = models.CharField(max_length=10, choices=Sector)
    publish = models.BooleanField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "sector"], name="feedbackopinion_one_a_side"),
            models.UniqueConstraint(fields=["text", "given_by"], name="feedbackopinion_one_a_person"),
            models.CheckConstraint(condition=~Q(sector="cross"), name="feedbackopinion_of_a_side"),
        ]

    def __str__(self):
        return f"{self.given_by}: {'publish' if self.publish else 'do not publish'}"
