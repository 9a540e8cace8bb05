"""What stays when a case is over: private questions while it is kept, and counts and stories that lead back to no case."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices
from compact_portal.days import today
from compact_portal.finding import indexed
from disputes.models.case import KNOWN_TO_ME, OF_CASE, Case, Part, Side
from disputes.models.entries import Entry
from disputes.procedure import Stage
from signatories.models import Compact
from signatories.models.counting import YearCount
from signatories.models.organisation import Sector
from signatories.roles import bodies_of


class Result(models.TextChoices):
    """How a case ended (domain.md C3.9)."""

    SOLVED = "solved", gettext_lazy("solved")
    PARTLY = "partly", gettext_lazy("solved in part")
    NOT_SOLVED = "not_solved", gettext_lazy("not solved")
    RECOMMENDED = "recommended", gettext_lazy("the panel made recommendations")
    PANEL_REFUSED = "panel_refused", gettext_lazy("the panel could not hear it")
    ELSEWHERE = "elsewhere", gettext_lazy("belonged elsewhere")
    WITHDRAWN = "withdrawn", gettext_lazy("withdrawn")


@closed_choices
class Tally(models.Model):
    """One closed case as a row of numbers. It names no case and no day: published figures come from these rows alone."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="tallies")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(gettext_lazy("code of practice"), max_length=60, blank=True)
    sector = models.CharField(gettext_lazy("sector of who raised it"), max_length=10, choices=Sector)
    stage = models.PositiveSmallIntegerField(gettext_lazy("stage that it reached"), choices=[(stage.value, stage.name.lower()) for stage in Stage])
    result = models.CharField(max_length=13, choices=Result)
    extended = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    days_direct = models.PositiveSmallIntegerField(gettext_lazy("days of raising and talking"), null=True, blank=True)
    days_facilitated = models.PositiveSmallIntegerField(gettext_lazy("days with a helper"), null=True, blank=True)
    days_panel = models.PositiveSmallIntegerField(gettext_lazy("days with the panel"), null=True, blank=True)

    class Meta:
        ordering = ["-year"]

    def __str__(self):
        return f"A case of {self.year}"


@closed_choices
class PanelCount(YearCount):
    """How often the panel could not hear a case and why, and what a side answered to findings. Of no case and no side."""

    class Breakdown(models.TextChoices):
        REFUSED = "refused", gettext_lazy("why the panel could not hear it")
        ANSWERED = "answered", gettext_lazy("answers to findings")

    breakdown = models.CharField(max_length=8, choices=Breakdown)
    option = models.CharField(max_length=200, help_text=gettext_lazy("A test of the procedure, or an answer."))


class After(models.TextChoices):
    """When both sides are asked in private: at closing, and 3 and 6 months later."""

    CLOSING = "closing", gettext_lazy("at closing")
    THREE = "three", gettext_lazy("after three months")
    SIX = "six", gettext_lazy("after six months")


class Harm(models.TextChoices):
    UNCHANGED = "unchanged", gettext_lazy("as before")
    BETTER = "better", gettext_lazy("better")
    WORSE = "worse", gettext_lazy("worse")


class Satisfied(models.TextChoices):
    """With how it went, apart from how it ended."""

    YES = "yes", gettext_lazy("yes")
    PARTLY = "partly", gettext_lazy("partly")
    NO = "no", gettext_lazy("no")


class Together(models.TextChoices):
    YES = "yes", gettext_lazy("yes")
    LESS = "less", gettext_lazy("less than before")
    NO = "no", gettext_lazy("not any more")


class Kept(models.TextChoices):
    """What both agreed on, or answered to the panel's recommendations."""

    YES = "yes", gettext_lazy("yes")
    PARTLY = "partly", gettext_lazy("in part")
    NO = "no", gettext_lazy("no")
    NOTHING = "nothing", gettext_lazy("nothing was agreed on")


ASKED = {
    "harm": (gettext_lazy("how they are treated"), Harm, (After.CLOSING, After.THREE, After.SIX)),
    "satisfied": (gettext_lazy("how it went"), Satisfied, (After.CLOSING,)),
    "together": (gettext_lazy("whether they work together as before"), Together, (After.THREE, After.SIX)),
    "kept": (gettext_lazy("whether what was agreed was done"), Kept, (After.THREE, After.SIX)),
}
"""What is asked in private, with its answers, and when: harm each time, how it went while it is fresh, what came of it later (C3.3)."""


@closed_choices
class PrivateQuestion(models.Model):
    """Asked of one person of a side. The words are an entry that the case officer of the person's own sector alone opens; here stands
    only that it was answered."""

    row_policy = KNOWN_TO_ME

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="private_questions")
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="private_questions")
    moment = models.CharField(max_length=7, choices=After)
    asked_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["asked_on"]
        constraints = [models.UniqueConstraint(fields=["part", "moment"], name="privatequestion_once")]

    def __str__(self):
        return f"Question to {self.part}"


@closed_choices
class PrivateCount(models.Model):
    """Answers, counted, by year: of no case and no side."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="private_counts")
    year = models.PositiveSmallIntegerField()
    moment = models.CharField(max_length=7, choices=After)
    asks = models.CharField(max_length=9, choices=[(key, words) for key, (words, _, _) in ASKED.items()])
    option = models.CharField(
        max_length=9, choices=sorted({value: (value, label) for _, answers, _ in ASKED.values() for value, label in answers.choices}.values())
    )
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-year", "moment", "option"]
        constraints = [models.UniqueConstraint(fields=["compact", "year", "moment", "asks", "option"], name="privatecount_once")]

    def __str__(self):
        return f"{self.year} {self.moment} {self.option}: {self.count}"


@closed_choices
class Consent(models.Model):
    """One side agrees that exactly these words of the case leave it: a recommendation for the plan, or a story for everybody. `version`
    is that of the words: changed words need it again."""

    row_policy = OF_CASE

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="consents")
    version = models.PositiveIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    part = models.ForeignKey(Part, on_delete=models.RESTRICT, related_name="consents")
    given_on = models.DateField(default=today)

    class Meta:
        ordering = ["given_on"]
        constraints = [models.UniqueConstraint(fields=["entry", "version", "side"], name="consent_once_of_a_side")]

    def __str__(self):
        return f"Consent in {self.case}"


class StoryQuerySet(models.QuerySet):
    def told_to(self, person, compact: Compact) -> "StoryQuerySet":
        """What everybody may read, and for whoever stands for an organisation that has signed, what its like may (K0 and K1)."""
        standing = self.filter(compact=compact, withdrawn_on__isnull=True)
        signed = compact.signatures.in_force().filter(organisation__in=bodies_of(person)).exists()
        return standing if signed else standing.filter(for_signatories=False)


@tracked()
class Story(models.Model):
    """What both sides agreed to tell everybody, or the organisations that have signed, word for word. It names no case."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="stories")
    title = models.CharField(max_length=120)
    text = models.TextField()
    for_signatories = models.BooleanField(gettext_lazy("only for organisations that have signed"), default=False)
    published_on = models.DateField(default=today)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]
        indexes = [indexed("title", "text", name="story_words")]
        verbose_name_plural = "stories"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="story_has_words")]

    def __str__(self):
        return self.title
