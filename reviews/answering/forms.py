"""The form of one page of the survey."""

from django import forms
from django.core.exceptions import ValidationError

from compact_portal.forms import PortalForm
from reviews.answering.examples import MOST, Examples
from reviews.answering.kinds import Rank, kind_of
from reviews.models import Question


class SectionForm(PortalForm):
    """Fields of the section's questions. `version` says which saved state the page was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, questions: list[Question], sector: str, draft: dict, version: int, another: bool = False):
        self.kinds = [kind_of(question, sector) for question in questions]
        initial = {"version": version}
        for kind in self.kinds:
            if isinstance(kind, Examples):
                saved = len(draft.get(kind.name) or [])
                kind.shown = min(MOST, max(1, examples_sent(data, kind.name) if data else saved + another))
            initial |= kind.initial(draft.get(kind.name))
        super().__init__(data, initial=initial)
        for kind in self.kinds:
            self.fields |= kind.fields()

    def clean(self):
        cleaned = super().clean()
        for kind in self.kinds:
            if isinstance(kind, Rank):
                chosen = [cleaned.get(name) for name in kind.fields() if cleaned.get(name)]
                if len(chosen) != len(set(chosen)):
                    self.add_error(f"{kind.name}_2", ValidationError("Choose a different subject for each place."))
        return cleaned

    def answers(self) -> dict:
        """{question key: draft value or None}, of a valid form."""
        return {kind.name: kind.value(self.cleaned_data) for kind in self.kinds}


def examples_sent(data, name: str) -> int:
    """How many examples the page that was sent held."""
    places = [int(key.split("-")[1]) for key in data if key.startswith(f"{name}-") and key.split("-")[1].isdigit()]
    return max(places, default=1)
