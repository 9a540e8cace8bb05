"""What a delegate of an event may be asked, and what they answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm
from signatories.models import Code, Compact
from signatories.models.organisation import printable
from signatories.records.forms import of_codes


class DelegateForm(PortalForm):
    name = forms.CharField(label=_("Name"), max_length=150, validators=[printable], error_messages={"required": _("Enter the delegate’s name")})
    email = forms.EmailField(label=_("E-mail address"), error_messages={"required": _("Enter the address that they gave")})
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False, validators=[printable])


class StayForm(PortalForm):
    codes = forms.ModelMultipleChoiceField(
        queryset=Code.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to be asked about any of them."),
    )

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        of_codes(self, compact, _("Which %(codes)s may we ask you about?") % {"codes": compact.terms.codes})
