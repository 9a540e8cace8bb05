"""What an officer may say about signatories and their people. The actions check what the list allows."""

from django import forms

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm, PortalModelForm
from signatories.actions.leads import Reason
from signatories.models import Area, Code, Compact, Edition, Organisation, Signature
from signatories.models.organisation import Sector


class SearchForm(PortalForm):
    mark_optional = False

    q = forms.CharField(label="Words in the organisation’s name", max_length=100, required=False)


class LetterForm(PortalForm):
    letter = forms.BooleanField(
        required=False, label="Send a letter now", help_text="It says what the agreement is, where to read it and whom to answer."
    )


class AddressForm(PortalForm):
    contact_email = forms.EmailField(
        label="Address for the portal’s mail",
        help_text="Links to the survey go there. The organisation is told of the change, at the old address and the new one.",
        error_messages={"required": "Enter the address for the portal’s mail"},
    )


class OrganisationForm(PortalModelForm):
    """A body that the portal does not know yet. Saved by an action, never by `save()`."""

    known: Organisation | None = None  # the one that has this name already
    letter = LetterForm.base_fields["letter"]

    class Meta:
        model = Organisation
        fields = ["name", "acronym", "sector", "kind", "contact_email", "website"]
        labels = {"name": "Name of the organisation", "acronym": "Short name, such as WVA"}
        widgets = {"sector": forms.RadioSelect}
        error_messages = {
            "name": {"required": "Enter the name of the organisation"},
            "sector": {"required": "Choose the sector"},
            "kind": {"required": "Choose the kind of organisation"},
        }

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [(value, capital(compact.terms.sector(value))) for value in Sector.values]
        self.fields["kind"].choices = [("", "Choose one"), *((value, capital(label)) for value, label in Organisation.Kind.choices)]
        self.fields["contact_email"].label = "Address for the portal’s mail (optional)"

    def clean_name(self):
        """Known by another name is known, too."""
        name = self.cleaned_data["name"]
        self.known = Organisation.objects.open().named(name).first()
        if self.known:
            raise forms.ValidationError(f"{self.known} is known already")
        return name

    def clean(self):
        fields = super().clean()
        if fields.get("letter") and not fields.get("contact_email") and "contact_email" not in self.errors:
            self.add_error("contact_email", "Enter an address for the letter, or send none")
        return fields


class SignForm(PortalForm):
    edition = forms.ModelChoiceField(
        queryset=Edition.objects.none(),
        label="Edition that was signed",
        empty_label=None,
        error_messages={"required": "Choose the edition that was signed"},
    )
    signed_on = DateField(label="Day of the signature", error_messages={"required": "Enter the day of the signature"})
    signed_by_name = forms.CharField(
        label="Name of who signed for the organisation",
        max_length=150,
        error_messages={"required": "Enter the name of who signed for the organisation"},
    )

    signed_by_post = forms.CharField(label="Their post", max_length=160, required=False)
    endorsed_by = forms.CharField(
        label="Body that decided it", max_length=200, required=False, help_text="Such as “Board of trustees, 3 May 2026”, if one did."
    )
    listed = forms.BooleanField(required=False, label="It agreed to be on the public list")
    details_listed = forms.BooleanField(required=False, label="It agreed to show its areas, themes, size, website and registered numbers there")
    contact_listed = forms.BooleanField(required=False, label="It agreed to show its e-mail address there")

    def __init__(self, *args, signature: Signature, **kwargs):
        super().__init__(*args, **kwargs)
        for field in ("listed", "details_listed", "contact_listed", "endorsed_by", "signed_by_post"):
            self.initial.setdefault(field, getattr(signature, field))
        self.fields["edition"].queryset = signature.compact.editions.agreed()
        self.fields["edition"].label_from_instance = lambda edition: edition.label
        self.initial.setdefault("edition", signature.compact.edition)

    def clean_signed_on(self):
        day = self.cleaned_data["signed_on"]
        if day > today():
            raise forms.ValidationError("A signature cannot be dated in the future")
        return day


class EndSignatureForm(PortalForm):
    status = forms.ChoiceField(
        label="What happened",
        widget=forms.RadioSelect,
        choices=[
            (Signature.Status.WITHDRAWN, "The organisation has withdrawn"),
            (Signature.Status.LAPSED, "The signature was not renewed and has lapsed"),
        ],
    )
    reason = forms.CharField(
        label="Why",
        max_length=500,
        required=False,
        widget=forms.Textarea,
        help_text="In the organisation’s own words where it gave any. The steering group sees it, the public never.",
    )

    def clean(self):
        fields = super().clean()
        if fields.get("status") == Signature.Status.WITHDRAWN and not fields.get("reason"):
            self.add_error("reason", "Say why it has withdrawn; if it gave no reason, write that")
        return fields


class PersonForm(PortalForm):
    name = forms.CharField(label="Full name", max_length=150, error_messages={"required": "Enter the person’s full name"})
    email = forms.EmailField(label="E-mail address", error_messages={"required": "Enter the person’s e-mail address"})


class LeadForm(PersonForm):
    proved = forms.BooleanField(
        label="I have asked the organisation itself, by another way than this address",
        help_text="For example by telephone, at the number on its website.",
        error_messages={"required": "Ask the organisation first, by another way than this e-mail address"},
    )
    reason = forms.ChoiceField(
        label="Why it needs a further lead",
        widget=forms.RadioSelect,
        choices=Reason.choices,
        help_text="The lead it has is told who was added, and why.",
        error_messages={"required": "Choose why it needs a further lead"},
    )

    def __init__(self, *args, has_lead: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_lead:
            del self.fields["reason"]


class ChampionForm(PersonForm):
    department = forms.CharField(max_length=120, required=False)
    codes = forms.ModelMultipleChoiceField(queryset=Code.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    areas = forms.ModelMultipleChoiceField(queryset=Area.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    main = forms.BooleanField(required=False)
    published = forms.BooleanField(
        required=False, label="Name and e-mail address may be shown to everybody", help_text="Tick this only when the person has agreed."
    )

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        terms = compact.terms
        self.fields["main"].label = f"The main {terms.champion} of this organisation"
        self.fields["main"].help_text = f"Takes over from the main {terms.champion} before, if there is one."
        self.fields["codes"].label = f"{capital(terms.codes)} to keep an eye on (optional)"
        self.fields["areas"].queryset = Area.objects.filter(pk=compact.area_id) | Area.objects.filter(parent=compact.area_id)
        codes = compact.edition.codes.all() if compact.edition else Code.objects.none()
        self.fields["codes"].queryset = codes
        if not codes:
            del self.fields["codes"]  # an agreement without codes asks nothing about them


def capital(words: str) -> str:
    """The first letter alone: the rest may hold names."""
    return words[:1].upper() + words[1:]
