"""What may be said about a plan's adoption and about an action's progress."""

import datetime

from django import forms

from actionplans.models import Action, Plan
from compact_portal.forms import DateField, PortalForm


class AdoptForm(PortalForm):
    adopted_on = DateField(error_messages={"required": "Enter the day on which the plan was adopted"})

    def __init__(self, *args, plan: Plan, on: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["adopted_on"].label = f"Adopted by the {plan.compact.terms.steering_group} on"
        self.initial.setdefault("adopted_on", on)

    def clean_adopted_on(self):
        day = self.cleaned_data["adopted_on"]
        if day > self.on:
            raise forms.ValidationError("A plan cannot have been adopted on a day to come")
        return day


class ProgressForm(PortalForm):
    status = forms.ChoiceField(
        label="How far has it come?", widget=forms.RadioSelect, error_messages={"required": "Choose how far the action has come"}
    )
    note = forms.CharField(
        label="What has happened",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody who can see the plan will read this. Name organisations rather than people.",
    )
    noted_on = DateField(label="On which day", required=False)

    def __init__(self, *args, action: Action, on: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.action, self.on = action, on
        self.fields["status"].choices = [(status.value, status.label.capitalize()) for status in Action.Status]
        self.initial.setdefault("status", action.status)
        self.initial.setdefault("noted_on", on)

    def clean_noted_on(self):
        day = self.cleaned_data["noted_on"]
        if day and day > self.on:
            raise forms.ValidationError("Progress cannot be dated in the future")
        return day

    def clean(self):
        data = super().clean()
        if not self.errors and data["status"] == self.action.status and not data["note"].strip():
            raise forms.ValidationError("Nothing has changed yet: choose another answer, or write what has happened")
        return data
