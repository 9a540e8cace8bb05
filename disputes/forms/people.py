"""What may be said about advice that was given, and about people who stand ready."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm
from disputes.models import Advice, Standing
from signatories.forms import PersonForm, capital
from signatories.models import Code, Compact, Organisation
from signatories.models.edition import Subject
from signatories.models.organisation import Sector


def first_letters(choices) -> list[tuple[str, str]]:
    return [(value, capital(label)) for value, label in choices]


class AdviceForm(PortalForm):
    """No box takes free words, so no name can be written down."""

    subject = forms.ChoiceField(label=_("What it was about"), choices=[("", _("Choose one")), *first_letters(Subject.choices)])
    code = forms.ModelChoiceField(queryset=Code.objects.none(), required=False, empty_label=_("No one of them"))
    sector = forms.ChoiceField(label=_("Who asked"), widget=forms.RadioSelect, error_messages={"required": _("Choose the side that asked")})
    asked_on = DateField(label=_("Day"), initial=today)

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [
            (value, gettext("Somebody of the %(sector)s") % {"sector": compact.terms.sector(value)}) for value in (Sector.VOLUNTARY, Sector.STATUTORY)
        ]
        codes = compact.edition.codes.all() if compact.edition else Code.objects.none()
        if codes:
            self.fields["code"].queryset = codes
            self.fields["code"].label = gettext("Which %(code)s") % {"code": compact.terms.code}
        else:
            del self.fields["code"]

    def clean_asked_on(self):
        day = self.cleaned_data["asked_on"]
        if day > today():
            raise forms.ValidationError(gettext("This day has not come yet"))
        return day


class OutcomeForm(PortalForm):
    outcome = forms.ChoiceField(
        label=_("What came of it?"), widget=forms.RadioSelect, choices=first_letters(Advice.Outcome.choices),
        error_messages={"required": _("Choose what came of it")},
    )  # fmt: skip


class StandingForm(PersonForm):
    kind = forms.ChoiceField(
        label=_("What for?"), widget=forms.RadioSelect, error_messages={"required": _("Choose what this person stands ready for")}
    )
    sector = forms.ChoiceField(label=_("Which side?"), widget=forms.RadioSelect, error_messages={"required": _("Choose the side")})
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), required=False, empty_label=_("None of them"),
        help_text=_("Where this person works or is a trustee. They are never asked to help in a case of it."),
    )  # fmt: skip
    about = forms.CharField(
        label=_("What both sides should know"),
        max_length=300,
        required=False,
        help_text=_("Such as training, or languages. Both sides of a case read it."),
    )
    until = DateField(label=_("Last day"), required=False, help_text=_("Leave it empty where no term was agreed."))

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        panel = compact.terms.panel
        of_panel = {
            Standing.Kind.PANEL: gettext("may sit on the %(panel)s") % {"panel": panel},
            Standing.Kind.SUBSTITUTE: gettext("substitute for the %(panel)s") % {"panel": panel},
        }
        self.fields["kind"].choices = [(value, capital(of_panel.get(value, label))) for value, label in Standing.Kind.choices]
        self.fields["sector"].choices = [(value, capital(compact.terms.sector(value))) for value in (Sector.STATUTORY, Sector.VOLUNTARY)]
        self.fields["organisation"].queryset = Organisation.objects.open().known_to(compact).distinct()
