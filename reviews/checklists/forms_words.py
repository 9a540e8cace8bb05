"""What a signatory says of one undertaking, and an officer of a year."""

from django import forms

from compact_portal.documents.uploads import UploadField
from compact_portal.forms import DateField, PortalForm
from reviews.models import UndertakingWord
from reviews.models.answers import Openness

LINES = {"rows": 4}


class WordForm(PortalForm):
    kept = forms.ChoiceField(
        label="Did you keep it this year?", choices=UndertakingWord.Kept, widget=forms.RadioSelect, error_messages={"required": "Choose an answer"}
    )
    done = forms.CharField(label="What was done?", max_length=4000, required=False, widget=forms.Textarea(attrs=LINES))
    openness = forms.ChoiceField(
        label="Who may know?", choices=Openness, initial=Openness.STEERING, widget=forms.RadioSelect,
        help_text="Whether it was kept is always only counted. This is about your words. Without your name, what shows it is not kept either, "
        "and where too few report, no words are kept at all.",
    )  # fmt: skip
    evidence = forms.CharField(
        label="What shows it?", max_length=1000, required=False, widget=forms.Textarea(attrs=LINES), help_text="Only with your name."
    )
    link = forms.URLField(label="Address of a page", required=False, assume_scheme="https", help_text="Only with your name.")
    file = UploadField(label="File", required=False)

    def clean(self):
        said = super().clean()
        if said.get("openness") and said["openness"] != Openness.NAMED and (said.get("evidence") or said.get("link") or said.get("file")):
            self.add_error("openness", "What shows it would tell who you are: choose your name, or take the evidence out")
        return said


class YearForm(PortalForm):
    year = forms.IntegerField(label="Year", min_value=1998, max_value=2100)
    opens_on = DateField(label="First day")
    closes_on = DateField(label="Last day")

    def clean(self):
        said = super().clean()
        if said.get("opens_on") and said.get("closes_on") and said["closes_on"] < said["opens_on"]:
            self.add_error("closes_on", "The last day cannot be before the first")
        return said
