"""What a board paper is made of: its text, what it asks for, the papers behind it, who was consulted, and what is attached."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices
from compact_portal.documents.models import Upload
from reviews.models.board_frozen import OF_ITS_PAPER
from reviews.models.board_papers import Paper

TAG = r"^[a-z][a-z0-9-]*$"


@tracked()
@closed_choices
class PaperPart(models.Model):
    """One row of the text in its place: a heading, a paragraph, or a part that is drawn from the agreement.

    `tag` is the name by which other paragraphs point here: [[tag]] in a text becomes this paragraph's number.
    """

    class Kind(models.TextChoices):
        SECTION = "section", _("heading of a section")
        SUBSECTION = "subsection", _("smaller heading")
        PARAGRAPH = "paragraph", _("paragraph")
        LIVE = "live", _("part drawn from the records")

    class Live(models.TextChoices):
        DESCRIPTION = "description", _("what the agreement is")
        AIMS = "aims", _("when it began, was revised, and its aims")
        PRINCIPLES = "principles", _("its principles")
        WAY_OF_WORKING = "way_of_working", _("its way of working")
        CODES = "codes", _("its codes")
        VISION = "vision", _("its vision")
        INTENT = "intent", _("its statement of intent")
        REVIEW = "review", _("what the yearly review is for")
        SURVEY = "survey", _("the days of the survey and of the report")
        DOCUMENTS = "documents", _("the documents that the survey asks about")
        ADVICE = "advice", _("what the officers consulted advise")

    class Marks(models.TextChoices):
        LETTERS = "letters", _("a, b, c")
        NUMBERS = "numbers", "1, 2, 3"
        BULLETS = "bullets", _("bullets")

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    live = models.CharField(_("what is drawn"), max_length=14, choices=Live, blank=True)
    text = models.TextField(blank=True)
    items = ArrayField(models.TextField(), default=list, blank=True)
    marks = models.CharField(_("the list’s marks"), max_length=7, choices=Marks, default=Marks.LETTERS)
    after = models.TextField(_("words after the list"), blank=True)
    numbered = models.BooleanField(default=True)
    tag = models.CharField(_("name for pointing here"), max_length=30, blank=True)
    heading_number = models.PositiveSmallIntegerField(_("number of the section"), null=True, blank=True)
    prefix = models.PositiveSmallIntegerField(_("number before the point in its paragraphs"), null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paperpart_number_once", deferrable=models.Deferrable.DEFERRED),
            models.UniqueConstraint(fields=["paper", "tag"], condition=~Q(tag=""), name="paperpart_tag_once"),
            models.CheckConstraint(condition=Q(tag="") | Q(tag__regex=TAG), name="paperpart_tag_is_a_word"),
            models.CheckConstraint(condition=Q(kind="live") ^ Q(live=""), name="paperpart_live_says_what"),
            models.CheckConstraint(condition=Q(kind="live") | ~Q(text=""), name="paperpart_says_something"),
            models.CheckConstraint(condition=Q(heading_number__isnull=True) | Q(heading_number__gte=1), name="paperpart_section_from_1"),
            models.CheckConstraint(condition=Q(prefix__isnull=True) | Q(prefix__gte=1), name="paperpart_prefix_from_1"),
        ]
        triggers = [OF_ITS_PAPER]

    def __str__(self):
        return self.text[:80] or self.get_live_display()

    @property
    def is_heading(self) -> bool:
        return self.kind in (self.Kind.SECTION, self.Kind.SUBSECTION)


@tracked()
class Recommendation(models.Model):
    """One thing that the board is asked for. It begins with a verb, and somebody carries it out."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    owner = models.CharField(_("who carries it out"), max_length=200, blank=True)
    tag = models.CharField(_("name for pointing here"), max_length=30, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="recommendation_number_once", deferrable=models.Deferrable.DEFERRED),
            models.UniqueConstraint(fields=["paper", "tag"], condition=~Q(tag=""), name="recommendation_tag_once"),
            models.CheckConstraint(condition=Q(tag="") | Q(tag__regex=TAG), name="recommendation_tag_is_a_word"),
            models.CheckConstraint(condition=~Q(text=""), name="recommendation_says_something"),
        ]
        triggers = [OF_ITS_PAPER]

    def __str__(self):
        return self.text[:80]

    @property
    def compact_id(self) -> int:
        return self.paper.compact_id


@tracked()
class BackgroundPaper(models.Model):
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="background")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    held_at = models.CharField(max_length=200, blank=True)
    contact = models.CharField(_("contact, with a telephone number"), max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="backgroundpaper_number_once", deferrable=models.Deferrable.DEFERRED)]
        triggers = [OF_ITS_PAPER]

    def __str__(self):
        return self.title


@tracked()
class Consulted(models.Model):
    """An officer or directorate: whether comments were sought, whether they stand in the paper, and the advice where it is printed."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="consulted")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("post or directorate"), max_length=200)
    sought = models.BooleanField(_("comments were sought"), default=True)
    included = models.BooleanField(_("their comments are included"), default=False)
    advice = models.TextField(_("advice, as the paper prints it"), blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = _("consulted")
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="consulted_number_once", deferrable=models.Deferrable.DEFERRED),
            models.CheckConstraint(
                condition=Q(included=False) | Q(sought=True),
                name="consulted_included_were_sought",
                violation_error_message=_("Comments that are included were sought: tick both."),
            ),
        ]
        triggers = [OF_ITS_PAPER]

    def __str__(self):
        return self.title


@tracked()
class Attachment(models.Model):
    """A file that goes with the paper, looked at and cleaned. Its number is that of the appendix."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="attachments")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="attachment_number_once", deferrable=models.Deferrable.DEFERRED),
            models.CheckConstraint(condition=~Q(title=""), name="attachment_has_a_title"),
        ]
        triggers = [OF_ITS_PAPER]

    def __str__(self):
        return self.title
