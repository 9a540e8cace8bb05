"""How a plan's actions are narrowed: by address alone, so that a link to the overdue ones can be sent."""

import datetime

import django_filters
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action, Plan
from compact_portal.days import today
from compact_portal.forms import PARTS, DateField, FilterForm
from signatories.models import Code, Organisation


class DayFilter(django_filters.Filter):
    field_class = DateField


class ActionFilter(django_filters.FilterSet):
    """`on` narrows nothing: it is the day on which an action counts as overdue. Words that make no sense narrow nothing either."""

    status = django_filters.ChoiceFilter(choices=[(s.value, capfirst(s.label)) for s in Action.Status], label=_("Status"), empty_label=_("All"))
    owner = django_filters.ModelChoiceFilter(field_name="owners", queryset=Organisation.objects.none(), empty_label=_("All"))
    code = django_filters.ModelChoiceFilter(field_name="codes", queryset=Code.objects.none(), empty_label=_("All"))
    due = DayFilter(method="due_by", label=_("Due on or before"))
    only = django_filters.ChoiceFilter(
        method="kept", choices=[("overdue", _("Overdue")), ("ongoing", _("Ongoing"))], label=_("Overdue or ongoing"), empty_label=_("All")
    )
    on = DayFilter(method="all_of_them", label=_("Overdue on which day"))

    class Meta:
        model = Action
        fields = []
        form = FilterForm

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.filters["owner"].queryset = Organisation.objects.filter(actions__target__plan=plan).distinct()
        self.filters["owner"].label = plan.terms.owner
        self.filters["code"].queryset = Code.objects.filter(actions__target__plan=plan).distinct()
        self.filters["code"].label = capfirst(plan.terms.code)

    @property
    def day(self):
        """The chosen day; a closed plan is judged by its last day, any other by today."""
        chosen = self.form.cleaned_data.get("on") if self.form.is_bound and self.form.is_valid() else None
        return chosen or (self.plan.ends_on if self.plan.status == Plan.Status.CLOSED else today())

    @property
    def narrows(self) -> bool:
        return self.form.is_bound and any(value for name, value in getattr(self.form, "cleaned_data", {}).items() if name != "on")

    @property
    def chosen(self) -> list[tuple[str, str, str]]:
        """What narrows the list, for reading: the label, the choice in words, and the address without it."""
        if not (self.form.is_bound and self.form.is_valid()):
            return []
        found = []
        for name, value in self.form.cleaned_data.items():
            if value:
                rest = self.data.copy()
                for key in [name, *(f"{name}-{part}" for part in PARTS)]:
                    rest.pop(key, None)
                found.append((self.form.fields[name].label, self.words(name, value), f"?{rest.urlencode()}"))
        return found

    def words(self, name: str, value) -> str:
        choices = self.filters[name].extra.get("choices")
        return dict(choices)[value] if choices else date_format(value, "j F Y") if isinstance(value, datetime.date) else str(value)

    def due_by(self, queryset, name, value):
        """With a day on which they are due, whatever became of them; what is ongoing has none."""
        return queryset.filter(due_on__lte=value, ongoing=False)

    def kept(self, queryset, name, value):
        if value == "overdue":
            return queryset.overdue(on=self.day)
        return queryset.filter(ongoing=True).exclude(status__in=Action.FINISHED)

    def all_of_them(self, queryset, name, value):
        return queryset
