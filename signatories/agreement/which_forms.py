"""The questions of “which agreement applies?”, one a page. Every answer stands in the address, so that it can be sent and gone back to."""

from django import forms
from django.db.models import Case, F, When
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import FilterForm
from signatories.agreement.which import AGREED_ALIKE, DECIDED_HERE, Matter
from signatories.models import Area
from signatories.models.compact import Level

NO_PROGRAMME = "none"
# Each county with its districts below it; regions, which are asked about least, come last.
WITH_THEIR_COUNTY = [
    Case(When(level=Level.REGIONAL, then=1), default=0),
    Case(When(level=Level.DISTRICT, parent__level=Level.COUNTY, then=F("parent__name")), default=F("name")),
    Case(When(level=Level.COUNTY, then=0), default=1),
    "name",
]


class ProgrammeForm(FilterForm):
    programme = forms.ChoiceField(
        label=_("Is it about a programme that is carried out in many places?"),
        widget=forms.RadioSelect,
        choices=[
            (NO_PROGRAMME, _("No, it is a matter between people here")),
            ("national", _("Yes, a national programme that is carried out locally")),
            ("regional", _("Yes, a programme of the region that is carried out locally")),
        ],
        error_messages={"required": _("Choose whether it is about such a programme")},
    )


class StakeForm(FilterForm):
    at_stake = forms.ChoiceField(
        label=_("What is at stake?"),
        widget=forms.RadioSelect,
        choices=[
            (AGREED_ALIKE, _("A rule or principle that holds in the same way everywhere")),
            (DECIDED_HERE, _("Something that is decided locally")),
        ],
        error_messages={"required": _("Choose what is at stake")},
    )


class PlacesForm(FilterForm):
    """`label` depends on the answers before: where the matter lies, or for whom the deciding body decides."""

    place = forms.ModelMultipleChoiceField(
        queryset=Area.objects.none(), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Choose at least one place")}
    )

    def __init__(self, *args, programme: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        field.queryset = Area.objects.exclude(level=Level.NATIONAL).select_related("parent").order_by(*WITH_THEIR_COUNTY)
        field.label_from_instance = lambda area: f"{area.name} ({_(area.get_level_display())}{f', {area.parent}' if area.parent else ''})"
        field.label = _("Which area does the body that decides cover?") if programme else _("Which places does the matter touch?")
        field.help_text = _("Choose all that apply. The whole of a county or region is one place.")


def matter(programme: str, at_stake: str, places) -> Matter:
    return Matter(places=list(places), programme="" if programme == NO_PROGRAMME else programme, at_stake=at_stake)
