"""The form of one page of the survey."""

from functools import cached_property

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm
from reviews.answering import kind_of
from reviews.answering.kinds.examples import MOST, Examples
from reviews.answering.last_year import Before
from reviews.answering.layout import Together, Words
from reviews.answering.words import plain_words
from reviews.models import Question

# What a page posts beside its questions.
CONTROLS = {"csrfmiddlewaretoken", "invitation", "version", "page", "opened", "another", "later", "back", "autosave", "dispute"}
NOT_ASKED = _("Part of what you sent answers a question that is not on this page, and was not saved. Open the page again from the list of all pages.")
A_FILE = _("Files cannot be sent here. Write the words into the box, or tell the office of the survey about the file.")


class SectionForm(PortalForm):
    """Fields of the section's questions. `draft` holds what was saved before, `before` what was said in the last survey."""

    mark_optional = False  # every answer may be left out; the first page says so once

    def __init__(
        self,
        data=None,
        files=None,
        *,
        questions: list[Question],
        sector: str,
        draft: dict,
        before: dict[str, Before] | None = None,
        another: bool = False,
    ):
        self.kinds = [kind_of(question, sector) for question in questions]
        self.before = {key: said for key, said in (before or {}).items() if (draft.get(key) or {}).get("text") != said.words}
        if data is not None:
            data = MultiValueDict({name: [plain_words(value) for value in values] for name, values in data.lists()})
        initial = {}
        for kind in self.kinds:
            if isinstance(kind, Examples):
                kind.carries_notes = True
                saved = len(draft.get(kind.name) or [])
                kind.shown = min(MOST, max(1, examples_sent(data, kind.name) if data else saved + another))
            initial |= kind.initial(draft.get(kind.name))
        super().__init__(data, files, initial=initial)
        for kind in self.kinds:
            self.fields |= kind.boxes
            if kind.name in self.before:
                self.fields[same(kind.name)] = no_change(self.before[kind.name])

    @cached_property
    def helper(self) -> FormHelper:
        """How the page is drawn; nobody asks for it where a page was saved."""
        blocks = []
        for kind in self.kinds:
            blocks += [Words(kind.label, kind.hint)] if kind.in_parts else []
            for legend, names in kind.groups():
                hint = "" if kind.in_parts else kind.hint
                blocks += [Together(legend, *names, name=kind.name, hint=hint)] if legend else names
            if same(kind.name) in self.fields:
                blocks.insert(blocks.index(kind.name) + 1, same(kind.name))
            if kind.name in self.fields:
                self.fields[kind.name].widget.attrs |= {"label_class": "govuk-label--s", "legend_class": "govuk-fieldset__legend--s"}
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(*blocks)
        return helper

    @property
    def readers(self) -> list[str]:
        """Who will read the answers on this page, said before anybody answers."""
        return list(dict.fromkeys(kind.readers for kind in self.kinds))

    def clean(self):
        cleaned = super().clean()
        for kind in self.kinds:
            for field, sentence in kind.errors(cleaned):
                self.add_error(field, sentence)
        for key, said in self.before.items():
            if cleaned.get(same(key)) and (cleaned.get(key) or said.words) != said.words:
                self.add_error(same(key), _("Untick this, or empty the box above it: both cannot be kept"))
        if self.files:
            self.add_error(None, A_FILE)
        return cleaned

    def refuse_unasked(self) -> None:
        """Say so where something was filled in that is not on this page: a question that no longer is, or a forged one."""
        names = self.data.keys() - self.fields.keys() - CONTROLS
        if any(self.data[name] for name in names if not name.startswith("choose-")):
            self.add_error(None, NOT_ASKED)

    def answers(self) -> dict:
        """{question key: draft value or None}; of a form with errors, the questions that have none."""
        given = self.cleaned_data
        again = {key: said.words for key, said in self.before.items() if given.get(same(key))}
        wrong = self.errors.keys()
        return {
            kind.name: kind.value(given | again if kind.name in again else given)
            for kind in self.kinds
            if wrong.isdisjoint(kind.boxes) and same(kind.name) not in wrong
        }

    def put_saved(self, draft: dict, except_for) -> None:
        """Show what is saved instead of what was sent, where it is right and not one of `except_for`: somebody else may have changed it."""
        mine = self.answers()
        for kind in self.kinds:
            if kind.name in mine and kind.name not in except_for and mine[kind.name] != draft.get(kind.name):
                shown = kind.initial(draft.get(kind.name))
                for name in kind.boxes:
                    value = shown.get(name, [])
                    self.data.setlist(name, value if isinstance(value, list) else [str(value)])


def same(key: str) -> str:
    """The name of the box that says the answer of last year again."""
    return f"{key}_same"


def no_change(said: Before) -> forms.BooleanField:
    known = {"year": said.year, "words": said.words, "asked": said.asked}
    words = _("In %(year)s you wrote, with your organisation’s name: “%(words)s”") % known
    if said.asked:
        asked = _("The question was then: %(asked)s") % known
        words = f"{words} {asked}"
    return forms.BooleanField(label=_("No change: use the words of %(year)s again") % known, help_text=words, required=False)


def says_no_change(data) -> bool:
    return any(name.endswith("_same") for name in data)


def examples_sent(data, name: str) -> int:
    """How many examples the page that was sent held."""
    return next((place for place in range(MOST, 0, -1) if any(key.startswith(f"{name}-{place}-") for key in data)), 1)
