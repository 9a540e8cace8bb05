"""What an officer says of a page, a question, a condition and a document. The verbs check what the survey as a whole allows."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from compact_portal.documents.uploads import MAX_BYTES, UploadField
from compact_portal.forms import PortalForm
from reviews.models import Question, Section, Survey, SurveyDocument
from reviews.models.conditions import AskedOf
from reviews.models.questions import Purpose
from reviews.subjects import found_in, subject_of, subjects_of, to_choose
from signatories.models.organisation import Sector

LINES = {"rows": 3}
READABLE = ("pdf", "docx", "odt")
TAKEN = format_lazy(
    gettext_lazy(
        "PDF, Word (docx) or OpenDocument text (odt), at most {number} MB. Only those who are asked, and "
        "those who run the survey, can fetch it. What the file says about its writer is removed."
    ),
    number=MAX_BYTES // 1024 // 1024,
)


def who_fields(survey: Survey) -> dict[str, forms.Field]:
    """Whom a page or question is for. A cross-sector body is asked what either side is asked."""
    sectors = [(sector, survey.compact.terms.sector(sector)) for sector in (Sector.STATUTORY, Sector.VOLUNTARY)]
    return {
        "only_sector": forms.ChoiceField(label=gettext("Which sector is asked"), required=False, choices=[("", gettext("Both")), *sectors]),
        "only_size": forms.ChoiceField(label=gettext("Which size is asked"), required=False, choices=[("", gettext("Every size")), *AskedOf.choices]),
    }


class SectionForm(PortalForm):
    title = forms.CharField(label=gettext_lazy("Title of the page"), max_length=Section._meta.get_field("title").max_length)
    introduction = forms.CharField(
        label=gettext_lazy("Introduction"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LINES),
        help_text=gettext_lazy("Shown above its questions."),
    )
    document = forms.ModelChoiceField(
        queryset=None,
        required=False,
        empty_label=gettext_lazy("None"),
        label=gettext_lazy("Document that it is about"),
        help_text=gettext_lazy("The page then shows a link to it."),
    )

    def __init__(self, *args, survey: Survey, section: Section | None = None, **kwargs):
        names = ("title", "introduction", "document", "only_sector", "only_size")
        super().__init__(*args, initial={name: getattr(section, name) for name in names} if section else {}, **kwargs)
        self.fields |= who_fields(survey)
        self.fields["document"].queryset = survey.documents.all()
        if not survey.documents.exists():
            del self.fields["document"]


class KindForm(PortalForm):
    """The first step of a new question: a link, not a change."""

    kind = forms.ChoiceField(choices=Question.Kind, widget=forms.RadioSelect, label=gettext_lazy("What kind of answer?"))


class QuestionForm(PortalForm):
    text = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=500,
        widget=forms.Textarea(attrs=LINES),
        help_text=gettext_lazy("Every organisation is asked this."),
    )
    text_for_statutory = forms.CharField(max_length=500, widget=forms.Textarea(attrs=LINES), required=False)
    text_for_voluntary = forms.CharField(max_length=500, widget=forms.Textarea(attrs=LINES), required=False)
    help_text = forms.CharField(label=gettext_lazy("Help below the question"), max_length=500, widget=forms.Textarea(attrs=LINES), required=False)
    options = forms.CharField(
        label=gettext_lazy("Answers to choose from"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("One on each line, 2 to 30 of them."),
    )
    about = forms.ChoiceField(
        label=gettext_lazy("What the question is about"), required=False,
        help_text=gettext_lazy("Answers of both sectors about the same promise stand side by side in the results, the widest gap first."),
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label=gettext_lazy("Which part of the review does it serve?"),
        required=False,
        choices=[("", gettext_lazy("No one of them")), *Purpose.choices],
        help_text=gettext_lazy("A report that is ordered by the four purposes of the review prints the answers under that heading."),
    )
    section = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Page"), empty_label=None)
    headline = forms.BooleanField(
        label=gettext_lazy("A headline of the report"),
        required=False,
        help_text=gettext_lazy("It is published even when only few organisations answer the survey."),
    )
    in_short_form = forms.BooleanField(label=gettext_lazy("Part of the short form for small bodies"), required=False)

    def __init__(self, *args, survey: Survey, kind: str, question: Question | None = None, **kwargs):
        texts = ("text", "text_for_statutory", "text_for_voluntary", "help_text")
        names = (*texts, "purpose", "headline", "in_short_form", "only_sector", "only_size", "section")
        initial = {name: getattr(question, name) for name in names} if question else {}
        self.edition = survey.edition
        subjects = subjects_of(survey.edition)
        if question:
            initial["options"] = "\n".join(label for _, label in question.options)
            initial["about"] = subject_of(question.code, question.commitment)
        super().__init__(*args, initial=initial, **kwargs)
        terms = survey.compact.terms
        self.fields["text_for_statutory"].label = gettext("In other words for the %(statutory)s") % {"statutory": terms.statutory}
        self.fields["text_for_voluntary"].label = gettext("In other words for the %(voluntary)s") % {"voluntary": terms.voluntary}
        self.fields |= who_fields(survey)
        if question:
            self.fields["section"].queryset = survey.sections.all()
        else:
            del self.fields["section"]
        self.fields["about"].choices = to_choose(subjects)
        if not subjects:
            del self.fields["about"]
        if kind not in Question.WITH_OPTIONS:
            del self.fields["options"]
        if kind != Question.Kind.LIKERT:
            del self.fields["headline"]

    def clean(self):
        said = super().clean()
        if "about" in said:
            said["code"], said["commitment"] = found_in(self.edition, said.pop("about"))
        return said

    def clean_options(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["options"].splitlines()]
        if any(len(line) > 200 for line in lines):
            raise forms.ValidationError(gettext("Use 200 characters or fewer for each answer"))
        return [line for line in lines if line]


class ConditionForm(PortalForm):
    values = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Ask only those who answered"))

    def __init__(self, *args, first: Question, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["values"].choices = first.offered
        self.fields["values"].help_text = gettext("To “%(first)s”") % {"first": first.text}


class DocumentForm(PortalForm):
    title = forms.CharField(label=gettext_lazy("Title of the document"), max_length=100)
    purpose = forms.CharField(label=gettext_lazy("What it is for"), max_length=300, required=False)
    link = forms.URLField(label=gettext_lazy("Where it can be read"), required=False, assume_scheme="https")
    file = UploadField(label=gettext_lazy("Or the document itself"), required=False, help_text=TAKEN)
    take_file_away = forms.BooleanField(required=False)

    def __init__(self, *args, document: SurveyDocument | None = None, **kwargs):
        names = ("title", "purpose", "link")
        super().__init__(*args, initial={name: getattr(document, name) for name in names} if document else {}, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{kind}" for kind in READABLE)
        if document and document.upload:
            self.fields["file"].label = gettext("Another file in its place")
            self.fields["take_file_away"].label = gettext("Take away the file %(upload)s") % {"upload": document.upload}
        else:
            del self.fields["take_file_away"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and not file.name.lower().endswith(tuple(f".{kind}" for kind in READABLE)):
            raise forms.ValidationError(
                gettext("%(file)s is of a type that not everybody can read: save it as PDF, Word or OpenDocument text.") % {"file": file.name}
            )
        return file
