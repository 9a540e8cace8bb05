"""What may be said about Champions, and what may be asked of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm
from signatories.forms import ChampionForm, PersonForm, capital
from signatories.models import Area, Champion, Code, Compact
from signatories.models.organisation import Sector


class OwnChampionForm(ChampionForm):
    """A lead or a main Champion names another: whether their name is shown is for that person to say."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["published"]


class ChampionPartForm(PortalForm):
    """What a Champion, or who looks after them, keeps up to date. `notes` and `published` are for the Champion alone."""

    codes = forms.ModelMultipleChoiceField(queryset=Code.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    areas = forms.ModelMultipleChoiceField(queryset=Area.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    department = forms.CharField(label=_("Department"), max_length=120, required=False)
    hours_a_month = forms.IntegerField(
        label=_("Hours a month that the employer agreed to"),
        min_value=1,
        max_value=200,
        required=False,
        help_text=_("Leave empty if nothing was agreed."),
    )
    time_agreed_on = DateField(label=_("Day on which the employer agreed"), required=False)
    time_agreed_by = forms.CharField(label=_("Who agreed for the employer"), max_length=150, required=False, help_text=_("A name or a post."))
    published = forms.BooleanField(required=False, label=_("Show my name and e-mail address to everybody"))
    notes = forms.CharField(
        label=_("Notes for whoever comes next"),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Whom to ask, what is under way. Only you can read this, until you hand over."),
    )

    def __init__(self, *args, champion: Champion, own: bool, **kwargs):
        super().__init__(*args, **kwargs)
        compact = champion.signature.compact
        kept = {name: getattr(champion, name) for name in ("department", "hours_a_month", "time_agreed_on", "time_agreed_by", "published", "notes")}
        self.initial = kept | {"codes": champion.codes.all(), "areas": champion.areas.all()} | self.initial
        offer(self, compact)
        if not own:
            del self.fields["published"], self.fields["notes"]

    def clean_time_agreed_on(self):
        day = self.cleaned_data["time_agreed_on"]
        if day and day > today():
            raise forms.ValidationError(_("The employer cannot have agreed in the future"))
        return day

    def clean(self):
        given = super().clean()
        hours, day = given.get("hours_a_month"), given.get("time_agreed_on")
        if hours and not day and "time_agreed_on" not in self.errors:
            self.add_error("time_agreed_on", _("Enter the day on which the employer agreed"))
        if day and not hours and "hours_a_month" not in self.errors:
            self.add_error("hours_a_month", _("Enter how many hours a month were agreed, or delete the day"))
        return given


def offer(form: forms.Form, compact: Compact, *, codes: str = "codes", areas: str = "areas") -> None:
    """The codes of the published edition and the areas of the Compact; an agreement without codes asks nothing about them."""
    terms = compact.terms
    if compact.edition and compact.edition.codes.exists():
        form.fields[codes].queryset = compact.edition.codes.all()
        form.fields[codes].label = _("%(codes)s to keep an eye on (optional)") % {"codes": capital(terms.codes)}
    else:
        del form.fields[codes]
    form.fields[areas].queryset = areas_of(compact)
    form.fields[areas].label = _("Areas to look after (optional)")


def areas_of(compact: Compact):
    return Area.objects.filter(pk=compact.area_id) | Area.objects.filter(parent=compact.area_id)


class SuccessorForm(PersonForm):
    pass


class NextLeadForm(PersonForm):
    stay = forms.BooleanField(required=False, label=_("I stay as a contributor"), help_text=_("Without this you stop at once."))


class GuidanceForm(PortalForm):
    text = forms.CharField(
        label=_("The guidance"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("A blank line begins a new paragraph. Once it is issued a version stays as it is."),
        error_messages={"required": _("Write the guidance first")},
    )


class AskForm(PortalForm):
    """Open to everybody."""

    text = forms.CharField(
        label=_("Your question"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 7, "maxlength": 3000}),
        error_messages={"required": _("Write your question")},
    )
    code = forms.ModelChoiceField(queryset=Code.objects.none(), required=False, empty_label=_("Something else, or I do not know"))
    area = forms.ModelChoiceField(queryset=Area.objects.none(), label=_("Where is it about?"), required=False, empty_label=_("No special place"))
    sector = forms.ChoiceField(label=_("Whom do you ask for?"), required=False)
    name = forms.CharField(label=_("Your name"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Nobody is shown it. We write to it that there is an answer, with a link to read it."),
        error_messages={"required": _("Enter your e-mail address: without it there is no way to answer")},
    )

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_of(compact)
        mine = [(value, capital(compact.terms.sector(value))) for value in (Sector.VOLUNTARY, Sector.STATUTORY)]
        self.fields["sector"].choices = [("", _("Neither, or I would rather not say")), *mine]
        if compact.edition and compact.edition.codes.exists():
            self.fields["code"].queryset = compact.edition.codes.all()
            self.fields["code"].label = _("What is it about?")
        else:
            del self.fields["code"]


class AnswerForm(PortalForm):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": 5000}),
        help_text=_("Whoever asked reads it, and nobody else."),
        error_messages={"required": _("Write your answer")},
    )


class PassOnForm(PortalForm):
    champion = forms.ModelChoiceField(
        queryset=Champion.objects.none(), widget=forms.RadioSelect, empty_label=None, error_messages={"required": _("Choose who gets the question")}
    )

    def __init__(self, *args, compact: Compact, among, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["champion"].queryset = among.select_related("person", "signature__organisation").prefetch_related("codes")
        self.fields["champion"].label = _("%(champion)s who gets the question") % {"champion": capital(compact.terms.champion)}
        self.fields["champion"].label_from_instance = described


def described(champion: Champion) -> str:
    codes = "; ".join(code.short_title or code.title for code in champion.codes.all())
    return f"{champion.person}, {champion.signature.organisation}{f' ({codes})' if codes else ''}"
