"""What may be said about an organisation's own house, about things to learn from, and by one officer to others."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm, PortalModelForm
from signatories.forms import capital
from signatories.models import Compact, Practice, Resource
from signatories.models.edition import Subject


class PracticeForm(PortalModelForm):
    class Meta:
        model = Practice
        fields = ["kind", "department", "reach", "text", "state", "website", "public"]
        labels = {
            "kind": _("What is it?"),
            "department": _("Department"),
            "text": _("What you do"),
            "state": _("How far is it?"),
            "public": _("Everybody may read this"),
        }
        widgets = {"kind": forms.RadioSelect, "reach": forms.RadioSelect, "state": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "department": _("Only where it concerns one."),
            "reach": _("Only for support that you give to local groups."),
            "text": _(
                "For example the line as it stands under your e-mails, who can complain and in which ways (by telephone, in Easy Read, "
                "in Welsh), or which training your trustees need. Name nobody."
            ),
            "public": _("Otherwise only the steering group reads it."),
        }
        error_messages = {"kind": {"required": _("Choose what it is")}, "text": {"required": _("Say what you do")}}

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(value, capital(label)) for value, label in Practice.Kind.choices]
        self.fields["reach"].choices = [(value, capital(label)) for value, label in Practice.Reach.choices]
        self.fields["state"].choices = [(value, capital(label)) for value, label in Practice.State.choices]
        self.fields["public"].help_text = _("Otherwise only the %(steering_group)s reads it.") % {"steering_group": compact.terms.steering_group}

    def clean(self):
        fields = super().clean()
        if fields.get("kind") == Practice.Kind.DEPARTMENT and not fields.get("department"):
            self.add_error("department", _("Say which department it is"))
        if fields.get("kind") == Practice.Kind.SUPPORT and not fields.get("reach"):
            self.add_error("reach", _("Choose how far the support reaches"))
        if fields.get("kind") != Practice.Kind.SUPPORT:
            fields["reach"] = ""
        return fields


class ResourceForm(PortalModelForm):
    class Meta:
        model = Resource
        fields = ["kind", "title", "source", "text", "subject", "website"]
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4})}
        labels = {"kind": _("What is it?"), "title": _("Title")}

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(value, capital(label)) for value, label in Resource.Kind.choices]


# What is asked where an agreement has no words of its own.
USUAL = {
    Subject.FUNDING: _("We give, or are given, grants or contracts"),
    Subject.CONSULTATION: _("We ask people what they think, or are asked"),
    Subject.PARTNERSHIP: _("We sit in a partnership, board or forum, or run one"),
    Subject.VOLUNTEERING: _("Volunteers work with us, or we want them to"),
    Subject.COMMUNITY_GROUPS: _("We are a small community group, or work with such groups"),
    Subject.EQUALITY: _("We work with people who are treated unfairly, or left out"),
    Subject.INDEPENDENCE: _("We campaign, or are campaigned at"),
    Subject.CONFIDENCE: _("We are told things in confidence"),
    Subject.SUPPORT: _("We train or support other organisations, or want to be"),
    Subject.GOVERNANCE: _("We want to be run better, or help others with it"),
    Subject.CHAMPIONS: _("We want to keep the agreement alive in our own house"),
    Subject.REVIEW: _("We look at how well things go, each year"),
    Subject.DISAGREEMENT: _("We have a disagreement, or help to settle one"),
}


class FitForm(PortalForm):
    """Boxes to tick; what is ticked is in the address, so that the answer can be sent to a colleague."""

    mark_optional = False
    does = forms.MultipleChoiceField(label=_("What fits your organisation?"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, asked: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["does"].choices = asked


class QuestionsForm(PortalForm):
    """One box for each subject of the agreement's codes."""

    def __init__(self, *args, subjects: list[str], own: dict[str, str], **kwargs):
        super().__init__(*args, initial=own, **kwargs)
        for subject in subjects:
            self.fields[subject] = forms.CharField(
                label=capital(Subject(subject).label),
                max_length=200,
                required=False,
                help_text=_("The usual words: “%(usual)s”.") % {"usual": USUAL[subject]},
            )


class NeedForm(PortalForm):
    rule = forms.ChoiceField(label=_("From now on, naming one is"), widget=forms.RadioSelect, choices=Compact.ChampionRule.choices)
    found = forms.CharField(
        label=_("What you found"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say in a sentence or two what you found")},
    )


class ColleaguesForm(PortalForm):
    to = forms.ModelMultipleChoiceField(
        queryset=Compact.objects.none(),
        label=_("To those who run"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one agreement")},
    )
    subject = forms.CharField(label=_("Subject"), max_length=120, error_messages={"required": _("Say in a few words what it is about")})
    text = forms.CharField(
        label=_("What you want to say"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("They see your name and e-mail address, and answer to it. You do not see theirs."),
        error_messages={"required": _("Write what you want to say")},
    )

    def __init__(self, *args, among, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = among
