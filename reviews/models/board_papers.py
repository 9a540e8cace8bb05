"""A paper for the board: written from a template, checked, issued. A template is a paper that nobody is to read: officers copy and change it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, in_order, together
from compact_portal.finding import indexed
from reviews.models.board_frozen import ISSUED_STANDS
from reviews.models.review import Review
from signatories.models import Compact, SeatHolder

PERSON = settings.AUTH_USER_MODEL

# What stands at the head of a paper; a template says which of it is printed, in which order and under which words.
HEADER = {
    "item": _("Agenda item"),
    "report_to": _("Report to"),
    "classification": _("Classification"),
    "meeting_on": _("Date"),
    "title": _("Title"),
    "wards": _("Wards or groups affected"),
    "sender": _("From"),
    "author": _("Author"),
    "purpose": _("Purpose"),
}


def partnership_header() -> list[list[str]]:
    return [[key, str(HEADER[key])] for key in ("item", "report_to", "meeting_on", "title", "author", "purpose")]


class PaperQuerySet(models.QuerySet):
    def templates(self) -> "PaperQuerySet":
        return self.filter(status=Paper.Status.TEMPLATE)

    def papers(self) -> "PaperQuerySet":
        return self.exclude(status=Paper.Status.TEMPLATE)

    def issued(self) -> "PaperQuerySet":
        return self.filter(status=Paper.Status.ISSUED)

    def public(self) -> "PaperQuerySet":
        """What everybody may read: issued, and not for the board alone."""
        return self.issued().filter(closed=False)

    def asking_for_more(self) -> "PaperQuerySet":
        """Issued ones that promised the board a further paper which nobody has begun."""
        return self.issued().filter(next_by__isnull=False, followed_by__isnull=True)


@tracked()
@closed_choices
class Paper(models.Model):
    """The author's post and employer are the author's own; a seat in the steering group stands apart from them (domain.md A15.0/28)."""

    class Status(models.TextChoices):
        TEMPLATE = "template", _("template")
        DRAFT = "draft", _("draft")
        CHECKED = "checked", _("checked")
        ISSUED = "issued", _("issued")

    class Kind(models.TextChoices):
        UPDATE = "update", _("first findings, while the review goes on")
        FINAL = "final", _("the finished report with its recommendations")
        OTHER = "other", _("another matter")

    class Numbering(models.TextChoices):
        SECTIONS = "sections", _("by section: 2.1, 2.2")
        THROUGH = "through", _("from the first recommendation to the last paragraph: 1, 2, 3")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="papers")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, null=True, blank=True, related_name="papers")
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.OTHER)
    title = models.CharField(max_length=200)

    numbering = models.CharField(max_length=8, choices=Numbering, default=Numbering.SECTIONS)
    header = models.JSONField(_("lines at the head"), default=partnership_header, help_text=_("In their order: which fact, and under which words."))
    recommendation_heading = models.CharField(max_length=80, default="Recommendation")
    stem = models.CharField(_("words before the recommendations"), max_length=300, blank=True)
    council_tables = models.BooleanField(_("with background papers, audit trail and the officers consulted"), default=False)

    item = models.CharField(_("item on the agenda"), max_length=20, blank=True)
    report_to = models.CharField(_("who it goes to"), max_length=200, blank=True)
    meeting_on = models.DateField(_("day of the meeting"), null=True, blank=True)
    classification = models.CharField(max_length=60, blank=True)
    closed = models.BooleanField(_("for the board alone"), default=False, help_text=_("Everybody else sees neither the paper nor its decisions."))
    wards = models.CharField(_("wards or groups affected"), max_length=300, blank=True)
    sender = models.CharField(_("from"), max_length=200, blank=True)
    purpose = models.CharField(max_length=500, blank=True)
    author_name = models.CharField(_("author"), max_length=150, blank=True)
    author_post = models.CharField(_("the author’s post"), max_length=160, blank=True)
    author_employer = models.CharField(_("who employs the author"), max_length=200, blank=True)
    author_seat = models.ForeignKey(SeatHolder, on_delete=models.PROTECT, null=True, blank=True, related_name="papers_written")
    lead_officer = models.CharField(max_length=200, blank=True)
    version = models.CharField(max_length=40, blank=True)
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    key_decision = models.BooleanField(null=True, blank=True)
    sent_to = models.CharField(_("final report sent to"), max_length=160, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    next_by = models.DateField(_("a further paper is promised by"), null=True, blank=True)

    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting_on", "-pk"]
        indexes = [indexed("title", "purpose", name="paper_words")]
        constraints = [
            together("checked_at", "checked_by", name="checked_at_by"),
            in_order("dated_on", "sent_on"),
            in_order("sent_on", "meeting_on"),
            in_order("meeting_on", "next_by"),
            models.CheckConstraint(condition=~Q(title=""), name="paper_has_a_title"),
            models.CheckConstraint(condition=Q(checked_at__isnull=False) | ~Q(status__in=["checked", "issued"]), name="paper_checked_by_somebody"),
            models.CheckConstraint(condition=~Q(follows=models.F("id")), name="paper_follows_another"),
        ]
        triggers = [ISSUED_STANDS]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reviews:paper_page", args=[self.compact.slug, self.pk])

    @property
    def is_template(self) -> bool:
        return self.status == self.Status.TEMPLATE

    @property
    def is_issued(self) -> bool:
        return self.status == self.Status.ISSUED

    @property
    def is_public(self) -> bool:
        return self.is_issued and not self.closed

    @property
    def author(self) -> str:
        """As the head of the paper prints it: name, post, employer, and the seat where there is one."""
        said = ", ".join(part for part in (self.author_name, self.author_post, self.author_employer) if part)
        if not self.author_seat:
            return said
        return _("%(author)s (in the %(steering_group)s for %(organisation)s)") % {
            "author": said,
            "steering_group": self.compact.terms.steering_group,
            "organisation": self.author_seat.seat.organisation,
        }
