"""What an officer says while a survey runs: its dates, an excuse, extra time, a typed answer."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm
from reviews.models import Review, Survey, TypedAnswer
from reviews.rhythm import OF_REVIEW, OF_SURVEY, dates_of


class DatesForm(PortalForm):
    """All dates of a review and of its survey, in the order in which they come."""

    started_on = DateField(label=_("The review begins"), required=False)
    opens_on = DateField(label=_("The survey opens"))
    due_on = DateField(label=_("Answers are asked for by"), required=False, help_text=_("What invitations and reminders say. Empty: the last day."))
    closes_on = DateField(label=_("Last day on which answers are taken"))
    nudges = forms.CharField(
        label=_("Reminders, days before answers are asked for"), required=False, max_length=60, help_text=_("Numbers with commas, such as 38, 14, 3.")
    )
    interim_on = DateField(label=_("First findings"), required=False)
    report_due_on = DateField(label=_("The written report is due"), required=False)
    week_on = DateField(label=_("The agreement’s week begins"), required=False)
    board_on = DateField(label=_("The final report"), required=False)
    reason = forms.CharField(
        label=_("Why a date is moved"),
        required=False,
        max_length=300,
        help_text=_("Needed when a date that was set changes. It is kept with the old date."),
    )

    def __init__(self, *args, review: Review, survey: Survey | None, proposed: dict, **kwargs):
        initial = dates_of(review, survey) | proposed
        if survey:
            initial["nudges"] = ", ".join(str(n) for n in survey.nudges.values_list("days_before", flat=True))
        super().__init__(*args, initial=initial, **kwargs)
        terms = review.compact.terms
        self.fields["interim_on"].label = _("First findings go to the %(board)s") % {"board": terms.board}
        self.fields["week_on"].label = _("The %(agreement)s’s own week begins, on a Monday") % {"agreement": terms.agreement}
        self.fields["board_on"].label = _("The final report goes to the %(board)s") % {"board": terms.board}
        self.without = [*OF_SURVEY, "nudges"] if survey is None or survey.is_over else ["opens_on"] if survey.status == Survey.Status.OPEN else []
        for name in self.without:
            del self.fields[name]

    def clean_nudges(self) -> list[int]:
        parts = [part.strip() for part in self.cleaned_data["nudges"].split(",") if part.strip()]
        if any(not part.isdecimal() or len(part) > 3 for part in parts):
            raise forms.ValidationError(_("Enter numbers of days with commas between them, such as 38, 14, 3"))
        return [int(part) for part in parts]

    @property
    def dates(self) -> dict[str, datetime.date | None]:
        return {name: self.cleaned_data[name] for name in (*OF_REVIEW, *OF_SURVEY) if name in self.fields}


class RhythmForm(PortalForm):
    """Asks for a proposal of dates; it changes nothing."""

    rhythm = forms.ChoiceField(
        label=_("Rhythm"), choices=[choice for choice in Review.Rhythm.choices if choice[0] != Review.Rhythm.OWN], widget=forms.RadioSelect
    )
    week = DateField(label=_("Monday of that week"))

    def clean_week(self):
        week = self.cleaned_data["week"]
        if week.weekday() != 0:
            raise forms.ValidationError(_("Enter a Monday: the dates are counted from it"))
        return week


class ExcuseForm(PortalForm):
    reason = forms.CharField(label=_("Why it need not answer this year"), max_length=300)


class ExtraTimeForm(PortalForm):
    until = DateField(label=_("It may answer until the end of"))
    reason = forms.CharField(label=_("Why it gets extra time"), max_length=300)


class SourceForm(PortalForm):
    """How an answer came that somebody types."""

    source = forms.ChoiceField(choices=TypedAnswer.Source, widget=forms.RadioSelect, label=_("How did the answer come?"))
    received_on = DateField(label=_("When did it come?"))

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > today():
            raise forms.ValidationError(_("That day has not come yet"))
        return day


class ConfirmedForm(PortalForm):
    """How an organisation without an e-mail address said that its typed answer is right, asked by somebody of another sector."""

    confirmed = forms.ChoiceField(choices=TypedAnswer.Confirmed, widget=forms.RadioSelect, label=_("How did the organisation confirm it?"))
    sure = forms.BooleanField(label=_("I asked the organisation myself, or saw what it signed"))
