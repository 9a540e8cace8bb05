"""What may be said of a meeting that looks at a plan's progress: before it, in its minutes, and of what it decided."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.models import Plan, Target
from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm
from signatories.models import Compact
from signatories.terms import Terms


class MeetingForm(PortalForm):
    held_on = DateField(label=_("Day of the meeting"))
    of = forms.CharField(label=_("Whose meeting was it?"), max_length=120, help_text=_("Such as a working group, a forum or a partnership board."))
    chaired_by = forms.CharField(label=_("Who chaired it?"), max_length=120, help_text=_("The role is enough, such as “the chair” or “the officer”."))
    noted = forms.CharField(label=_("What was noted?"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, terms: Terms, **kwargs):
        super().__init__(*args, **kwargs)
        said = gettext("Only the %(group)s reads this. What was decided on single %(actions)s comes on the next page.")
        self.fields["noted"].help_text = said % {"group": terms.steering_group, "actions": terms.actions}

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day and day > today():
            raise forms.ValidationError(gettext("This day has not come yet: write the meeting down afterwards"))
        return day


class PlannedForm(PortalForm):
    """A meeting to come."""

    held_on = DateField(label=_("Day of the meeting"))
    of = forms.CharField(label=_("Whose meeting is it?"), max_length=120)
    place = forms.CharField(label=_("Where?"), max_length=200, required=False, help_text=_("A room, or the address of a video call."))
    items = forms.CharField(
        label=_("What else is to be talked about?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One thing a line. What is open or late comes on the agenda by itself."),
    )  # fmt: skip

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day and day < today():
            raise forms.ValidationError(gettext("This day is over: write down what was said at the meeting instead"))
        return day


class DecidedForm(PortalForm):
    """What becomes a new action of the plan."""

    target = forms.ModelChoiceField(queryset=None, label=_("Where in the plan?"), empty_label=_("Choose"))
    text = forms.CharField(label=_("What is to be done?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    owners = forms.CharField(
        label=_("Who does it?"), max_length=300, required=False, help_text=_("Names of organisations, with commas between them.")
    )
    by_when = forms.CharField(label=_("By when?"), max_length=200, required=False, help_text=_("As the plan prints it, such as: by June 2027."))

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = Target.objects.filter(plan=plan).order_by("number")


class NotedForm(PortalForm):
    """What the group decided while there is no plan."""

    text = forms.CharField(label=_("What was decided?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    owners = forms.CharField(
        label=_("Who does it?"), max_length=300, required=False, help_text=_("Names of organisations, with commas between them.")
    )
    by_when = forms.CharField(label=_("By when?"), max_length=200, required=False, help_text=_("As a plan would print it, such as: by June 2027."))


class IntoPlanForm(DecidedForm):
    """Where in a plan of the agreement the decision belongs, with its words to be mended."""

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, plan=None, **kwargs)
        targets = Target.objects.filter(plan__compact=compact).exclude(plan__status=Plan.Status.CLOSED)
        self.fields["target"].queryset = targets.select_related("plan").order_by("-plan__starts_on", "number")
        self.fields["target"].label_from_instance = lambda target: f"{target.plan}: {target.number}. {target.text}"
