"""What most kinds of question share, and the words that say who reads an answer."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.utils.choices import BaseChoiceIterator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.releasing.rules import ANSWERED, Asked
from reviews.models import Question
from reviews.subjects import subject_of

COUNTED = _("Ticks, choices and numbers are only ever counted.")
CHOSEN = _("Below each text you choose who may read it.")
SIGNED = _("Offers of help, and a wish to be contacted, keep your organisation’s name.")


def spoken(choices) -> list[tuple[str, str]]:
    """Choices that the portal words itself, in the language of the page."""
    return [(value, gettext(label)) for value, label in choices]


class Offered(BaseChoiceIterator):
    """(value, label) pairs that a field takes as they are; Django would look through a plain list twice for each field."""

    def __init__(self, choices):
        self.choices = choices

    def __iter__(self):
        return iter(self.choices)


@dataclass
class Kind:
    """What most kinds share: one field, whose value is the answer, counted and never kept."""

    question: Question
    sector: str
    readers = COUNTED
    seen = _("Only counted.")  # by whom, said above the very question
    in_parts = False  # whether the question's words stand over several groups of fields

    @property
    def name(self) -> str:
        return self.question.key

    @property
    def label(self) -> str:
        return self.question.text_for(self.sector)

    @property
    def hint(self) -> str:
        """The help that the officer wrote, and who will read the answer."""
        return f"{self.question.help_text} {self.seen}".strip()

    @property
    def choices(self) -> list[tuple[str, str]]:
        return self.question.offered

    def fields(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    @cached_property
    def boxes(self) -> dict[str, forms.Field]:
        """`fields()`, made once for a page."""
        return self.fields()

    def groups(self) -> list[tuple[str, list[str]]]:
        """(legend, names of fields) as the page shows them; no legend where a field's own label says the question."""
        return [("", list(self.boxes))]

    def initial(self, value) -> dict:
        return {} if value is None else {self.name: value}

    def errors(self, cleaned: dict) -> list[tuple[str, str]]:
        """(field, sentence) for answers that contradict each other."""
        return []

    def value(self, cleaned: dict):
        return cleaned.get(self.name) or None

    def options(self, value) -> list[str]:
        """The options that an answer adds to, each at most once for a response."""
        return []

    def counted(self, value) -> dict[str, list[str]]:
        """{key of a counter: what it counts}; a question that was answered is counted as that, besides its options."""
        options = self.options(value)
        return {self.name: [ANSWERED, *options]} if options else {}

    def bodies(self, value) -> list[dict]:
        """The texts to keep, each with its openness."""
        return []

    def asked(self) -> list[Asked]:
        """The question as the releasing rules see it; none for a question whose answers are no figures."""
        return [self.as_asked(self.question.choices)]

    def as_asked(self, options, **other) -> Asked:
        known = {"key": self.name, "text": self.question.text, "kind": self.question.kind} | other
        asked = self.question
        known |= {
            "about": subject_of(asked.code, asked.commitment),
            "about_text": str(asked.commitment or asked.code or ""),
            "side": asked.only_sector or asked.section.only_sector,
        }
        return Asked(number=asked.number, section=asked.section.title, options=tuple(options), headline=asked.headline, **known)

    def said(self, value) -> list[str]:
        """The answer in words, a line each, for the check page and the respondent's copy."""
        labels = dict(self.choices)
        return [labels.get(part, part) for part in (value if isinstance(value, list) else [value])]

    def written(self, body: dict) -> list[str]:
        """What is kept of the answer after it was sent, a line each: `body` of a DetachedText or a NamedAnswer."""
        return self.said(body)

    def together(self) -> list[tuple[str, list[str]]]:
        """For a question of several fields: its words stand above them all."""
        return [(self.label, list(self.boxes))]

    def common(self, **more) -> dict:
        known = {"label": self.label, "help_text": self.question.help_text, "required": False} | more
        return known | {"help_text": f"{known['help_text']} {self.seen}".strip()}
