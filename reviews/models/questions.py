"""What a survey asks: its pages and the questions on them."""

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices
from compact_portal.finding import indexed
from reviews.models.conditions import Conditional, Facts, answered_with
from reviews.models.frozen import KEY_ONCE, OF_ITS_SECTION, OF_ITS_SURVEY
from reviews.models.survey import Survey, SurveyDocument
from signatories.models import Code, Commitment

DONT_KNOW = "dont_know"  # offered, but no opinion: not counted
LIKERT = [
    ("strongly_agree", gettext_noop("Strongly agree")),
    ("agree", gettext_noop("Agree")),
    ("neither", gettext_noop("Neither agree nor disagree")),
    ("disagree", gettext_noop("Disagree")),
    ("strongly_disagree", gettext_noop("Strongly disagree")),
    (DONT_KNOW, gettext_noop("Don’t know")),
]


@tracked()
@closed_choices
class Section(Conditional):
    """One page of the survey."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    introduction = models.TextField(blank=True)
    document = models.ForeignKey(SurveyDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="sections")
    for_group_members = models.BooleanField(_("only for members of the rated partnership"), default=False)

    class Meta:
        ordering = ["number"]
        triggers = [OF_ITS_SURVEY]
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="section_number_once", deferrable=Deferrable.DEFERRED)]

    def __str__(self):
        return self.title

    def is_for(self, facts: Facts) -> bool:
        return self.fits(facts) and (facts.in_group or not self.for_group_members)


class Purpose(models.TextChoices):
    """What the yearly review is for (domain.md A15.0, 10): headings of its report, and the part that a question has in it."""

    KNOWN = "known", _("awareness")
    DONE = "done", _("events and activities")
    GOOD = "good", _("good practice")
    BAD = "bad", _("bad practice")


@tracked()
@closed_choices
class Question(Conditional):
    """One question. `options` is a list of [value, label]; for a Likert question it is empty, since the scale is fixed.

    `key` is its own in the whole survey, as answers are counted by it. With its code or commitment, what both sectors answer about
    the same promise stands side by side.
    """

    class Kind(models.TextChoices):
        LIKERT = "likert", _("how far do you agree")
        SINGLE = "single", _("one of several")
        SEVERAL = "several", _("any of several")
        RANK = "rank", _("up to three in order")
        RATING = "rating", _("1 to 10 for each")
        NUMBER = "number", _("number")
        LINE = "line", _("short text")
        TEXT = "text", _("long text")
        COMMENT = "comment", _("comment on a document")
        EXAMPLES = "examples", _("practice examples")
        HELP = "help", _("offer of help")
        CONTACT = "contact", _("may we contact you")

    WITH_OPTIONS = (Kind.SINGLE, Kind.SEVERAL, Kind.RANK, Kind.RATING)
    DECIDING = (Kind.LIKERT, Kind.SINGLE, Kind.SEVERAL)  # what an answer has to be for another question to wait for it

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=20)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    text_for_statutory = models.TextField(blank=True)
    text_for_voluntary = models.TextField(blank=True)
    help_text = models.TextField(blank=True)
    options = models.JSONField(default=list, blank=True)
    code = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("what it is about"))
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("promise it asks about")
    )
    purpose = models.CharField(_("part of the review that it serves"), max_length=5, choices=Purpose, blank=True)
    headline = models.BooleanField(_("a headline of the report"), default=False)
    in_short_form = models.BooleanField(_("part of the short form"), default=False)
    depends_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="dependents")
    depends_values = models.JSONField(_("answers it waits for"), default=list, blank=True)

    class Meta:
        ordering = ["section__number", "number"]
        indexes = [indexed("text", name="question_words")]
        triggers = [OF_ITS_SECTION, KEY_ONCE]
        constraints = [
            models.CheckConstraint(condition=Q(commitment__isnull=True) | Q(code__isnull=False), name="question_promise_has_its_code"),
            models.CheckConstraint(
                condition=Q(depends_on__isnull=True, depends_values=[]) | Q(depends_on__isnull=False) & ~Q(depends_values=[]),
                name="question_waits_for_answers",
            ),
        ]

    def __str__(self):
        return self.text

    def text_for(self, sector: str) -> str:
        return {"statutory": self.text_for_statutory, "voluntary": self.text_for_voluntary}.get(sector) or self.text

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(value, label) of what may be chosen."""
        return LIKERT if self.kind == self.Kind.LIKERT else [tuple(option) for option in self.options]

    @property
    def offered(self) -> list[tuple[str, str]]:
        """`choices` in the language of the page: the scale of agreement is the portal's own, what an officer worded stays as it was written."""
        return [(value, gettext(label)) for value, label in LIKERT] if self.kind == self.Kind.LIKERT else self.choices

    def is_for(self, facts: Facts) -> bool:
        """Whether it is asked of somebody like this at all, whatever they answered."""
        return self.fits(facts) and (self.in_short_form or not facts.short)

    def is_called_for(self, draft: dict) -> bool:
        """Whether the answer that it waits for, always on an earlier page, is in `draft`."""
        return self.depends_on is None or answered_with(draft.get(self.depends_on.key), self.depends_values)

    @property
    def awaited(self) -> list[str]:
        """The labels of the answers that it waits for."""
        labels = dict(self.depends_on.offered) if self.depends_on else {}
        return [labels.get(value, value) for value in self.depends_values]
