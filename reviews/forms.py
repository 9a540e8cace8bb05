"""What an officer says about a review, its survey and its report. The actions check what the records allow."""

import re

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm
from reviews.models import Highlight, Review, Survey
from reviews.rhythm import dates_from
from signatories.models import Compact, Organisation

DOCUMENTS = (1, 2)
MONDAY = 0
YEARS = re.compile(r"\b(\d{4})\s*[-–]\s*(\d{2,4})\b")
TITLE_LONGEST = 100  # it is the title of a page, and stands inside a question
LINES = {"rows": 4}
MANY_LINES = {"rows": 10}


class ReviewForm(PortalForm):
    """The dates are asked for once, at the beginning; later they have a page of their own, which keeps old ones."""

    ONCE = ("year", "rhythm", "week_on", "started_on", "interim_on", "report_due_on", "board_on")

    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=1998,
        max_value=2200,
        help_text=gettext_lazy("It stands in the addresses of this review, and cannot be changed later."),
    )
    label = forms.CharField(
        label=gettext_lazy("What people call it"), max_length=40, help_text=gettext_lazy("The report prints it, such as “2026 to 2027”.")
    )
    plan = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Plan that is looked back on"), required=False, empty_label=gettext_lazy("None"))
    next_plan = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Plan that follows, if there is a draft of it"), required=False, empty_label=gettext_lazy("None")
    )
    rhythm = forms.ChoiceField(
        choices=Review.Rhythm, widget=forms.RadioSelect, required=False, label=gettext_lazy("Rhythm of the year"),
        help_text=gettext_lazy("The first two propose every date below that you leave empty, counted from the Monday of the agreement’s week."),
    )  # fmt: skip
    week_on = DateField(label=gettext_lazy("Monday of the agreement’s week"), required=False)
    started_on = DateField(label=gettext_lazy("The review begins on"), required=False)
    interim_on = DateField(label=gettext_lazy("First findings go to the board on"), required=False)
    report_due_on = DateField(label=gettext_lazy("The report is due on"), required=False)
    board_on = DateField(label=gettext_lazy("The report goes to the board on"), required=False)

    def __init__(self, *args, compact: Compact, review: Review | None = None, **kwargs):
        kept = [name for name in self.base_fields if not review or name not in self.ONCE]
        initial = {name: getattr(review, name) for name in kept} if review else {"year": today().year, "rhythm": Review.Rhythm.OWN}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields = {name: self.fields[name] for name in kept}
        for name in ("plan", "next_plan"):
            self.fields[name].queryset = compact.plans.all()
        if not review:
            self.fields["week_on"].label = gettext("Monday of the %(agreement)s’s own week") % {"agreement": compact.terms.agreement}
            self.fields["interim_on"].label = gettext("First findings go to the %(board)s on") % {"board": compact.terms.board}
            self.fields["board_on"].label = gettext("The report goes to the %(board)s on") % {"board": compact.terms.board}

    def clean_label(self):
        """Years are joined by the dash that print has for it."""
        return YEARS.sub("\\1 – \\2", self.cleaned_data["label"])

    def clean(self):
        said = super().clean()
        if "rhythm" not in self.fields:
            return said
        said["rhythm"] = said.get("rhythm") or Review.Rhythm.OWN
        if said["rhythm"] != Review.Rhythm.OWN and "week_on" not in self.errors:
            if not said.get("week_on") or said["week_on"].weekday() != MONDAY:
                self.add_error("week_on", gettext("Enter a Monday: the proposed dates are counted from it"))
            else:
                for name, day in dates_from(said["rhythm"], said["week_on"]).items():
                    if name in self.fields:
                        said[name] = said.get(name) or day
        return said


class SurveyForm(PortalForm):
    """What a survey asks about and, the first time, when it runs and where its questions come from."""

    ONCE = ("opens_on", "due_on", "closes_on", "start", *(f"{name}_{n}" for n in DOCUMENTS for name in ("title", "purpose", "link")))

    opens_on = DateField(label=gettext_lazy("First day"))
    due_on = DateField(
        label=gettext_lazy("Answers are asked for by"),
        required=False,
        help_text=gettext_lazy("What invitations and reminders say. Leave it empty to name the last day."),
    )
    closes_on = DateField(label=gettext_lazy("Last day on which answers are taken"))
    start = forms.ChoiceField(label=gettext_lazy("Where the questions come from"), widget=forms.RadioSelect, required=False)
    introduction = forms.CharField(
        label=gettext_lazy("Introduction to the survey"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LINES),
        help_text=gettext_lazy("Shown on its first page."),
    )
    title_1 = forms.CharField(label=gettext_lazy("Document to comment on"), max_length=TITLE_LONGEST, required=False)
    purpose_1 = forms.CharField(label=gettext_lazy("What it is for"), max_length=300, required=False)
    link_1 = forms.URLField(label=gettext_lazy("Where it can be read"), required=False, assume_scheme="https")
    title_2 = forms.CharField(
        label=gettext_lazy("Second document"),
        max_length=TITLE_LONGEST,
        required=False,
        help_text=gettext_lazy("Further ones can be added on the next page."),
    )
    purpose_2 = forms.CharField(label=gettext_lazy("What the second document is for"), max_length=300, required=False)
    link_2 = forms.URLField(label=gettext_lazy("Where the second document can be read"), required=False, assume_scheme="https")
    rated_group = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("Partnership that its members rate"),
        required=False,
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("Only its members see these questions."),
    )
    short_form = forms.BooleanField(
        label=gettext_lazy("Ask small bodies (no paid staff, or one) the short form"),
        required=False,
        help_text=gettext_lazy("It holds the questions marked for it. A small body can ask for all questions."),
    )

    def __init__(self, *args, compact: Compact, review: Review, survey: Survey | None = None, **kwargs):
        self.earlier = {str(one.review.year): one for one in Survey.objects.filter(compact=compact).exclude(review=review).select_related("review")}
        initial = {name: getattr(survey, name) for name in ("introduction", "rated_group", "short_form")} if survey else proposed(review)
        super().__init__(*args, initial=initial | {"start": ""}, **kwargs)
        if survey:
            self.fields = {name: field for name, field in self.fields.items() if name not in self.ONCE}
        else:
            self.fields["closes_on"].help_text = gettext("At least %(survey_days)s days after the first day, so that committees can meet.") % {
                "survey_days": compact.survey_days
            }
            years = [(year, gettext("Those of the survey of %(year)s") % {"year": year}) for year in self.earlier]
            self.fields["start"].choices = [("", gettext("The ready-made questions, in this agreement’s words")), *years]
            if not years:
                del self.fields["start"]
        signed = compact.signatures.in_force().values("organisation")
        groups = Organisation.objects.open().filter(members__member__in=signed).distinct()
        if survey and survey.rated_group_id:
            groups = Organisation.objects.filter(Q(pk=survey.rated_group_id) | Q(pk__in=groups.values("pk")))
        self.fields["rated_group"].queryset = groups
        if not groups.exists():
            del self.fields["rated_group"]

    def clean(self):
        said = super().clean()
        if said.get("opens_on") and said.get("closes_on") and said["closes_on"] < said["opens_on"]:
            self.add_error("closes_on", gettext("The last day must be on or after the first day"))
        for n, words in zip(DOCUMENTS, (gettext("a document to comment on"), gettext("the second document")), strict=True):
            if not said.get(f"title_{n}") and (said.get(f"purpose_{n}") or said.get(f"link_{n}")):
                self.add_error(f"title_{n}", gettext("Enter the title of %(words)s") % {"words": words})
        return said

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day < today():
            raise forms.ValidationError(gettext("The last day has passed: choose a later one"))
        return day

    @property
    def asked(self) -> dict:
        """What the actions take: documents as dictionaries, an earlier survey as such, the rest by name."""
        said = self.cleaned_data
        asked = {name: said[name] for name in ("opens_on", "due_on", "closes_on", "introduction", "rated_group", "short_form") if name in said}
        if "closes_on" in said:
            documents = [{name: said[f"{name}_{n}"] for name in ("title", "purpose", "link")} for n in DOCUMENTS if said[f"title_{n}"]]
            asked |= {"documents": documents, "copy_of": self.earlier.get(said.get("start", ""))}
        return asked


def proposed(review: Review) -> dict:
    """The survey's days in the rhythm of the review."""
    dates = dates_from(review.rhythm, review.week_on, review.compact.survey_days) if review.week_on else {}
    return {name: dates[name] for name in ("opens_on", "closes_on") if name in dates}


class ReportForm(PortalForm):
    """The report's own words. Each highlight has a box and its place; an emptied box is a highlight removed."""

    mark_optional = False  # the page says it once

    opening = forms.CharField(
        required=False, max_length=20_000, widget=forms.Textarea(attrs=MANY_LINES), label=gettext_lazy("Opening of the year’s work"),
        help_text=gettext_lazy("Leave a blank line between paragraphs."),
    )  # fmt: skip
    process_notes = forms.CharField(
        required=False, max_length=20_000, widget=forms.Textarea(attrs=MANY_LINES), label=gettext_lazy("What changed in the review itself, and why")
    )

    def __init__(self, *args, review: Review, **kwargs):
        rows = list(review.highlights.all())
        told = [highlight.text for highlight in rows]
        self.passages = {number: highlight.passage_id for number, highlight in enumerate(rows, 1)}
        initial = {"opening": review.opening, "process_notes": review.process_notes}
        self.numbers = range(1, len(told) + 2)
        for number, text in enumerate(told, 1):
            initial |= {f"highlight_{number}": text, f"place_{number}": number, f"consent_{number}": rows[number - 1].consent}
        super().__init__(*args, initial=initial, **kwargs)
        for number in self.numbers:
            new = number > len(told)
            self.fields[f"highlight_{number}"] = forms.CharField(
                label=gettext("Another highlight") if new else gettext("Highlight %(number)s") % {"number": number},
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs=LINES),
                help_text=gettext("A story or finding, printed as it stands. Ask those concerned first.")
                if new
                else gettext("Empty this box to remove it."),
            )
            self.fields[f"consent_{number}"] = forms.ChoiceField(
                label=gettext("Consent to another highlight") if new else gettext("Consent to highlight %(number)s") % {"number": number},
                required=False,
                choices=Highlight.Consent,
                help_text="" if number > 1 else gettext("A report with a highlight of which this was not asked cannot be approved."),
            )
            if not new:
                self.fields[f"place_{number}"] = forms.IntegerField(
                    label=gettext("Place of highlight %(number)s") % {"number": number}, required=False, min_value=1, max_value=999,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
                )  # fmt: skip

    @property
    def origins(self) -> dict[str, int]:
        """{text: the passage of the survey that it was taken from}. One whose words were changed is no longer what two people passed."""
        return {
            self.cleaned_data[f"highlight_{n}"]: passage
            for n, passage in self.passages.items()
            if passage and f"highlight_{n}" not in self.changed_data
        }

    @property
    def highlights(self) -> list[str]:
        """The texts that are left, by place; one without a place goes to the end."""
        said = self.cleaned_data
        placed = [(said.get(f"place_{number}") or 1000, number, said[f"highlight_{number}"]) for number in self.numbers]
        return [text for _, _, text in sorted(placed) if text]

    @property
    def consents(self) -> dict[str, str]:
        """{text: whether those concerned agreed}."""
        return {self.cleaned_data[f"highlight_{number}"]: self.cleaned_data[f"consent_{number}"] for number in self.numbers}


class PublishForm(PortalForm):
    read = forms.BooleanField(
        label=gettext_lazy("I have read the report to its end"),
        error_messages={"required": gettext_lazy("Read the report to its end, then tick this box")},
    )
