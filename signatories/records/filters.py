"""How the register of documents is narrowed: by address alone."""

import django_filters
from django.db.models import Q

from compact_portal.forms import FilterForm
from signatories.forms import capital
from signatories.models import Code, Compact, Reference
from signatories.models.organisation import Sector


class ReferenceFilter(django_filters.FilterSet):
    words = django_filters.CharFilter(method="having_words", label="Words in the title or the organisation’s name", max_length=100)
    kind = django_filters.ChoiceFilter(choices=[(v, capital(w)) for v, w in Reference.Kind.choices], label="Kind", empty_label="All")
    strength = django_filters.ChoiceFilter(choices=[(v, capital(w)) for v, w in Reference.Strength.choices], label="What it says", empty_label="All")
    sector = django_filters.ChoiceFilter(field_name="organisation__sector", label="Sector", empty_label="All")
    code = django_filters.ModelChoiceFilter(field_name="codes", queryset=Code.objects.none(), empty_label="All")

    class Meta:
        model = Reference
        fields = []
        form = FilterForm

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["sector"].extra["choices"] = [(value, capital(compact.terms.sector(value))) for value in Sector.values]
        self.filters["code"].queryset = compact.edition.codes.all() if compact.edition else Code.objects.none()
        self.filters["code"].label = capital(compact.terms.code)

    def having_words(self, queryset, name, value):
        for word in value.split()[:8]:
            queryset = queryset.filter(Q(document__icontains=word) | Q(organisation__name__icontains=word) | Q(organisation__acronym__icontains=word))
        return queryset
