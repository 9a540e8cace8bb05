"""Where an achievement belongs that is made from something kept elsewhere, and how it reads."""

from itertools import groupby

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.models import Target
from compact_portal.forms import PortalForm
from signatories.models import Compact


class AchieveForm(PortalForm):
    """`words` are what the achievement says unless the officer says it better. Plans that are drafts have achieved nothing yet."""

    target = forms.ModelChoiceField(queryset=None, error_messages={"required": _("Choose where it belongs")})
    text = forms.CharField(
        label=_("What was achieved"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Leave a blank line between paragraphs. Everybody will read this with the plan, and in the annual report."),
        error_messages={"required": _("Write what was achieved")},
    )

    def __init__(self, *args, compact: Compact, words: str, **kwargs):
        super().__init__(*args, initial={"text": words}, **kwargs)
        plans = compact.plans.public()
        targets = Target.objects.filter(plan__in=plans).select_related("plan").order_by("-plan__starts_on", "plan", "number")
        field = self.fields["target"]
        field.label = gettext("Under which %(target)s of a plan") % {"target": compact.terms.target.lower()}
        field.queryset = targets
        field.choices = [
            ("", gettext("Choose")),
            *((plan.label, [(one.pk, str(one)) for one in of_it]) for plan, of_it in groupby(targets, lambda one: one.plan)),
        ]
