"""One class for each kind of question: its form fields, the value a draft keeps, what is counted, what is kept, how it reads back.

A draft value is JSON, or None for a question that was left out. Nothing is required: an honest gap beats a forced answer.
"""

from reviews.answering.kinds.base import Kind
from reviews.answering.kinds.closed import Likert, Number, Rank, Rating, Several, Single
from reviews.answering.kinds.examples import Examples
from reviews.answering.kinds.signed import Contact, Help
from reviews.answering.kinds.written import Comment, Line, Text

__all__ = ["Comment", "Contact", "Examples", "Help", "Kind", "Likert", "Line", "Number", "Rank", "Rating", "Several", "Single", "Text"]
