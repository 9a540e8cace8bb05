"""What an officer may say in a paper: one form for each thing that it is made of. The verbs check what the whole paper allows."""

from itertools import pairwise

from django import forms
from django.utils.translation import gettext, gettext_lazy

from compact_portal.forms import DateField, PortalForm
from compact_portal.text import one_line, plain_line_ends
from reviews.board.templates import STARTING
from reviews.models import Paper, PaperPart, Review
from reviews.models.board_papers import HEADER
from signatories.models import Compact, SeatHolder

POINT_HERE = gettext_lazy("One short word, such as costs. Another paragraph then writes [[costs]] where this one’s number is to stand.")
POINT_OUT = gettext_lazy("Write [[name]] where the number of another paragraph is to stand: it stays right when paragraphs move.")
LONGEST = 4000
KEY_DECISION = [("", gettext_lazy("Not said")), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class TagField(forms.RegexField):
    def __init__(self):
        super().__init__(
            r"^[a-z][a-z0-9-]*\Z", label=gettext_lazy("Name for pointing here"), max_length=30, required=False, help_text=POINT_HERE,
            error_messages={"invalid": gettext_lazy("Use small letters, figures and hyphens only, beginning with a letter")},
        )  # fmt: skip


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


class HeadingForm(PortalForm):
    text = forms.CharField(label=gettext_lazy("Heading"), max_length=200, error_messages={"required": gettext_lazy("Enter the heading")})
    tag = TagField()
    heading_number = forms.IntegerField(
        label=gettext_lazy("Number of the section"),
        min_value=1,
        max_value=99,
        required=False,
        help_text=gettext_lazy("Left empty, it is the next one."),
        error_messages={"min_value": gettext_lazy("Numbers of sections begin with 1")},
    )
    prefix = forms.IntegerField(
        label=gettext_lazy("Number before the point in its paragraphs"),
        min_value=1,
        max_value=99,
        required=False,
        help_text=gettext_lazy("Left empty, it is the section’s own: 2.1, 2.2 in section 2."),
        error_messages={"min_value": gettext_lazy("Numbers of paragraphs begin with 1")},
    )

    def __init__(self, *args, paper: Paper, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        if kind != PaperPart.Kind.SECTION or paper.numbering == Paper.Numbering.THROUGH:
            for name in ("heading_number", "prefix", "tag"):
                del self.fields[name]


class ParagraphForm(PortalForm):
    text = area(gettext_lazy("Paragraph"), rows=6, help_text=POINT_OUT, error_messages={"required": gettext_lazy("Write the paragraph")})
    items = area(
        gettext_lazy("List under it, one item a line"),
        rows=4,
        required=False,
        help_text=gettext_lazy("A lettered list gets its “;” and its “and” by itself."),
    )
    marks = forms.ChoiceField(label=gettext_lazy("Marks of the list"), choices=PaperPart.Marks.choices, initial=PaperPart.Marks.LETTERS)
    after = area(gettext_lazy("Words after the list"), rows=2, required=False)
    numbered = forms.BooleanField(label=gettext_lazy("It has a number"), required=False, initial=True)
    tag = TagField()

    def __init__(self, *args, paper: Paper, kind: str, **kwargs):
        super().__init__(*args, **kwargs)

    def clean_items(self):
        return lines(self.cleaned_data["items"])

    def clean(self):
        said = super().clean()
        if said.get("tag") and not said.get("numbered"):
            self.add_error("tag", gettext("A paragraph without a number cannot be pointed to: let it be numbered, or leave the name out"))
        if said.get("after") and not said.get("items"):
            self.add_error("after", gettext("There is no list that these words could follow: write them into the paragraph"))
        return said


class LiveForm(PortalForm):
    live = forms.ChoiceField(
        label=gettext_lazy("What is to stand here?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is to stand here")},
    )
    marks = forms.ChoiceField(label=gettext_lazy("Marks of its list"), choices=PaperPart.Marks.choices, initial=PaperPart.Marks.LETTERS)
    numbered = forms.BooleanField(label=gettext_lazy("Its paragraphs have numbers"), required=False, initial=True)
    tag = TagField()

    def __init__(self, *args, paper: Paper, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["live"].choices = [(value, label[:1].upper() + label[1:]) for value, label in PaperPart.Live.choices]


class RecommendationForm(PortalForm):
    text = area(
        gettext_lazy("What is the board asked to do?"),
        rows=3,
        help_text=gettext_lazy("Begin with a verb: agree, note, consider, endorse."),
        longest=1000,
        error_messages={"required": gettext_lazy("Write what the board is asked to do")},
    )
    owner = forms.CharField(label=gettext_lazy("Who carries it out?"), max_length=200, required=False)
    tag = TagField()


class BackgroundForm(PortalForm):
    title = forms.CharField(label=gettext_lazy("Background paper"), max_length=200, error_messages={"required": gettext_lazy("Enter its title")})
    held_at = forms.CharField(label=gettext_lazy("Held at"), max_length=200, required=False)
    contact = forms.CharField(label=gettext_lazy("Contact, with a telephone number"), max_length=200, required=False)


class ConsultedForm(PortalForm):
    title = forms.CharField(
        label=gettext_lazy("Post or directorate"), max_length=200, error_messages={"required": gettext_lazy("Enter the post or directorate")}
    )
    sought = forms.BooleanField(label=gettext_lazy("Their comments were sought"), required=False, initial=True)
    included = forms.BooleanField(label=gettext_lazy("Their comments are included"), required=False)
    advice = area(gettext_lazy("Their advice, where the paper prints it"), rows=5, required=False, help_text=POINT_OUT)

    def clean(self):
        said = super().clean()
        if said.get("included") and not said.get("sought"):
            self.add_error("included", gettext("Comments that are included were sought: tick both"))
        return said


PART_FORMS = {"section": HeadingForm, "subsection": HeadingForm, "paragraph": ParagraphForm, "live": LiveForm}
FORMS = {"recommendation": RecommendationForm, "background": BackgroundForm, "consulted": ConsultedForm}
