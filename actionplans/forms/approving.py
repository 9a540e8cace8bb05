"""What may be said when people agree to a plan, and of what it has left over."""

import datetime

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action, Plan, Target
from compact_portal.forms import DateField, PortalForm


class AdoptForm(PortalForm):
    adopted_on = DateField(error_messages={"required": _("Enter the day on which the plan was adopted")})

    def __init__(self, *args, plan: Plan, on: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["adopted_on"].label = gettext("Adopted by the %(steering_group)s on") % {"steering_group": plan.compact.terms.steering_group}
        self.initial.setdefault("adopted_on", on)

    def clean_adopted_on(self):
        day = self.cleaned_data["adopted_on"]
        if day > self.on:
            raise forms.ValidationError(gettext("A plan cannot have been adopted on a day to come"))
        return day


class ApproveForm(PortalForm):
    agrees = forms.TypedChoiceField(
        label=_("Do you agree to this plan?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
    )
    words = forms.CharField(
        label=_("What would you like to be printed with it?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where you do not agree: your words are kept and printed with the plan, with your name."),
    )

    def clean(self):
        data = super().clean()
        if data.get("agrees") is False and not data.get("words", "").strip():
            self.add_error("words", gettext("Say what you do not agree with"))
        return data


class CarryForm(PortalForm):
    """What becomes of one unfinished action."""

    what = forms.ChoiceField(label=_("What becomes of it?"), widget=forms.RadioSelect)
    target = forms.ModelChoiceField(queryset=Target.objects.none(), required=False, empty_label=_("Choose one"))
    by_when = forms.CharField(label=_("By when, from now on"), max_length=200, required=False, help_text=_("Leave it empty to keep the old words."))
    into = forms.ModelChoiceField(queryset=Action.objects.none(), required=False, empty_label=_("Choose one"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where it is dropped. Everybody can read it."),
    )

    def __init__(self, *args, plan: Plan, later: Plan | None, **kwargs):
        """`later` is the plan into which things are carried; without one an action can only be dropped."""
        super().__init__(*args, **kwargs)
        terms = plan.terms
        choices = [("drop", gettext("It is dropped"))]
        if later:
            choices = [
                ("carry", gettext("It goes on in “%(plan)s”") % {"plan": later}),
                ("merge", gettext("It becomes part of another %(action)s there") % {"action": terms.action}),
                *choices,
            ]
            self.fields["target"].queryset = later.targets.all()
            self.fields["into"].queryset = Action.objects.unfinished().filter(target__plan=later).order_by("target__number", "number")
            self.fields["target"].label = gettext("Under which %(target)s, if it goes on?") % {"target": terms.target.lower()}
            self.fields["into"].label = gettext("Which %(action)s, if it becomes part of one?") % {"action": terms.action}
        for name, needed in [("target", later), ("by_when", later), ("into", later and self.fields["into"].queryset.exists())]:
            if not needed:
                del self.fields[name]
        if later and "into" not in self.fields:
            choices.pop(1)
        self.fields["what"].choices = choices

    def clean(self):
        data = super().clean()
        if data.get("what") == "carry" and not data.get("target"):
            self.add_error("target", gettext("Choose where it goes on"))
        if data.get("what") == "merge" and not data.get("into"):
            self.add_error("into", gettext("Choose what it becomes part of"))
        if data.get("what") == "drop" and not data.get("reason", "").strip():
            self.add_error("reason", gettext("Say why it is dropped"))
        return data
