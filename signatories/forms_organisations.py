"""What may be said about organisations themselves: how they join and sign, their details, and the table they come in."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.documents.tables_grid import MAX_BYTES
from compact_portal.forms import DateField, PortalForm, PortalModelForm
from signatories import numbers
from signatories.forms import capital
from signatories.models import Area, Compact, JoinRequest, Organisation, SigningLink
from signatories.models.organisation import PUBLIC_KINDS, Sector, printable
from signatories.search import find


class ImportForm(PortalForm):
    file = forms.FileField(
        label=_("Table of organisations"),
        help_text=_("CSV or XLSX, one organisation a row, the column names in the first row."),
        error_messages={"required": _("Choose a file")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("%(file)s is larger than %(number)s MB: split it into several files") % {"file": file.name, "number": MAX_BYTES // 1024 // 1024}
            )
        return file


class JoinForm(PortalModelForm):
    """What a stranger says of the organisation that asks to join. Saved by an action, never by `save()`."""

    email = forms.EmailField(label=_("Your e-mail address"), help_text=_("We send a link there, to be sure that it is yours."))

    class Meta:
        model = JoinRequest
        fields = ["name", "sector", "kind", "website", "charity_number", "person", "post"]
        labels = {
            "name": _("Name of the organisation"),
            "sector": _("Sector"),
            "kind": _("Kind of organisation"),
            "person": _("Your name"),
            "post": _("What you do there"),
            "charity_number": _("Charity number"),
            "website": _("Website"),
        }
        widgets = {"sector": forms.RadioSelect}
        error_messages = {
            "name": {"required": _("Enter the name of the organisation")},
            "sector": {"required": _("Choose the sector")},
            "kind": {"required": _("Choose the kind of organisation")},
            "person": {"required": _("Enter your name")},
        }

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [(value, capital(compact.terms.sector(value))) for value in Sector.values]
        self.fields["kind"].choices = [("", _("Choose one")), *((value, capital(gettext(label))) for value, label in Organisation.Kind.choices)]
        self.fields["charity_number"].validators = []  # the number is made even first
        for field in ("email", "person"):
            self.fields[field].widget.attrs["autocomplete"] = {"email": "email", "person": "name"}[field]

    def clean_charity_number(self):
        return numbers.checked("charity_number", self.cleaned_data["charity_number"])

    def clean(self):
        fields = super().clean()
        if fields.get("kind") in PUBLIC_KINDS and fields.get("sector") not in ("statutory", None):
            self.add_error("sector", _("Councils, parish and town councils included, and other public bodies are statutory"))
        return fields


class RefuseForm(PortalForm):
    reason = forms.CharField(
        label=_("Why not"),
        max_length=500,
        widget=forms.Textarea,
        help_text=_("Sent to whoever asked."),
        error_messages={"required": _("Say why it is refused")},
    )


class LinkForm(PortalForm):
    person = forms.CharField(
        label=_("Who signs for the organisation"), max_length=150, help_text=_("Somebody senior, such as its chair, chief executive or clerk."),
        error_messages={"required": _("Enter the name of who signs")}, validators=[printable],
    )  # fmt: skip
    post = forms.CharField(label=_("Their post"), max_length=160, required=False, validators=[printable])
    email = forms.EmailField(
        label=_("Their own e-mail address"),
        help_text=_("Whoever has the link can sign: use the address of this person."),
        error_messages={"required": _("Enter the e-mail address of who signs")},
    )


class ShownForm(PortalForm):
    """What an organisation lets everybody see of it."""

    listed = forms.BooleanField(
        required=False, label=_("Show the organisation on the public list"), help_text=_("Its name, sector, kind and the day it signed.")
    )
    details_listed = forms.BooleanField(required=False, label=_("Also its areas, themes, size, website and registered numbers"))
    contact_listed = forms.BooleanField(required=False, label=_("Also its e-mail address"))


class SignByLinkForm(ShownForm):
    agreed = forms.BooleanField(label=_("I have read it"), error_messages={"required": _("Tick this box to sign")})
    post = forms.CharField(label=_("Your post"), max_length=160, required=False, validators=[printable])
    endorsed_by = forms.CharField(
        label=_("Who decided it"), max_length=200, required=False, help_text=_("Such as “Board of trustees, 3 May 2026”."), validators=[printable]
    )
    field_order = ["post", "endorsed_by", "listed", "details_listed", "contact_listed", "agreed"]

    def __init__(self, *args, link: SigningLink, **kwargs):
        signature = link.signature
        shown = {"listed": True, "details_listed": True} if signature.is_asked else {}
        now = {field: getattr(signature, field) for field in ("listed", "details_listed", "contact_listed")} | shown
        super().__init__(*args, initial={"post": link.post, **now}, **kwargs)
        self.fields["agreed"].label = _("I have read it, and I sign it for %(organisation)s: I may do so") % {"organisation": signature.organisation}


class DeclineByLinkForm(PortalForm):
    reason = forms.CharField(
        label=_("Why not now?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("You need give no reason. If you do, the steering group can read it, and nobody else."),
    )


class DetailsForm(PortalModelForm):
    """What an officer keeps of an organisation. Saved by an action, never by `save()`."""

    other_names = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line. Put “formerly ” or “short: ” in front where it fits."),
    )
    founded_on = DateField(label=_("Began on"), required=False)

    class Meta:
        model = Organisation
        fields = [
            "name", "acronym", "sector", "kind", "size", "areas", "themes", "website", "charity_number", "company_number", "org_id", "founded_on",
        ]  # fmt: skip
        labels = {
            "name": _("Name of the organisation"),
            "acronym": _("Short name"),
            "sector": _("Sector"),
            "kind": _("Kind"),
            "size": _("Size"),
            "areas": _("Areas"),
            "themes": _("Themes"),
            "website": _("Website"),
            "charity_number": _("Charity number"),
            "company_number": _("Company number"),
            "org_id": _("Identifier in another register"),
        }
        help_texts = {
            "charity_number": _("In England and Wales 6 or 7 figures; in Scotland it begins with SC, in Northern Ireland with NIC."),
            "company_number": _("At Companies House: 8 figures, or 2 letters and 6 figures."),
            "org_id": _(
                "Only where there is neither: a council such as GB-LAE-ESX, an NHS body such as GB-NHS-RXC, a mutual such as GB-MPR-IP031455."
                " org-id.guide says which register it is. Open data makes the identifier of a charity or company by itself."
            ),
        }
        widgets = {"sector": forms.RadioSelect, "areas": forms.CheckboxSelectMultiple, "themes": forms.CheckboxSelectMultiple}

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        near = Area.objects.filter(Q(pk=compact.area_id) | Q(parent=compact.area_id) | Q(organisations=self.instance.pk)).distinct()
        self.fields["areas"].queryset = near.order_by("name")
        self.fields["sector"].choices = [(value, capital(compact.terms.sector(value))) for value in Sector.values]
        self.fields["kind"].choices = [("", _("Choose one")), *((value, capital(gettext(label))) for value, label in Organisation.Kind.choices)]
        self.fields["size"].choices = [("", _("Not known")), *((value, capital(gettext(label))) for value, label in Organisation.Size.choices)]
        if not self.fields["themes"].queryset.exists():
            del self.fields["themes"]
        for field in numbers.SHAPES:
            self.fields[field].validators = []
        written = {"former": "formerly ", "acronym": "short: ", "alias": ""}
        self.initial["other_names"] = "\n".join(written[each.kind] + each.name for each in self.instance.names.all())

    def clean_charity_number(self):
        return numbers.checked("charity_number", self.cleaned_data["charity_number"])

    def clean_company_number(self):
        return numbers.checked("company_number", self.cleaned_data["company_number"])

    def clean_org_id(self):
        return numbers.checked("org_id", self.cleaned_data["org_id"])

    def clean_other_names(self) -> list[tuple[str, str]]:
        """(name, kind) of each line."""
        names = []
        for line in self.cleaned_data["other_names"].splitlines():
            line = " ".join(line.split())
            kind, name = "alias", line
            for prefix, its_kind in (("formerly ", "former"), ("short: ", "acronym")):
                if line.lower().startswith(prefix):
                    kind, name = its_kind, line[len(prefix) :].strip()
            if len(name) > 200:
                raise forms.ValidationError(_("Keep each name to 200 characters or fewer"))
            if name:
                names.append((name, kind))
        return names


class CloseForm(PortalForm):
    closed_on = DateField(label=_("Closed on"), error_messages={"required": _("Enter the day on which it closed")})
    successor = forms.CharField(
        label=_("Who carries on its work"), required=False, max_length=200, help_text=_("The name of an organisation on this list.")
    )

    def __init__(self, *args, compact: Compact, organisation: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.compact, self.organisation = compact, organisation

    def clean_successor(self) -> Organisation | None:
        return one_named(self.cleaned_data["successor"], self.compact) if self.cleaned_data["successor"] else None


class MemberForm(PortalForm):
    member = forms.CharField(
        label=_("Name of the member"),
        max_length=200,
        help_text=_("An organisation on this list."),
        error_messages={"required": _("Enter the name of the member")},
    )

    role = forms.CharField(
        label=_("Its part in the group"), max_length=80, required=False, help_text=_("Such as “chair” or “lead body”."), validators=[printable]
    )
    since = DateField(label=_("Member since"), required=False)

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.compact = compact

    def clean_member(self) -> Organisation:
        return one_named(self.cleaned_data["member"], self.compact)


class MemberPartForm(PortalForm):
    role = MemberForm.base_fields["role"]
    since = MemberForm.base_fields["since"]
    until = DateField(label=_("Member until"), required=False, help_text=_("Leave it empty while it belongs to the group."))

    def clean(self):
        fields = super().clean()
        if fields.get("since") and fields.get("until") and fields["until"] < fields["since"]:
            self.add_error("until", _("The last day cannot be before the first"))
        return fields


def one_named(words: str, compact: Compact) -> Organisation:
    """The one organisation of this list that the words mean. Raises ValidationError, in words for the page, for none and for several."""
    listed = Organisation.objects.open().filter(signatures__compact=compact)
    exact = list(listed.named(words)[:2])
    found = exact or list(listed.filter(pk__in=find(words, listed).pks)[:6])
    if len(found) == 1:
        return found[0]
    if found:
        raise forms.ValidationError(_("Write the whole name. These fit: %(names)s") % {"names": ", ".join(str(each) for each in found)})
    raise forms.ValidationError(_("No organisation on this list is called “%(words)s”") % {"words": words})
