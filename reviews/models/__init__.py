"""The yearly review: its survey, what was answered, what was released, and the report."""

from .after import Example, Finding, Offer, ProcessReview
from .answers import Bundle, DetachedText, NamedAnswer, Release, Response, Tally
from .block import Block
from .board_deciding import BoardComment, CopySent, Decision, ReadingLink
from .board_events import Event, EventFeedback, EventItem, FeedbackOpinion, FeedbackRelease, FeedbackText, SignUp
from .board_papers import BackgroundPaper, Consulted, IssuedPaper, Paper, PaperPart, Recommendation
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
    "BackgroundPaper", "Block", "BoardComment", "Bundle", "ColleagueLink", "Consulted", "CopySent", "DateChange", "Decision",
    "DetachedText", "Event", "EventFeedback", "EventItem", "Example", "Fact", "Facts", "FeedbackOpinion", "FeedbackRelease",
    "FeedbackText", "Finding", "Highlight", "Invitation", "IssuedPaper", "NamedAnswer", "Nudge", "Offer", "Opinion", "Paper",
    "PaperPart", "Passage", "ProcessReview", "PublishedReport", "Question", "ReadingLink", "Recommendation", "Release", "Response",
    "Review", "Section", "SignUp", "Survey", "SurveyDocument", "Tally", "TypedAnswer",
]  # fmt: skip
