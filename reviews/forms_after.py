"""What people say after a survey: answers to offers, findings, actions from them, good examples, the review of the review."""

from django import forms

from actionplans.models import Plan, Target
from compact_portal.forms import DateField, PortalForm
from reviews.models import Finding, Offer, Passage
from reviews.subjects import found_in, subjects_of, to_choose
from signatories.models import Code, Compact
from signatories.models.organisation import Sector

LINES = {"rows": 4}


def codes_of(compact: Compact):
    return Code.objects.filter(edition=compact.edition) if compact.edition else Code.objects.none()


class OfferForm(PortalForm):
    state = forms.ChoiceField(
        label="What do you answer?",
        choices=[(Offer.State.ACCEPTED, "We gladly accept"), (Offer.State.THANKED, "Thank you, it is not needed just now")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to answer"},
        help_text="The organisation gets a short mail.",
    )


class FindingForm(PortalForm):
    """`kind` decides whether the words may name somebody."""

    text = forms.CharField(
        label="What did you learn?", max_length=2000, widget=forms.Textarea(attrs=LINES), error_messages={"required": "Write what you learnt"}
    )
    kind = forms.ChoiceField(
        label="What does it come from?",
        choices=[(Finding.Kind.FINDING, "Figures and texts"), (Finding.Kind.THEME, "Bad examples: then it names nobody")],
        widget=forms.RadioSelect,
        initial=Finding.Kind.FINDING,
    )
    times = forms.IntegerField(
        label="How many examples say so?", required=False, min_value=1, max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        help_text="For a theme. It puts the most frequent first, and is printed nowhere.",
    )  # fmt: skip
    sector = forms.ChoiceField(label="Which sector said so?", required=False)
    code = forms.ModelChoiceField(queryset=None, label="What is it about?", required=False, empty_label="Nothing in particular")

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [("", "Both, or it does not matter"), *((value, compact.terms.sector(value)) for value in Sector.values[:2])]
        self.fields["code"].queryset = codes_of(compact)
        if not self.fields["code"].queryset.exists():
            del self.fields["code"]


class ActionForm(PortalForm):
    """An action that answers a finding, under a target of a plan that is not closed."""

    target = forms.ModelChoiceField(
        queryset=None, label="Where in the plan?", empty_label="Choose", error_messages={"required": "Choose where it belongs"}
    )
    text = forms.CharField(
        label="What is to be done?", max_length=2000, widget=forms.Textarea(attrs=LINES), error_messages={"required": "Write what is to be done"}
    )
    owners_as_written = forms.CharField(label="Who does it?", max_length=300, required=False)
    by_when = forms.CharField(label="By when, as the plan prints it", max_length=200, required=False, help_text="Such as: by June 2027.")
    due_on = DateField(label="The last day", required=False, help_text="From then on it counts as late.")

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        plans = compact.plans.exclude(status=Plan.Status.CLOSED)
        self.fields["target"].queryset = Target.objects.filter(plan__in=plans).select_related("plan").order_by("-plan__starts_on", "number")
        self.fields["target"].label_from_instance = lambda target: f"{target.plan}: {target}"


class ExampleForm(PortalForm):
    """What the example is about is proposed as its writer chose it."""

    title = forms.CharField(label="Title of the example", max_length=120, error_messages={"required": "Give the example a title"})
    about = forms.ChoiceField(label="What is it about?", required=False, help_text="As its writer chose. People find it by this.")

    def __init__(self, *args, passage: Passage, **kwargs):
        self.edition = passage.survey.edition
        subjects = subjects_of(self.edition)
        about = passage.body.get("about", "")
        super().__init__(*args, initial={"about": about if about in dict(subjects) else ""}, **kwargs)
        self.fields["about"].choices = to_choose(subjects)
        if not subjects:
            del self.fields["about"]

    @property
    def kept(self) -> dict:
        """The arguments of `keep_example`, of a valid form."""
        code, commitment = found_in(self.edition, self.cleaned_data.get("about", ""))
        return {"title": self.cleaned_data["title"], "code": code, "commitment": commitment}


class HighlightForm(PortalForm):
    text = forms.CharField(
        label="How the report tells it", max_length=5000, widget=forms.Textarea(attrs={"rows": 8}), error_messages={"required": "Write the story"},
        help_text="Leave out names, also those of places and people.",
    )  # fmt: skip


class ProcessForm(PortalForm):
    reviewed_on = DateField(label="When did you look back on it?", error_messages={"required": "Enter the day"})
    worked = forms.CharField(label="What worked?", max_length=4000, required=False, widget=forms.Textarea(attrs=LINES))
    changes = forms.CharField(
        label="What will you do differently next time, and why?",
        max_length=4000,
        widget=forms.Textarea(attrs=LINES),
        error_messages={"required": "Write what you will do differently, or that nothing changes"},
    )
