"""What an officer may say in a paper: one form for each thing that it is made of. The verbs check what the whole paper allows."""

from django import forms
from django.utils.translation import gettext, gettext_lazy

from compact_portal.forms import PortalForm
from reviews.board.forms import area, lines
from reviews.models import Paper, PaperPart

POINT_HERE = gettext_lazy("One short word, such as costs. Another paragraph then writes [[costs]] where this one’s number is to stand.")
POINT_OUT = gettext_lazy("Write [[name]] where the number of another paragraph is to stand: it stays right when paragraphs move.")


class TagField(forms.RegexField):
    def __init__(self):
        super().__init__(
            r"^[a-z][a-z0-9-]*\Z", label=gettext_lazy("Name for pointing here"), max_length=30, required=False, help_text=POINT_HERE,
            error_messages={"invalid": gettext_lazy("Use small letters, figures and hyphens only, beginning with a letter")},
        )  # fmt: skip


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
