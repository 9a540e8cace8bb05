"""The pages and questions that one organisation is asked, and whether its answers are taken."""

import datetime
from functools import lru_cache

from reviews.models import Invitation, Question, Section, Survey
from signatories.models import GroupMembership

Pages = list[tuple[Section, list[Question]]]


def pages_for(invitation: Invitation, draft: dict | None = None) -> Pages:
    """In order. A page on which there is nothing to ask is left out. No query where nobody rates a partnership, once the survey is known."""
    pages = pages_of(invitation.survey)
    if any(section.for_group_members for section, _ in pages):
        group = invitation.survey.rated_group_id
        if not GroupMembership.objects.filter(group=group, member=invitation.organisation_id).exists():
            pages = [page for page in pages if not page[0].for_group_members]
    return pages


def questions_for(invitation: Invitation, draft: dict | None = None) -> list[Question]:
    return [question for _, questions in pages_for(invitation, draft) for question in questions]


def pages_of(survey: Survey) -> Pages:
    """All pages. A survey that has been opened never changes what it asks, so each process reads it once."""
    return opened_pages(survey.pk, survey.opened_at) if survey.opened_at else read_pages(survey.pk)


@lru_cache(maxsize=16)
def opened_pages(survey: int, opened_at: datetime.datetime) -> Pages:
    """`opened_at` tells a survey from one of another database under the same key."""
    return read_pages(survey)


def read_pages(survey: int) -> Pages:
    pages: dict[int, tuple[Section, list[Question]]] = {}
    for question in Question.objects.filter(section__survey=survey).select_related("section__document"):
        pages.setdefault(question.section_id, (question.section, []))[1].append(question)
    return list(pages.values())


def takes_answers(invitation: Invitation, *, on) -> bool:
    return invitation.survey.takes_answers(on=on)
