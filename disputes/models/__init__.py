"""What is true of disagreements: how they are settled here, each case with its people and keys, and what is said in it under those keys."""

from .advice import Advice, AdviceCount
from .case import Case, Part, Party, Role, Side
from .custodians import Agreement, Custodian, GoneLive, Half, Proof, Recovery, Share
from .entries import CaseFile, Chunk, Confidence, Entry
from .keys import Audience, CaseKey, KeyLock, PersonKey, Wrap
from .panel_document import PanelDocument
from .procedures import Procedure
from .signposts import Signpost
from .standing import Standing

__all__ = [
    "Advice", "AdviceCount", "Agreement", "Audience", "Case", "CaseFile", "CaseKey", "Chunk", "Confidence", "Custodian", "Entry", "GoneLive",
    "Half", "KeyLock", "PanelDocument", "Part", "Party", "PersonKey", "Procedure", "Proof", "Recovery", "Role", "Share", "Side", "Signpost",
    "Standing", "Wrap",
]  # fmt: skip
