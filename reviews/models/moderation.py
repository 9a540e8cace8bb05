"""Which of the texts may be published, and what two people of different sectors said of each. No history: it would keep words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.database.rules import closed_choices
from reviews.models.answers import DetachedText, NamedAnswer
from reviews.models.questions import Question
from reviews.models.survey import Survey
from signatories.models.organisation import Sector


class PassageQuerySet(models.QuerySet):
    def waiting(self) -> "PassageQuerySet":
        return self.filter(state=Passage.State.WAITING)

    def public(self) -> "PassageQuerySet":
        return self.filter(state__in=[Passage.State.PUBLISHED, Passage.State.EDITED])

    def with_words(self) -> "PassageQuerySet":
        return self.select_related(
            "text__question__section", "named__question__section", "named__organisation", "survey__review", "survey__compact", "survey__edition"
        )

    def open_to(self, person) -> "PassageQuerySet":
        """Those on which `person` has not given an opinion yet."""
        return self.waiting().exclude(opinions__person=person)


@closed_choices
class Passage(models.Model):
    """A text whose writer allowed its publication, with the sector or with the name; what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        PUBLISHED = "published", _("published as it was written")
        EDITED = "edited", _("published as it was edited")
        PRIVATE = "private", _("kept private")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="passages")
    text = models.OneToOneField(DetachedText, on_delete=models.CASCADE, null=True, blank=True, related_name="passage")
    named = models.OneToOneField(NamedAnswer, on_delete=models.CASCADE, null=True, blank=True, related_name="passage")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    wording = models.JSONField(default=dict, blank=True)  # the edited fields, beside the original until the release
    settled_on = models.DateField(null=True, blank=True)

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(text__isnull=True) ^ Q(named__isnull=True), name="passage_is_of_one_text"),
            models.CheckConstraint(condition=Q(state="waiting", settled_on__isnull=True) | (~Q(state="waiting") & Q(settled_on__isnull=False)),
                                   name="passage_settled_has_a_day"),
            models.CheckConstraint(condition=Q(wording={}) | Q(state="edited"), name="passage_wording_only_if_edited"),
        ]  # fmt: skip

    def __str__(self):
        return "A text of the survey"

    @property
    def compact_id(self) -> int:
        return self.survey.compact_id

    @property
    def source(self) -> DetachedText | NamedAnswer:
        return self.text or self.named

    @property
    def question(self) -> Question:
        return self.source.question

    @property
    def body(self) -> dict:
        return self.source.body

    @property
    def body_to_publish(self) -> dict:
        return self.body | self.wording

    @property
    def sector(self) -> str:
        return self.text.sector if self.text else ""


@closed_choices
class Opinion(models.Model):
    """What one person of the steering group said of a passage. Two of different sectors who say the same settle it."""

    class Verdict(models.TextChoices):
        PUBLISH = "publish", _("Publish it as it is")
        EDIT = "edit", _("Publish it with changes")
        PRIVATE = "private", _("Keep it private")
        DELETE = "delete", _("Delete it")
        ASIDE = "aside", _("I stand aside: it may concern an organisation of mine")

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="opinions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=10, choices=Sector)
    verdict = models.CharField(max_length=7, choices=Verdict)
    wording = models.JSONField(default=dict, blank=True)
    given_on = models.DateField()

    class Meta:
        ordering = ["given_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["passage", "person"], name="opinion_once"),
            models.CheckConstraint(condition=Q(wording={}) | Q(verdict="edit"), name="opinion_wording_only_if_edit"),
        ]

    def __str__(self):
        return f"{self.get_verdict_display()} ({self.sector})"

    def agrees_with(self, other: "Opinion") -> bool:
        """The same verdict, in the same words where it changes them, by somebody of another sector."""
        return (
            self.sector != other.sector and self.verdict == other.verdict and self.wording == other.wording
        ) and self.verdict != self.Verdict.ASIDE
