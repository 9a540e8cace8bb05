"""One class for each kind of question: its form fields, the value a draft keeps, what is counted, what is kept, how it reads back.

A draft value is JSON, or None for a question that was left out. Nothing is required: an honest gap beats a forced answer.
"""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.utils.choices import BaseChoiceIterator

from compact_portal.releasing.rules import AGREEING, ANSWERED, Asked
from reviews.answering.openness import openness_field
from reviews.models import Question
from reviews.models.answers import Openness
from reviews.models.survey import DONT_KNOW

NUMBER_BANDS = (("1", "1", range(1, 2)), ("2", "2 or 3", range(2, 4)), ("4", "4 to 9", range(4, 10)), ("10", "10 or more", range(10, 100)))
RATING_BANDS = (("1-4", "1 to 4", range(1, 5)), ("5-7", "5 to 7", range(5, 8)), ("8-10", "8 to 10", range(8, 11)))
CANNOT_TELL = "cannot_tell"
RATINGS = [(str(n), str(n)) for n in range(1, 11)] + [(CANNOT_TELL, "Cannot tell")]
PLACES = (1, 2, 3)
LONGEST_TEXT = 1000
COUNTED = "Ticks, choices and numbers are only ever counted."
CHOSEN = "Below each text you choose who may read it."
SIGNED = "Offers of help, and a wish to be contacted, keep your organisation’s name."


class Offered(BaseChoiceIterator):
    """(value, label) pairs that a field takes as they are; Django would look through a plain list twice for each field."""

    def __init__(self, choices):
        self.choices = choices

    def __iter__(self):
        return iter(self.choices)


def band_of(number: int, bands) -> list[str]:
    return [key for key, _, numbers in bands if number in numbers]


@dataclass
class Kind:
    """What most kinds share: one field, whose value is the answer, counted and never kept."""

    question: Question
    sector: str
    readers = COUNTED
    seen = "Only counted."  # by whom, said above the very question

    @property
    def name(self) -> str:
        return self.question.key

    @property
    def label(self) -> str:
        return self.question.text_for(self.sector)

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
        section = self.question.section.title
        return Asked(number=self.question.number, section=section, options=tuple(options), headline=self.question.headline, **known)

    def said(self, value) -> list[str]:
        """The answer in words, a line each, for the check page and the respondent's copy."""
        labels = dict(self.question.choices)
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


class Single(Kind):
    def fields(self):
        return {self.name: forms.ChoiceField(choices=Offered(self.question.choices), widget=forms.RadioSelect, **self.common())}

    def options(self, value):
        return [] if value == DONT_KNOW else [value]


class Likert(Single):
    def asked(self):
        return [self.as_asked([choice for choice in self.question.choices if choice[0] != DONT_KNOW], agreement=AGREEING)]


class Several(Kind):
    def fields(self):
        help_text = self.question.help_text or "Choose all that apply."
        boxes = forms.CheckboxSelectMultiple
        return {self.name: forms.MultipleChoiceField(choices=Offered(self.question.choices), widget=boxes, **self.common(help_text=help_text))}

    def options(self, value):
        return list(value)


class Number(Kind):
    """Counted by bands: a single large number could be traced."""

    def fields(self):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"})
        sentence = "Enter a whole number from 1 to 99, such as 4"
        messages = {"invalid": sentence, "min_value": sentence, "max_value": sentence}
        return {self.name: forms.IntegerField(min_value=1, max_value=99, widget=widget, error_messages=messages, **self.common())}

    def options(self, value):
        return band_of(value, NUMBER_BANDS)

    def asked(self):
        return [self.as_asked([(key, label) for key, label, _ in NUMBER_BANDS])]

    def said(self, value):
        return [str(value)]


class Rating(Kind):
    """Each item is counted and released as a question of its own, in three bands, so that each has its own floor."""

    groups = Kind.together

    def fields(self):
        choices = [("", "Choose"), *RATINGS]
        return {f"{self.name}_{item}": forms.ChoiceField(label=text, choices=choices, required=False) for item, text in self.question.choices}

    def initial(self, value):
        return {f"{self.name}_{item}": score for item, score in (value or {}).items()}

    def value(self, cleaned):
        scores = {item: cleaned.get(f"{self.name}_{item}") for item, _ in self.question.choices}
        return {item: score for item, score in scores.items() if score} or None

    def counted(self, value):
        return {f"{self.name}:{item}": [ANSWERED, *band_of(int(score), RATING_BANDS)] for item, score in value.items() if score != CANNOT_TELL}

    def asked(self):
        bands = [(key, label) for key, label, _ in RATING_BANDS]
        return [self.as_asked(bands, key=f"{self.name}:{item}", text=f"{self.question.text} {text}") for item, text in self.question.choices]

    def said(self, value):
        labels, scores = dict(self.question.choices), dict(RATINGS)
        return [f"{labels[item]}: {scores[score]}" for item, score in value.items()]


class Rank(Kind):
    groups = Kind.together

    def fields(self):
        choices = [("", "Choose"), *self.question.choices]
        words = {1: "First", 2: "Second", 3: "Third"}
        return {f"{self.name}_{place}": forms.ChoiceField(label=words[place], choices=choices, required=False) for place in PLACES}

    def initial(self, value):
        return {f"{self.name}_{place}": chosen for place, chosen in zip(PLACES, value or [], strict=False)}

    def errors(self, cleaned):
        chosen = [cleaned.get(name) for name in self.boxes if cleaned.get(name)]
        return [] if len(chosen) == len(set(chosen)) else [(f"{self.name}_2", "Choose a different subject for each place.")]

    def value(self, cleaned):
        return [cleaned[f"{self.name}_{place}"] for place in PLACES if cleaned.get(f"{self.name}_{place}")] or None

    def options(self, value):
        return [*value, f"first:{value[0]}"]

    def asked(self):
        first = [(f"first:{value}", f"{label}, in first place") for value, label in self.question.choices]
        return [self.as_asked([*self.question.choices, *first])]


class Text(Kind):
    """A text with its openness."""

    readers = CHOSEN
    seen = "Below the box you choose who may read it."

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
        return [value["text"], f"Who may read this: {Openness(value['openness']).label}"]

    def written(self, body):
        return [body["text"]]


class Help(Kind):
    readers = SIGNED
    seen = "Kept with your organisation’s name."
    OFFERS = (("time", "Time"), ("venue", "A room"), ("training", "Training"), ("expertise", "Knowledge"), ("data", "Data"), ("money", "Money"))

    def fields(self):
        boxes = forms.CheckboxSelectMultiple
        more = {"label": "Anything to add?", "max_length": 500, "widget": forms.Textarea(attrs={"rows": 3}), "required": False}
        return {
            self.name: forms.MultipleChoiceField(choices=self.question.choices, widget=boxes, **self.common(help_text="Choose all that apply.")),
            f"{self.name}_offer": forms.MultipleChoiceField(label="What could you offer?", choices=self.OFFERS, widget=boxes, required=False),
            f"{self.name}_text": forms.CharField(**more),
        }

    def initial(self, value):
        return {self.name: value["targets"], f"{self.name}_offer": value["offers"], f"{self.name}_text": value["text"]} if value else {}

    def value(self, cleaned):
        value = {
            "targets": cleaned.get(self.name) or [],
            "offers": cleaned.get(f"{self.name}_offer") or [],
            "text": (cleaned.get(f"{self.name}_text") or "").strip(),
        }
        return value if any(value.values()) else None

    def counted(self, value):
        return {self.name: [ANSWERED]}

    def bodies(self, value):
        return [value | {"openness": Openness.NAMED}]

    def asked(self):
        return []

    def said(self, value):
        targets, offers = dict(self.question.choices), dict(self.OFFERS)
        lines = [targets.get(t, t) for t in value["targets"]] + [", ".join(offers[o] for o in value["offers"]), value["text"]]
        return [line for line in lines if line]


class Contact(Kind):
    readers = SIGNED
    seen = "Kept with your organisation’s name."

    def fields(self):
        address = forms.EmailField(
            label="E-mail address for this", required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            help_text="Leave it empty if the address that your invitation went to will do.",
        )  # fmt: skip
        choices = [("yes", "Yes"), ("no", "No")]
        return {self.name: forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **self.common()), f"{self.name}_email": address}

    def initial(self, value):
        return {self.name: value["answer"], f"{self.name}_email": value["email"]} if value else {}

    def errors(self, cleaned):
        if cleaned.get(f"{self.name}_email") and cleaned.get(self.name) != "yes":
            return [(self.name, "Choose Yes, or leave the address empty.")]
        return []

    def value(self, cleaned):
        answer = cleaned.get(self.name)
        return {"answer": answer, "email": cleaned.get(f"{self.name}_email", "")} if answer else None

    def counted(self, value):
        return {self.name: [ANSWERED]}

    def bodies(self, value):
        return [value | {"openness": Openness.NAMED}] if value["answer"] == "yes" else []

    def asked(self):
        return []

    def said(self, value):
        return [f"Yes, at {value['email']}" if value["email"] else value["answer"].capitalize()]
