"""What may be said about the steering group and its officers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm
from signatories.forms import PersonForm, capital
from signatories.models import Compact, Organisation
from signatories.models.organisation import Sector


class DayForm(PortalForm):
    on = DateField(label=_("Who sat on"), required=False)
    mark_optional = False


class TermsForm(PortalForm):
    agreed_on = DateField(label=_("Day on which they were agreed"), error_messages={"required": _("Enter the day on which they were agreed")})
    text = forms.CharField(
        label=_("Terms of reference"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": _("Enter the terms of reference")},
    )
    statutory_seats = forms.IntegerField(min_value=0, max_value=99, required=False)
    voluntary_seats = forms.IntegerField(min_value=0, max_value=99, required=False)

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        for name, sector in (("statutory_seats", Sector.STATUTORY), ("voluntary_seats", Sector.VOLUNTARY)):
            self.fields[name].label = _("Seats of the %(sector)s") % {"sector": compact.terms.sector(sector)}


class SeatForm(PortalForm):
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Organisation"),
        empty_label=_("Choose one"),
        error_messages={"required": _("Choose the organisation")},
    )
    since = DateField(label=_("From"), error_messages={"required": _("Enter the first day")})

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"since": today()} | self.initial
        signed = compact.signatures.in_force().values("organisation")
        seated = compact.seats.not_ended().values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=signed).exclude(pk__in=seated)


class HolderForm(PortalForm):
    name = forms.CharField(label=_("Full name"), max_length=120, error_messages={"required": _("Enter the person’s full name")})
    title = forms.CharField(label=_("Post"), max_length=160, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False, help_text=_("With it they can sign in and see the group’s pages."))


class StandInForm(HolderForm):
    since = DateField(label=_("First day"), error_messages={"required": _("Enter the first day")})
    until = DateField(label=_("Last day"), error_messages={"required": _("Enter the last day")})


class JoinForm(PortalForm):
    post = forms.CharField(label=_("Your post in the organisation"), max_length=160, required=False)


class DeclineForm(PortalForm):
    reason = forms.CharField(label=_("Reason"), max_length=300, error_messages={"required": _("Say why: whoever asked is told")})


class EmployerForm(PortalForm):
    """A person who judges what others say about organisations never judges what concerns their own."""

    mark_optional = False

    employer = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Which organisation employs them?"),
        empty_label=_("One that is not on the list, or none"),
        required=False,
        help_text=_("They are kept from whatever concerns it: texts to be passed for the report, and cases."),
    )

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["employer"].queryset = Organisation.objects.open().known_to(compact).distinct()


class NextOfficerForm(EmployerForm, PersonForm):
    field_order = ["name", "email", "employer"]


class OfficerForm(NextOfficerForm):
    field_order = ["name", "email", "sector", "employer"]

    sector = forms.ChoiceField(label=_("Which side employs them?"), widget=forms.RadioSelect, error_messages={"required": _("Choose the side")})

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, compact=compact, **kwargs)
        free = [s for s in (Sector.STATUTORY, Sector.VOLUNTARY) if not compact.officers.not_ended().filter(sector=s).exists()]
        self.fields["sector"].choices = [(value, capital(compact.terms.sector(value))) for value in free]
