"""The yearly review: its survey, what was answered, what was released, and the report."""

from .after import Example, Finding, Offer, ProcessReview
from .answers import Bundle, DetachedText, NamedAnswer, Release, Response, Tally
from .approving import Correction, Proposal, ReportApproval
from .block import Block
from .board_archive import PublishedText
from .board_deciding import BoardComment, CopySent, Decision, ReadingLink
from .board_events import Event, EventFeedback, EventItem, FeedbackOpinion, FeedbackRelease, FeedbackText, SignUp
from .board_issued import IssuedPaper, PaperCorrection
from .board_papers import Paper
from .board_parts import Attachment, BackgroundPaper, Consulted, PaperPart, Recommendation
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
    WordOpinion,
    WordsFigures,
    WordsYear,
)
from .colleagues import ColleagueLink
from .conditions import Facts
from .cycle import DateChange, Nudge
from .facts import Fact
from .inviting import Invitation
from .log import LogCount, LogLink, LogNote
from .milestones import Milestone
from .moderation import Opinion, Passage
from .paper import TypedAnswer
from .questions import Question, Section
from .report import Highlight, PublishedReport
from .review import Review
from .survey import Survey, SurveyDocument

__all__ = [
    "Assessment",
    "AssignedBody",
    "Assignment",
    "Attachment",
    "BackgroundPaper",
    "Block",
    "BoardComment",
    "Bundle",
    "Checklist",
    "ChecklistItem",
    "ChecklistRound",
    "CodeLead",
    "ColleagueLink",
    "Consulted",
    "CopySent",
    "Correction",
    "CriterionMet",
    "DateChange",
    "Decision",
    "DetachedText",
    "Event",
    "EventFeedback",
    "EventItem",
    "Evidence",
    "Example",
    "Fact",
    "Facts",
    "FeedbackOpinion",
    "FeedbackRelease",
    "FeedbackText",
    "Finding",
    "Gap",
    "Highlight",
    "Invitation",
    "IssuedPaper",
    "ItemAnswer",
    "ItemCount",
    "ItemTask",
    "KitemarkApplication",
    "KitemarkAssessor",
    "KitemarkAward",
    "KitemarkCriterion",
    "KitemarkScheme",
    "LogCount",
    "LogLink",
    "LogNote",
    "Milestone",
    "NamedAnswer",
    "Nudge",
    "Offer",
    "Opinion",
    "Paper",
    "PaperCorrection",
    "PaperPart",
    "Passage",
    "ProcessReview",
    "Proposal",
    "PublishedReport",
    "PublishedText",
    "Question",
    "ReadingLink",
    "Recommendation",
    "Release",
    "ReportApproval",
    "Response",
    "Review",
    "RoundFigures",
    "SaidApart",
    "SaidOfUndertaking",
    "Scale",
    "ScalePoint",
    "Section",
    "Sheet",
    "SignUp",
    "Survey",
    "SurveyDocument",
    "Tally",
    "TypedAnswer",
    "UndertakingWord",
    "WordOpinion",
    "WordsFigures",
    "WordsYear",
]  # fmt: skip
