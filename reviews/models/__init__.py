"""The yearly review: its survey, what was answered, what was released, and the report."""

from .answers import Bundle, DetachedText, NamedAnswer, Release, Response, Tally
from .colleagues import ColleagueLink
from .conditions import Facts
from .cycle import DateChange, Nudge
from .facts import Fact
from .inviting import Invitation
from .paper import TypedAnswer
from .report import Highlight, PublishedReport
from .review import Review
from .survey import Question, Section, Survey, SurveyDocument

__all__ = [
    "Bundle", "ColleagueLink", "DateChange", "DetachedText", "Fact", "Facts", "Highlight", "Invitation", "NamedAnswer", "Nudge",
    "PublishedReport", "Question", "Release", "Response", "Review", "Section", "Survey", "SurveyDocument", "Tally", "TypedAnswer",
]  # fmt: skip
