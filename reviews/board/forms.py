"""What an officer may say of a paper as a whole. What stands in it: forms_parts.py."""

from itertools import pairwise

from django import forms
from django.utils.translation import gettext, gettext_lazy

from compact_portal.forms import DateField, PortalForm
from compact_portal.text import one_line, plain_line_ends
from reviews.board.templates import STARTING
from reviews.models import Paper, Review
from reviews.models.board_papers import HEADER
from signatories.models import Compact, SeatHolder

LONGEST = 4000
KEY_DECISION = [("", gettext_lazy("Not said")), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


def lines(text: str) -> list[str]:
    """Each line that says something, as one line."""
    return [line for line in (one_line(line) for line in plain_line_ends(text).split("\n")) if line]


def area(label: str, *, rows: int = 4, required: bool = True, **more) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=more.pop("longest", LONGEST), required=required, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class NewPaperForm(PortalForm):
    """`template` leaves out what only a paper has."""

    source = forms.ChoiceField(
        label=gettext_lazy("Begin with"), widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Choose what to begin with")}
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, error_messages={"required": gettext_lazy("Enter a title")})
    kind = forms.ChoiceField(label=gettext_lazy("What does it bring before the board?"), choices=Paper.Kind.choices, widget=forms.RadioSelect)
    review = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Which review is it about?"), required=False, empty_label=gettext_lazy("None"))
    report_to = forms.CharField(label=gettext_lazy("Who does it go to?"), max_length=200, required=False)
    meeting_on = DateField(label=gettext_lazy("Day of the meeting"), required=False)

    def __init__(self, *args, compact: Compact, template: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = {str(one.pk): one for one in compact.papers.select_related("compact")}
        templates = [(key, one.title) for key, one in self.own.items() if one.is_template]
        before = [(key, gettext("The paper “%(title)s”") % {"title": one.title}) for key, one in self.own.items() if not one.is_template][:10]
        self.fields["source"].choices = [*STARTING.items(), *templates, *before]
        self.fields["review"].queryset = Review.objects.filter(compact=compact)
        self.fields["review"].label_from_instance = lambda review: review.label
        self.fields["kind"].choices = [(value, label[:1].upper() + label[1:]) for value, label in Paper.Kind.choices]
        self.initial.setdefault("report_to", compact.board)
        if template:
            for name in ("kind", "review", "report_to", "meeting_on"):
                del self.fields[name]

    def clean_source(self):
        return self.own.get(self.cleaned_data["source"], self.cleaned_data["source"])


class HeadForm(PortalForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, error_messages={"required": gettext_lazy("Enter a title")})
    purpose = forms.CharField(
        label=gettext_lazy("Purpose, in one line"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("It begins with “To”, such as: To present …"),
    )
    item = forms.CharField(label=gettext_lazy("Item on the agenda"), max_length=20, required=False)
    report_to = forms.CharField(label=gettext_lazy("Who it goes to"), max_length=200, required=False)
    meeting_on = DateField(label=gettext_lazy("Day of the meeting"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("What it brings before the board"), choices=Paper.Kind.choices, widget=forms.RadioSelect)
    review = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Which review it is about"), required=False, empty_label=gettext_lazy("None"))
    stem = forms.CharField(
        label=gettext_lazy("Words before the recommendations"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Such as “That the board:”. Left empty, each stands alone."),
    )
    next_by = DateField(
        label=gettext_lazy("A further paper is promised by"), required=False, help_text=gettext_lazy("Your to-do page then reminds you of it.")
    )
    author_name = forms.CharField(label=gettext_lazy("Author"), max_length=150, required=False)
    author_post = forms.CharField(label=gettext_lazy("The author’s post"), max_length=160, required=False)
    author_employer = forms.CharField(label=gettext_lazy("Who employs the author"), max_length=200, required=False)
    author_seat = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("The author’s seat in the group"), required=False, empty_label=gettext_lazy("None")
    )
    classification = forms.CharField(label=gettext_lazy("Classification"), max_length=60, required=False, help_text=gettext_lazy("Such as Open."))
    closed = forms.BooleanField(label=gettext_lazy("For the board alone: the public sees neither the paper nor what was decided"), required=False)
    wards = forms.CharField(label=gettext_lazy("Wards or groups affected"), max_length=300, required=False)
    sender = forms.CharField(label=gettext_lazy("From"), max_length=200, required=False, help_text=gettext_lazy("The post that answers for it."))
    lead_officer = forms.CharField(label=gettext_lazy("Lead officer"), max_length=200, required=False)
    version = forms.CharField(label=gettext_lazy("Version"), max_length=40, required=False, help_text=gettext_lazy("Such as Final."))
    dated_on = DateField(label=gettext_lazy("Dated"), required=False)
    key_decision = forms.ChoiceField(label=gettext_lazy("Is it a key decision?"), choices=KEY_DECISION, required=False)
    sent_to = forms.CharField(label=gettext_lazy("Final report sent to"), max_length=160, required=False)
    sent_on = DateField(label=gettext_lazy("Sent on"), required=False)

    COUNCIL = ("lead_officer", "version", "dated_on", "key_decision", "sent_to", "sent_on")
    DRAWN = {"item", "classification", "wards", "sender", "purpose"}  # asked for only where the layout prints them

    def __init__(self, *args, paper: Paper, **kwargs):
        initial = {name: getattr(paper, name) for name in self.base_fields}
        initial["key_decision"] = {True: "yes", False: "no", None: ""}[paper.key_decision]
        super().__init__(*args, initial=initial, **kwargs)
        printed = {key for key, _ in paper.header}
        gone = {name for name in self.DRAWN if name not in printed} | (set() if paper.council_tables else set(self.COUNCIL))
        gone |= {"kind", "review", "next_by"} if paper.is_template else set()
        for name in gone:
            del self.fields[name]
        for name, words in paper.header:
            if name in self.fields and name not in ("title", "meeting_on"):
                self.fields[name].label = words
        if "review" in self.fields:
            self.fields["review"].queryset = Review.objects.filter(compact=paper.compact_id)
            self.fields["review"].label_from_instance = lambda review: review.label
            self.fields["kind"].choices = [(value, label[:1].upper() + label[1:]) for value, label in Paper.Kind.choices]
        holders = SeatHolder.objects.filter(seat__compact=paper.compact_id).select_related("seat__organisation").order_by("name")
        self.fields["author_seat"].queryset = holders
        self.fields["author_seat"].label = gettext("The author’s seat in the %(steering_group)s") % {
            "steering_group": paper.compact.terms.steering_group
        }
        self.fields["author_seat"].help_text = gettext("It stands apart from who employs the author.")
        self.fields["author_seat"].label_from_instance = lambda holder: (
            gettext_lazy("%(holder)s, for %(organisation)s") % {"holder": holder.name, "organisation": holder.seat.organisation}
        )

    def clean_key_decision(self):
        return {"yes": True, "no": False}.get(self.cleaned_data["key_decision"])

    def clean(self):
        said = super().clean()
        days = [(said.get(name), words) for name, words in ORDER if name in self.fields and said.get(name)]
        for (first, before), (second, then) in pairwise(days):
            if second < first:
                raise forms.ValidationError(
                    gettext("%(then)s cannot be before %(before)s: correct one of the two days.") % {"then": then, "before": before}
                )
        return said


ORDER = [
    ("dated_on", gettext_lazy("the day on which it is dated")),
    ("sent_on", gettext_lazy("the day on which it was sent")),
    ("meeting_on", gettext_lazy("the day of the meeting")),
    ("next_by", gettext_lazy("the day of the further paper")),
]


class LayoutForm(PortalForm):
    """A line of the head that has no words is not printed; its place is a number."""

    mark_optional = False

    numbering = forms.ChoiceField(label=gettext_lazy("How are paragraphs numbered?"), widget=forms.RadioSelect)
    recommendation_heading = forms.CharField(label=gettext_lazy("Heading of the recommendations"), max_length=80)
    council_tables = forms.BooleanField(label=gettext_lazy("It ends with background papers, audit trail and the officers consulted"), required=False)

    def __init__(self, *args, paper: Paper, **kwargs):
        initial = {name: getattr(paper, name) for name in ("numbering", "recommendation_heading", "council_tables")}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["numbering"].choices = [(value, label[:1].upper() + label[1:]) for value, label in Paper.Numbering.choices]
        places = {key: (place, words) for place, (key, words) in enumerate(paper.header, 1)}
        for key, usual in HEADER.items():
            place, words = places.get(key, (None, ""))
            self.fields[f"words_{key}"] = forms.CharField(
                label=gettext("Words for: %(usual)s") % {"usual": usual.lower()},
                max_length=80,
                required=False,
                initial=words,
                help_text=gettext("Empty: not printed."),
            )
            self.fields[f"place_{key}"] = forms.IntegerField(
                label=gettext("Place of: %(usual)s") % {"usual": usual.lower()}, min_value=1, max_value=99, required=False, initial=place,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
            )  # fmt: skip

    @property
    def header(self) -> list[list[str]]:
        said = self.cleaned_data
        chosen = [(said[f"place_{key}"] or 99, key, said[f"words_{key}"]) for key in HEADER if said[f"words_{key}"]]
        return [[key, words] for _, key, words in sorted(chosen, key=lambda line: line[0])]
