"""What an officer writes into a draft in the browser: its longer texts, or one entry of one of its lists."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm, PortalModelForm
from signatories.agreement.lists import TEXTS, Listed
from signatories.forms import capital
from signatories.models import Compact, Edition, Part
from signatories.models.edition import Binds, Subject


class BeginForm(PortalForm):
    label = forms.CharField(
        label=_("What to call it"), max_length=80, help_text=_("Such as “Edition of 2027”."), error_messages={"required": _("Say what to call it")}
    )
    after = forms.ModelChoiceField(
        queryset=Edition.objects.none(), label=_("Begin with a copy of"), required=False, empty_label=_("Nothing: an empty text")
    )

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["after"].queryset = compact.editions.all()
        self.fields["after"].label_from_instance = lambda edition: f"{edition.label} ({edition.get_status_display()})"
        self.initial.setdefault("after", compact.edition)


class TextsForm(PortalModelForm):
    class Meta:
        model = Edition
        fields = ["label", *TEXTS]
        labels = {
            "label": _("What this text is called"),
            "description": _("About this agreement"),
            "vision": _("Vision"),
            "strapline": _("Strapline"),
            "statement_of_intent": _("Statement of intent"),
            "purpose": _("Purpose"),
            "way_of_working": _("How we work"),
        }
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in TEXTS if name != "strapline"}
        help_texts = {"description": _("A blank line begins a new paragraph, here and in the texts below. What is left empty is not printed.")}


class EntryForm(PortalModelForm):
    def __init__(self, *args, compact: Compact, own_words: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        terms = compact.terms
        for name, label in {
            "title": _("Title"),
            "short_title": _("Short title"),
            "introduction": _("Introduction"),
            "heading": _("Heading"),
            "marker": _("Marker"),
            "qualifier": _("Condition"),
            "emphasised": _("Printed with stress"),
            "measure": _("Measure"),
            "subject": _("What it is about"),
        }.items():
            if name in self.fields:
                self.fields[name].label = label
        if "text" in self.fields:
            self.fields["text"].label = _("Words")
            self.fields["text"].widget = forms.Textarea(attrs={"rows": 5})
        if "subject" in self.fields:
            self.fields["subject"].choices = [("", _("Nothing in particular")), *Subject.choices]
        if "binds" in self.fields:
            sides = [
                (Binds.BOTH, terms.cross_sector),
                (Binds.STATUTORY, _("the %(statutory)s") % {"statutory": terms.statutory}),
                (Binds.VOLUNTARY, _("the %(voluntary)s") % {"voluntary": terms.voluntary}),
            ]
            self.fields["binds"].label = _("Whom it binds")
            self.fields["binds"].choices = [(value, capital(words)) for value, words in sides]
        if not own_words:
            del self.fields["text"]


def entry_form(listed: Listed) -> type[EntryForm]:
    """The form for one entry of a list."""
    radios = {name: forms.RadioSelect for name in ("binds", "marker") if name in listed.fields}
    return forms.modelform_factory(listed.model, form=EntryForm, fields=listed.fields, widgets=radios)


def says_its_own(listed: Listed, row) -> bool:
    """Of the parts, only one of its own words has a text of its own."""
    return listed.model is not Part or row is None or row.kind == Part.Kind.TEXT
