"""What may be said about custodians. Reasons are chosen, not written: nothing of a case may stand here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm
from disputes.models import Agreement
from signatories.forms import PersonForm
from signatories.models import Compact, Organisation
from signatories.models.organisation import Sector


class CustodianForm(PersonForm):
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=_("Choose one"),
        help_text=_("Where they work or are a trustee. It decides which side they stand on; in a case of it they can do nothing."),
    )  # fmt: skip

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        known = Organisation.objects.open().known_to(compact).filter(sector__in=[Sector.STATUTORY, Sector.VOLUNTARY])
        self.fields["organisation"].queryset = known.distinct()


class AgreeForm(PortalForm):
    checked = forms.ChoiceField(
        label=_("How did you make sure that it is them?"), widget=forms.RadioSelect, choices=Agreement.Checked.choices,
        error_messages={"required": _("Choose how you made sure that it is them")},
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=_("Why do they need you?"), widget=forms.RadioSelect, choices=Agreement.Reason.choices,
        error_messages={"required": _("Choose why they need you")},
    )  # fmt: skip
