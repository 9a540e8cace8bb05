"""Two kinds of text beside the long one: a line, and a comment on the document that its page is about."""

from django import forms

from reviews.answering.kinds import Text
from reviews.answering.openness import openness_field

LONGEST_LINE = 200


class Line(Text):
    """One line, with its openness like every text: a name or a place may stand in it."""

    def fields(self):
        return {self.name: forms.CharField(max_length=LONGEST_LINE, **self.common()), f"{self.name}_openness": openness_field()}


class Comment(Text):
    """A long text that says which document it is about."""

    def common(self, **more):
        about = f"Your comment on “{self.question.section.document}”." if self.question.section.document_id else ""
        return super().common(**({"help_text": self.question.help_text or about} | more))
