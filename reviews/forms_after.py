"""What people say after a survey: answers to offers, findings, actions from them, good examples, the review of the review."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.models import Plan, Target
from compact_portal.forms import DateField, PortalForm
from reviews.models import Finding, Offer, Passage
from reviews.subjects import found_in, subjects_of, to_choose
from signatories.models import Code, Compact
from signatories.models.organisation import Sector

LINES = {"rows": 4}


def codes_of(compact: Compact):
    return Code.objects.filter(edition=compact.edition) if compact.edition else Code.objects.none()


class OfferForm(PortalForm):
    state = forms.ChoiceField(
        label=_("What do you answer?"),
        choices=[(Offer.State.ACCEPTED, _("We gladly accept")), (Offer.State.THANKED, _("Thank you, it is not needed just now"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what to answer")},
        help_text=_("The organisation gets a short mail."),
    )


class FindingForm(PortalForm):
    """`kind` decides whether the words may name somebody."""

    text = forms.CharField(
        label=_("What did you learn?"), max_length=2000, widget=forms.Textarea(attrs=LINES), error_messages={"required": _("Write what you learnt")}
    )
    kind = forms.ChoiceField(
        label=_("What does it come from?"),
        choices=[(Finding.Kind.FINDING, _("Figures and texts")), (Finding.Kind.THEME, _("Bad examples: then it names nobody"))],
        widget=forms.RadioSelect,
        initial=Finding.Kind.FINDING,
    )
    times = forms.IntegerField(
        label=_("How many examples say so?"), required=False, min_value=1, max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        help_text=_("For a theme. It puts the most frequent first, and is printed nowhere."),
    )  # fmt: skip
    sector = forms.ChoiceField(label=_("Which sector said so?"), required=False)
    code = forms.ModelChoiceField(queryset=None, label=_("What is it about?"), required=False, empty_label=_("Nothing in particular"))

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [
            ("", _("Both, or it does not matter")),
            *((value, compact.terms.sector(value)) for value in Sector.values[:2]),
        ]
        self.fields["code"].queryset = codes_of(compact)
        if not self.fields["code"].queryset.exists():
            del self.fields["code"]


class ActionForm(PortalForm):
    """A new action, under a target of a plan that is not closed; with the public reason that an adopted one asks for."""

    target = forms.ModelChoiceField(
        queryset=None, label=_("Where in the plan?"), empty_label=_("Choose"), error_messages={"required": _("Choose where it belongs")}
    )
    text = forms.CharField(
        label=_("What is to be done?"),
        max_length=2000,
        widget=forms.Textarea(attrs=LINES),
        error_messages={"required": _("Write what is to be done")},
    )
    owners = forms.CharField(
        label=_("Who does it?"), max_length=300, required=False, help_text=_("Names of organisations, with commas between them.")
    )
    by_when = forms.CharField(label=_("By when?"), max_length=200, required=False, help_text=_("As the plan prints it, such as: by June 2027."))
    reason = forms.CharField(
        label=_("Reason, where the plan is adopted already"), max_length=300, required=False, help_text=_("Everybody reads it in the plan.")
    )

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        plans = compact.plans.exclude(status=Plan.Status.CLOSED)
        self.fields["target"].queryset = Target.objects.filter(plan__in=plans).select_related("plan").order_by("-plan__starts_on", "number")
        self.fields["target"].label_from_instance = lambda target: f"{target.plan}: {target}"

    def clean(self):
        said = super().clean()
        if said.get("target") and said["target"].plan.takes_reports and not said.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("This plan is adopted: say why it is amended"))
        return said


class ExampleForm(PortalForm):
    """What the example is about is proposed as its writer chose it."""

    title = forms.CharField(label=_("Title of the example"), max_length=120, error_messages={"required": _("Give the example a title")})
    about = forms.ChoiceField(label=_("What is it about?"), required=False, help_text=_("As its writer chose. People find it by this."))

    def __init__(self, *args, passage: Passage, **kwargs):
        self.edition = passage.survey.edition
        subjects = subjects_of(self.edition)
        about = passage.body.get("about", "")
        super().__init__(*args, initial={"about": about if about in dict(subjects) else ""}, **kwargs)
        self.fields["about"].choices = to_choose(subjects)
        if not subjects:
            del self.fields["about"]

    @property
    def kept(self) -> dict:
        """The arguments of `keep_example`, of a valid form."""
        code, commitment = found_in(self.edition, self.cleaned_data.get("about", ""))
        return {"title": self.cleaned_data["title"], "code": code, "commitment": commitment}


class HighlightForm(PortalForm):
    text = forms.CharField(
        label=_("How the report tells it"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write the story")},
        help_text=_("Leave out names, also those of places and people."),
    )


class ProcessForm(PortalForm):
    reviewed_on = DateField(label=_("When did you look back on it?"), error_messages={"required": _("Enter the day")})
    worked = forms.CharField(label=_("What worked?"), max_length=4000, required=False, widget=forms.Textarea(attrs=LINES))
    changes = forms.CharField(
        label=_("What will you do differently next time, and why?"),
        max_length=4000,
        widget=forms.Textarea(attrs=LINES),
        error_messages={"required": _("Write what you will do differently, or that nothing changes")},
    )
