"""The survey on paper: the same questions with boxes to tick and lines to write on, as a tagged PDF."""

from dataclasses import dataclass, field

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from compact_portal.documents.pdf import render_pdf_once
from reviews.answering import kind_of
from reviews.answering.kinds import Kind
from reviews.answering.kinds.examples import Examples
from reviews.models import Facts, Question, Survey

EXAMPLES_ON_PAPER = 2
LETTERS_ON_A_LINE = 120
SHORT = 27  # letters of an answer that fits a third of the page


@dataclass(frozen=True)
class Blank:
    """One thing to fill in. `choices` are to be ticked, or circled where they stand in a `row`; without any there are `lines` to write on."""

    label: str
    how: str
    choices: list[str] = field(default_factory=list)
    row: bool = False
    lines: int = 0

    @property
    def is_short(self) -> bool:
        return all(len(choice) <= SHORT for choice in self.choices)

    @property
    def each_line(self) -> range:
        return range(self.lines)


def blank_of(label: str, asked: forms.Field) -> Blank:
    choices = [words for value, words in getattr(asked, "choices", []) if value]
    if isinstance(asked, forms.MultipleChoiceField):
        return Blank(label, _("Tick all that apply."), choices)
    if isinstance(asked, forms.ChoiceField):
        ticked = isinstance(asked.widget, forms.RadioSelect)
        return Blank(label, _("Tick one."), choices) if ticked else Blank(label, _("Circle one."), choices, row=True)
    long = isinstance(asked.widget, forms.Textarea)
    return Blank(label, _("Write here:"), lines=max(2, round((asked.max_length or 500) / LETTERS_ON_A_LINE)) if long else 1)


def blanks_of(kind: Kind) -> list[tuple[str, list[Blank]]]:
    """[(heading, blanks)] of a question; a heading stands over each practice example."""
    if isinstance(kind, Examples):
        subject = _("Write its subject, or the number of the promise, if you know it:")
        one = [
            blank_of(asked.label, asked) if name != "about" else Blank(asked.label, subject, lines=1)
            for name, asked in kind.one().items()
            if name != "remove"
        ]
        return [(_("Example %(number)s") % {"number": n}, one) for n in range(1, EXAMPLES_ON_PAPER + 1)]
    if kind.question.kind == Question.Kind.RANK:
        subjects = Blank("", _("Choose from these subjects:"), [label for _value, label in kind.question.choices])
        return [("", [subjects, *(Blank(asked.label, _("Write one subject:"), lines=1) for asked in kind.fields().values())])]
    fields = kind.fields().items()
    return [("", [blank_of("" if name == kind.name else asked.label, asked) for name, asked in fields])]


def paper_html(survey: Survey, facts: Facts) -> str:
    """The whole page that the PDF is made from, for organisations like `facts`. Questions that wait for an answer say for which."""
    pages = []
    for section, asked in survey.asked_of(facts):
        questions = [(question, kind_of(question, facts.sector)) for question in asked]
        pages.append((section, [(question, kind, blanks_of(kind)) for question, kind in questions]))
    context = {"survey": survey, "compact": survey.compact, "pages": pages, "facts": facts, "sector": survey.compact.terms.sector(facts.sector)}
    return render_to_string("reviews/paper/form.html", context)


def paper_pdf(survey: Survey, facts: Facts) -> bytes:
    return render_pdf_once(paper_html(survey, facts))
