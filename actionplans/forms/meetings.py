"""What may be said of a meeting that looked at a plan's progress."""

from django import forms

from actionplans.models import Plan
from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm


class MeetingForm(PortalForm):
    held_on = DateField(label="Day of the meeting")
    of = forms.CharField(label="Whose meeting was it?", max_length=120, help_text="Such as a working group, a forum or a partnership board.")
    chaired_by = forms.CharField(label="Who chaired it?", max_length=120, help_text="The role is enough, such as “the chair” or “the officer”.")
    noted = forms.CharField(label="What was noted?", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        group = plan.terms.steering_group
        self.fields["noted"].help_text = f"Only the {group} reads this. What was decided on single {plan.terms.actions} comes on the next page."

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day and day > today():
            raise forms.ValidationError("This day has not come yet: write the meeting down afterwards")
        return day
