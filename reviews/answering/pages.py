"""The pages and questions that one organisation is asked, and whether its answers are taken."""

import datetime
from functools import lru_cache

from reviews.models import Invitation, Question, Section, Survey

Pages = list[tuple[Section, list[Question]]]


def pages_for(invitation: Invitation, draft: dict | None = None) -> Pages:
    """In order, for what is known of the organisation and what `draft` answers so far. A page on which there is nothing to ask is left out.

    Without a draft, questions that wait for an answer on an earlier page are there too. The rules are those of Survey.asked_of;
    here no question is fetched twice.
    """
    facts = invitation.survey.facts_of(invitation.organisation, whole_form=invitation.whole_form)
    pages = [
        (section, [one for one in questions if one.is_for(facts) and (draft is None or one.is_called_for(draft))])
        for section, questions in pages_of(invitation.survey)
        if section.is_for(facts)
    ]
    return [page for page in pages if page[1]]


def questions_for(invitation: Invitation, draft: dict | None = None) -> list[Question]:
    return [question for _, questions in pages_for(invitation, draft) for question in questions]


def waits_for_answers(survey: Survey) -> bool:
    """Whether some question is asked only after a certain answer to another."""
    return any(question.depends_on_id for _, questions in pages_of(survey) for question in questions)


def pages_of(survey: Survey) -> Pages:
    """All pages. What an opened survey asks never changes, which the database holds, so each process reads it once."""
    return opened_pages(survey.pk, survey.opened_at) if survey.opened_at else read_pages(survey.pk)


@lru_cache(maxsize=16)
def opened_pages(survey: int, opened_at: datetime.datetime) -> Pages:
    """`opened_at` tells a survey from one of another database under the same key."""
    return read_pages(survey)


def read_pages(survey: int) -> Pages:
    pages: dict[int, tuple[Section, list[Question]]] = {}
    for question in Question.objects.filter(section__survey=survey).select_related("section__document__upload", "depends_on"):
        pages.setdefault(question.section_id, (question.section, []))[1].append(question)
    return list(pages.values())


def takes_answers(invitation: Invitation, *, on: datetime.date) -> bool:
    """With its extra time, if it was given any."""
    return invitation.takes_answers(on=on)
