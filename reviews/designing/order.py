"""The order of pages and questions, and that no question waits for an answer which comes after it."""

from django.utils.translation import gettext

from reviews.designing.refusals import CannotBe
from reviews.models import Question, Survey


def put_in_order(survey: Survey) -> int:
    """Number pages and questions from 1 without a gap, and check their conditions. Returns how many questions there are.

    Two queries and one update for each row that moves. Raises CannotBe.
    """
    for number, section in enumerate(survey.sections.order_by("number", "pk"), 1):
        if section.number != number:
            section.number = number
            section.save(update_fields=["number"])
    questions = list(
        Question.objects.filter(section__survey=survey).select_related("section", "depends_on__section").order_by("section__number", "number", "pk")
    )
    for number, question in enumerate(questions, 1):
        if question.number != number:
            question.number = number
            question.save(update_fields=["number"])
    for question in questions:
        check_condition(question)
    return len(questions)


def check_condition(question: Question) -> None:
    """Raises CannotBe when it waits for an answer that is not on an earlier page, or that cannot be given."""
    first = question.depends_on
    if first is None:
        return
    if first.section.number >= question.section.number:
        raise CannotBe(
            gettext("“%(question)s” waits for an answer to “%(first)s”, so it has to stand on a later page.")
            % {"question": question.text, "first": first.text}
        )
    known = {value for value, _ in first.choices}
    if not set(question.depends_values) <= known:
        raise CannotBe(
            gettext("“%(question)s” waits for an answer that “%(first)s” would no longer offer. Change that condition first.")
            % {"question": question.text, "first": first.text}
        )


def swap(parts: list, part, *, up: bool) -> bool:
    """Exchange the number of `part` with that of its neighbour in `parts`, which are in order. False when it is at the end already."""
    place = next(place for place, other in enumerate(parts) if other.pk == part.pk)
    to = place + (-1 if up else 1)
    if not 0 <= to < len(parts):
        return False
    mine, other = parts[place], parts[to]
    mine.number, other.number = other.number, mine.number
    for moved in (mine, other):
        moved.save(update_fields=["number"])
    return True
