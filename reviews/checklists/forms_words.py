"""What a signatory says of one undertaking, and an officer of a year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.documents.uploads import UploadField
from compact_portal.forms import DateField, PortalForm
from reviews.models import UndertakingWord
from reviews.models.answers import Openness

LINES = {"rows": 4}


class WordForm(PortalForm):
    kept = forms.ChoiceField(
        label=_("Did you keep it this year?"),
        choices=UndertakingWord.Kept,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer")},
    )
    done = forms.CharField(label=_("What was done?"), max_length=4000, required=False, widget=forms.Textarea(attrs=LINES))
    openness = forms.ChoiceField(
        label=_("Who may know?"), choices=Openness, initial=Openness.STEERING, widget=forms.RadioSelect,
        help_text=_(
            "Whether it was kept is always only counted. This is about your words. Without your name, what shows it is not kept either, "
            "and where too few report, no words are kept at all."
        ),
    )  # fmt: skip
    evidence = forms.CharField(
        label=_("What shows it?"), max_length=1000, required=False, widget=forms.Textarea(attrs=LINES), help_text=_("Only with your name.")
    )
    link = forms.URLField(label=_("Address of a page"), required=False, assume_scheme="https", help_text=_("Only with your name."))
    file = UploadField(label=_("File"), required=False)

    def clean(self):
        said = super().clean()
        if said.get("openness") and said["openness"] != Openness.NAMED and (said.get("evidence") or said.get("link") or said.get("file")):
            self.add_error("openness", _("What shows it would tell who you are: choose your name, or take the evidence out"))
        return said


class YearForm(PortalForm):
    year = forms.IntegerField(label=_("Year"), min_value=1998, max_value=2100)
    opens_on = DateField(label=_("First day"))
    closes_on = DateField(label=_("Last day"))

    def clean(self):
        said = super().clean()
        if said.get("opens_on") and said.get("closes_on") and said["closes_on"] < said["opens_on"]:
            self.add_error("closes_on", _("The last day cannot be before the first"))
        return said
