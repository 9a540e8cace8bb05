"""What may be said about a draft and about how people are asked."""

import datetime

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.forms.lines import DAY_AND_WORDS, LinesField, one_day
from actionplans.forms.writing import words_box
from actionplans.models import PlanConsultation, Target
from compact_portal.database.fields import WebAddressField
from compact_portal.forms import DateField, PortalForm


class ConsultationForm(PortalForm):
    opens_on = DateField(label=_("First day"))
    closes_on = DateField(label=_("Last day"))
    final_on = DateField(label=_("Final draft by"), required=False)
    briefing = words_box(_("What should people know before they answer?"), required=False, max_length=3000)
    briefing_link = WebAddressField().formfield(label=_("Link to a briefing sheet"), required=False)
    why_short = words_box(_("Why is it shorter than usual?"), rows=2, required=False, max_length=500)
    launch_days = LinesField(
        label=_("Launch days"), required=False, help_text=_("One on each line, such as “4 November 2009: Town hall, 2 pm, all welcome”.")
    )

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["why_short"].help_text = gettext("Needed where it is shorter than %(days)s days. People read it.") % {
            "days": plan.compact.survey_days
        }

    def clean_launch_days(self):
        days, year_before = [], self.plan.starts_on - datetime.timedelta(days=365)  # people are asked before a plan begins
        for line in self.cleaned_data["launch_days"]:
            match = DAY_AND_WORDS.fullmatch(line)
            if not match:
                raise forms.ValidationError(gettext("“%(line)s”: write the day, a colon, and what happens") % {"line": line})
            days.append((one_day(match[1], plan_start=year_before, plan_end=self.plan.ends_on), match[2][:200]))
        return days

    def clean(self):
        data = super().clean()
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", gettext("The last day is before the first: correct one of the two"))
        return data


class CommentForm(PortalForm):
    target = forms.ModelChoiceField(queryset=Target.objects.none(), required=False, empty_label=_("The whole draft"))
    text = words_box(_("What would you like to say?"), max_length=3000)

    def __init__(self, *args, consultation: PlanConsultation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = consultation.plan.targets.all()
        self.fields["target"].label = gettext("Which part is it about?")


class AnswerForm(PortalForm):
    answer = words_box(_("What comes of it?"), rows=3, max_length=2000, help_text=_("Everybody can read this beside the comment."))
