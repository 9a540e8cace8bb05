"""What a member of the steering group says of a proposed report, and an officer of an error in a published one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm
from reviews.models import Correction, ReportApproval


class ApprovalForm(PortalForm):
    verdict = forms.ChoiceField(label=_("What do you say?"), choices=ReportApproval.Verdict, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("If you do not approve it: why"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The report prints these words with your name."),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        if said.get("verdict") == ReportApproval.Verdict.DISSENT and not said.get("words", "").strip():
            self.add_error("words", _("Say why, in the words that the report should print"))
        return said


class CorrectionForm(PortalForm):
    place = forms.CharField(
        label=_("Where it stands"), max_length=Correction._meta.get_field("place").max_length, help_text=_("Such as “Target 3, ii)”.")
    )
    wrong = forms.CharField(label=_("What the report says"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    right = forms.CharField(label=_("What is right"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
