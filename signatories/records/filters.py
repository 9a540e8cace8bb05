"""How the register of documents is narrowed: by address alone."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import FilterForm
from signatories.forms import capital
from signatories.models import Area, Code, Compact, Reference, ServiceEntry
from signatories.models.organisation import Sector


class ReferenceFilter(django_filters.FilterSet):
    words = django_filters.CharFilter(method="having_words", label=_("Words in the title or the organisation’s name"), max_length=100)
    kind = django_filters.ChoiceFilter(choices=[(v, capital(w)) for v, w in Reference.Kind.choices], label=_("Kind"), empty_label=_("All"))
    strength = django_filters.ChoiceFilter(
        choices=[(v, capital(w)) for v, w in Reference.Strength.choices], label=_("What it says"), empty_label=_("All")
    )
    sector = django_filters.ChoiceFilter(field_name="organisation__sector", label=_("Sector"), empty_label=_("All"))
    compliance = django_filters.ChoiceFilter(
        choices=[(v, capital(w)) for v, w in Reference.Compliance.choices], label=_("Does it keep to the agreement?"), empty_label=_("All")
    )
    code = django_filters.ModelChoiceFilter(field_name="codes", queryset=Code.objects.none(), empty_label=_("All"))

    class Meta:
        model = Reference
        fields = []
        form = FilterForm

    def __init__(self, *args, compact: Compact, steering: bool = False, **kwargs):
        """What was found of compliance narrows the list for the steering group alone."""
        super().__init__(*args, **kwargs)
        if not steering:
            del self.filters["compliance"]
        self.filters["sector"].extra["choices"] = [(value, capital(compact.terms.sector(value))) for value in Sector.values]
        self.filters["code"].queryset = compact.edition.codes.all() if compact.edition else Code.objects.none()
        self.filters["code"].label = capital(compact.terms.code)

    def having_words(self, queryset, name, value):
        for word in value.split()[:8]:
            queryset = queryset.filter(Q(document__icontains=word) | Q(organisation__name__icontains=word) | Q(organisation__acronym__icontains=word))
        return queryset


class ServiceFilter(django_filters.FilterSet):
    words = django_filters.CharFilter(method="having_words", label=_("Words in the subject or the providers’ names"), max_length=100)
    finding = django_filters.ChoiceFilter(
        choices=[(v, capital(w)) for v, w in ServiceEntry.Finding.choices], label=_("What was found"), empty_label=_("All")
    )
    area = django_filters.ModelChoiceFilter(queryset=Area.objects.none(), label=_("Where"), empty_label=_("Everywhere"))

    class Meta:
        model = ServiceEntry
        fields = []
        form = FilterForm

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["area"].queryset = Area.objects.filter(pk=compact.area_id) | Area.objects.filter(parent=compact.area_id)

    def having_words(self, queryset, name, value):
        for word in value.split()[:8]:
            queryset = queryset.filter(Q(subject__icontains=word) | Q(providers__icontains=word))
        return queryset
