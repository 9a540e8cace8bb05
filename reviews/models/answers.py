"""What was answered, kept so that it cannot be traced.

Closed answers are only counted. A text that is not named leaves its organisation when the response is submitted and lies,
until the close, in a bundle with no key back; the bundles are rewritten in random order by every submission, so that neither
row versions nor physical order re-link them (design.md 5, security.md 0.2). None of these tables has history.
"""

import hashlib
import json
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import APPEND_ONLY
from compact_portal.database.fields import PublicIdField
from compact_portal.database.rules import closed_choices
from reviews.models.questions import Question
from reviews.models.survey import Survey
from signatories.models import Organisation
from signatories.models.organisation import Sector


class Openness(models.TextChoices):
    """Who may know of a text and its author, chosen by who writes it. The safest that can still be read is the default."""

    NAMED = "named", _("May be published with our name")
    SECTOR = "sector", _("May be published with our sector only")
    STEERING = "steering", _("For the steering group only, without our name")
    COUNTED = "counted", _("Only count it; nobody reads the words")


@closed_choices
class Response(models.Model):
    """One organisation's part in a survey: its draft until it submits, and after that only that it did, when, and who said so.

    The sender's name and post state that the organisation answered; nothing ties them to an answer.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("begun")
        SUBMITTED = "submitted", _("submitted")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="responses")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="survey_responses")
    sector = models.CharField(max_length=10, choices=Sector)
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    draft = models.JSONField(default=dict)
    saved_sections = models.JSONField(default=dict)  # {section number: how often it was saved}
    changes = models.JSONField(default=dict)  # {question key: who changed it when}, see reviews.answering.merging
    seconds = models.PositiveIntegerField(default=0)  # spent on the pages so far
    submitted_on = models.DateField(null=True, blank=True)
    sender_name = models.CharField(max_length=100, blank=True)
    sender_post = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "organisation"], name="response_once"),
            models.CheckConstraint(
                condition=models.Q(status="draft", submitted_on__isnull=True)
                | models.Q(status="submitted", submitted_on__isnull=False, draft={}, saved_sections={}, changes={}, seconds=0),
                name="response_submitted_keeps_nothing",
            ),
        ]

    def __str__(self):
        return _("Response of %(organisation)s") % {"organisation": self.organisation}

    @property
    def seal(self) -> str:
        """Changes with every save of every page: what was checked is what is sent."""
        return hashlib.sha256(json.dumps(self.saved_sections, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def is_submitted(self) -> bool:
        return self.status == self.Status.SUBMITTED


class Tally(models.Model):
    """All counters of one survey in one row: {question key: {sector: {option: count}}}.

    One row, because a row for each counter would carry the transaction number of the last response that moved it.
    """

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="tally")
    counts = models.JSONField(default=dict)
    responses = models.JSONField(default=dict)  # {sector: number of submitted responses}
    minutes = models.JSONField(default=dict)  # {minutes, a multiple of 5: how many responses took that long}; no sector, no organisation

    def __str__(self):
        return _("Tally of %(survey)s") % {"survey": self.survey}


class Bundle(models.Model):
    """The detached texts of one response until the close: [{"question", "sector", "openness", "body"}]. No key back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="bundles")
    texts = models.JSONField()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return "Detached texts"


@closed_choices
class DetachedText(models.Model):
    """One text after the close, apart from the others of its response. `body` holds the fields of the question's form."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="texts")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="texts")
    openness = models.CharField(max_length=8, choices=Openness)
    sector = models.CharField(max_length=10, choices=Sector, blank=True)
    body = models.JSONField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(openness="sector") | models.Q(sector=""), name="detached_sector_only_if_agreed"),
            models.CheckConstraint(condition=models.Q(openness__in=["sector", "steering"]), name="detached_openness"),
        ]

    def __str__(self):
        return "Detached text"


class NamedAnswer(models.Model):
    """What an organisation said under its own name: named texts, offers of help, wishes to be contacted."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="named_answers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="named_answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="named_answers")
    body = models.JSONField()

    class Meta:
        ordering = ["question", "organisation__name"]

    def __str__(self):
        return f"{self.organisation}: {self.question_id}"


class Release(models.Model):
    """The figures that may be published, computed once after the close. Page, report, CSV and charts read only this."""

    append_only = True

    public_id = PublicIdField()
    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, related_name="release")
    figures = models.JSONField()
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = APPEND_ONLY

    def __str__(self):
        return _("Release of %(survey)s") % {"survey": self.survey}
