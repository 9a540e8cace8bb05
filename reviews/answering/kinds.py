"""One class for each kind of question: its form fields, the value a draft keeps, what is counted, and how it reads back.

A draft value is JSON, or None for a question that was left out. Nothing is required: an honest gap beats a forced answer.
"""

from dataclasses import dataclass

from django import forms

from reviews.models import Question
from reviews.models.answers import Openness
from reviews.models.survey import DONT_KNOW

NUMBER_BANDS = (("1", "1", range(1, 2)), ("2", "2 or 3", range(2, 4)), ("4", "4 to 9", range(4, 10)), ("10", "10 or more", range(10, 100)))
RATINGS = [(str(n), str(n)) for n in range(1, 11)] + [("cannot_tell", "Cannot tell")]
PLACES = (1, 2, 3)
LONGEST_TEXT = 1000


@dataclass
class Kind:
    """The behaviour shared by all kinds: one field, whose value is the answer and is counted as it is."""

    question: Question
    sector: str

    @property
    def name(self) -> str:
        return self.question.key

    @property
    def label(self) -> str:
        return self.question.text_for(self.sector)

    def fields(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    def groups(self) -> list[tuple[str, list[str]]]:
        """(legend, names of fields) as the page shows them; no legend where a field's own label says the question."""
        return [("", list(self.fields()))]

    def initial(self, value) -> dict:
        return {} if value is None else {self.name: value}

    def value(self, cleaned: dict):
        return cleaned.get(self.name) or None

    def counted(self, value) -> list[str]:
        """The options to count, each at most once for a response."""
        return []

    def said(self, value) -> list[str]:
        """The answer in words, a line each, for the check page and the respondent's copy."""
        labels = dict(self.question.choices)
        return [labels.get(part, part) for part in (value if isinstance(value, list) else [value])]

    def written(self, body: dict) -> list[str]:
        """What is kept of the answer after it was sent, a line each: `body` of a DetachedText or a NamedAnswer."""
        return self.said(body)

    def together(self) -> list[tuple[str, list[str]]]:
        """For a question of several fields: its words stand above them all."""
        return [(self.label, list(self.fields()))]

    def common(self, **more) -> dict:
        return {"label": self.label, "help_text": self.question.help_text, "required": False} | more


class Single(Kind):
    def fields(self):
        return {self.name: forms.ChoiceField(choices=self.question.choices, widget=forms.RadioSelect, **self.common())}

    def counted(self, value):
        return [] if value == DONT_KNOW else [value]


class Several(Kind):
    def fields(self):
        help_text = self.question.help_text or "Choose all that apply."
        return {
            self.name: forms.MultipleChoiceField(
                choices=self.question.choices, widget=forms.CheckboxSelectMultiple, **self.common(help_text=help_text)
            )
        }

    def counted(self, value):
        return list(value)


class Number(Kind):
    """Counted by bands: a single large number could be traced."""

    def fields(self):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"})
        return {self.name: forms.IntegerField(min_value=1, max_value=99, widget=widget, **self.common())}

    def counted(self, value):
        return [key for key, _, numbers in NUMBER_BANDS if value in numbers]

    def said(self, value):
        return [str(value)]


class Rating(Kind):
    def fields(self):
        choices = [("", "Choose"), *RATINGS]
        return {f"{self.name}_{item}": forms.ChoiceField(label=text, choices=choices, required=False) for item, text in self.question.choices}

    groups = Kind.together

    def initial(self, value):
        return {f"{self.name}_{item}": score for item, score in (value or {}).items()}

    def value(self, cleaned):
        scores = {item: cleaned.get(f"{self.name}_{item}") for item, _ in self.question.choices}
        return {item: score for item, score in scores.items() if score} or None

    def counted(self, value):
        return [f"{item}:{score}" for item, score in value.items() if score != "cannot_tell"]

    def said(self, value):
        labels, scores = dict(self.question.choices), dict(RATINGS)
        return [f"{labels[item]}: {scores[score]}" for item, score in value.items()]


class Rank(Kind):
    def fields(self):
        choices = [("", "Choose"), *self.question.choices]
        words = {1: "First", 2: "Second", 3: "Third"}
        return {f"{self.name}_{place}": forms.ChoiceField(label=words[place], choices=choices, required=False) for place in PLACES}

    groups = Kind.together

    def initial(self, value):
        return {f"{self.name}_{place}": chosen for place, chosen in zip(PLACES, value or [], strict=False)}

    def value(self, cleaned):
        """In order, a subject once: choosing it twice counts as its higher place."""
        chosen = [cleaned.get(f"{self.name}_{place}") for place in PLACES]
        return list(dict.fromkeys(subject for subject in chosen if subject)) or None

    def counted(self, value):
        return [*value, f"first:{value[0]}"]


class Text(Kind):
    """A text with its openness. Who will see it stands above the box, before anybody writes."""

    def fields(self):
        box = forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5}), **self.common())
        return {self.name: box, f"{self.name}_openness": openness_field()}

    def initial(self, value):
        return {self.name: value["text"], f"{self.name}_openness": value["openness"]} if value else {}

    def value(self, cleaned):
        text = (cleaned.get(self.name) or "").strip()
        return {"text": text, "openness": cleaned.get(f"{self.name}_openness") or Openness.STEERING} if text else None

    def said(self, value):
        return [value["text"], Openness(value["openness"]).label]

    def written(self, body):
        return [body["text"]]


class Help(Kind):
    OFFERS = (("time", "Time"), ("venue", "A room"), ("training", "Training"), ("expertise", "Knowledge"), ("data", "Data"), ("money", "Money"))

    def fields(self):
        boxes = forms.CheckboxSelectMultiple
        return {
            self.name: forms.MultipleChoiceField(choices=self.question.choices, widget=boxes, **self.common(help_text="Choose all that apply.")),
            f"{self.name}_offer": forms.MultipleChoiceField(label="What could you offer?", choices=self.OFFERS, widget=boxes, required=False),
            f"{self.name}_text": forms.CharField(label="Anything to add?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}), required=False),
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

    def said(self, value):
        targets, offers = dict(self.question.choices), dict(self.OFFERS)
        lines = [targets.get(t, t) for t in value["targets"]] + [", ".join(offers[o] for o in value["offers"]), value["text"]]
        return [line for line in lines if line]


class Contact(Kind):
    def fields(self):
        choices = [("yes", "Yes"), ("no", "No")]
        return {
            self.name: forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **self.common()),
            f"{self.name}_email": forms.EmailField(
                label="E-mail address for this", required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
            ),
        }

    def initial(self, value):
        return {self.name: value["answer"], f"{self.name}_email": value["email"]} if value else {}

    def value(self, cleaned):
        answer = cleaned.get(self.name)
        return {"answer": answer, "email": cleaned.get(f"{self.name}_email", "") if answer == "yes" else ""} if answer else None

    def said(self, value):
        return [f"Yes, at {value['email']}" if value["email"] else value["answer"].capitalize()]


def openness_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Who may read this?",
        choices=Openness.choices,
        initial=Openness.STEERING,
        widget=forms.RadioSelect,
        required=False,
        help_text="Nobody reads it before the survey closes. Unless you choose your name, it is kept apart from your organisation for good.",
    )


def kind_of(question: Question, sector: str) -> Kind:
    from reviews.answering.examples import Examples

    kinds = {
        "likert": Single, "single": Single, "several": Several, "number": Number, "rating": Rating, "rank": Rank,
        "text": Text, "help": Help, "contact": Contact, "examples": Examples,
    }  # fmt: skip
    return kinds[question.kind](question, sector)
