"""What every form of the portal shares: errors in plain words, and a date in three boxes.

A form inherits from `PortalForm` or `PortalModelForm`. An error text that a field brings itself is kept.
"""

import datetime
import functools

from django import forms
from django.conf import settings
from django.forms.utils import pretty_name
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.text import plain_line_ends

PARTS = ("day", "month", "year")
MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
MISSING = {
    ("day",): _("Enter the day as well"),
    ("month",): _("Enter the month as well"),
    ("year",): _("Enter the year as well"),
    ("day", "month"): _("Enter the day and the month as well"),
    ("day", "year"): _("Enter the day and the year as well"),
    ("month", "year"): _("Enter the month and the year as well"),
}
A_REAL_DATE = _("Enter a real date, such as 27 3 2026")


class DateParts(forms.Widget):
    """Day, month and year, each in its own box; unfinished, its value is a dictionary of the three. Only the pack "govuk" draws it."""

    def value_from_datadict(self, data, files, name):
        return {part: data.get(f"{name}-{part}", "").strip() for part in PARTS}

    def value_omitted_from_data(self, data, files, name):
        return all(f"{name}-{part}" not in data for part in PARTS)

    def id_for_label(self, id_):
        return f"{id_}-day" if id_ else id_

    def parts_of(self, value) -> dict:
        """What the three boxes show of a date, of a date as text, of what was typed, or of nothing."""
        if isinstance(value, str) and value:
            value = datetime.date.fromisoformat(value)
        if isinstance(value, datetime.date):
            return {"day": value.day, "month": value.month, "year": value.year}
        return {part: (value or {}).get(part, "") for part in PARTS}


class DateField(forms.Field):
    """A day; the month may be a number or a name ("3", "Mar", "March"). Posted as `<name>-day`, `<name>-month`, `<name>-year`."""

    widget = DateParts
    default_error_messages = {"invalid": A_REAL_DATE, "year": _("Write the year with 4 figures, such as 2026")}

    def to_python(self, value) -> datetime.date | None:
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date) or value in self.empty_values:
            return value or None
        typed = self.widget.parts_of(value)
        missing = [part for part in PARTS if typed[part] == ""]
        if len(missing) == len(PARTS):
            return None
        self.wrong_parts = set(missing)
        if missing:
            raise forms.ValidationError(MISSING[tuple(missing)], code="incomplete")
        if typed["year"].isdecimal() and len(typed["year"]) != 4:
            self.wrong_parts = {"year"}
            raise forms.ValidationError(self.error_messages["year"], code="year")
        try:
            return datetime.date(int(typed["year"]), month_number(typed["month"]), int(typed["day"]))
        except (ValueError, OverflowError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def has_changed(self, initial, data) -> bool:
        return not self.disabled and self.widget.parts_of(initial or None) != {
            part: int(text) if str(text).isdecimal() else text for part, text in self.widget.parts_of(data).items()
        }


def month_number(text: str) -> int:
    """3 for "3", "03", "mar" and "March". Raises ValueError for anything else."""
    if text.isdecimal():
        return int(text)
    found = [number for number, name in enumerate(MONTHS, 1) if len(text) >= 3 and name.startswith(text.lower().rstrip("."))]
    if len(found) != 1:
        raise ValueError(text)
    return found[0]


OPTIONAL = _("optional")

# Django's class, the code of its error, and the words in its place; %(…)s are Django's own. The first that fits counts.
PLAIN = [
    (forms.FileField, "max_length", _("Give the file a shorter name")),
    (forms.FileField, "empty", _("The file is empty: choose another one")),
    (forms.FileField, "invalid", _("The file did not arrive: choose it again")),
    (forms.Field, "max_length", _("Use %(limit_value)d characters or fewer; you have used %(show_value)d")),
    (forms.Field, "min_length", _("Use %(limit_value)d characters or more; you have used %(show_value)d")),
    (forms.Field, "min_value", _("Enter %(limit_value)s or more")),
    (forms.Field, "max_value", _("Enter %(limit_value)s or less")),
    (forms.DecimalField, "invalid", _("Enter a number, such as 12.5")),
    (forms.FloatField, "invalid", _("Enter a number, such as 12.5")),
    (forms.IntegerField, "invalid", _("Enter a whole number, such as 12")),
    (forms.EmailField, "invalid", _("Enter an e-mail address in full, such as name@example.org")),
    (forms.URLField, "invalid", _("Enter a web address, such as https://www.example.org")),
    (forms.DateField, "invalid", _("Enter a real date, such as 27/03/2026")),
    (forms.ChoiceField, "invalid_choice", _("Choose from the answers offered")),
    (forms.ModelChoiceField, "invalid_choice", _("Choose from the answers offered")),
]


def quoted(label: str) -> str:
    """A label inside a sentence: a question in quotes, other words with a small first letter unless they begin with an abbreviation."""
    label = label.strip().removesuffix(f" ({OPTIONAL})").rstrip(":.")
    if label.endswith("?"):
        return f"“{label}”"
    return label if label[1:2].isupper() or get_language() != settings.LANGUAGE_CODE else label[:1].lower() + label[1:]


def required_words(field: forms.Field, label: str) -> str:
    """What to say where nothing was given."""
    words = {"label": quoted(label), "whole": label.strip()}
    if isinstance(field, forms.BooleanField):
        return gettext("Tick “%(whole)s”") % words
    if words["label"].startswith("“"):
        return gettext("Answer %(label)s") % words
    if isinstance(field, forms.FileField):
        return gettext("Choose a file: %(label)s") % words
    if isinstance(field.widget, forms.CheckboxSelectMultiple):
        return gettext("Choose at least one: %(label)s") % words
    if isinstance(field.widget, forms.Select | forms.RadioSelect):
        return gettext("Choose %(label)s") % words
    return gettext("Enter %(label)s") % words


@functools.cache
def djangos_words(kind: type[forms.Field]) -> dict:
    """The default texts of a class of field, its parents' included."""
    words = {}
    for base in reversed(kind.__mro__):
        words.update(getattr(base, "default_error_messages", {}))
    return words


def speak_plainly(field: forms.Field, label: str) -> None:
    """Put our words in place of Django's; a text that the form gave itself stays."""
    said, defaults = field.error_messages, djangos_words(type(field))
    if said.get("required") is defaults.get("required"):
        said["required"] = required_words(field, label)
    for base, code, words in PLAIN:
        if isinstance(field, base) and said.get(code) is defaults.get(code):
            said[code] = words


def as_typed(data):
    """What was posted, with each line end as the one character it is to the person: a limit of letters counts those of the page."""
    if hasattr(data, "setlist"):
        posted = data.copy()
        for name, values in data.lists():
            posted.setlist(name, [plain_line_ends(value) if isinstance(value, str) else value for value in values])
        return posted
    return {name: plain_line_ends(value) if isinstance(value, str) else value for name, value in data.items()}


class PlainWords:
    """For a form class: no browser bubbles, no colon after labels, "(optional)" where an answer may be left out, errors in plain words.

    A field is spoken for when it is first asked for, so fields that `__init__` adds or changes are included.
    """

    use_required_attribute = False
    mark_optional = True  # a survey, where every answer is optional, says so once instead

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        self.spoken_for = set()
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = as_typed(self.data)

    def __getitem__(self, name):
        if name in self.fields and name not in self.spoken_for:
            self.spoken_for.add(name)
            field = self.fields[name]
            label = str(field.label or pretty_name(name))
            speak_plainly(field, label)
            if self.mark_optional and not (field.required or isinstance(field, forms.BooleanField) or "optional" in label.lower()):
                field.label = f"{label} ({OPTIONAL})"
        return super().__getitem__(name)


class PortalForm(PlainWords, forms.Form):
    pass


class PortalModelForm(PlainWords, forms.ModelForm):
    pass


class FilterForm(PortalForm):
    """Narrows a list. Every part may be left out, so none of them says so."""

    mark_optional = False
