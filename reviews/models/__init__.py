"""The yearly review: its survey, what was answered, what was released, and the report."""

from .after import Example, Finding, Offer, ProcessReview
from .answers import Bundle, DetachedText, NamedAnswer, Release, Response, Tally
from .block import Block
from .colleagues import ColleagueLink
from .conditions import Facts
from .cycle import DateChange, Nudge
from .facts import Fact
from .inviting import Invitation
from .moderation import Opinion, Passage
from .paper import TypedAnswer
from .report import Highlight, PublishedReport
from .review import Review
from .survey import Question, Section, Survey, SurveyDocument

__all__ = [
    "Block", "Bundle", "ColleagueLink", "DateChange", "DetachedText", "Example", "Fact", "Facts", "Finding", "Highlight", "Invitation",
    "NamedAnswer", "Nudge", "Offer", "Opinion", "Passage", "ProcessReview", "PublishedReport", "Question", "Release", "Response",
    "Review", "Section", "Survey", "SurveyDocument", "Tally", "TypedAnswer",
]  # fmt: skip
