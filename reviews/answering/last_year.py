"""What an organisation wrote under its own name in the survey before: the one thing of it that is still known."""

from dataclasses import dataclass

from reviews.models import Invitation, NamedAnswer, Question, Survey

WITH_TEXT = ("text", "comment", "line")


@dataclass(frozen=True)
class Before:
    """`asked` is the question's wording of that year, where it was another."""

    year: int
    words: str
    asked: str


def said_before(invitation: Invitation, questions: list[Question]) -> dict[str, Before]:
    """By question key, of the survey that came before this one in its agreement. One query, none where no text is asked for."""
    now = {question.key: question for question in questions if question.kind in WITH_TEXT}
    if not now:
        return {}
    earlier = Survey.objects.filter(compact=invitation.survey.compact_id, opens_on__lt=invitation.survey.opens_on).order_by("-opens_on")
    answers = NamedAnswer.objects.filter(
        survey=earlier.values("pk")[:1], organisation=invitation.organisation_id, question__key__in=now, question__kind__in=WITH_TEXT
    ).select_related("question", "survey__review")
    return {
        answer.question.key: Before(answer.survey.review.year, answer.body["text"], wording_of(answer.question, now[answer.question.key]))
        for answer in answers.order_by()
    }


def wording_of(then: Question, now: Question) -> str:
    return "" if then.text == now.text else then.text
