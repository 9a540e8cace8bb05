"""The yearly review: its survey, what was answered, what was released, and the report."""

from .answers import Bundle, DetachedText, NamedAnswer, Release, Response, Tally
from .colleagues import ColleagueLink
from .report import Highlight, PublishedReport
from .review import Review
from .survey import Invitation, Question, Section, Survey, SurveyDocument

__all__ = [
    "Bundle", "ColleagueLink", "DetachedText", "Highlight", "Invitation", "NamedAnswer", "PublishedReport", "Question", "Release", "Response",
    "Review", "Section", "Survey", "SurveyDocument", "Tally",
]  # fmt: skip
