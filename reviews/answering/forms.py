"""The form of one page of the survey."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms

from compact_portal.forms import PortalForm
from reviews.answering import kind_of
from reviews.answering.examples import MOST, Examples
from reviews.models import Question


class SectionForm(PortalForm):
    """Fields of the section's questions. `version` says which saved state the page was opened on."""

    mark_optional = False  # every answer may be left out; the first page says so once
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
        blocks = ["version"]
        for kind in self.kinds:
            self.fields |= kind.fields()
            for legend, names in kind.groups():
                blocks += [Fieldset(legend, *names)] if legend else names
            if kind.name in self.fields:
                self.fields[kind.name].widget.attrs |= {"label_class": "govuk-label--s", "legend_class": "govuk-fieldset__legend--s"}
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*blocks)

    @property
    def readers(self) -> list[str]:
        """Who will read the answers on this page, said before anybody answers."""
        return list(dict.fromkeys(kind.readers for kind in self.kinds))

    def clean(self):
        cleaned = super().clean()
        for kind in self.kinds:
            for field, sentence in kind.errors(cleaned):
                self.add_error(field, sentence)
        return cleaned

    def answers(self) -> dict:
        """{question key: draft value or None}, of a valid form."""
        return {kind.name: kind.value(self.cleaned_data) for kind in self.kinds}


def examples_sent(data, name: str) -> int:
    """How many examples the page that was sent held."""
    return next((place for place in range(MOST, 0, -1) if any(key.startswith(f"{name}-{place}-") for key in data)), 1)
