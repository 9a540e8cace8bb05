"""What may be said about policies that were weighed, about signatories' own consultations, and about services."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import DateField, PortalForm, PortalModelForm
from signatories.models import Area, Compact, OwnConsultation, PolicyAppraisal, ServiceEntry
from signatories.records.forms import choices_of

EVERYBODY = _("Everybody can read this. Name organisations rather than people.")


def words(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class OwnForm(PortalModelForm):
    """Of one of `organisations`. Saved by an action, never by `save()`."""

    def __init__(self, *args, compact: Compact, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.compact = compact
        field = self.fields["organisation"]
        field.queryset, field.empty_label = organisations, _("Choose one")
        if len(organisations) == 1:
            field.initial = organisations[0]
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and isinstance(field.widget, forms.Textarea):
                field.max_length = 3000


class AppraisalForm(OwnForm):
    decides_on = DateField(label=_("When is it decided?"), required=False, help_text=_("What is said now can still change it until then."))

    class Meta:
        model = PolicyAppraisal
        fields = ["organisation", "policy", "effect", "asked", "decides_on", "changed", "website"]
        widgets = {"effect": words(4), "asked": words(2), "changed": words(3)}
        labels = {
            "organisation": _("Whose policy is it?"),
            "policy": _("Which policy?"),
            "effect": _("What may it mean for voluntary organisations?"),
            "asked": _("Who was asked about it?"),
            "changed": _("What was changed because of it?"),
            "website": _("Where can it be read?"),
        }
        help_texts = {"effect": EVERYBODY, "changed": _("Leave it empty until it is decided.")}
        error_messages = {
            "organisation": {"required": _("Choose whose policy it is")},
            "policy": {"required": _("Say which policy it is")},
            "effect": {"required": _("Say what it may mean, or that it means nothing for them")},
        }


class OwnConsultationForm(OwnForm):
    opens_on = DateField(label=_("First day"))
    closes_on = DateField(label=_("Last day"))

    class Meta:
        model = OwnConsultation
        fields = ["organisation", "about", "opens_on", "closes_on", "short_because", "own_people", "outcome", "website"]
        widgets = {"short_because": words(2), "own_people": words(2), "outcome": words(3)}
        labels = {
            "organisation": _("Who asks?"),
            "about": _("What about?"),
            "short_because": _("Why is it shorter than twelve weeks?"),
            "own_people": _("How do groups get the time to ask their own people?"),
            "outcome": _("What came of it?"),
            "website": _("Where to take part, or read more"),
        }
        help_texts = {
            "short_because": _("Only where it is."),
            "own_people": _("Such as papers sent early, or a date after the next meetings of their members."),
            "outcome": _("Leave it empty until it is over."),
        }
        error_messages = {"organisation": {"required": _("Choose who asks")}, "about": {"required": _("Say what it is about")}}

    def clean(self):
        fields = super().clean()
        opens, closes = fields.get("opens_on"), fields.get("closes_on")
        if opens and closes:
            held = OwnConsultation(opens_on=opens, closes_on=closes)
            if closes < opens:
                self.add_error("closes_on", _("The last day cannot come before the first one"))
            elif held.is_short and not fields.get("short_because", "").strip():
                self.add_error("short_because", _("This is %(weeks)s weeks: say why it is shorter than twelve") % {"weeks": held.weeks})
        return fields


class ServiceForm(PortalModelForm):
    noted_on = DateField(label=_("Day that it was noted"))

    class Meta:
        model = ServiceEntry
        fields = ["subject", "area", "finding", "providers", "note", "noted_on"]
        widgets = {"note": words(3)}
        labels = {
            "subject": _("What is it for?"),
            "area": _("Where?"),
            "finding": _("What was found?"),
            "providers": _("Who provides it?"),
            "note": _("Note"),
        }
        help_texts = {"subject": _("Such as advice on debt, or transport to hospital."), "providers": _("Names of organisations, with commas.")}
        error_messages = {"subject": {"required": _("Say what it is for")}, "finding": {"required": _("Choose what was found")}}

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.compact = compact
        self.fields["area"].queryset = Area.objects.filter(pk=compact.area_id) | Area.objects.filter(parent=compact.area_id)
        self.fields["area"].empty_label = _("No one area")
        choices_of(self.fields["finding"], ServiceEntry.Finding.choices)

    def clean(self):
        fields = super().clean()
        if fields.get("finding") in ("covered", "overlap") and not fields.get("providers", "").strip():
            self.add_error("providers", _("Say who provides it, or that it is a gap"))
        return fields


class JudgeForm(PortalForm):
    compliance = forms.ChoiceField(
        label=_("Does it keep to the agreement?"), widget=forms.RadioSelect, error_messages={"required": _("Choose what you found")}
    )
    compliance_note = forms.CharField(
        label=_("Why?"), required=False, max_length=2000, widget=words(3), help_text=_("Needed where it does not keep to it in full.")
    )

    def clean(self):
        fields = super().clean()
        if fields.get("compliance") in ("partly", "not") and not fields.get("compliance_note", "").strip():
            self.add_error("compliance_note", _("Say where it does not keep to it"))
        return fields


class SpeakerForm(PortalForm):
    who = forms.CharField(label=_("Who speaks?"), max_length=160, help_text=_("The office is enough, such as “the Commissioner”."))
    subject = forms.CharField(label=_("About what?"), max_length=200, required=False)
    speaks_on = DateField(label=_("On which day?"))
    state = forms.ChoiceField(label=_("How far is it?"), widget=forms.RadioSelect)
