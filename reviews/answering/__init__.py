"""Answering a survey: forms for each kind of question, what is counted, what is detached."""

from reviews.answering.kinds import Comment, Contact, Examples, Help, Kind, Likert, Line, Number, Rank, Rating, Several, Single, Text
from reviews.models import Question

KINDS = {
    "likert": Likert, "single": Single, "several": Several, "number": Number, "rating": Rating, "rank": Rank,
    "text": Text, "line": Line, "comment": Comment, "help": Help, "contact": Contact, "examples": Examples,
}  # fmt: skip


def kind_of(question: Question, sector: str) -> Kind:
    return KINDS[question.kind](question, sector)
