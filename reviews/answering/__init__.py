"""Answering a survey: forms for each kind of question, what is counted, what is detached."""

from reviews.answering.examples import Examples
from reviews.answering.kinds import Contact, Help, Kind, Likert, Number, Rank, Rating, Several, Single, Text
from reviews.answering.short_texts import Comment, Line
from reviews.models import Question

KINDS = {
    "likert": Likert, "single": Single, "several": Several, "number": Number, "rating": Rating, "rank": Rank,
    "text": Text, "line": Line, "comment": Comment, "help": Help, "contact": Contact, "examples": Examples,
}  # fmt: skip


def kind_of(question: Question, sector: str) -> Kind:
    return KINDS[question.kind](question, sector)
