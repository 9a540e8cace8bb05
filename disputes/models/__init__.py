"""How disagreements are settled, a case, who takes part in it, the keys to it, and what is said in it under those keys."""

from .advice import Advice, AdviceCount
from .afterwards import Consent, PrivateCount, PrivateQuestion, Story, Tally
from .case import Case, Part, Party, Role, Side
from .custodians import Agreement, Custodian, GoneLive, Half, Proof, Recovery, Share
from .entries import CaseFile, Chunk, Confidence, Entry
from .keys import Audience, CaseKey, KeyLock, PersonKey, Wrap
from .panel_document import PanelDocument
from .procedures import Procedure
from .signposts import Signpost
from .standing import Standing
from .working import Agreement, Break, Extension, HelperOffer, Move, PanelPlace

__all__ = [
    "Advice", "AdviceCount", "Agreement", "Audience", "Break", "Case", "CaseFile", "CaseKey", "Chunk", "Confidence", "Consent", "Entry",
    "Extension", "HelperOffer", "KeyLock", "Move", "PanelDocument", "PanelPlace", "Part", "Party", "PersonKey", "PrivateCount",
    "PrivateQuestion", "Procedure", "Role", "Side", "Signpost", "Standing", "Story", "Tally", "Wrap",
    "Advice", "AdviceCount", "Agreement", "Audience", "Case", "CaseFile", "CaseKey", "Chunk", "Confidence", "Custodian", "Entry", "GoneLive",
    "Half", "KeyLock", "PanelDocument", "Part", "Party", "PersonKey", "Procedure", "Proof", "Recovery", "Role", "Share", "Side", "Signpost",
    "Standing", "Wrap",
]  # fmt: skip
