"""The survey as data: sections, questions, the documents it asks about, and who was invited."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from compact_portal.audit.history import tracked
from compact_portal.database.fields import WebAddressField
from compact_portal.database.rules import closed_choices, in_order, together
from compact_portal.messaging.links import MailedLink, MailedLinkQuerySet
from reviews.models.review import Review
from signatories.models import Compact, Organisation
from signatories.models.organisation import Sector

DONT_KNOW = "dont_know"  # offered, but no opinion: not counted
LIKERT = [
    ("strongly_agree", "Strongly agree"),
    ("agree", "Agree"),
    ("neither", "Neither agree nor disagree"),
    ("disagree", "Disagree"),
    ("strongly_disagree", "Strongly disagree"),
    (DONT_KNOW, "Don’t know"),
]


class SurveyQuerySet(models.QuerySet):
    def open(self) -> "SurveyQuerySet":
        return self.filter(status=Survey.Status.OPEN)

    def with_release(self) -> "SurveyQuerySet":
        """With all that a page about its figures says, and `released_at`, which is None until then: one query."""
        return self.select_related("compact__area", "review").annotate(released_at=models.F("release__released_at"))


@tracked()
@closed_choices
class Survey(models.Model):
    """Draft, then open, then closed, then released. Nobody reads an answer before the close; after the release figures are frozen."""

    class Status(models.TextChoices):
        DRAFT = "draft", "being prepared"
        OPEN = "open", "open"
        CLOSED = "closed", "closed"
        RELEASED = "released", "closed, results released"

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="survey")
    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="surveys")
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day on which answers are taken.")
    introduction = models.TextField(blank=True)
    rated_group = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="partnership that its members rate"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on"]
        constraints = [
            in_order("opens_on", "closes_on"),
            together("opened_at", "opened_by", name="opened_at_by"),
            together("closed_at", "closed_by", name="closed_at_by"),
        ]

    def __str__(self):
        return f"Survey {self.review.year}, {self.compact}"

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
    def is_over(self) -> bool:
        return self.status in (self.Status.CLOSED, self.Status.RELEASED)

    def takes_answers(self, *, on) -> bool:
        return self.status == self.Status.OPEN and on <= self.closes_on


@tracked()
class SurveyDocument(models.Model):
    """A document on which the survey asks for comments; two a year in the seeds, one or two here."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="documents")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    purpose = models.CharField(max_length=300, blank=True)
    link = WebAddressField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="surveydocument_number_once"),
            models.CheckConstraint(condition=Q(link="") | Q(link__iregex=r"^https?://"), name="surveydocument_link_is_web"),
        ]

    def __str__(self):
        return self.title


@tracked()
class Section(models.Model):
    """One page of the survey."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    introduction = models.TextField(blank=True)
    document = models.ForeignKey(SurveyDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="sections")
    for_group_members = models.BooleanField("only for members of the rated partnership", default=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="section_number_once")]

    def __str__(self):
        return self.title


@tracked()
@closed_choices
class Question(models.Model):
    """One question. `options` is a list of [value, label]; for a Likert question it is empty, since the scale is fixed."""

    class Kind(models.TextChoices):
        LIKERT = "likert", "agreement"
        SINGLE = "single", "one of several"
        SEVERAL = "several", "any of several"
        NUMBER = "number", "number"
        RATING = "rating", "1 to 10 for each"
        RANK = "rank", "up to three in order"
        TEXT = "text", "text"
        HELP = "help", "offer of help"
        EXAMPLES = "examples", "practice examples"
        CONTACT = "contact", "may we contact you"

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=20)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    text_for_statutory = models.TextField(blank=True)
    text_for_voluntary = models.TextField(blank=True)
    help_text = models.TextField(blank=True)
    options = models.JSONField(default=list, blank=True)
    headline = models.BooleanField("a headline of the report", default=False)

    class Meta:
        ordering = ["section__number", "number"]
        constraints = [models.UniqueConstraint(fields=["section", "key"], name="question_key_once")]

    def __str__(self):
        return self.text

    def text_for(self, sector: str) -> str:
        return {"statutory": self.text_for_statutory, "voluntary": self.text_for_voluntary}.get(sector) or self.text

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(value, label) of what may be chosen."""
        return LIKERT if self.kind == self.Kind.LIKERT else [tuple(option) for option in self.options]


class InvitationQuerySet(MailedLinkQuerySet):
    def usable(self) -> "InvitationQuerySet":
        return self.filter(revoked_at__isnull=True, survey__status=Survey.Status.OPEN)


@closed_choices
class Invitation(MailedLink):
    """The one invitation of a signatory to a survey. Not tracked by history."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="survey_invitations")
    sector = models.CharField(max_length=10, choices=Sector)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            *MailedLink.Meta.constraints,
            models.UniqueConstraint(fields=["survey", "organisation"], name="invitation_once"),
        ]

    def __str__(self):
        return f"Invitation of {self.organisation}"
