"""What is asked of somebody who notes: one thing that has to be written, everything else may wait for the survey."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm
from reviews.models import LogNote
from reviews.models.answers import Openness
from reviews.subjects import subjects_of, to_choose
from signatories.forms import capital
from signatories.models import Compact, Signature

WHO_READS = _(
    "Nobody but you reads this now, unless you choose your organisation’s name: then those who steer the agreement may read it at once. "
    "What you choose here is asked again in the survey."
)


class RoundsForm(PortalForm):
    every = forms.ChoiceField(
        label=_("How often is everybody mailed a link to note with?"),
        choices=[(value, capital(label)) for value, label in Compact.LogLinks.choices],
        widget=forms.RadioSelect,
        help_text=_("More than four times a year is more than most volunteers want. Everybody can choose to get none, at the foot of each mail."),
    )


class NoteForm(PortalForm):
    """`signatures` are those for which the writer may note; asked about only where there are several."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=[(value, capital(label)) for value, label in LogNote.Kind.choices], widget=forms.RadioSelect
    )
    what = forms.CharField(
        label=_("What happened?"), max_length=1500, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("A few words are enough. Leave out names if you do not want to be recognised."),
    )  # fmt: skip
    about = forms.ChoiceField(label=_("Which part of the agreement is it about?"), required=False, help_text=_("Leave it open if you are not sure."))
    when = forms.CharField(label=_("When was it?"), max_length=80, required=False, help_text=_("Leave it open if it was today."))
    result = forms.CharField(label=_("What came of it?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    openness = forms.ChoiceField(
        label=_("Who may read it?"), choices=Openness.choices, initial=Openness.STEERING, widget=forms.RadioSelect, help_text=WHO_READS
    )
    offered = forms.BooleanField(label="", required=False, initial=True)

    def __init__(self, *args, signatures: list[Signature], **kwargs):
        super().__init__(*args, **kwargs)
        self.signatures = {str(signature.pk): signature for signature in signatures}
        first = signatures[0]
        subjects = subjects_of(first.compact.edition)
        if subjects:
            self.fields["about"].choices = to_choose(subjects)
        else:
            del self.fields["about"]
        if len(signatures) > 1:
            choices = [(pk, str(signature.organisation)) for pk, signature in self.signatures.items()]
            self.fields["signature"] = forms.ChoiceField(label=_("For which organisation?"), choices=choices, widget=forms.RadioSelect)
            self.order_fields(["signature", *self.fields])
        whom = _("the organisation") if len(signatures) > 1 else first.organisation
        self.fields["offered"].label = _("Offer it as a ready example to whoever answers the survey for %(whom)s") % {"whom": whom}

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def words(self) -> dict:
        """What the action is given."""
        given = {name: self.cleaned_data.get(name, "") for name in ("kind", "about", "what", "when", "result", "openness")}
        return given | {"offered": self.cleaned_data["offered"]}

    def signature(self) -> Signature:
        return self.signatures[self.cleaned_data.get("signature") or next(iter(self.signatures))]
