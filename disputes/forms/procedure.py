"""What an officer may say about the procedure, the other places to turn to, and the panel's own document."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm, PortalModelForm
from disputes.models import PanelDocument, Procedure, Signpost
from disputes.models.procedures import LONGEST
from disputes.panel import SMALLEST
from disputes.procedure import LIMITS, Setting, Stage
from disputes.words_stages import limit_in_words
from signatories.forms import capital

SETTINGS = {
    Setting.FACILITATED: _("talking, and talking with somebody's help"),
    Setting.PANEL: _("talking, then the panel"),
    Setting.BOTH: _("talking, talking with somebody's help, then the panel"),
    Setting.NONE: _("none yet: only advice, and where else to turn"),
}


class ProcedureForm(PortalForm):
    """`initial` is the procedure that holds now, so that leaving a box as it is changes nothing."""

    setting = forms.ChoiceField(
        label=_("Which stages are there?"), widget=forms.RadioSelect, choices=[(s.value, capital(w)) for s, w in SETTINGS.items()]
    )
    holds_from = DateField(label=_("Day from which it holds"), initial=today)
    panel_size = forms.IntegerField(min_value=SMALLEST, max_value=5)
    last_resort_only = forms.BooleanField(
        required=False,
        help_text=_("Leave it open where a matter may come to the panel because the other process cannot look at what was promised."),
    )  # fmt: skip
    tests = forms.CharField(
        required=False, widget=forms.Textarea, max_length=4000,
        help_text=_("One on each line. Left empty, the usual six hold."),
    )  # fmt: skip
    guidance = forms.CharField(label=_("Guidance for both sides"), widget=forms.Textarea(attrs={"rows": 10}), max_length=20_000)
    reference = forms.CharField(
        label=_("Where the agreement speaks of disagreements"), required=False, max_length=120, help_text=_("Such as “page 14” or “part 6”.")
    )
    kept_months = forms.IntegerField(label=_("Months that a closed case is kept"), min_value=6, max_value=84)

    def __init__(self, *args, procedure: Procedure, **kwargs):
        super().__init__(*args, **kwargs)
        kept = ("panel_size", "last_resort_only", "tests", "guidance", "reference", "kept_months")
        self.initial = {name: getattr(procedure, name) for name in kept} | {"setting": procedure.setting.value} | self.initial
        terms = procedure.compact.terms
        panel = {"panel": terms.panel}
        self.fields["panel_size"].label = gettext("Members of the %(panel)s, of each sector") % panel
        self.fields["last_resort_only"].label = gettext("The %(panel)s only where no other process is open at all") % panel
        self.fields["tests"].label = gettext("Tests before the %(panel)s hears a case") % panel
        for stage in Stage:
            self.fields[f"stage_{stage.value}"] = forms.CharField(
                label=gettext("Name of stage %(value)s") % {"value": stage.value}, required=False, max_length=60, initial=procedure.called(stage)
            )
        for name in LIMITS:
            label = limit_in_words(name, procedure.compact)
            self.fields[f"limit_{name}"] = forms.IntegerField(label=label, min_value=1, max_value=LONGEST, initial=procedure.limit(name))

    @property
    def general(self):
        return [self[name] for name in ("setting", "holds_from", "guidance", "reference", "kept_months")]

    @property
    def of_panel(self):
        return [self[name] for name in ("panel_size", "last_resort_only", "tests")]

    @property
    def of_stages(self):
        return [self[f"stage_{stage.value}"] for stage in Stage]

    @property
    def of_limits(self):
        return [self[f"limit_{name}"] for name in LIMITS]

    def said(self) -> dict:
        """For `change_procedure`."""
        given = self.cleaned_data
        names = ("setting", "holds_from", "panel_size", "last_resort_only", "tests", "guidance", "reference", "kept_months")
        return {name: given[name] for name in names} | {
            "limits": {name: given[f"limit_{name}"] for name in LIMITS},
            "stage_names": {str(stage.value): given[f"stage_{stage.value}"] for stage in Stage},
        }


class SignpostForm(PortalModelForm):
    review_on = DateField(label=_("Day on which to check it again"), help_text=_("Addresses and rules change: once a year is usual."))

    class Meta:
        model = Signpost
        fields = ["kind", "name", "helps_with", "website", "telephone", "review_on"]
        labels = {"kind": _("Kind"), "name": _("Name"), "website": _("Website"), "telephone": _("Telephone")}

    def __init__(self, *args, compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.compact = compact
        self.fields["kind"].choices = [("", gettext("Choose one")), *((value, capital(label)) for value, label in Signpost.Kind.choices)]

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day <= today():
            raise forms.ValidationError(gettext("Choose a day that is still to come"))
        return day


class ClosureForm(PortalForm):
    first_on = DateField(label=_("First day"))
    last_on = DateField(label=_("Last day"), help_text=_("The same as the first where it is one day."))
    why = forms.CharField(label=_("Why"), max_length=80, help_text=_("Everybody can read it. Such as “council offices closed after Christmas”."))

    def clean(self):
        given = super().clean()
        first, last = given.get("first_on"), given.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", gettext("The last day cannot be before the first"))
        return given


class TextForm(PortalModelForm):
    class Meta:
        model = PanelDocument
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 20})}
        labels = {"text": _("The whole text")}


class ConsultForm(PortalForm):
    consulted_with = forms.CharField(label=_("Who is asked"), max_length=300, help_text=_("Such as “all signatories and the district partnerships”."))
    opens_on = DateField(label=_("Out for comment from"), initial=today)
    closes_on = DateField(label=_("Until"))


class EndorsedForm(PortalForm):
    endorsed_by_body = forms.CharField(label=_("Partnership that endorsed it"), max_length=200)
    endorsed_on = DateField(label=_("Day of its decision"))
    minute = forms.CharField(label=_("Where the decision is written"), max_length=200, required=False)
