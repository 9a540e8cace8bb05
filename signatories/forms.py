"""What an officer may say about signatories and their people. The actions check what the list allows."""

from django import forms
from django.utils.functional import keep_lazy_text
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm, PortalModelForm
from signatories.actions.leads import Reason
from signatories.models import Area, Code, Compact, Edition, Organisation, Signature
from signatories.models.organisation import Sector


class SearchForm(PortalForm):
    mark_optional = False

    q = forms.CharField(label=_("Words in the organisation’s name"), max_length=100, required=False)


class LetterForm(PortalForm):
    letter = forms.BooleanField(
        required=False, label=_("Send a letter now"), help_text=_("It says what the agreement is, where to read it and whom to answer.")
    )


class AddressForm(PortalForm):
    contact_email = forms.EmailField(
        label=_("Address for the portal’s mail"),
        help_text=_("Links to the survey go there. The organisation is told of the change, at the old address and the new one."),
        error_messages={"required": _("Enter the address for the portal’s mail")},
    )


class OrganisationForm(PortalModelForm):
    """A body that the portal does not know yet. Saved by an action, never by `save()`."""

    known: Organisation | None = None  # the one that has this name already
    letter = LetterForm.base_fields["letter"]

    class Meta:
        model = Organisation
        fields = ["name", "acronym", "sector", "kind", "contact_email", "website"]
        labels = {
            "name": _("Name of the organisation"),
            "acronym": _("Short name, such as WVA"),
            "sector": _("Sector"),
            "kind": _("Kind"),
            "website": _("Website"),
        }
        widgets = {"sector": forms.RadioSelect}
        error_messages = {
            "name": {"required": _("Enter the name of the organisation")},
            "sector": {"required": _("Choose the sector")},
            "kind": {"required": _("Choose the kind of organisation")},
        }

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [(value, capital(compact.terms.sector(value))) for value in Sector.values]
        self.fields["kind"].choices = [("", _("Choose one")), *((value, capital(gettext(label))) for value, label in Organisation.Kind.choices)]
        self.fields["contact_email"].label = _("Address for the portal’s mail (optional)")

    def clean_name(self):
        """Known by another name is known, too."""
        name = self.cleaned_data["name"]
        self.known = Organisation.objects.open().named(name).first()
        if self.known:
            raise forms.ValidationError(_("%(known)s is known already") % {"known": self.known})
        return name

    def clean(self):
        fields = super().clean()
        if fields.get("letter") and not fields.get("contact_email") and "contact_email" not in self.errors:
            self.add_error("contact_email", _("Enter an address for the letter, or send none"))
        return fields


class SignForm(PortalForm):
    edition = forms.ModelChoiceField(
        queryset=Edition.objects.none(),
        label=_("Edition that was signed"),
        empty_label=None,
        error_messages={"required": _("Choose the edition that was signed")},
    )
    signed_on = DateField(label=_("Day of the signature"), error_messages={"required": _("Enter the day of the signature")})
    signed_by_name = forms.CharField(
        label=_("Name of who signed for the organisation"),
        max_length=150,
        error_messages={"required": _("Enter the name of who signed for the organisation")},
    )

    signed_by_post = forms.CharField(label=_("Their post"), max_length=160, required=False)
    endorsed_by = forms.CharField(
        label=_("Body that decided it"), max_length=200, required=False, help_text=_("Such as “Board of trustees, 3 May 2026”, if one did.")
    )
    listed = forms.BooleanField(required=False, label=_("It agreed to be on the public list"))
    details_listed = forms.BooleanField(required=False, label=_("It agreed to show its areas, themes, size, website and registered numbers there"))
    contact_listed = forms.BooleanField(required=False, label=_("It agreed to show its e-mail address there"))

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
            raise forms.ValidationError(_("A signature cannot be dated in the future"))
        return day


class EndSignatureForm(PortalForm):
    status = forms.ChoiceField(
        label=_("What happened"),
        widget=forms.RadioSelect,
        choices=[
            (Signature.Status.WITHDRAWN, _("The organisation has withdrawn")),
            (Signature.Status.LAPSED, _("The signature was not renewed and has lapsed")),
        ],
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        required=False,
        widget=forms.Textarea,
        help_text=_("In the organisation’s own words where it gave any. The steering group sees it, the public never."),
    )

    def clean(self):
        fields = super().clean()
        if fields.get("status") == Signature.Status.WITHDRAWN and not fields.get("reason"):
            self.add_error("reason", _("Say why it has withdrawn; if it gave no reason, write that"))
        return fields


class PersonForm(PortalForm):
    name = forms.CharField(label=_("Full name"), max_length=150, error_messages={"required": _("Enter the person’s full name")})
    email = forms.EmailField(label=_("E-mail address"), error_messages={"required": _("Enter the person’s e-mail address")})


class LeadForm(PersonForm):
    proved = forms.BooleanField(
        label=_("I have asked the organisation itself, by another way than this address"),
        help_text=_("For example by telephone, at the number on its website."),
        error_messages={"required": _("Ask the organisation first, by another way than this e-mail address")},
    )
    reason = forms.ChoiceField(
        label=_("Why it needs a further lead"),
        widget=forms.RadioSelect,
        choices=Reason.choices,
        help_text=_("The lead it has is told who was added, and why."),
        error_messages={"required": _("Choose why it needs a further lead")},
    )

    def __init__(self, *args, has_lead: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_lead:
            del self.fields["reason"]


class ChampionForm(PersonForm):
    department = forms.CharField(label=_("Department"), max_length=120, required=False)
    codes = forms.ModelMultipleChoiceField(queryset=Code.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    areas = forms.ModelMultipleChoiceField(queryset=Area.objects.none(), label=_("Areas"), required=False, widget=forms.CheckboxSelectMultiple)
    main = forms.BooleanField(required=False)
    published = forms.BooleanField(
        required=False, label=_("Name and e-mail address may be shown to everybody"), help_text=_("Tick this only when the person has agreed.")
    )

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        terms = compact.terms
        self.fields["main"].label = _("The main %(champion)s of this organisation") % {"champion": terms.champion}
        self.fields["main"].help_text = _("Takes over from the main %(champion)s before, if there is one.") % {"champion": terms.champion}
        self.fields["codes"].label = _("%(codes)s to keep an eye on (optional)") % {"codes": capital(terms.codes)}
        self.fields["areas"].queryset = Area.objects.filter(pk=compact.area_id) | Area.objects.filter(parent=compact.area_id)
        codes = compact.edition.codes.all() if compact.edition else Code.objects.none()
        self.fields["codes"].queryset = codes
        if not codes:
            del self.fields["codes"]  # an agreement without codes asks nothing about them


@keep_lazy_text
@keep_lazy_text
def capital(words: str) -> str:
    """The first letter alone: the rest may hold names. A lazy text stays one."""
    return words[:1].upper() + words[1:]
