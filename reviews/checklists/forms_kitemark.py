"""What is said of a kitemark: the scheme, an application, a partner's word, an assessor's decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm
from reviews.models import KitemarkApplication, KitemarkAssessor, KitemarkCriterion, KitemarkScheme
from signatories.models import Code, Compact, Organisation, Signature
from signatories.models.organisation import Sector

LINES = {"rows": 4}
MOST_CRITERIA = 10
OF_SCHEME = ("name", "about", "terms_of_use", "prefix", "least_share", "review_months", "valid_months")


class SchemeForm(PortalForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    about = forms.CharField(label=_("What does it say of its holder?"), max_length=2000, widget=forms.Textarea(attrs=LINES))
    terms_of_use = forms.CharField(label=_("How may the mark be used?"), max_length=4000, widget=forms.Textarea(attrs=LINES))
    prefix = forms.RegexField(
        r"^[A-Z]{1,8}$",
        label=_("Letters before its number"),
        help_text=_("Capital letters, such as ES."),
        error_messages={"invalid": _("Use capital letters alone, at most eight")},
    )
    least_share = forms.IntegerField(label=_("Least result of each checklist, per cent"), min_value=0, max_value=100)
    review_months = forms.IntegerField(label=_("Checklists taken within the last months"), min_value=1, max_value=60)
    valid_months = forms.IntegerField(label=_("Valid for months"), min_value=1, max_value=60)

    def __init__(self, *args, scheme: KitemarkScheme, **kwargs):
        initial = {name: getattr(scheme, name) for name in OF_SCHEME}
        for n, one in enumerate(scheme.criteria.all(), 1):
            initial |= {f"text_{n}": one.text, f"check_{n}": one.check_by}
        super().__init__(*args, initial=initial, **kwargs)
        for n in range(1, MOST_CRITERIA + 1):
            self.fields[f"text_{n}"] = forms.CharField(
                label=_("Criterion %(n)s") % {"n": n}, max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[f"check_{n}"] = forms.ChoiceField(
                label=_("How criterion %(n)s is checked") % {"n": n}, choices=KitemarkCriterion.Check.choices, required=False
            )

    def clean(self):
        said = super().clean()
        if not self.criteria():
            self.add_error("text_1", _("Write at least one criterion"))
        return said

    def criteria(self) -> list[dict]:
        said = self.cleaned_data
        return [
            {"text": said[f"text_{n}"], "check_by": said.get(f"check_{n}") or KitemarkCriterion.Check.JUDGED}
            for n in range(1, MOST_CRITERIA + 1)
            if said.get(f"text_{n}")
        ]

    def scheme_fields(self) -> dict:
        return {name: self.cleaned_data[name] for name in OF_SCHEME}


class ApplyForm(PortalForm):
    applicant = forms.ModelChoiceField(
        queryset=None, label=_("Who applies?"), empty_label=_("Choose"), error_messages={"required": _("Choose who applies")}
    )
    subject_kind = forms.ChoiceField(
        label=_("What is it?"), choices=KitemarkApplication.Subject, widget=forms.RadioSelect, error_messages={"required": _("Choose what it is")}
    )
    title = forms.CharField(label=_("Its name"), max_length=160, error_messages={"required": _("Enter its name")})
    description = forms.CharField(
        label=_("What is it, and for whom?"),
        max_length=2000,
        widget=forms.Textarea(attrs=LINES),
        error_messages={"required": _("Say what it is, and for whom")},
    )
    codes = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("Which subjects matter to it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one subject")},
    )
    reasons = forms.CharField(
        label=_("Why these?"), max_length=2000, widget=forms.Textarea(attrs=LINES), error_messages={"required": _("Say why these")}
    )
    partner = forms.ModelChoiceField(
        queryset=None, label=_("Which partner from the other sector confirms it?"), required=False, empty_label=_("Nobody yet")
    )

    def __init__(self, *args, compact: Compact, applicants, application: KitemarkApplication | None = None, **kwargs):
        if application:
            names = ("applicant", "subject_kind", "title", "description", "reasons", "partner")
            kwargs["initial"] = {name: getattr(application, name) for name in names} | {"codes": application.codes.all()}
        super().__init__(*args, **kwargs)
        signed = Signature.objects.in_force().filter(compact=compact).values("organisation")
        self.fields["applicant"].queryset = applicants
        self.fields["codes"].queryset = Code.objects.filter(edition=compact.edition) if compact.edition else Code.objects.none()
        self.fields["codes"].label = _("Which %(codes)s matter to it?") % {"codes": compact.terms.codes}
        self.fields["partner"].queryset = Organisation.objects.open().filter(pk__in=signed).exclude(sector=Sector.CROSS)
        if len(applicants) == 1:
            self.initial.setdefault("applicant", applicants[0])

    def clean(self):
        said = super().clean()
        if said.get("partner") and said.get("applicant") and said["partner"].sector == said["applicant"].sector:
            self.add_error("partner", _("The partner who confirms it belongs to the other sector"))
        return said


class StatementForm(PortalForm):
    statement = forms.CharField(
        label=_("What can you confirm?"),
        max_length=2000,
        widget=forms.Textarea(attrs=LINES),
        error_messages={"required": _("Write what you can confirm")},
    )


class TermsForm(PortalForm):
    terms_accepted = forms.BooleanField(label=_("We will use the mark only as described above"))


class AssessorForm(PortalForm):
    person = forms.ModelChoiceField(
        queryset=None, label=_("Who assesses it?"), empty_label=_("Choose"), error_messages={"required": _("Choose somebody")}
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class DecideForm(PortalForm):
    """Each criterion with met or not, and a note."""

    def __init__(self, *args, criteria: list[KitemarkCriterion], **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for one in criteria:
            self.fields[f"met_{one.pk}"] = forms.ChoiceField(
                label=f"{one.number}. {one.text}",
                help_text=one.help_text,
                choices=[("yes", _("Met")), ("no", _("Not met"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Say whether criterion %(number)s is met") % {"number": one.number}},
            )
            self.fields[f"note_{one.pk}"] = forms.CharField(
                label=_("Note on criterion %(number)s") % {"number": one.number}, max_length=300, required=False
            )
        self.fields["verdict"] = forms.ChoiceField(
            label=_("Your decision"), choices=[(value, label.capitalize()) for value, label in KitemarkAssessor.Verdict.choices],
            widget=forms.RadioSelect, error_messages={"required": _("Choose your decision")},
        )  # fmt: skip
        self.fields["comment"] = forms.CharField(
            label=_("Why?"), max_length=2000, widget=forms.Textarea(attrs=LINES), error_messages={"required": _("Say in a few words why")},
            help_text=_("The applicant reads this."),
        )  # fmt: skip

    def met(self) -> dict[int, tuple[bool, str]]:
        said = self.cleaned_data
        return {one.pk: (said[f"met_{one.pk}"] == "yes", said.get(f"note_{one.pk}", "")) for one in self.criteria}
