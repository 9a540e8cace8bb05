"""What an officer says of one promise and the equality duty."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm
from signatories.forms import capital
from signatories.models import Commitment, DutyTie, Edition, Undertaking


class TieForm(PortalForm):
    promise = forms.ChoiceField(label=_("Which promise?"), error_messages={"required": _("Choose a promise")})
    aim = forms.ChoiceField(label=_("Which aim of the duty does it help?"), widget=forms.RadioSelect, error_messages={"required": _("Choose an aim")})
    how = forms.CharField(label=_("How it helps"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, edition: Edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.promises: dict[str, Undertaking | Commitment] = {}
        groups = {}
        for one in edition.undertakings.all():
            groups.setdefault(_("Undertakings"), []).append(self._choice(one))
        for one in Commitment.objects.filter(code__edition=edition).select_related("code").order_by("code__number", "number"):
            groups.setdefault(str(one.code), []).append(self._choice(one))
        self.fields["promise"].choices = [("", _("Choose one")), *groups.items()]
        self.fields["aim"].choices = [(value, capital(label)) for value, label in DutyTie.Aim.choices]

    def _choice(self, one: Undertaking | Commitment) -> tuple[str, str]:
        key = f"{one._meta.model_name}-{one.pk}"
        self.promises[key] = one
        return key, f"{one.number}. {one.text[:100]}{'…' if len(one.text) > 100 else ''}"

    def clean_promise(self):
        return self.promises[self.cleaned_data["promise"]]
