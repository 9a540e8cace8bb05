"""What officers type about mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm
from compact_portal.messaging.wordings import LONGEST_SUBJECT, LONGEST_TEXT, Wording


class WordsForm(PortalForm):
    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label=_("Text"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 18}), help_text=_("An empty line begins a paragraph.")
    )

    def __init__(self, *args, wording: Wording, **kwargs):
        super().__init__(*args, **kwargs)
        self.wording = wording

    def clean(self):
        cleaned = super().clean()
        for field, said in self.wording.problems(cleaned.get("subject", ""), cleaned.get("text", "")):
            self.add_error(field, said)
        return cleaned


class BecauseForm(PortalForm):
    because = forms.CharField(label=_("Why is it thrown away?"), max_length=300, help_text=_("Kept with the round; nobody is sent this."))
