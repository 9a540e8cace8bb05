"""What an officer says of a checklist, an item and a scale."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm
from reviews.models import Checklist, ChecklistItem, Scale
from signatories.models import Code, Commitment, Compact, Undertaking
from signatories.models.edition import Binds

LINES = {"rows": 3}
MOST_POINTS = 12


class ChecklistForm(PortalForm):
    title = forms.CharField(label=_("Title"), max_length=160, error_messages={"required": _("Give the checklist a title")})
    code = forms.ModelChoiceField(queryset=None, label=_("Of which code?"), required=False, empty_label=_("None of them"))
    scale = forms.ModelChoiceField(
        queryset=None, label=_("Answers"), empty_label=_("Choose"), error_messages={"required": _("Choose a scale of answers")}
    )
    guidance = forms.CharField(label=_("How to use it"), max_length=4000, required=False, widget=forms.Textarea(attrs=LINES))

    def __init__(self, *args, compact: Compact, checklist: Checklist | None = None, **kwargs):
        if checklist:
            kwargs.setdefault("initial", {name: getattr(checklist, name) for name in ("title", "scale", "guidance")})
        super().__init__(*args, **kwargs)
        self.fields["scale"].queryset = compact.scales.all()
        self.fields["code"].queryset = Code.objects.filter(edition=compact.edition) if compact.edition else Code.objects.none()
        self.fields["code"].label = _("Of which %(code)s?") % {"code": compact.terms.code}
        if checklist or not self.fields["code"].queryset.exists():
            del self.fields["code"]


class ItemForm(PortalForm):
    text = forms.CharField(
        label=_("What is promised?"), max_length=1000, widget=forms.Textarea(attrs=LINES), error_messages={"required": _("Write what is promised")}
    )
    binds = forms.ChoiceField(label=_("Who is bound?"), widget=forms.RadioSelect, error_messages={"required": _("Choose who is bound")})
    help_text = forms.CharField(label=_("Help"), max_length=1000, required=False, widget=forms.Textarea(attrs=LINES))
    evidence_examples = forms.CharField(label=_("Examples of evidence"), max_length=300, required=False)
    measure = forms.CharField(label=_("Measure"), max_length=80, required=False, help_text=_("Such as 12 weeks."))
    commitment = forms.ModelChoiceField(queryset=None, label=_("The commitment itself"), required=False, empty_label=_("None in particular"))
    undertaking = forms.ModelChoiceField(queryset=None, label=_("The undertaking itself"), required=False, empty_label=_("None in particular"))
    replaces_key = forms.ChoiceField(
        label=_("It takes the place of an earlier item"), required=False, help_text=_("Then this time can still be laid beside last time.")
    )

    def __init__(self, *args, checklist: Checklist, item: ChecklistItem | None = None, **kwargs):
        if item:
            kwargs.setdefault("initial", {name: getattr(item, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        terms = checklist.compact.terms
        self.fields["binds"].choices = [(value, terms.sector(value)) for value in Binds.values]
        promises = (
            Commitment.objects.filter(code=checklist.code_id) if checklist.code_id else Commitment.objects.filter(code__edition=checklist.edition_id)
        )
        self.fields["commitment"].queryset = promises.select_related("code")
        self.fields["commitment"].label_from_instance = lambda one: f"{one.code.number}.{one.number} {one.text[:90]}"
        self.fields["undertaking"].queryset = Undertaking.objects.filter(edition=checklist.edition_id)
        self.fields["undertaking"].label_from_instance = lambda one: f"{one.number}. {one.text[:90]}"
        for name in ("commitment", "undertaking"):
            if not self.fields[name].queryset.exists():
                del self.fields[name]
        earlier = checklist.replaces.items.all() if checklist.replaces_id else []
        self.fields["replaces_key"].choices = [("", _("It is new")), *((one.key, f"{one.number}. {one.text[:90]}") for one in earlier)]
        if not earlier:
            del self.fields["replaces_key"]


class ScaleForm(PortalForm):
    """A scale with its answers, best or worst first as they are to be shown; empty lines are left out."""

    name = forms.CharField(label=_("Name"), max_length=80, error_messages={"required": _("Give the scale a name")})
    explanation = forms.CharField(label=_("How to choose"), max_length=300, required=False)
    well_from = forms.IntegerField(label=_("“Well kept” from how many per cent?"), min_value=1, max_value=100, initial=75)
    partly_from = forms.IntegerField(label=_("“Partly kept” from how many per cent?"), min_value=0, max_value=99, initial=40)
    talk_from = forms.IntegerField(
        label=_("How many points apart is worth talking about?"),
        min_value=1,
        max_value=20,
        initial=1,
        help_text=_("Between two sides that answer apart."),
    )

    def __init__(self, *args, scale: Scale | None = None, **kwargs):
        points = list(scale.points.all()) if scale else []
        if scale:
            kwargs["initial"] = {name: getattr(scale, name) for name in ("name", "explanation", "well_from", "partly_from", "talk_from")}
            for n, point in enumerate(points, 1):
                given = {"label": point.label, "points": point.points, "gap": point.gap, "needs_comment": point.needs_comment}
                kwargs["initial"] |= {f"{name}_{n}": value for name, value in given.items()}
        super().__init__(*args, **kwargs)
        for n in range(1, MOST_POINTS + 1):
            self.fields[f"label_{n}"] = forms.CharField(label=_("Answer %(n)s") % {"n": n}, max_length=80, required=False)
            self.fields[f"points_{n}"] = forms.IntegerField(
                label=_("Its points (answer %(n)s)") % {"n": n},
                min_value=0,
                max_value=100,
                required=False,
                help_text=_("Empty: left out of the result.") if n == 1 else "",
            )
            self.fields[f"gap_{n}"] = forms.BooleanField(label=_("Answer %(n)s asks for an action or a reason") % {"n": n}, required=False)
            self.fields[f"needs_comment_{n}"] = forms.BooleanField(label=_("Answer %(n)s needs a comment") % {"n": n}, required=False)

    def points(self) -> list[dict]:
        said = self.cleaned_data
        return [
            {"label": said[f"label_{n}"], "points": said[f"points_{n}"], "gap": said[f"gap_{n}"], "needs_comment": said[f"needs_comment_{n}"]}
            for n in range(1, MOST_POINTS + 1)
            if said.get(f"label_{n}")
        ]

    def scale_fields(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("name", "explanation", "well_from", "partly_from", "talk_from")}
