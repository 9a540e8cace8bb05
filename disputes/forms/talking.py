"""What is said in a case outside its steps."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.documents.uploads import UploadField
from compact_portal.forms import PortalForm
from disputes.forms.raising import commitments_of
from disputes.models import Audience, Case, Entry
from disputes.models.afterwards import ASKED
from disputes.words import own_side_in_words, readers_in_words
from signatories.forms import capital

KINDS = [(Entry.Kind.MESSAGE.value, _("A message")), (Entry.Kind.STATEMENT.value, _("A statement")), (Entry.Kind.NOTE.value, _("A note"))]
FINDINGS = [
    ("followed", _("Followed")), ("partly followed", _("Partly followed")), ("not followed", _("Not followed")),
    ("cannot be decided", _("Cannot be decided")),
]  # fmt: skip
SPIRIT = "The spirit of the agreement"  # kept in the title of a finding


def first_letter(choices) -> list[tuple[str, str]]:
    return [(value, capital(label)) for value, label in choices]


class AudienceForm(PortalForm):
    """To whom: only those whom the writer may write to are offered, the narrowest last. `own` is the side for which they speak."""

    audience = forms.ChoiceField(label=_("Who may read it?"), widget=forms.RadioSelect, error_messages={"required": _("Choose who may read it")})

    def __init__(self, *args, case: Case, audiences: list[Audience], own: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [(each.value, capital(self.called(each, case, own))) for each in audiences]
        if len(audiences) == 1:
            self.fields["audience"].initial = audiences[0].value

    def called(self, audience: Audience, case: Case, own: str) -> str:
        words = readers_in_words(audience, case.setting, case.compact)
        return words if audience != own else own_side_in_words(case.setting)


class SayForm(AudienceForm):
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=KINDS, widget=forms.RadioSelect, initial=Entry.Kind.MESSAGE,
        help_text=_("A message asks or answers. A statement says how your side sees it. A note is to remember something by."),
    )  # fmt: skip
    body = forms.CharField(label=_("Your words"), widget=forms.Textarea(attrs={"rows": 10}), max_length=20_000)


class WordsForm(PortalForm):
    body = forms.CharField(label=_("Your words"), widget=forms.Textarea(attrs={"rows": 10}), max_length=20_000)


class HandOverForm(PortalForm):
    note = forms.CharField(
        label=_("What should they know first?"), widget=forms.Textarea(attrs={"rows": 6}), max_length=5000, required=False,
        help_text=_("Only the case officer reads this. You can leave it empty: nobody is asked why they hand over."),
    )  # fmt: skip


class FileForm(AudienceForm):
    file = UploadField(label=_("File"))
    keep_original = forms.BooleanField(
        label=_("Keep the file as it is beside the cleaned one"), required=False, help_text=_("Only where what it tells of its writer matters.")
    )
    blacked_out = forms.BooleanField(label=_("Names of people who have nothing to do with it are blacked out"))


class FindingForm(PortalForm):
    about = forms.ChoiceField(label=_("Which promise?"))
    finding = forms.ChoiceField(label=_("What does the panel find?"), choices=FINDINGS, widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("Reasons"), widget=forms.Textarea, max_length=20_000)

    def __init__(self, *args, compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["finding"].label = gettext("What does the %(panel)s find?") % {"panel": compact.terms.panel}
        self.fields["about"].choices = [("", gettext("Choose one")), (SPIRIT, gettext("The spirit of the agreement")), *commitments_of(compact)]


class RecommendationForm(PortalForm):
    text = forms.CharField(label=_("What is recommended"), widget=forms.Textarea, max_length=2000)
    owner = forms.CharField(label=_("Who does it"), max_length=200, help_text=_("The organisation, as it is known here."))
    by_when = forms.CharField(label=_("By when"), max_length=60, help_text=_("Such as “March 2027”."))


class StoryForm(PortalForm):
    title = forms.CharField(label=_("Title"), max_length=120)
    body = forms.CharField(label=_("The story"), widget=forms.Textarea(attrs={"rows": 10}), max_length=10_000)


class ExtendForm(PortalForm):
    days = forms.IntegerField(label=_("How many working days more?"), min_value=1)
    reason = forms.CharField(label=_("Why, and who agreed to it"), widget=forms.Textarea, max_length=2000)


QUESTIONS = {
    "harm": _("Has anything changed in how you are treated?"),
    "satisfied": _("Are you satisfied with how it went, apart from how it ended?"),
    "together": _("Are you working together as before?"),
    "kept": _("Was what was agreed or recommended done?"),
}


class PrivateForm(PortalForm):
    """What is asked at this moment: at closing, or three and six months later."""

    said = forms.CharField(label=_("Anything else"), widget=forms.Textarea, required=False, max_length=10_000)

    def __init__(self, *args, moment: str, **kwargs):
        super().__init__(*args, **kwargs)
        for asks, (_words, answers, moments) in ASKED.items():
            if moment in moments:
                self.fields[asks] = forms.ChoiceField(
                    label=QUESTIONS[asks],
                    widget=forms.RadioSelect,
                    choices=first_letter(answers.choices),
                    error_messages={"required": gettext("Choose one")},
                )
        self.order_fields([*ASKED, "said"])


class TargetForm(PortalForm):
    target = forms.ModelChoiceField(label=_("Under which target?"), queryset=None, empty_label=_("Choose one"))

    def __init__(self, *args, targets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = targets


class PersonOfSideForm(PortalForm):
    """A colleague or companion; their address is enough to know them."""

    name = forms.CharField(label=_("Full name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"))
