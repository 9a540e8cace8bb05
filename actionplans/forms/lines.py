"""Boxes with one thing on each line."""

import datetime
import re

from django import forms
from django.utils.translation import gettext as _

from actionplans.by_when import parse_by_when

FROM = re.compile(r"(.*\S)[\s,]+(?:from|since)\s+(\S.*)", re.IGNORECASE)
DAY_AND_WORDS = re.compile(r"([^:]+):\s*(\S.*)")


class LinesField(forms.CharField):
    """A list of texts, one on each line; blank lines do not count."""

    def __init__(self, *, rows: int = 3, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def clean(self, value) -> list[str]:
        return [line for line in (" ".join(part.split()) for part in super().clean(value).split("\n")) if line]


def one_day(text: str, *, plan_start: datetime.date, plan_end: datetime.date) -> datetime.date:
    """The first day of what `text` names. Raises ValidationError with the words themselves."""
    try:
        when = parse_by_when(text, plan_start=plan_start, plan_end=plan_end)
    except ValueError as error:
        raise forms.ValidationError(f"“{text}”: {error}") from error
    found = when.starts_on or (when.due_on.replace(day=1) if when.precision == "month" else when.due_on)
    if found is None:
        raise forms.ValidationError(_("“%(text)s” is no day: write it like 1 May 2009.") % {"text": text})
    return found


def person_on_line(line: str, *, plan_start: datetime.date, plan_end: datetime.date) -> tuple[str, datetime.date | None]:
    """ "Kathryn Bell, from May 2008" is a name and a day."""
    match = FROM.fullmatch(line)
    if not match:
        return line[:120], None
    return match[1].rstrip(", ")[:120], one_day(match[2], plan_start=plan_start, plan_end=plan_end)
