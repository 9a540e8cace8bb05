"""What the board does with a paper: its members read and comment, it decides on each recommendation, and copies go to all partners."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action
from compact_portal.audit.history import APPEND_ONLY, tracked
from compact_portal.database.rules import closed_choices
from compact_portal.messaging.links import MailedLink, MailedLinkQuerySet
from reviews.models.board_papers import Paper
from reviews.models.board_parts import Recommendation
from signatories.models import BoardMember, Edition, Organisation

PERSON = settings.AUTH_USER_MODEL


class ReadingLinkQuerySet(MailedLinkQuerySet):
    def usable(self) -> "ReadingLinkQuerySet":
        return self.filter(revoked_at__isnull=True, member__in=BoardMember.objects.serving()).still_of("member__person")


class ReadingLink(MailedLink):
    """By which a member of the board reads one paper and comments on it, without a password. Not tracked: it holds the hash of a token."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="links")
    member = models.ForeignKey(BoardMember, on_delete=models.CASCADE, related_name="links")

    objects = ReadingLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            *MailedLink.Meta.constraints,
            models.UniqueConstraint(fields=["paper", "member"], name="readinglink_once"),
        ]

    def __str__(self):
        return f"{self.member}: {self.paper}"


@tracked()
class BoardComment(models.Model):
    """What a member of the board says of a paper, or of one recommendation. The board, the steering group and the officers read it."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="comments")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="comments")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="boardcomment_says_something")]

    def __str__(self):
        return self.text[:80]

    @property
    def compact_id(self) -> int:
        return self.paper.compact_id


@tracked()
@closed_choices
class Decision(models.Model):
    """What the board said to one recommendation, on which day and under which minute; and the action that came of it."""

    class Outcome(models.TextChoices):
        AGREED = "agreed", _("agreed")
        AMENDED = "amended", _("agreed with a change")
        NOTED = "noted", _("noted")
        REFUSED = "refused", _("refused")

    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=7, choices=Outcome)
    decided_on = models.DateField()
    minute = models.CharField(_("minute"), max_length=60, blank=True, help_text=_("Such as 47/08."))
    words = models.TextField(_("what the board said"), blank=True)
    action = models.ForeignKey(Action, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions")
    no_action = models.CharField(_("why nothing more is to be done"), max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recommendation__paper", "recommendation__number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["agreed", "noted"]) | ~Q(words=""),
                name="decision_changed_says_how",
                violation_error_message=_("Say what the board changed, or why it refused."),
            ),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.recommendation}"

    @property
    def compact_id(self) -> int:
        return self.recommendation.paper.compact_id

    @property
    def is_followed_up(self) -> bool:
        return bool(self.action_id or self.no_action) or self.outcome == self.Outcome.REFUSED


class CopySent(models.Model):
    """One organisation that was sent a paper, or the agreed text that the paper put before the board (domain.md A15.2/28)."""

    append_only = True

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="copies")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = _("copies sent")
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["paper", "edition", "organisation"], name="copysent_once", nulls_distinct=False),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.paper}"
