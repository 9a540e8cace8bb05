"""What an officer says about a review, its survey and its report. The actions check what the records allow."""

from django import forms
from django.db.models import Q

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm
from reviews.models import Review, Survey, SurveyDocument
from signatories.models import Compact, Organisation

DOCUMENTS = (1, 2)
TITLE_LONGEST = 100  # it is the title of a page, and stands inside a question
LINES = {"rows": 4}
MANY_LINES = {"rows": 10}


class ReviewForm(PortalForm):
    year = forms.IntegerField(min_value=1998, max_value=2200, help_text="It stands in the addresses of this review, and cannot be changed later.")
    label = forms.CharField(label="What people call it", max_length=40, help_text="The report prints it, such as “2026 to 2027”.")
    plan = forms.ModelChoiceField(queryset=None, label="Plan that is looked back on", required=False, empty_label="None")
    next_plan = forms.ModelChoiceField(queryset=None, label="Plan that follows, if there is a draft of it", required=False, empty_label="None")
    started_on = DateField(label="The review begins on", required=False)
    report_due_on = DateField(label="The report is due on", required=False)
    board_on = DateField(label="The report goes to the board on", required=False)

    def __init__(self, *args, compact: Compact, review: Review | None = None, **kwargs):
        initial = {name: getattr(review, name) for name in self.base_fields} if review else {"year": today().year}
        super().__init__(*args, initial=initial, **kwargs)
        for name in ("plan", "next_plan"):
            self.fields[name].queryset = compact.plans.all()
        self.fields["board_on"].label = f"The report goes to the {compact.terms.board} on"
        if review:
            del self.fields["year"]


class SurveyForm(PortalForm):
    """When the survey runs and what it asks about. A second document, and a partnership to rate, may be left out."""

    opens_on = DateField(label="First day")
    closes_on = DateField(label="Last day on which answers are taken")
    introduction = forms.CharField(
        label="Introduction to the survey", required=False, max_length=2000, widget=forms.Textarea(attrs=LINES), help_text="Shown on its first page."
    )
    title_1 = forms.CharField(
        label="Document to comment on", max_length=TITLE_LONGEST, error_messages={"required": "Enter the title of a document to comment on"}
    )
    purpose_1 = forms.CharField(label="What it is for", max_length=300, required=False)
    link_1 = forms.URLField(label="Where it can be read", required=False, assume_scheme="https")
    title_2 = forms.CharField(label="Second document", max_length=TITLE_LONGEST, required=False)
    purpose_2 = forms.CharField(label="What the second document is for", max_length=300, required=False)
    link_2 = forms.URLField(label="Where the second document can be read", required=False, assume_scheme="https")
    rated_group = forms.ModelChoiceField(
        queryset=None,
        label="Partnership that its members rate",
        required=False,
        empty_label="None",
        help_text="Only its members see these questions.",
    )

    def __init__(self, *args, compact: Compact, survey: Survey | None = None, **kwargs):
        super().__init__(*args, initial=as_typed(survey) if survey else {}, **kwargs)
        signed = compact.signatures.in_force().values("organisation")
        groups = Organisation.objects.open().filter(members__member__in=signed).distinct()
        if survey and survey.rated_group_id:
            groups = Organisation.objects.filter(Q(pk=survey.rated_group_id) | Q(pk__in=groups.values("pk")))
        self.fields["rated_group"].queryset = groups
        if not groups.exists():
            del self.fields["rated_group"]
        self.fields["closes_on"].help_text = f"At least {compact.survey_days} days after the first day, so that committees can meet."

    def clean(self):
        said = super().clean()
        if said.get("opens_on") and said.get("closes_on") and said["closes_on"] < said["opens_on"]:
            self.add_error("closes_on", "The last day must be on or after the first day")
        if not said.get("title_2") and (said.get("purpose_2") or said.get("link_2")):
            self.add_error("title_2", "Enter the title of the second document")
        return said

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day < today():
            raise forms.ValidationError("The last day has passed: choose a later one")
        return day

    @property
    def asked(self) -> dict:
        """What the actions take: documents as dictionaries, the rest by name."""
        said = self.cleaned_data
        documents = [{name: said[f"{name}_{n}"] for name in ("title", "purpose", "link")} for n in DOCUMENTS if said[f"title_{n}"]]
        return {name: said.get(name) for name in ("opens_on", "closes_on", "introduction", "rated_group")} | {"documents": documents}


def as_typed(survey: Survey) -> dict:
    documents: dict[int, SurveyDocument] = {document.number: document for document in survey.documents.all()}
    typed = {name: getattr(survey, name) for name in ("opens_on", "closes_on", "introduction", "rated_group")}
    return typed | {f"{name}_{n}": getattr(document, name) for n, document in documents.items() for name in ("title", "purpose", "link")}


class ReportForm(PortalForm):
    """The report's own words. Each highlight has a box and its place; an emptied box is a highlight removed."""

    mark_optional = False  # the page says it once

    opening = forms.CharField(
        required=False, max_length=20_000, widget=forms.Textarea(attrs=MANY_LINES), label="Opening of the year’s work",
        help_text="Leave a blank line between paragraphs.",
    )  # fmt: skip
    process_notes = forms.CharField(
        required=False, max_length=20_000, widget=forms.Textarea(attrs=MANY_LINES), label="What changed in the review itself, and why"
    )

    def __init__(self, *args, review: Review, **kwargs):
        told = [highlight.text for highlight in review.highlights.all()]
        initial = {"opening": review.opening, "process_notes": review.process_notes}
        self.numbers = range(1, len(told) + 2)
        for number, text in enumerate(told, 1):
            initial |= {f"highlight_{number}": text, f"place_{number}": number}
        super().__init__(*args, initial=initial, **kwargs)
        for number in self.numbers:
            new = number > len(told)
            self.fields[f"highlight_{number}"] = forms.CharField(
                label="Another highlight" if new else f"Highlight {number}", required=False, max_length=5000, widget=forms.Textarea(attrs=LINES),
                help_text="A story or finding, printed as it stands. Ask those concerned first." if new else "Empty this box to remove it.",
            )  # fmt: skip
            if not new:
                self.fields[f"place_{number}"] = forms.IntegerField(
                    label=f"Place of highlight {number}", required=False, min_value=1, max_value=999,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
                )  # fmt: skip

    @property
    def highlights(self) -> list[str]:
        """The texts that are left, by place; one without a place goes to the end."""
        said = self.cleaned_data
        placed = [(said.get(f"place_{number}") or 1000, number, said[f"highlight_{number}"]) for number in self.numbers]
        return [text for _, _, text in sorted(placed) if text]


class PublishForm(PortalForm):
    read = forms.BooleanField(label="I have read the draft to its end", error_messages={"required": "Read the draft to its end, then tick this box"})
