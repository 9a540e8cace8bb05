"""What may be said about documents that cite the agreement, packs and training."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm, PortalModelForm
from signatories.forms import capital
from signatories.forms_organisations import one_named
from signatories.models import Area, Code, Compact, IntroductionUse, Organisation, PackSent, Reference, TrainingEvent
from signatories.models.organisation import Sector

SIDES = ["statutory", "voluntary", "unknown"]


def of_codes(form, compact: Compact, label: str) -> None:
    """The agreement's codes as boxes; one without codes is not asked."""
    codes = compact.edition.codes.all() if compact.edition else Code.objects.none()
    if codes:
        form.fields["codes"].queryset = codes
        form.fields["codes"].label = label
    else:
        del form.fields["codes"]


def choices_of(field, labels) -> None:
    field.choices = [("", _("Choose one")), *((value, capital(label)) for value, label in labels)]


class ReferenceForm(PortalModelForm):
    """Saved by an action, never by `save()`. `organisations` are those that may be named."""

    noted_on = DateField(label=_("Day that it was noted"), initial=today)

    class Meta:
        model = Reference
        fields = ["organisation", "document", "kind", "strength", "codes", "period", "website", "noted_on"]
        labels = {"organisation": _("Organisation"), "kind": _("Kind")}
        widgets = {"codes": forms.CheckboxSelectMultiple}
        error_messages = {
            "organisation": {"required": _("Choose whose document it is")},
            "document": {"required": _("Enter the title of the document")},
            "kind": {"required": _("Choose what kind of document it is")},
            "strength": {"required": _("Choose what it says about the agreement")},
        }

    def __init__(self, *args, compact: Compact, organisations=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.compact = compact
        self.fields["organisation"].queryset = Organisation.objects.none() if organisations is None else organisations
        self.fields["organisation"].label = _("Whose document it is")
        self.fields["organisation"].empty_label = _("Choose one")
        self.fields["strength"].label = _("What it says about the %(agreement)s") % {"agreement": compact.terms.agreement}
        choices_of(self.fields["kind"], Reference.Kind.choices)
        choices_of(self.fields["strength"], [(value, _("it %(label)s") % {"label": label}) for value, label in Reference.Strength.choices])
        of_codes(self, compact, _("%(codes)s that it concerns") % {"codes": capital(compact.terms.codes)})

    def clean_noted_on(self):
        day = self.cleaned_data["noted_on"]
        if day > today():
            raise forms.ValidationError(_("This day has not come yet"))
        return day


class CountedForm(PortalModelForm):
    """How many people, by side; a box left empty is nobody."""

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.compact = compact
        words = [compact.terms.sector(Sector.STATUTORY), compact.terms.sector(Sector.VOLUNTARY), _("sector not known")]
        for name, side in zip(SIDES, words, strict=True):
            self.fields[name] = forms.IntegerField(label=f"{self.who}: {side}", required=False, min_value=0, max_value=1_000_000)
            self.initial[name] = self.initial.get(name) or None

    def counts(self) -> dict[str, int]:
        return {name: self.cleaned_data.get(name) or 0 for name in SIDES}

    def clean(self):
        super().clean()
        self.cleaned_data |= self.counts()
        return self.cleaned_data


class PackForm(CountedForm):
    who = _("How many received it")
    sent_on = DateField(label=_("Day that it was sent"))

    class Meta:
        model = PackSent
        fields = ["title", "sent_on", "channel", *SIDES]
        widgets = {"channel": forms.RadioSelect}

    def clean_sent_on(self):
        day = self.cleaned_data["sent_on"]
        if day > today():
            raise forms.ValidationError(_("Enter it once it was sent: this day has not come yet"))
        return day

    def clean(self):
        fields = super().clean()
        if not any(self.counts().values()) and not set(SIDES) & set(self.errors):
            self.add_error("statutory", _("Say how many received it, in at least one of the boxes"))
        return fields


class TrainingForm(CountedForm):
    who = _("Delegates")
    held_on = DateField(label=_("Day"))
    organisations = forms.CharField(
        label=_("Organisations that hold it together"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, each on this list."),
    )  # fmt: skip
    field_order = ["title", "kind", "held_on", "area", "place", "given_by", "organisations", "programme", "codes", "checklist"]

    class Meta:
        model = TrainingEvent
        fields = ["title", "kind", "held_on", "area", "place", "given_by", "programme", "codes", "checklist", *SIDES]
        labels = {"title": _("Title"), "kind": _("Kind"), "area": _("Area"), "place": _("Place")}
        widgets = {"codes": forms.CheckboxSelectMultiple}

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, compact=compact, **kwargs)
        choices_of(self.fields["kind"], TrainingEvent.Kind.choices)
        self.fields["area"].queryset = Area.objects.filter(pk=compact.area_id) | Area.objects.filter(parent=compact.area_id)
        self.fields["area"].empty_label = _("No one area")
        if self.instance.pk:
            self.initial["organisations"] = "\n".join(str(one) for one in self.instance.organisations.all())
        of_codes(self, compact, _("%(codes)s that it was about") % {"codes": capital(compact.terms.codes)})

    def clean_organisations(self) -> list[Organisation]:
        return [one_named(line.strip(), self.instance.compact) for line in self.cleaned_data["organisations"].splitlines() if line.strip()]

    def clean(self):
        fields = super().clean()
        if fields.get("held_on") and fields["held_on"] > today() and any(self.counts().values()):
            self.add_error("held_on", _("This day has not come yet: count the delegates afterwards"))
        return fields


class CommentsForm(PortalForm):
    comments = forms.CharField(
        label=_("What delegates said"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One comment a paragraph, with a blank line between. Leave out names, and what could point at one person."),
        max_length=20_000,
    )


class UseForm(PortalModelForm):
    used_on = DateField(label=_("Day"), initial=today)

    class Meta:
        model = IntroductionUse
        fields = ["organisation", "purpose", "used_on"]
        labels = {"organisation": _("Organisation")}
        widgets = {"purpose": forms.RadioSelect}

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.compact = compact
        self.fields["organisation"].queryset = Organisation.objects.open().known_to(compact).distinct()
        self.fields["organisation"].empty_label = _("Choose one")
        self.fields["purpose"].label = _("What it was used for")

    def clean_used_on(self):
        day = self.cleaned_data["used_on"]
        if day > today():
            raise forms.ValidationError(_("This day has not come yet"))
        return day
