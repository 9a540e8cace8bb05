"""Who may read a text: asked below every box, with the safest answer that can still be read chosen already."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.models.answers import Openness


def openness_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Who may read this?"),
        choices=Openness.choices,
        initial=Openness.STEERING,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Nobody reads it before the survey closes. Unless you choose your name, it is kept apart from your organisation for good."),
    )
