"""The pages and questions that one organisation is asked, and whether its answers are taken."""

from reviews.models import Invitation, Question, Section


def pages_for(invitation: Invitation, draft: dict | None = None) -> list[tuple[Section, list[Question]]]:
    """In order, for what is known of the organisation and what `draft` answers so far. A page on which there is nothing to ask is left out.

    Without a draft, questions that wait for an answer on an earlier page are there too.
    """
    return invitation.pages(draft)


def questions_for(invitation: Invitation, draft: dict | None = None) -> list[Question]:
    return [question for _, questions in pages_for(invitation, draft) for question in questions]


def takes_answers(invitation: Invitation, *, on) -> bool:
    """With its extra time, if it was given any."""
    return invitation.takes_answers(on=on)
