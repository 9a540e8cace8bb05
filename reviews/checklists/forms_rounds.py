"""What an officer says of a round, of who tries what, and of code leads."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import DateField, PortalForm
from reviews.models import Checklist, ChecklistRound
from reviews.models.checklists.assessments import Way
from signatories.models import Code, Compact, GroupMembership, Organisation, Signature
from signatories.models.organisation import Sector

LINES = {"rows": 3}


def bodies_known(compact: Compact):
    """Those that signed, and the groups that they are members of, and other groups: whoever can be asked."""
    signed = Signature.objects.in_force().filter(compact=compact).values("organisation")
    groups = GroupMembership.objects.filter(member__in=signed).values("group")
    asked = Organisation.objects.filter(assigned_checklists__assignment__round__compact=compact).values("pk")
    open_ones = Organisation.objects.open()
    return open_ones.filter(pk__in=signed) | open_ones.filter(pk__in=groups) | open_ones.filter(pk__in=asked)


class RoundForm(PortalForm):
    title = forms.CharField(
        label=_("Title"), max_length=120, help_text=_("Such as “Trial 2027”."), error_messages={"required": _("Give the round a title")}
    )
    starts_on = DateField(label=_("It begins on"))
    due_on = DateField(label=_("Answers are asked for by"))
    explanation = forms.CharField(label=_("What the groups are told"), max_length=2000, required=False, widget=forms.Textarea(attrs=LINES))

    def __init__(self, *args, round: ChecklistRound | None = None, **kwargs):
        if round:
            kwargs.setdefault("initial", {name: getattr(round, name) for name in ("title", "starts_on", "due_on", "explanation")})
        super().__init__(*args, **kwargs)

    def clean(self):
        said = super().clean()
        if said.get("starts_on") and said.get("due_on") and said["due_on"] < said["starts_on"]:
            self.add_error("due_on", _("Answers cannot be asked for before the round begins"))
        return said


class AssignForm(PortalForm):
    checklists = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("Which checklist?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two that are ticked share one row of the table."),
        error_messages={"required": _("Choose at least one checklist")},
    )
    body = forms.ModelChoiceField(
        queryset=None, label=_("Who tries it?"), empty_label=_("Choose"), error_messages={"required": _("Choose who tries it")},
        help_text=_("Partnerships, networks, project groups and organisations. A new group is added among the organisations first."),
    )  # fmt: skip
    way = forms.ChoiceField(label=_("How?"), choices=Way.choices, initial=Way.JOINT, widget=forms.RadioSelect)
    heading = forms.CharField(
        label=_("What the table calls the row"), max_length=160, required=False, help_text=_("Left empty, the names of the checklists’ codes.")
    )
    printed_as = forms.CharField(label=_("What the table calls them"), max_length=200, required=False, help_text=_("Left empty, their name."))

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["checklists"].queryset = Checklist.objects.filter(compact=compact).in_use().exclude(kind=Checklist.Kind.PRINCIPLES)
        self.fields["body"].queryset = bodies_known(compact).distinct()


class LeadForm(PortalForm):
    code = forms.ModelChoiceField(
        queryset=None, label=_("On what?"), empty_label=_("Choose"), error_messages={"required": _("Choose on what they lead")}
    )
    organisation = forms.ModelChoiceField(
        queryset=None, label=_("Who leads?"), empty_label=_("Choose"), error_messages={"required": _("Choose who leads")}
    )
    side = forms.ChoiceField(label=_("For which side?"), widget=forms.RadioSelect, error_messages={"required": _("Choose for which side")})
    brought_to = forms.ModelChoiceField(queryset=None, label=_("Where is joint work discussed?"), required=False, empty_label=_("Not said"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        bodies = bodies_known(compact).distinct()
        self.fields["code"].queryset = Code.objects.filter(edition=compact.edition) if compact.edition else Code.objects.none()
        self.fields["organisation"].queryset = bodies
        self.fields["brought_to"].queryset = bodies.filter(sector=Sector.CROSS)
        self.fields["side"].choices = [(value, compact.terms.sector(value)) for value in Sector.values]
