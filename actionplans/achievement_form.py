"""What may be said about an achievement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.models import Achievement, Target
from compact_portal.forms import PortalForm
from signatories.models import Organisation


class AchievementForm(PortalForm):
    text = forms.CharField(
        label=_("What was achieved"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Leave a blank line between paragraphs. Everybody will read this with the plan, and in the annual report."),
        error_messages={"required": _("Write what was achieved")},
    )
    organisations = forms.ModelMultipleChoiceField(
        label=_("Organisations that took part"), queryset=Organisation.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    evidence = forms.CharField(
        label=_("What shows it"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Such as minutes, a count or a document."),
    )  # fmt: skip
    evidence_link = forms.URLField(label=_("Web page that shows it"), required=False, max_length=200, assume_scheme="https")

    def __init__(self, *args, target: Target, achievement: Achievement | None = None, **kwargs):
        if achievement:
            kwargs.setdefault("initial", {
                "text": achievement.text, "evidence": achievement.evidence, "evidence_link": achievement.evidence_link,
                "organisations": [organisation.pk for organisation in achievement.organisations.all()],
            })  # fmt: skip
        super().__init__(*args, **kwargs)
        offered = Organisation.objects.known_to(target.plan.compact)
        named = achievement.organisations.values("pk") if achievement else []
        self.fields["organisations"].queryset = (offered | Organisation.objects.filter(pk__in=named)).distinct().order_by("name")
