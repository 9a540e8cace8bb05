"""What may be said about what people asked for, and about what two plans have in common."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action
from compact_portal.forms import DateField, PortalForm
from signatories.models import Compact


class ActionChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, action: Action) -> str:
        return f"{action.target.plan}, {action.target.number}: {action.text[:120]}"


class AskForm(PortalForm):
    text = forms.CharField(
        label=_("What was asked for"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In your own words. Do not quote anybody, and name nobody who asked: everybody will read this."),
        error_messages={"required": _("Write what was asked for")},
    )  # fmt: skip
    said_in = forms.CharField(
        label=_("Where it was said"), max_length=120, help_text=_("Such as “Annual survey 2027”, or “meeting of Champions in May”."),
        error_messages={"required": _("Enter where it was said, such as “Annual survey 2027”")},
    )  # fmt: skip
    said_on = DateField(label=_("When"), required=False)
    actions = ActionChoices(label=_("What is done about it"), queryset=Action.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    answer = forms.CharField(
        label=_("What was decided"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Where nothing is done about it, say why."),
    )  # fmt: skip

    def __init__(self, *args, compact: Compact, ask=None, **kwargs):
        if ask:
            kwargs.setdefault("initial", {
                "text": ask.text, "said_in": ask.said_in, "said_on": ask.said_on, "answer": ask.answer,
                "actions": [action.pk for action in ask.actions.all()],
            })  # fmt: skip
        super().__init__(*args, **kwargs)
        plans = list(compact.plans.order_by("-starts_on").values_list("pk", flat=True)[:3])
        offered = Action.objects.filter(target__plan__in=plans)
        if ask:
            offered |= Action.objects.filter(pk__in=ask.actions.values("pk"))
        self.fields["actions"].queryset = offered.select_related("target__plan").order_by("-target__plan__starts_on", "target__number", "number")


class ParallelForm(PortalForm):
    note = forms.CharField(
        label=_("What the two have in common, or could do together"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody will read this. Empty, a note that was made before is taken away."),
    )  # fmt: skip
