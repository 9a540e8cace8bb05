"""How lists of signatories are narrowed: by address alone, so that a link to a filtered list can be sent."""

import django_filters
from django.db.models import CharField, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import FilterForm
from signatories.forms import capital
from signatories.models import Area, Organisation, Signature, Theme
from signatories.models.organisation import Sector
from signatories.search import find


class SignatoryFilter(django_filters.FilterSet):
    """The public directory. Pass `compact`; `queryset` holds what the viewer may see."""

    only_agreed = True  # areas, themes and sizes are looked at only of those who agreed that they are shown
    meant = ""  # what was searched for instead of the words, where nothing is called so

    words = django_filters.CharFilter(method="having_words", label=_("Words in the name"), max_length=100)
    sector = django_filters.ChoiceFilter(field_name="organisation__sector", label=_("Sector"), empty_label=_("All"))
    kind = django_filters.ChoiceFilter(
        field_name="organisation__kind",
        label=_("Kind"),
        empty_label=_("All"),
    )
    area = django_filters.ChoiceFilter(method="with_detail", label=_("Area"), empty_label=_("All"))
    theme = django_filters.ChoiceFilter(method="with_detail", label=_("Theme"), empty_label=_("All"))
    size = django_filters.ChoiceFilter(
        method="with_detail",
        label=_("Size"),
        empty_label=_("All"),
    )
    sort = django_filters.ChoiceFilter(
        method="sorted_by", label=_("Sort by"), empty_label=_("Name"), choices=[("newest", _("Latest signature first")), ("kind", _("Kind"))]
    )

    class Meta:
        model = Signature
        fields = []
        form = FilterForm

    def __init__(self, *args, compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["sector"].extra["choices"] = [(value, capital(compact.terms.sector(value))) for value in Sector.values]
        for name, kinds in (("kind", Organisation.Kind), ("size", Organisation.Size)):
            self.filters[name].extra["choices"] = [(value, capital(gettext(label))) for value, label in kinds.choices]
        # Only areas and themes that the viewer may see of somebody: one alone could give an unlisted signatory away.
        shown = self._agreed(self.queryset).order_by().values("organisation")
        areas, themes = (
            model.objects.filter(organisations__in=shown).order_by().values_list(Value(name, CharField()), "pk", "name")
            for name, model in (("area", Area), ("theme", Theme))
        )
        offered = {"area": [], "theme": []}
        for name, pk, words in areas.union(themes).order_by("name"):  # one query for both, without repetitions
            offered[name].append((str(pk), words))
        for name, choices in offered.items():
            self.filters[name].extra["choices"] = choices
            if not choices:
                del self.filters[name]
        self.queryset = self.queryset.order_by(Lower("organisation__name"))

    def _agreed(self, signatures):
        return signatures.filter(details_listed=True) if self.only_agreed else signatures

    def having_words(self, queryset, name, value):
        """Looks among what the viewer may see alone: a word that only a hidden name holds must find nothing."""
        found = find(value, Organisation.objects.filter(signatures__in=self.queryset.order_by()))
        self.meant = found.meant
        return queryset.filter(organisation__in=found.pks)

    def with_detail(self, queryset, name, value):
        field = {"area": "organisation__areas", "theme": "organisation__themes", "size": "organisation__size"}[name]
        return self._agreed(queryset).filter(**{field: value})

    def sorted_by(self, queryset, name, value):
        first = {"newest": "-signed_on", "kind": "organisation__kind"}[value]
        return queryset.order_by(first, Lower("organisation__name"))


class SteeringSignatureFilter(SignatoryFilter):
    """The steering group's list: also by how far a signature has come."""

    only_agreed = False
    status = django_filters.ChoiceFilter(
        choices=[(value, capital(label)) for value, label in Signature.Status.choices], label=_("Signature"), empty_label=_("All")
    )

    class Meta(SignatoryFilter.Meta):
        pass
