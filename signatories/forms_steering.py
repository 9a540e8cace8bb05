"""What may be said about the steering group and its officers."""

from django import forms

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm
from signatories.forms import PersonForm, capital
from signatories.models import Compact, Organisation
from signatories.models.organisation import Sector


class DayForm(PortalForm):
    on = DateField(label="Who sat on", required=False)
    mark_optional = False


class TermsForm(PortalForm):
    agreed_on = DateField(label="Day on which they were agreed", error_messages={"required": "Enter the day on which they were agreed"})
    text = forms.CharField(
        label="Terms of reference",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Enter the terms of reference"},
    )
    statutory_seats = forms.IntegerField(min_value=0, max_value=99, required=False)
    voluntary_seats = forms.IntegerField(min_value=0, max_value=99, required=False)

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        for name, sector in (("statutory_seats", Sector.STATUTORY), ("voluntary_seats", Sector.VOLUNTARY)):
            self.fields[name].label = f"Seats of the {compact.terms.sector(sector)}"


class SeatForm(PortalForm):
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), empty_label="Choose one", error_messages={"required": "Choose the organisation"}
    )
    since = DateField(label="From", error_messages={"required": "Enter the first day"})

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"since": today()} | self.initial
        signed = compact.signatures.in_force().values("organisation")
        seated = compact.seats.not_ended().values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=signed).exclude(pk__in=seated)


class HolderForm(PortalForm):
    name = forms.CharField(label="Full name", max_length=120, error_messages={"required": "Enter the person’s full name"})
    title = forms.CharField(label="Post", max_length=160, required=False)
    email = forms.EmailField(label="E-mail address", required=False, help_text="With it they can sign in and see the group’s pages.")


class StandInForm(HolderForm):
    since = DateField(label="First day", error_messages={"required": "Enter the first day"})
    until = DateField(label="Last day", error_messages={"required": "Enter the last day"})


class JoinForm(PortalForm):
    post = forms.CharField(label="Your post in the organisation", max_length=160, required=False)


class DeclineForm(PortalForm):
    reason = forms.CharField(label="Reason", max_length=300, error_messages={"required": "Say why: whoever asked is told"})


class EmployerForm(PortalForm):
    """A person who judges what others say about organisations never judges what concerns their own."""

    mark_optional = False

    employer = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label="Which organisation employs them?",
        empty_label="One that is not on the list, or none",
        required=False,
        help_text="They are kept from whatever concerns it: texts to be passed for the report, and cases.",
    )

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["employer"].queryset = Organisation.objects.open().known_to(compact).distinct()


class NextOfficerForm(EmployerForm, PersonForm):
    field_order = ["name", "email", "employer"]


class OfficerForm(NextOfficerForm):
    field_order = ["name", "email", "sector", "employer"]

    sector = forms.ChoiceField(label="Which side employs them?", widget=forms.RadioSelect, error_messages={"required": "Choose the side"})

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, compact=compact, **kwargs)
        free = [s for s in (Sector.STATUTORY, Sector.VOLUNTARY) if not compact.officers.not_ended().filter(sector=s).exists()]
        self.fields["sector"].choices = [(value, capital(compact.terms.sector(value))) for value in free]
