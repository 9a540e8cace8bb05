"""What people say when they take a checklist."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.documents.uploads import UploadField
from compact_portal.forms import DateField, PortalForm
from reviews.models import Assessment, Checklist
from reviews.models.checklists.assessments import Way
from signatories.models import Organisation

LINES = {"rows": 3}


class BeginForm(PortalForm):
    """Who takes it, how, and on which day. `bodies` are those for whom the person may."""

    body = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label=_("Who takes it?"), empty_label=_("Choose"), error_messages={"required": _("Choose who takes it")}
    )
    subject_kind = forms.ChoiceField(
        label=_("What do you look at?"),
        choices=Assessment.Subject,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you look at")},
    )
    subject = forms.CharField(label=_("Its name"), max_length=200, error_messages={"required": _("Enter its name")})
    way = forms.ChoiceField(
        label=_("How?"),
        choices=[
            (Way.JOINT, _("Together: one shared answer, typed by one person while all look on")),
            (Way.SECTORS, _("Each sector apart: two answers, laid side by side when both are closed")),
            (Way.MEMBERS, _("Each member apart: only averages are shown, when all are closed")),
            (Way.RATING, _("Rated by its partners: each member says how well the partnership does, and so does the partnership itself")),
        ],
        initial=Way.JOINT,
        widget=forms.RadioSelect,
        help_text=_("One organisation answers together. The other ways are for partnerships and networks."),
    )
    held_on = DateField(label=_("Day of the answers"), help_text=_("For answers on paper, the day on which they were given."))
    due_on = DateField(label=_("To be finished by"), required=False)
    on_paper = forms.BooleanField(label=_("The answers stand on paper, and are typed in now"), required=False)

    def __init__(self, *args, checklist: Checklist, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        if len(bodies) == 1:
            self.initial.setdefault("body", bodies[0])
        if checklist.kind != Checklist.Kind.PRINCIPLES:
            del self.fields["subject_kind"]
            self.fields["subject"].required = False
            self.fields["subject"].label = _("What is looked at, if not everything you do")
            self.fields["subject"].help_text = _("Such as the name of one project or service.")


class SendForm(PortalForm):
    """The result, as worked out or otherwise, and what was learnt."""

    outcome = forms.ChoiceField(label=_("Is that so?"), widget=forms.RadioSelect, error_messages={"required": _("Choose the result")})
    outcome_comment = forms.CharField(
        label=_("If you choose another result: why?"), max_length=2000, required=False, widget=forms.Textarea(attrs=LINES)
    )
    good_practice = forms.CharField(label=_("What goes well?"), max_length=4000, required=False, widget=forms.Textarea(attrs=LINES))
    to_improve = forms.CharField(label=_("What should become better?"), max_length=4000, required=False, widget=forms.Textarea(attrs=LINES))
    present = forms.IntegerField(label=_("How many people took part?"), min_value=1, max_value=999, required=False)
    shared = forms.BooleanField(label=_("Show it to the steering group"), required=False)

    def __init__(self, *args, assessment: Assessment, computed: str, **kwargs):
        super().__init__(*args, **kwargs)
        outcomes = Assessment.Outcome
        self.fields["outcome"].choices = [
            (value, _("%(label)s (as worked out)") % {"label": label.capitalize()} if value == computed else label.capitalize())
            for value, label in outcomes.choices
        ]
        self.computed = computed
        self.fields["shared"].label = _("Show the result to the %(steering_group)s") % {"steering_group": assessment.compact.terms.steering_group}
        self.fields["shared"].help_text = _("With it, your comments and actions. This cannot be taken back.")
        if assessment.assigned_id or assessment.shared:
            del self.fields["shared"]

    def clean(self):
        said = super().clean()
        if said.get("outcome") and said["outcome"] != self.computed and not said.get("outcome_comment", "").strip():
            self.add_error("outcome_comment", _("Say why the result differs from the one worked out"))
        return said


class ReasonForm(PortalForm):
    reason = forms.CharField(label=_("Why?"), max_length=300, widget=forms.Textarea(attrs=LINES), error_messages={"required": _("Say why")})


class EvidenceForm(PortalForm):
    text = forms.CharField(
        label=_("What is it?"), max_length=300, error_messages={"required": _("Say what it is")},
        help_text=_("Such as “Minutes of 3 May, item 4”. Words alone are enough: a page or a file may follow."),
    )  # fmt: skip
    link = forms.URLField(label=_("Address of a page"), required=False, assume_scheme="https")
    file = UploadField(label=_("File"), required=False)
    dated_on = DateField(label=_("From which day is it?"))
    stale_on = DateField(label=_("When should somebody look at it again?"), required=False, help_text=_("You are reminded on that day."))


class RenewForm(PortalForm):
    stale_on = DateField(label=_("When should somebody look at it again?"), required=False, help_text=_("Leave it empty if it holds for good."))


class GiveForm(PortalForm):
    """To whom the items that are ticked are given."""

    person = forms.ModelChoiceField(
        queryset=None, label=_("Who looks after them?"), empty_label=_("Choose"), error_messages={"required": _("Choose somebody")}
    )
    items = forms.MultipleChoiceField(label=_("Which items?"), widget=forms.CheckboxSelectMultiple)
    due_on = DateField(label=_("By when?"), required=False)

    def __init__(self, *args, people, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["items"].choices = [(str(item.pk), f"{item.number}. {item.text}") for item in items]


class GapForm(PortalForm):
    """An action, or a reason why not."""

    decision = forms.ChoiceField(
        label=_("What becomes of it?"), widget=forms.RadioSelect, error_messages={"required": _("Choose one")},
        choices=[("action", _("We do something about it")), ("reason", _("We do nothing about it, for a reason"))],
    )  # fmt: skip
    what = forms.CharField(label=_("What is to be done?"), max_length=1000, required=False, widget=forms.Textarea(attrs=LINES))
    owner = forms.CharField(label=_("Who does it?"), max_length=200, required=False)
    due_on = DateField(label=_("By when?"), required=False)
    reason = forms.CharField(label=_("If you do nothing: why?"), max_length=1000, required=False, widget=forms.Textarea(attrs=LINES))
    mark_optional = False

    NEEDED = {
        "action": [("what", _("Say what is to be done")), ("owner", _("Say who does it")), ("due_on", _("Say by when"))],
        "reason": [("reason", _("Say why nothing is done"))],
    }

    def clean(self):
        said = super().clean()
        for name, words in self.NEEDED.get(said.get("decision"), []):
            if name not in self.errors and not said.get(name):
                self.add_error(name, words)
        return said
