"""Questions whose answers are only ever counted: choices, numbers, ratings and ranks."""

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from compact_portal.releasing.rules import AGREEING, ANSWERED
from reviews.answering.kinds.base import Kind, Offered, spoken
from reviews.models.questions import DONT_KNOW

NUMBER_BANDS = (
    ("1", "1", range(1, 2)),
    ("2", gettext_noop("2 or 3"), range(2, 4)),
    ("4", gettext_noop("4 to 9"), range(4, 10)),
    ("10", gettext_noop("10 or more"), range(10, 100)),
)
RATING_BANDS = (
    ("1-4", gettext_noop("1 to 4"), range(1, 5)),
    ("5-7", gettext_noop("5 to 7"), range(5, 8)),
    ("8-10", gettext_noop("8 to 10"), range(8, 11)),
)
CANNOT_TELL = "cannot_tell"
RATINGS = [(str(n), str(n)) for n in range(1, 11)] + [(CANNOT_TELL, gettext_noop("Cannot tell"))]
PLACES = (1, 2, 3)


def band_of(number: int, bands) -> list[str]:
    return [key for key, _, numbers in bands if number in numbers]


class Single(Kind):
    def fields(self):
        return {self.name: forms.ChoiceField(choices=Offered(self.choices), widget=forms.RadioSelect, **self.common())}

    def options(self, value):
        return [] if value == DONT_KNOW else [value]


class Likert(Single):
    def asked(self):
        return [self.as_asked([choice for choice in self.question.choices if choice[0] != DONT_KNOW], agreement=AGREEING)]


class Several(Kind):
    def fields(self):
        help_text = self.question.help_text or _("Choose all that apply.")
        boxes = forms.CheckboxSelectMultiple
        return {self.name: forms.MultipleChoiceField(choices=Offered(self.question.choices), widget=boxes, **self.common(help_text=help_text))}

    def options(self, value):
        return list(value)


class Number(Kind):
    """Counted by bands: a single large number could be traced."""

    def fields(self):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"})
        sentence = _("Enter a whole number from 1 to 99, such as 4")
        messages = {"invalid": sentence, "min_value": sentence, "max_value": sentence}
        return {self.name: forms.IntegerField(min_value=1, max_value=99, widget=widget, error_messages=messages, **self.common())}

    def options(self, value):
        return band_of(value, NUMBER_BANDS)

    def asked(self):
        return [self.as_asked(spoken((key, label) for key, label, _ in NUMBER_BANDS))]

    def said(self, value):
        return [str(value)]


class Rating(Kind):
    """Each item is counted and released as a question of its own, in three bands, so that each has its own floor."""

    groups = Kind.together

    def fields(self):
        choices = [("", _("Choose")), *spoken(RATINGS)]
        return {f"{self.name}_{item}": forms.ChoiceField(label=text, choices=choices, required=False) for item, text in self.question.choices}

    def initial(self, value):
        return {f"{self.name}_{item}": score for item, score in (value or {}).items()}

    def value(self, cleaned):
        scores = {item: cleaned.get(f"{self.name}_{item}") for item, _ in self.question.choices}
        return {item: score for item, score in scores.items() if score} or None

    def counted(self, value):
        return {f"{self.name}:{item}": [ANSWERED, *band_of(int(score), RATING_BANDS)] for item, score in value.items() if score != CANNOT_TELL}

    def asked(self):
        bands = spoken((key, label) for key, label, _ in RATING_BANDS)
        return [self.as_asked(bands, key=f"{self.name}:{item}", text=f"{self.question.text} {text}") for item, text in self.question.choices]

    def said(self, value):
        labels, scores = dict(self.question.choices), dict(spoken(RATINGS))
        return [f"{labels[item]}: {scores[score]}" for item, score in value.items()]


class Rank(Kind):
    groups = Kind.together

    def fields(self):
        choices = [("", _("Choose")), *self.question.choices]
        words = {1: _("First"), 2: _("Second"), 3: _("Third")}
        return {f"{self.name}_{place}": forms.ChoiceField(label=words[place], choices=choices, required=False) for place in PLACES}

    def initial(self, value):
        return {f"{self.name}_{place}": chosen for place, chosen in zip(PLACES, value or [], strict=False)}

    def errors(self, cleaned):
        chosen = [cleaned.get(name) for name in self.boxes if cleaned.get(name)]
        return [] if len(chosen) == len(set(chosen)) else [(f"{self.name}_2", _("Choose a different subject for each place."))]

    def value(self, cleaned):
        return [cleaned[f"{self.name}_{place}"] for place in PLACES if cleaned.get(f"{self.name}_{place}")] or None

    def options(self, value):
        return [*value, f"first:{value[0]}"]

    def asked(self):
        first = [(f"first:{value}", gettext("%(choice)s, in first place") % {"choice": label}) for value, label in self.question.choices]
        return [self.as_asked([*self.question.choices, *first])]
