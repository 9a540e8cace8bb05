"""What may be said of the steering group's year."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import DateField, PortalForm
from reviews.models import Milestone, Review
from reviews.running_forms import RhythmForm
from reviews.year.items import Item

TOGETHER = [("together", _("This and everything after it that is not done, by as many days")), ("alone", _("This one alone"))]


class TemplateForm(RhythmForm):
    """From which week the year is counted, and with which rhythm."""

    def __init__(self, *args, review: Review, **kwargs):
        rhythm = review.rhythm if review.rhythm != Review.Rhythm.OWN else None
        super().__init__(*args, initial={"rhythm": rhythm, "week": review.week_on}, **kwargs)
        self.review = review
        self.fields["week"].label = _("First Monday of the %(agreement)s’s own week") % {"agreement": review.compact.terms.agreement}

    def clean_week(self):
        week = super().clean_week()
        if week.year != self.review.year:
            raise forms.ValidationError(_("Enter a Monday of %(year)s: this is the year of the review") % {"year": self.review.year})
        return week


class MoveForm(PortalForm):
    to = DateField(label=_("The new day"))
    together = forms.ChoiceField(label=_("What moves?"), choices=TOGETHER, widget=forms.RadioSelect, initial="together")
    reason = forms.CharField(label=_("Why is it moved?"), max_length=300, help_text=_("Kept with the old day, for everybody who steers."))


class MilestoneForm(PortalForm):
    """One that the group adds. Of one that is there the words alone are changed: moving it has a page of its own."""

    name = forms.CharField(label=_("What is to be done?"), max_length=160)
    owner = forms.CharField(label=_("Who sees to it?"), max_length=120, required=False, help_text=_("The role is enough."))
    on = DateField(label=_("By which day?"))
    after = forms.ChoiceField(label=_("What has to come before it?"), required=False)
    before = forms.ChoiceField(label=_("What may only come after it?"), required=False)

    def __init__(self, *args, items: list[Item], milestone: Milestone | None = None, **kwargs):
        initial = {"name": milestone.name, "owner": milestone.owner} if milestone else {}
        super().__init__(*args, initial=initial, **kwargs)
        if milestone:
            for name in ("on", "after", "before"):
                del self.fields[name]
            return
        for name in ("after", "before"):
            self.fields[name].choices = [("", _("Nothing")), *((item.name, f"{item.what} ({date_format(item.day, 'j F')})") for item in items)]
