"""Questions answered in words, each text with who may read it: long, in one line, or about the document of its page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.releasing.rules import ANSWERED
from reviews.answering.kinds.base import CHOSEN, Kind
from reviews.answering.openness import openness_field
from reviews.models.answers import Openness

LONGEST_TEXT = 1000
LONGEST_LINE = 200


class Text(Kind):
    """A text with its openness."""

    readers = CHOSEN
    seen = _("Below the box you choose who may read it.")

    def fields(self):
        box = forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5}), **self.common())
        return {self.name: box, f"{self.name}_openness": openness_field()}

    def initial(self, value):
        return {self.name: value["text"], f"{self.name}_openness": value["openness"]} if value else {}

    def value(self, cleaned):
        text = (cleaned.get(self.name) or "").strip()
        return {"text": text, "openness": cleaned.get(f"{self.name}_openness") or Openness.STEERING} if text else None

    def counted(self, value):
        return {self.name: [ANSWERED]}

    def bodies(self, value):
        return [value]

    def asked(self):
        return []

    def said(self, value):
        return [value["text"], _("Who may read this: %(openness)s") % {"openness": Openness(value["openness"]).label}]

    def written(self, body):
        return [body["text"]]


class Line(Text):
    """One line, with its openness like every text: a name or a place may stand in it."""

    def fields(self):
        return {self.name: forms.CharField(max_length=LONGEST_LINE, **self.common()), f"{self.name}_openness": openness_field()}


class Comment(Text):
    """A long text that says which document it is about."""

    def common(self, **more):
        about = _("Your comment on “%(document)s”.") % {"document": self.question.section.document} if self.question.section.document_id else ""
        return super().common(**({"help_text": self.question.help_text or about} | more))
