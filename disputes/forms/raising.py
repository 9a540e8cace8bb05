"""A concern as its writer says it."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm
from disputes.actions.raising import organisations_for
from disputes.models import Audience
from disputes.words import own_side_in_words, readers_in_words
from signatories.forms import PersonForm, capital
from signatories.models import Commitment, Compact, Organisation

LONG = {"widget": forms.Textarea(attrs={"rows": 8}), "max_length": 20_000, "required": False}


def classes_here(compact: Compact) -> list[tuple[str, str]]:
    """Who may read a text of the concern, in the words of the stages that were agreed on here."""
    whole = readers_in_words(Audience.CASE, compact.disputes, compact)
    return [("K3", capital(whole)), ("K4", capital(own_side_in_words(compact.disputes)))]


class Classed(forms.ChoiceField):
    def __init__(self):
        super().__init__(label=_("Who may read this?"), widget=forms.RadioSelect, initial="K3")


class ConcernForm(PortalForm):
    """Everything may be left out until it is sent: a draft is for thinking. `words()` is what the draft keeps."""

    mark_optional = False
    organisation = forms.ModelChoiceField(label=_("Which organisation do you speak for?"), queryset=Organisation.objects.none(), empty_label=None)
    for_members = forms.BooleanField(
        label=_("We bring this for several of our members, whom we do not name"), required=False,
        help_text=_("An umbrella body can speak for members. Leave out whatever could tell who they are."),
    )  # fmt: skip
    responder = forms.ModelChoiceField(
        label=_("Which organisation is it about?"), queryset=Organisation.objects.none(), required=False, empty_label=_("Not chosen yet"),
        help_text=_("Nobody there is told before you agree."),
    )  # fmt: skip
    summary = forms.CharField(label=_("What happened, and when?"), **LONG)
    summary_class = Classed()
    commitments = forms.MultipleChoiceField(
        label=_("Which promises were not kept?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Open a part to see its promises, as they were agreed."),
    )
    yardstick = forms.CharField(
        label=_("How was a promise, or the spirit of the agreement, hurt?"),
        help_text=_("A sentence or two. It need not be one promise alone."),
        **LONG,
    )
    yardstick_class = Classed()
    wish = forms.CharField(label=_("What would put it right?"), **LONG)
    wish_class = Classed()
    attempts = forms.CharField(
        label=_("What have you tried so far?"),
        help_text=_("With whom, when, how, and what came of it. If talking is not safe or wise, say why."),
        **LONG,
    )
    attempts_class = Classed()

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)  # of the draft that was opened to be changed

    def __init__(self, *args, compact: Compact, person, **kwargs):
        super().__init__(*args, **kwargs)
        mine = organisations_for(person, compact)
        self.fields["organisation"].queryset = mine
        if len(mine) == 1:
            self.fields["organisation"].initial = mine[0]
        self.fields["responder"].queryset = Organisation.objects.open().known_to(compact).exclude(pk__in=mine).distinct()
        for name, field in self.fields.items():
            if name.endswith("_class"):
                field.choices = classes_here(compact)
        self.fields["commitments"].choices = commitments_of(compact)
        if not self.fields["commitments"].choices:
            del self.fields["commitments"]

    def words(self) -> dict:
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        organisation, responder = given.pop("organisation"), given.pop("responder")
        return given | {"organisation": organisation.pk, "responder": responder.pk if responder else None}


def commitments_of(compact: Compact) -> list[tuple[str, list[tuple[str, str]]]]:
    """What was promised, by code, as choices whose value is the text itself: a draft keeps what was agreed when it was written."""
    if compact.edition is None:
        return []
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in Commitment.objects.filter(code__edition=compact.edition).select_related("code").order_by("code__number", "number"):
        groups.setdefault(row.code.title, []).append((f"{row.code.title} {row.number}: {row.text}", f"{row.number}. {row.text}"))
    if undertakings := [(row.text, row.text) for row in compact.edition.undertakings.all()]:
        groups[gettext("What all who sign undertake")] = undertakings
    return list(groups.items())


class JoinForm(PersonForm):
    organisation = forms.ModelChoiceField(label=_("Organisation that joins"), queryset=Organisation.objects.none(), empty_label=_("Choose one"))

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.open().known_to(compact).distinct()
