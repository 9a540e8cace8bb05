"""What may be said about policies that were weighed, about signatories' own consultations, and about services."""

from django import forms

from compact_portal.forms import DateField, PortalForm, PortalModelForm
from signatories.models import Area, Compact, OwnConsultation, PolicyAppraisal, ServiceEntry
from signatories.records.forms import choices_of

EVERYBODY = "Everybody can read this. Name organisations rather than people."


def words(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class OwnForm(PortalModelForm):
    """Of one of `organisations`. Saved by an action, never by `save()`."""

    def __init__(self, *args, compact: Compact, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.compact = compact
        field = self.fields["organisation"]
        field.queryset, field.empty_label = organisations, "Choose one"
        if len(organisations) == 1:
            field.initial = organisations[0]
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and isinstance(field.widget, forms.Textarea):
                field.max_length = 3000


class AppraisalForm(OwnForm):
    decides_on = DateField(label="When is it decided?", required=False, help_text="What is said now can still change it until then.")

    class Meta:
        model = PolicyAppraisal
        fields = ["organisation", "policy", "effect", "asked", "decides_on", "changed", "website"]
        widgets = {"effect": words(4), "asked": words(2), "changed": words(3)}
        labels = {
            "organisation": "Whose policy is it?",
            "policy": "Which policy?",
            "effect": "What may it mean for voluntary organisations?",
            "asked": "Who was asked about it?",
            "changed": "What was changed because of it?",
            "website": "Where can it be read?",
        }
        help_texts = {"effect": EVERYBODY, "changed": "Leave it empty until it is decided."}
        error_messages = {
            "organisation": {"required": "Choose whose policy it is"},
            "policy": {"required": "Say which policy it is"},
            "effect": {"required": "Say what it may mean, or that it means nothing for them"},
        }


class OwnConsultationForm(OwnForm):
    opens_on = DateField(label="First day")
    closes_on = DateField(label="Last day")

    class Meta:
        model = OwnConsultation
        fields = ["organisation", "about", "opens_on", "closes_on", "short_because", "own_people", "outcome", "website"]
        widgets = {"short_because": words(2), "own_people": words(2), "outcome": words(3)}
        labels = {
            "organisation": "Who asks?",
            "about": "What about?",
            "short_because": "Why is it shorter than twelve weeks?",
            "own_people": "How do groups get the time to ask their own people?",
            "outcome": "What came of it?",
            "website": "Where to take part, or read more",
        }
        help_texts = {
            "short_because": "Only where it is.",
            "own_people": "Such as papers sent early, or a date after the next meetings of their members.",
            "outcome": "Leave it empty until it is over.",
        }
        error_messages = {"organisation": {"required": "Choose who asks"}, "about": {"required": "Say what it is about"}}

    def clean(self):
        fields = super().clean()
        opens, closes = fields.get("opens_on"), fields.get("closes_on")
        if opens and closes:
            held = OwnConsultation(opens_on=opens, closes_on=closes)
            if closes < opens:
                self.add_error("closes_on", "The last day cannot come before the first one")
            elif held.is_short and not fields.get("short_because", "").strip():
                self.add_error("short_because", f"This is {held.weeks} weeks: say why it is shorter than twelve")
        return fields


class ServiceForm(PortalModelForm):
    noted_on = DateField(label="Day that it was noted")

    class Meta:
        model = ServiceEntry
        fields = ["subject", "area", "finding", "providers", "note", "noted_on"]
        widgets = {"note": words(3)}
        labels = {"subject": "What is it for?", "area": "Where?", "finding": "What was found?", "providers": "Who provides it?"}
        help_texts = {"subject": "Such as advice on debt, or transport to hospital.", "providers": "Names of organisations, with commas."}
        error_messages = {"subject": {"required": "Say what it is for"}, "finding": {"required": "Choose what was found"}}

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.compact = compact
        self.fields["area"].queryset = Area.objects.filter(pk=compact.area_id) | Area.objects.filter(parent=compact.area_id)
        self.fields["area"].empty_label = "No one area"
        choices_of(self.fields["finding"], ServiceEntry.Finding.choices)

    def clean(self):
        fields = super().clean()
        if fields.get("finding") in ("covered", "overlap") and not fields.get("providers", "").strip():
            self.add_error("providers", "Say who provides it, or that it is a gap")
        return fields


class JudgeForm(PortalForm):
    compliance = forms.ChoiceField(
        label="Does it keep to the agreement?", widget=forms.RadioSelect, error_messages={"required": "Choose what you found"}
    )
    compliance_note = forms.CharField(
        label="Why?", required=False, max_length=2000, widget=words(3), help_text="Needed where it does not keep to it in full."
    )

    def clean(self):
        fields = super().clean()
        if fields.get("compliance") in ("partly", "not") and not fields.get("compliance_note", "").strip():
            self.add_error("compliance_note", "Say where it does not keep to it")
        return fields


class SpeakerForm(PortalForm):
    who = forms.CharField(label="Who speaks?", max_length=160, help_text="The office is enough, such as “the Commissioner”.")
    subject = forms.CharField(label="About what?", max_length=200, required=False)
    speaks_on = DateField(label="On which day?")
    state = forms.ChoiceField(label="How far is it?", widget=forms.RadioSelect)
