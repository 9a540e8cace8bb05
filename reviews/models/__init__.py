"""The yearly review: its survey, what was answered, what was released, and the report."""

from .after import Example, Finding, Offer, ProcessReview
from .answers import Bundle, DetachedText, NamedAnswer, Release, Response, Tally
from .block import Block
from .checklists import (
    Assessment,
    AssignedBody,
    Assignment,
    Checklist,
    ChecklistItem,
    ChecklistRound,
    CodeLead,
    CriterionMet,
    Evidence,
    Gap,
    ItemAnswer,
    ItemCount,
    ItemTask,
    KitemarkApplication,
    KitemarkAssessor,
    KitemarkAward,
    KitemarkCriterion,
    KitemarkScheme,
    RoundFigures,
    SaidApart,
    SaidOfUndertaking,
    Scale,
    ScalePoint,
    Sheet,
    UndertakingWord,
    WordsFigures,
    WordsYear,
)
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
    "Assessment",
    "AssignedBody",
    "Assignment",
    "Block",
    "Bundle",
    "Checklist",
    "ChecklistItem",
    "ChecklistRound",
    "CodeLead",
    "ColleagueLink",
    "CriterionMet",
    "DateChange",
    "DetachedText",
    "Evidence",
    "Example",
    "Fact",
    "Facts",
    "Finding",
    "Gap",
    "Highlight",
    "Invitation",
    "ItemAnswer",
    "ItemCount",
    "ItemTask",
    "KitemarkApplication",
    "KitemarkAssessor",
    "KitemarkAward",
    "KitemarkCriterion",
    "KitemarkScheme",
    "NamedAnswer",
    "Nudge",
    "Offer",
    "Opinion",
    "Passage",
    "ProcessReview",
    "PublishedReport",
    "Question",
    "Release",
    "Response",
    "Review",
    "RoundFigures",
    "SaidApart",
    "SaidOfUndertaking",
    "Scale",
    "ScalePoint",
    "Section",
    "Sheet",
    "Survey",
    "SurveyDocument",
    "Tally",
    "TypedAnswer",
    "UndertakingWord",
    "WordsFigures",
    "WordsYear",
]  # fmt: skip
