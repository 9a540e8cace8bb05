"""What is said when the board reads and decides."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action, Plan, Target
from compact_portal.forms import DateField, PortalForm
from reviews.models import Decision, Paper
from signatories.models import Compact


class MemberForm(PortalForm):
    name = forms.CharField(label=_("Full name"), max_length=150, error_messages={"required": _("Enter the person’s full name")})
    email = forms.EmailField(label=_("E-mail address"), error_messages={"required": _("Enter the person’s e-mail address")})


class CommentForm(PortalForm):
    recommendation = forms.ModelChoiceField(
        queryset=None, label=_("Is it about one recommendation?"), required=False, empty_label=_("No, about the whole paper")
    )
    text = forms.CharField(
        label=_("Your comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}), error_messages={"required": _("Write your comment")},
        help_text=_("The board, the steering group and its officers read it, with your name."),
    )  # fmt: skip

    def __init__(self, *args, paper: Paper, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recommendation"].queryset = paper.recommendations.all()
        self.fields["recommendation"].label_from_instance = lambda one: f"{one.number}. {one}"
        self.fields["text"].help_text = _("The board, the %(steering_group)s and its officers read it, with your name.") % {
            "steering_group": paper.compact.terms.steering_group
        }


class DecisionForm(PortalForm):
    outcome = forms.ChoiceField(
        label=_("What did the board decide?"), widget=forms.RadioSelect, error_messages={"required": _("Choose what the board decided")}
    )
    decided_on = DateField(label=_("On which day?"), error_messages={"required": _("Enter the day of the decision")})
    minute = forms.CharField(label=_("Minute"), max_length=60, required=False, help_text=_("Its number, such as 47/08."))
    words = forms.CharField(
        label=_("What the board said"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Where it changed something: the words as agreed. Where it refused: why."),
    )  # fmt: skip

    def __init__(self, *args, paper: Paper, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(value, label[:1].upper() + label[1:]) for value, label in Decision.Outcome.choices]
        if not paper.closed:
            self.fields["words"].help_text += _(" Everybody can read it.")

    def clean(self):
        said = super().clean()
        if said.get("outcome") in (Decision.Outcome.AMENDED, Decision.Outcome.REFUSED) and not said.get("words"):
            self.add_error("words", _("Say what the board changed, or why it refused"))
        return said


class FollowUpForm(PortalForm):
    """One page for the three ways: a new action, one that is there already, or none."""

    way = forms.ChoiceField(label=_("What comes of it?"), widget=forms.RadioSelect, error_messages={"required": _("Choose what comes of it")})
    target = forms.ModelChoiceField(queryset=None, label=_("A new one: where in the plan?"), required=False, empty_label=_("Choose"))
    text = forms.CharField(label=_("A new one: what is to be done?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    owners = forms.CharField(
        label=_("A new one: who does it?"), max_length=300, required=False, help_text=_("Names of organisations, with commas between them.")
    )
    action = forms.ModelChoiceField(queryset=None, label=_("One that is there: which?"), required=False, empty_label=_("Choose"))
    new_text = forms.CharField(
        label=_("One that is there: its words from now on"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Left empty, they stay."),
    )  # fmt: skip
    by_when = forms.CharField(label=_("By when?"), max_length=200, required=False, help_text=_("As the plan prints it, such as: by June 2027."))
    reason = forms.CharField(
        label=_("Reason, where the plan is adopted already"), max_length=300, required=False, help_text=_("Everybody reads it in the plan.")
    )
    why = forms.CharField(label=_("Nothing more: why?"), max_length=300, required=False, help_text=_("Everybody reads it."))

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
            ("new", _("A new %(action)s in a plan") % {"action": terms.action}),
            ("there", _("An %(action)s that is in a plan already takes it up") % {"action": terms.action}),
            ("none", _("Nothing more is to be done")),
        ]

    def clean(self):
        said = super().clean()
        needs = {"new": [("target", _("Choose where in the plan it belongs")), ("text", _("Write what is to be done"))],
                 "there": [("action", _("Choose the one that takes it up"))], "none": [("why", _("Say why nothing more is to be done"))]}  # fmt: skip
        for field, words in needs.get(said.get("way"), []):
            if not said.get(field) and field not in self.errors:
                self.add_error(field, words)
        return said
