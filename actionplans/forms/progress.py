"""What may be said of an action's progress."""

import datetime

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.by_when import parse_by_when
from actionplans.models import Action, ProgressMeeting, Update
from compact_portal.database.fields import WebAddressField
from compact_portal.forms import DateField, PortalForm

EVERYBODY_READS = _("Everybody who can see the plan will read this. Name organisations rather than people.")
ASKED = {
    Update.Rating.ON_TRACK: _("It goes as planned."),
    Update.Rating.AT_RISK: _("It may not be done in time, or not as planned."),
    Update.Rating.LATE: _("It will not be done in time."),
    Update.Rating.DONE: _("Nothing is left to do."),
    Update.Rating.DEFERRED: _("Not now: it will be looked at again later."),
}


def box(label: str, *, rows: int = 3, **kwargs) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class RatingForm(PortalForm):
    """The first of two short pages: it only chooses which questions the second one asks."""

    rating = forms.ChoiceField(
        label=_("How does it stand?"), widget=forms.RadioSelect, choices=[(value, capfirst(label)) for value, label in Update.Rating.choices],
        error_messages={"required": _("Choose how it stands")},
    )  # fmt: skip


class UpdateForm(PortalForm):
    """The second page. `seen` is the revision of the update that lay before the person when they began to write."""

    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    done = box(_("What was done?"), help_text=EVERYBODY_READS)

    def __init__(self, *args, action: Action, rating: str, on: datetime.date, meetings=None, **kwargs):
        """`meetings` are those that may have decided it, for whoever may write down what they decide."""
        super().__init__(*args, **kwargs)
        self.action, self.on = action, on
        if rating in Update.NEED_A_REASON:
            self.fields["reason"] = box(gettext("Why is it %(label)s?") % {"label": Update.Rating(rating).label}, rows=2)
            self.fields["new_date"] = forms.CharField(
                label=gettext("A new date"),
                max_length=200,
                required=False,
                help_text=gettext("If another date is better than “%(by_when)s”.") % {"by_when": action.by_when}
                if action.by_when
                else gettext("If there is one, in your own words."),
            )
        if rating == Update.Rating.DONE:
            self.fields["completed_on"] = DateField(label=gettext("On which day was it done?"))
            self.fields["evidence"] = box(
                gettext("What shows that it is done?"), rows=2, required=False, help_text=gettext("Words or a link: one of the two is enough.")
            )
            self.fields["evidence_link"] = WebAddressField().formfield(label=gettext("Link to it"), required=False)
        else:
            self.fields["next_steps"] = box(gettext("What comes next?"), rows=2, required=False)
        self.fields["outcome"] = box(gettext("What has changed for people because of it?"), rows=2, required=False)
        if meetings:
            self.fields["meeting"] = forms.ModelChoiceField(
                ProgressMeeting.objects.filter(pk__in=[meeting.pk for meeting in meetings]),
                label=gettext("Did a meeting decide it?"),
                required=False,
                empty_label=gettext("No"),
            )

    def clean_completed_on(self):
        day = self.cleaned_data["completed_on"]
        if day and day > self.on:
            raise forms.ValidationError(gettext("Nothing can have been done on a day to come"))
        return day

    def clean_new_date(self):
        text, plan = self.cleaned_data["new_date"], self.action.target.plan
        try:
            when = parse_by_when(text, plan_start=plan.starts_on, plan_end=plan.ends_on)
        except ValueError as error:
            raise forms.ValidationError(capfirst(str(error))) from error
        if not when.understood:
            raise forms.ValidationError(gettext("“%(text)s” is no date: write it like “June 2009” or “7 June 2009”") % {"text": text})
        return text

    def clean(self):
        data = super().clean()
        if "evidence" in self.fields and not self.errors and not (data["evidence"].strip() or data["evidence_link"]):
            self.add_error("evidence", gettext("Say what shows that it is done, or give a link to it"))
        return data


class DecideDateForm(PortalForm):
    accept = forms.TypedChoiceField(
        label=_("Does the new date hold?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
    )
    answer = box(_("Why?"), rows=2, required=False, help_text=_("Needed where the answer is no. Everybody can read it."))

    def clean(self):
        data = super().clean()
        if data.get("accept") is False and not data.get("answer", "").strip():
            self.add_error("answer", gettext("Say why the new date is refused"))
        return data
