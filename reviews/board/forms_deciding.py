"""What is said when the board reads and decides."""

from django import forms
from django.db.models import Q

from actionplans.models import Action, Plan, Target
from compact_portal.forms import DateField, PortalForm
from reviews.models import Decision, Paper
from signatories.models import Compact


class MemberForm(PortalForm):
    name = forms.CharField(label="Full name", max_length=150, error_messages={"required": "Enter the person’s full name"})
    email = forms.EmailField(label="E-mail address", error_messages={"required": "Enter the person’s e-mail address"})


class CommentForm(PortalForm):
    recommendation = forms.ModelChoiceField(
        queryset=None, label="Is it about one recommendation?", required=False, empty_label="No, about the whole paper"
    )
    text = forms.CharField(
        label="Your comment", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}), error_messages={"required": "Write your comment"},
        help_text="The board, the steering group and its officers read it, with your name.",
    )  # fmt: skip

    def __init__(self, *args, paper: Paper, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recommendation"].queryset = paper.recommendations.all()
        self.fields["recommendation"].label_from_instance = lambda one: f"{one.number}. {one}"
        self.fields["text"].help_text = f"The board, the {paper.compact.terms.steering_group} and its officers read it, with your name."


class DecisionForm(PortalForm):
    outcome = forms.ChoiceField(
        label="What did the board decide?", widget=forms.RadioSelect, error_messages={"required": "Choose what the board decided"}
    )
    decided_on = DateField(label="On which day?", error_messages={"required": "Enter the day of the decision"})
    minute = forms.CharField(label="Minute", max_length=60, required=False, help_text="Its number, such as 47/08.")
    words = forms.CharField(
        label="What the board said", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Where it changed something: the words as agreed. Where it refused: why.",
    )  # fmt: skip

    def __init__(self, *args, paper: Paper, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(value, label[:1].upper() + label[1:]) for value, label in Decision.Outcome.choices]
        if not paper.closed:
            self.fields["words"].help_text += " Everybody can read it."

    def clean(self):
        said = super().clean()
        if said.get("outcome") in (Decision.Outcome.AMENDED, Decision.Outcome.REFUSED) and not said.get("words"):
            self.add_error("words", "Say what the board changed, or why it refused")
        return said


class FollowUpForm(PortalForm):
    """One page for the three ways: a new action, one that is there already, or none."""

    way = forms.ChoiceField(label="What comes of it?", widget=forms.RadioSelect, error_messages={"required": "Choose what comes of it"})
    target = forms.ModelChoiceField(queryset=None, label="A new one: where in the plan?", required=False, empty_label="Choose")
    text = forms.CharField(label="A new one: what is to be done?", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    owners = forms.CharField(
        label="A new one: who does it?", max_length=300, required=False, help_text="Names of organisations, with commas between them."
    )
    action = forms.ModelChoiceField(queryset=None, label="One that is there: which?", required=False, empty_label="Choose")
    new_text = forms.CharField(
        label="One that is there: its words from now on", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Left empty, they stay.",
    )  # fmt: skip
    by_when = forms.CharField(label="By when?", max_length=200, required=False, help_text="As the plan prints it, such as: by June 2027.")
    reason = forms.CharField(
        label="Reason, where the plan is adopted already", max_length=300, required=False, help_text="Everybody reads it in the plan."
    )
    why = forms.CharField(label="Nothing more: why?", max_length=300, required=False, help_text="Everybody reads it.")

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        terms = compact.terms
        plans = compact.plans.exclude(status=Plan.Status.CLOSED)
        targets = Target.objects.filter(plan__in=plans).select_related("plan").order_by("-plan__starts_on", "number")
        actions = Action.objects.unfinished().filter(Q(target__plan__in=plans)).select_related("target__plan")
        self.fields["target"].queryset, self.fields["action"].queryset = (
            targets,
            actions.order_by("-target__plan__starts_on", "target__number", "number"),
        )
        self.fields["target"].label_from_instance = lambda target: f"{target.plan}: {target}"
        self.fields["action"].label_from_instance = lambda action: f"{action.target.plan}: {action}"
        self.fields["way"].choices = [
            ("new", f"A new {terms.action} in a plan"),
            ("there", f"An {terms.action} that is in a plan already takes it up"),
            ("none", "Nothing more is to be done"),
        ]

    def clean(self):
        said = super().clean()
        needs = {"new": [("target", "Choose where in the plan it belongs"), ("text", "Write what is to be done")],
                 "there": [("action", "Choose the one that takes it up")], "none": [("why", "Say why nothing more is to be done")]}  # fmt: skip
        for field, words in needs.get(said.get("way"), []):
            if not said.get(field) and field not in self.errors:
                self.add_error(field, words)
        return said
