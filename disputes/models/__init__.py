"""How disagreements are settled, a case, who takes part in it, the keys to it, and what is said in it under those keys."""

from .advice import Advice, AdviceCount
from .afterwards import Consent, PanelCount, PrivateCount, PrivateQuestion, Story, Tally
from .case import Case, Part, Party, Role, Side
from .closures import Closure
from .custodians import Agreement, Custodian, GoneLive, Half, Proof, Recovery, Share
from .entries import CaseFile, Chunk, Confidence, Entry
from .keys import Audience, CaseKey, KeyLock, PersonKey, Wrap
from .panel_document import PanelDocument
from .procedures import Procedure
from .signposts import Signpost
from .standing import Standing
from .working import Break, Extension, HelperOffer, Move, PanelPlace, Replacement, Voice

__all__ = [
    "Advice",
    "AdviceCount",
    "Agreement",
    "Audience",
    "Break",
    "Case",
    "CaseFile",
    "CaseKey",
    "Chunk",
    "Closure",
    "Confidence",
    "Consent",
    "Custodian",
    "Entry",
    "Extension",
    "GoneLive",
    "Half",
    "HelperOffer",
    "KeyLock",
    "Move",
    "PanelCount",
    "PanelDocument",
    "PanelPlace",
    "Part",
    "Party",
    "PersonKey",
    "PrivateCount",
    "PrivateQuestion",
    "Procedure",
    "Proof",
    "Recovery",
    "Replacement",
    "Role",
    "Share",
    "Side",
    "Signpost",
    "Standing",
    "Story",
    "Tally",
    "Voice",
    "Wrap",
]  # fmt: skip
