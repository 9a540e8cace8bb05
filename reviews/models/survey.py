"""The survey as data: its days, the documents it asks about, and who is asked which of its questions (questions.py)."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Deferrable, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.fields import WebAddressField
from compact_portal.database.rules import closed_choices, in_order, together
from compact_portal.documents.models import Upload
from reviews.models.conditions import Facts
from reviews.models.frozen import NO_NEW_WORDS, OF_ITS_SURVEY
from reviews.models.review import Review
from signatories.models import Compact, Edition, GroupMembership, Organisation


class SurveyQuerySet(models.QuerySet):
    def open(self) -> "SurveyQuerySet":
        return self.filter(status=Survey.Status.OPEN)

    def over(self) -> "SurveyQuerySet":
        return self.filter(status__in=[Survey.Status.CLOSED, Survey.Status.RELEASED])

    def due_to_open(self, on: datetime.date) -> "SurveyQuerySet":
        """Drafts that an officer called ready, whose first day has come."""
        return self.filter(status=Survey.Status.DRAFT, ready_at__isnull=False, opens_on__lte=on)

    def due_to_close(self, on: datetime.date) -> "SurveyQuerySet":
        """Open surveys whose last day is over, and that of everybody who was given extra time."""
        return self.open().filter(closes_on__lt=on).exclude(invitations__extended_to__gte=on)

    def with_release(self) -> "SurveyQuerySet":
        """With all that a page about its figures says, and `released_at`, which is None until then: one query."""
        return self.select_related("compact__area", "review").annotate(released_at=models.F("release__released_at"))


@tracked()
@closed_choices
class Survey(models.Model):
    """Draft, then open, then closed, then released. Nobody reads an answer before the close; after the release figures are frozen."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        RELEASED = "released", _("closed, results released")

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="survey")
    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="surveys")
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("text of the agreement that it asks about")
    )
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    opens_on = models.DateField(_("survey opens"))
    due_on = models.DateField(_("answers asked for by"), null=True, blank=True, help_text=_("What invitations say. Without it, the last day."))
    closes_on = models.DateField(_("last day"), help_text=_("The last day on which answers are taken."))
    introduction = models.TextField(blank=True)
    rated_group = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("partnership that its members rate")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes that it takes, as told to everybody"), null=True, blank=True)
    minutes_measured = models.BooleanField(_("these minutes were measured in the survey before"), default=False)
    short_form = models.BooleanField(_("small bodies are asked the short form"), default=False)
    ready_at = models.DateTimeField(null=True, blank=True)
    ready_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on"]
        triggers = [NO_NEW_WORDS]
        constraints = [
            in_order("opens_on", "closes_on"),
            in_order("opens_on", "due_on"),
            in_order("due_on", "closes_on", name="closes_on_after_due"),
            together("ready_at", "ready_by", name="ready_at_by"),
            together("opened_at", "opened_by", name="opened_at_by"),
            # Nobody closes a survey on its date: the portal does.
            models.CheckConstraint(condition=Q(closed_by__isnull=True) | Q(closed_at__isnull=False), name="survey_closed_by_at"),
        ]

    def __str__(self):
        return _("Survey %(year)s, %(compact)s") % {"year": self.review.year, "compact": self.compact}

    def get_absolute_url(self):
        return reverse("reviews:survey", args=[self.compact.slug, self.review.year])

    @property
    def days(self) -> int:
        """Days between opening and closing: 77 in both of East Sussex's years (domain.md A9)."""
        return (self.closes_on - self.opens_on).days

    @property
    def is_short(self) -> bool:
        return self.days < self.compact.survey_days

    @property
    def answer_by(self) -> datetime.date:
        """The day that invitations and reminders name."""
        return self.due_on or self.closes_on

    @property
    def is_over(self) -> bool:
        return self.status in (self.Status.CLOSED, self.Status.RELEASED)

    def takes_answers(self, *, on) -> bool:
        """Without extra time; `Invitation.takes_answers` knows of that."""
        return self.status == self.Status.OPEN and on <= self.closes_on

    def facts_of(self, organisation: Organisation, *, whole_form: bool = False) -> Facts:
        """What decides which questions `organisation` is asked; small bodies may ask for the whole form. At most one query."""
        same = Organisation.objects.same_as(organisation)
        member = self.rated_group_id and GroupMembership.objects.filter(group=self.rated_group_id, member__in=same).exists()
        short = self.short_form and organisation.size == Organisation.Size.SMALL and not whole_form
        return Facts(sector=organisation.sector, size=organisation.size, in_group=bool(member), short=short)

    def asked_of(self, facts: Facts, draft: dict | None = None) -> list[tuple]:
        """(page, [question]) for `facts`, in order, given what `draft` answers so far. One query.

        A page with nothing to ask is left out. Without a draft, questions that wait for an answer are there too: for reading and
        printing beforehand.
        """
        from reviews.models.questions import Question

        pages: dict[int, tuple] = {}
        for question in Question.objects.filter(section__survey=self).select_related("section__document", "depends_on"):
            if question.section.is_for(facts) and question.is_for(facts) and (draft is None or question.is_called_for(draft)):
                pages.setdefault(question.section_id, (question.section, []))[1].append(question)
        return list(pages.values())


@tracked()
class SurveyDocument(models.Model):
    """A document on which the survey asks for comments; two a year in the seeds, any number here. It is kept here, or a link leads to it."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="documents")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    purpose = models.CharField(max_length=300, blank=True)
    link = WebAddressField(blank=True)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("the document itself"))

    class Meta:
        ordering = ["number"]
        triggers = [OF_ITS_SURVEY]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="surveydocument_number_once", deferrable=Deferrable.DEFERRED),
            models.CheckConstraint(condition=Q(link="") | Q(link__iregex=r"^https?://"), name="surveydocument_link_is_web"),
        ]

    def __str__(self):
        return self.title
