"""What an officer sets of an agreement, and its own words."""

from dataclasses import fields

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm, PortalModelForm
from signatories.actions.settings import SETTINGS
from signatories.models import Compact
from signatories.terms import Terms, terms_of

LONGEST = 60  # characters of a word
WORDS = {
    "agreement": _("The agreement"),
    "signatory": _("Who signed it: one"),
    "signatories": _("Who signed it: several"),
    "statutory": _("The side of public bodies"),
    "voluntary": _("The side of voluntary and community groups"),
    "cross_sector": _("Who stands on both sides"),
    "champion": _("Who keeps it alive in an organisation: one"),
    "champions": _("Who keeps it alive in an organisation: several"),
    "steering_group": _("The group that steers it"),
    "officer": _("Who runs the portal for it"),
    "code": _("A part of its text: one"),
    "codes": _("The parts of its text: several"),
    "target": _("What a plan aims at: one"),
    "targets": _("What a plan aims at: several"),
    "action": _("What a plan does: one"),
    "actions": _("What a plan does: several"),
    "owner": _("Heading of the column that says who does it"),
    "panel": _("Who hears a disagreement"),
    "board": _("The board that its report goes to"),
}


class SettingsForm(PortalModelForm):
    """Saved by an action, never by `save()`."""

    class Meta:
        model = Compact
        fields = SETTINGS
        labels = {
            "status": _("Where it stands"),
            "summary": _("What it is, in one or two sentences"),
            "launched": _("When it was launched, as it is printed"),
            "revised": _("When it was last revised, as it is printed"),
            "board": _("The board that its yearly report goes to"),
            "contact_name": _("Who answers questions about it"),
            "contact_email": _("E-mail address of the agreement"),
            "language": _("Its usual language"),
            "champion_rule": _("Does every organisation that signed name somebody who keeps it alive?"),
            "report_outline": _("How its yearly report is ordered"),
            "enquiry_days": _("Days in which a question is answered or passed on"),
            "enquiry_working_days": _("These are working days"),
            "survey_days": _("Days that a survey stays open, at least"),
        }
        help_texts = {
            "summary": _("It stands at the top of its page."),
            "launched": _("Such as “24 November 2004”."),
            "revised": _("Such as “July 2008”."),
            "contact_email": _("Everybody sees it. Who runs the portal is told to it too, so let somebody else than you read it as well."),
            "survey_days": _("A survey that closes sooner comes with a warning. The usual is 84: twelve weeks."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            **dict.fromkeys(("status", "champion_rule", "report_outline", "language"), forms.RadioSelect),
        }
        error_messages = {
            "summary": {"required": _("Say in one or two sentences what it is")},
            "enquiry_days": dict.fromkeys(("required", "invalid", "min_value"), _("Enter in how many days a question is answered, such as 10")),
            "survey_days": dict.fromkeys(("required", "invalid", "min_value"), _("Enter how many days a survey stays open, such as 84")),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ended = [] if self.instance.status == Compact.Status.ENDED else [Compact.Status.ENDED]
        for name in ("status", "champion_rule", "report_outline"):
            self.fields[name].choices = [
                (value, capfirst(gettext(label))) for value, label in Compact._meta.get_field(name).choices if value not in ended
            ]


class WordsForm(PortalForm):
    """One box for each term; an empty one is the usual word."""

    mark_optional = False

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        with override(compact.language):
            usual = terms_of({})
        for field in fields(Terms):
            self.fields[field.name] = forms.CharField(
                label=WORDS[field.name], max_length=LONGEST, required=False, initial=compact.words.get(field.name, ""),
                help_text=_("Usually: %(word)s") % {"word": getattr(usual, field.name)},
            )  # fmt: skip

    @property
    def words(self) -> dict[str, str]:
        return {name: " ".join(word.split()) for name, word in self.cleaned_data.items()}
