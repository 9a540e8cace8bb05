"""A case, who takes part in it, the keys to it, and what is said in it under those keys."""

from .case import Case, Part, Party, Role, Side
from .entries import CaseFile, Chunk, Confidence, Entry
from .keys import Audience, CaseKey, KeyLock, PersonKey, Wrap

__all__ = [
    "Audience", "Case", "CaseFile", "CaseKey", "Chunk", "Confidence", "Entry", "KeyLock", "Part", "Party", "PersonKey", "Role", "Side", "Wrap",
]  # fmt: skip
