"""The form of one page of the survey."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from compact_portal.forms import PortalForm
from reviews.answering.examples import MOST, Examples
from reviews.answering.kinds import Rank, kind_of
from reviews.models import Question

COUNTED = {"likert", "single", "several", "number", "rating", "rank"}
WRITTEN = {"text", "examples"}
SIGNED = {"help", "contact"}


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
        kinds = {kind.question.kind for kind in self.kinds}
        lines = []
        if kinds & COUNTED:
            lines.append("Ticks, choices and numbers are only ever counted.")
        if kinds & WRITTEN:
            lines.append("Below each text you choose who may read it.")
        if kinds & SIGNED:
            lines.append("Offers of help, and a wish to be contacted, keep your organisation’s name.")
        return lines

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
