"""What may be said about an organisation's own house, about things to learn from, and by one officer to others."""

from django import forms

from compact_portal.forms import PortalForm, PortalModelForm
from signatories.forms import capital
from signatories.models import Compact, Practice, Resource
from signatories.models.edition import Subject


class PracticeForm(PortalModelForm):
    class Meta:
        model = Practice
        fields = ["kind", "department", "reach", "text", "state", "website", "public"]
        labels = {"kind": "What is it?", "text": "What you do", "state": "How far is it?", "public": "Everybody may read this"}
        widgets = {"kind": forms.RadioSelect, "reach": forms.RadioSelect, "state": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "department": "Only where it concerns one.",
            "reach": "Only for support that you give to local groups.",
            "text": "For example the line as it stands under your e-mails, who can complain and in which ways (by telephone, in Easy Read, "
            "in Welsh), or which training your trustees need. Name nobody.",
            "public": "Otherwise only the steering group reads it.",
        }
        error_messages = {"kind": {"required": "Choose what it is"}, "text": {"required": "Say what you do"}}

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(value, capital(label)) for value, label in Practice.Kind.choices]
        self.fields["reach"].choices = [(value, capital(label)) for value, label in Practice.Reach.choices]
        self.fields["state"].choices = [(value, capital(label)) for value, label in Practice.State.choices]
        self.fields["public"].help_text = f"Otherwise only the {compact.terms.steering_group} reads it."

    def clean(self):
        fields = super().clean()
        if fields.get("kind") == Practice.Kind.DEPARTMENT and not fields.get("department"):
            self.add_error("department", "Say which department it is")
        if fields.get("kind") == Practice.Kind.SUPPORT and not fields.get("reach"):
            self.add_error("reach", "Choose how far the support reaches")
        if fields.get("kind") != Practice.Kind.SUPPORT:
            fields["reach"] = ""
        return fields


class ResourceForm(PortalModelForm):
    class Meta:
        model = Resource
        fields = ["kind", "title", "source", "text", "subject", "website"]
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4})}
        labels = {"kind": "What is it?"}

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(value, capital(label)) for value, label in Resource.Kind.choices]


# What is asked where an agreement has no words of its own.
USUAL = {
    Subject.FUNDING: "We give, or are given, grants or contracts",
    Subject.CONSULTATION: "We ask people what they think, or are asked",
    Subject.PARTNERSHIP: "We sit in a partnership, board or forum, or run one",
    Subject.VOLUNTEERING: "Volunteers work with us, or we want them to",
    Subject.COMMUNITY_GROUPS: "We are a small community group, or work with such groups",
    Subject.EQUALITY: "We work with people who are treated unfairly, or left out",
    Subject.INDEPENDENCE: "We campaign, or are campaigned at",
    Subject.CONFIDENCE: "We are told things in confidence",
    Subject.SUPPORT: "We train or support other organisations, or want to be",
    Subject.GOVERNANCE: "We want to be run better, or help others with it",
    Subject.CHAMPIONS: "We want to keep the agreement alive in our own house",
    Subject.REVIEW: "We look at how well things go, each year",
    Subject.DISAGREEMENT: "We have a disagreement, or help to settle one",
}


class FitForm(PortalForm):
    """Boxes to tick; what is ticked is in the address, so that the answer can be sent to a colleague."""

    mark_optional = False
    does = forms.MultipleChoiceField(label="What fits your organisation?", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, asked: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["does"].choices = asked


class QuestionsForm(PortalForm):
    """One box for each subject of the agreement's codes."""

    def __init__(self, *args, subjects: list[str], own: dict[str, str], **kwargs):
        super().__init__(*args, initial=own, **kwargs)
        for subject in subjects:
            self.fields[subject] = forms.CharField(
                label=capital(Subject(subject).label), max_length=200, required=False, help_text=f"The usual words: “{USUAL[subject]}”."
            )


class NeedForm(PortalForm):
    rule = forms.ChoiceField(label="From now on, naming one is", widget=forms.RadioSelect, choices=Compact.ChampionRule.choices)
    found = forms.CharField(
        label="What you found",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say in a sentence or two what you found"},
    )


class ColleaguesForm(PortalForm):
    to = forms.ModelMultipleChoiceField(
        queryset=Compact.objects.none(),
        label="To those who run",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one agreement"},
    )
    subject = forms.CharField(max_length=120, error_messages={"required": "Say in a few words what it is about"})
    text = forms.CharField(
        label="What you want to say",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="They see your name and e-mail address, and answer to it. You do not see theirs.",
        error_messages={"required": "Write what you want to say"},
    )

    def __init__(self, *args, among, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = among
