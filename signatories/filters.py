"""How lists of signatories are narrowed: by address alone, so that a link to a filtered list can be sent."""

import django_filters
from django.db.models.functions import Lower

from compact_portal.forms import FilterForm
from signatories.forms import capital
from signatories.models import Area, Organisation, Signature
from signatories.models.organisation import Sector


class SignatoryFilter(django_filters.FilterSet):
    """The public directory. Pass `compact`; `queryset` holds what the viewer may see."""

    words = django_filters.CharFilter(method="having_words", label="Words in the name", max_length=100)
    sector = django_filters.ChoiceFilter(field_name="organisation__sector", label="Sector", empty_label="All")
    kind = django_filters.ChoiceFilter(
        field_name="organisation__kind",
        choices=[(value, capital(label)) for value, label in Organisation.Kind.choices],
        label="Kind",
        empty_label="All",
    )
    area = django_filters.ModelChoiceFilter(field_name="organisation__areas", queryset=Area.objects.none(), label="Area", empty_label="All")
    sort = django_filters.ChoiceFilter(
        method="sorted_by", label="Sort by", empty_label="Name", choices=[("newest", "Latest signature first"), ("kind", "Kind")]
    )

    class Meta:
        model = Signature
        fields = []
        form = FilterForm

    def __init__(self, *args, compact, **kwargs):
        super().__init__(*args, **kwargs)
        # Only areas of signatories that the viewer may see: an area alone could give an unlisted one away.
        shown = self.queryset.order_by().values("organisation")
        self.filters["area"].queryset = Area.objects.filter(organisations__in=shown).distinct()
        self.filters["sector"].extra["choices"] = [(value, capital(compact.terms.sector(value))) for value in Sector.values]
        self.queryset = self.queryset.order_by(Lower("organisation__name"))

    def having_words(self, queryset, name, value):
        return queryset.filter(organisation__in=Organisation.objects.matching(value))

    def sorted_by(self, queryset, name, value):
        first = {"newest": "-signed_on", "kind": "organisation__kind"}[value]
        return queryset.order_by(first, Lower("organisation__name"))


class SteeringSignatureFilter(SignatoryFilter):
    """The steering group's list: also by how far a signature has come."""

    status = django_filters.ChoiceFilter(
        choices=[(value, capital(label)) for value, label in Signature.Status.choices], label="Signature", empty_label="All"
    )

    class Meta(SignatoryFilter.Meta):
        pass
