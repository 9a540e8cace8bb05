"""The checklists of the codes: what is asked, what was answered, who was asked to answer, what follows; undertakings; the kitemark."""

from .assessments import Assessment, ItemAnswer, ItemCount, SaidApart, Sheet, Side
from .checklists import Checklist, ChecklistItem
from .kitemark import CriterionMet, KitemarkApplication, KitemarkAssessor, KitemarkAward, KitemarkCriterion, KitemarkScheme
from .rounds import AssignedBody, Assignment, ChecklistRound, CodeLead, RoundFigures
from .scales import Scale, ScalePoint
from .undertakings import SaidOfUndertaking, UndertakingWord, WordOpinion, WordsFigures, WordsYear
from .working import Evidence, Gap, ItemTask

__all__ = [
    "Assessment",
    "AssignedBody",
    "Assignment",
    "Checklist",
    "ChecklistItem",
    "ChecklistRound",
    "CodeLead",
    "CriterionMet",
    "Evidence",
    "Gap",
    "ItemAnswer",
    "ItemCount",
    "ItemTask",
    "KitemarkApplication",
    "KitemarkAssessor",
    "KitemarkAward",
    "KitemarkCriterion",
    "KitemarkScheme",
    "RoundFigures",
    "SaidApart",
    "SaidOfUndertaking",
    "Scale",
    "ScalePoint",
    "Sheet",
    "Side",
    "UndertakingWord",
    "WordOpinion",
    "WordsFigures",
    "WordsYear",
]  # fmt: skip
