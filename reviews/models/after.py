"""What becomes of the answers: offers of help, findings, good examples, and the steering group's look at its own review."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action, Origin, Target
from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, together
from compact_portal.finding import indexed
from compact_portal.messaging.links import MailedLink, MailedLinkQuerySet
from reviews.models.moderation import Passage
from reviews.models.review import Review
from reviews.models.survey import Survey
from signatories.models import Code, Commitment, Compact, Organisation
from signatories.models.organisation import Sector

PERSON = settings.AUTH_USER_MODEL


@closed_choices
class Offer(models.Model):
    """One organisation's offer to help with one target of the coming plan; without a target it is for any of them.

    It keeps the organisation's name, as the question said. It is no part of history: it is an answer.
    """

    class State(models.TextChoices):
        OPEN = "open", _("not answered yet")
        ACCEPTED = "accepted", _("accepted")
        THANKED = "thanked", _("thanked, not needed now")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="offers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offers")
    target = models.ForeignKey(Target, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    of = models.CharField(_("what is offered"), max_length=200, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["target__number", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "organisation", "target"], name="offer_once", nulls_distinct=False),
            together("answered_at", "answered_by", name="answered_at_by"),
            models.CheckConstraint(condition=Q(state="open", answered_at__isnull=True) | (~Q(state="open") & Q(answered_at__isnull=False)),
                                   name="offer_answered_by_somebody"),
        ]  # fmt: skip

    def __str__(self):
        return _("Offer of help by %(organisation)s") % {"organisation": self.organisation}

    def get_absolute_url(self):
        return reverse("reviews:answer_offer", args=[self.survey.compact.slug, self.survey.review.year, self.pk])

    @property
    def compact_id(self) -> int:
        return self.survey.compact_id

    @property
    def offered(self) -> str:
        """What is offered, in the language of the page: it is kept in the words of the form, in English."""
        return ", ".join(gettext(what) for what in self.of.split(", ")) if self.of else ""


@tracked()
@closed_choices
class Finding(models.Model):
    """What the steering group learnt from a review, in its own words. Bad examples come in as themes, which name nobody."""

    class Kind(models.TextChoices):
        FINDING = "finding", _("finding")
        THEME = "theme", _("theme of bad examples")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.FINDING)
    text = models.TextField()
    times = models.PositiveSmallIntegerField(
        _("how many examples say so"), null=True, blank=True, help_text=_("It orders the themes, and is printed nowhere.")
    )
    sector = models.CharField(_("sector that it comes from"), max_length=10, choices=Sector, blank=True)
    code = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    action = models.OneToOneField(Action, on_delete=models.SET_NULL, null=True, blank=True, related_name="finding")

    class Meta:
        ordering = ["number"]
        indexes = [indexed("text", name="finding_words")]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="finding_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="finding_says_something"),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def compact_id(self) -> int:
        return self.review.compact_id

    @staticmethod
    def by_weight(findings) -> list["Finding"]:
        """Findings in their order, then the themes under their codes: the code with most examples first, and in it the most frequent."""
        found = list(findings)
        weight: dict[int | None, int] = {}
        for one in found:
            weight[one.code_id] = weight.get(one.code_id, 0) + (one.times or 0) * (one.kind == Finding.Kind.THEME)

        def place(one: Finding) -> tuple:
            if one.kind != Finding.Kind.THEME:
                return (0, one.number)
            return (1, -weight[one.code_id], one.code.number if one.code else 0, -(one.times or 0), one.number)

        return sorted(found, key=place)


class ExampleQuerySet(MailedLinkQuerySet):
    def shown(self, *, on) -> "ExampleQuerySet":
        """Those that may be shown on the day `on`: agreed to within the year, and not taken back."""
        return self.filter(agreed_until__gte=on, withdrawn_on__isnull=True)

    def linked_to(self, compact: Compact) -> "ExampleQuerySet":
        """Those of agreements that `compact` names as linked, or that name it; public ones, as all here."""
        return self.filter(Q(compact__links__other=compact) | Q(compact__linked_from__compact=compact)).exclude(compact=compact).distinct()

    def about(self, *, code: Code | None = None, commitment: Commitment | None = None) -> "ExampleQuerySet":
        """A code or promise of the text in force also finds examples that were given under an earlier text in the same words."""
        if commitment:
            return self.filter(Q(commitment=commitment) | Q(commitment__text=commitment.text, code__title=commitment.code.title))
        return self.filter(Q(code=code) | Q(code__title=code.title))


class Example(MailedLink):
    """A good example for others, as two people passed it. Its owner is asked again every year; without a name it stays one year.

    The link asks the owner. It is no part of history: it is an answer, kept for as long as its writer agrees.
    """

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="examples")
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="examples")
    passage = models.OneToOneField(Passage, on_delete=models.PROTECT, related_name="example")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="examples")
    title = models.CharField(max_length=120)
    what = models.TextField()
    result = models.TextField(blank=True)
    code = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agreed_until = models.DateField(_("may be shown until"))
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = ExampleQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at", "id"]
        indexes = [indexed("title", "what", "result", name="example_words")]
        constraints = [*MailedLink.Meta.constraints]

    def __str__(self):
        return self.title

    @property
    def origin(self) -> Origin:
        return Origin.of(self, _("the good example “%(title)s”, survey %(year)s") % {"title": self.title, "year": self.survey.review.year})

    @property
    def as_achievement(self) -> str:
        return "\n\n".join(filter(None, [self.what, self.result]))

    @property
    def those_named(self) -> list[Organisation]:
        """Whoever gave it in its own name; nobody otherwise."""
        return [self.organisation] if self.organisation else []


@tracked()
class ProcessReview(models.Model):
    """The steering group's yearly look at how the review itself was done, and what it changes for the next one."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="process_review")
    reviewed_on = models.DateField(_("day of the meeting"))
    worked = models.TextField(_("what worked"), blank=True)
    changes = models.TextField(_("what will be done differently next time, and why"))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-reviewed_on"]

    def __str__(self):
        return _("How the %(review)s was done") % {"review": self.review}

    @property
    def compact_id(self) -> int:
        return self.review.compact_id
