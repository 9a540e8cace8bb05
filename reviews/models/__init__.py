"""The yearly review: its survey, what was answered, what was released, and the report."""

from .after import Example, Finding, Offer, ProcessReview
from .answers import Bundle, DetachedText, NamedAnswer, Release, Response, Tally
from .moderation import Opinion, Passage
from .report import Highlight, PublishedReport
from .review import Review
from .survey import Invitation, Question, Section, Survey, SurveyDocument

__all__ = [
    "Bundle", "DetachedText", "Example", "Finding", "Highlight", "Invitation", "NamedAnswer", "Offer", "Opinion", "Passage",
    "ProcessReview", "PublishedReport", "Question", "Release", "Response", "Review", "Section", "Survey", "SurveyDocument", "Tally",
]  # fmt: skip
