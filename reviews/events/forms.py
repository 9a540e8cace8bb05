"""What officers say of an event, and people who sign up for it."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import DateField, PortalForm
from reviews.events.questions import QUESTIONS, SCALE
from reviews.models import Event, Review
from signatories.models import Compact, Organisation
from signatories.models.organisation import Sector, printable

LINES = {"rows": 4}


class EventForm(PortalForm):
    name = forms.CharField(label=_("What is it called?"), max_length=120, error_messages={"required": _("Give the event a name")})
    theme = forms.CharField(label=_("Its theme"), max_length=200, required=False)
    review = forms.ModelChoiceField(
        queryset=None, label=_("Which review does it take up?"), required=False, empty_label=_("None"),
        help_text=_("Its findings can then become points of the programme."),
    )  # fmt: skip
    text = forms.CharField(label=_("What is it about, and for whom?"), max_length=4000, required=False, widget=forms.Textarea(attrs=LINES))
    starts_on = DateField(label=_("First day"), error_messages={"required": _("Enter the first day")})
    ends_on = DateField(label=_("Last day"), error_messages={"required": _("Enter the last day")})
    place = forms.CharField(label=_("Where?"), max_length=300, required=False)
    sign_up_until = DateField(label=_("People can sign up until"), required=False, help_text=_("Left empty: until its last day."))

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["review"].queryset = Review.objects.filter(compact=compact)
        self.fields["review"].label_from_instance = lambda review: review.label

    def clean(self):
        said = super().clean()
        if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", _("The last day cannot be before the first"))
        if said.get("sign_up_until") and said.get("ends_on") and said["sign_up_until"] > said["ends_on"]:
            self.add_error("sign_up_until", _("Nobody can sign up after the last day"))
        return said


class ItemForm(PortalForm):
    day = DateField(label=_("On which day?"), error_messages={"required": _("Enter the day")})
    time = forms.CharField(label=_("At what time?"), max_length=40, required=False, help_text=_("As you would print it, such as 10:00 to 11:30."))
    title = forms.CharField(label=_("What is it?"), max_length=200, error_messages={"required": _("Write what it is")})
    text = forms.CharField(label=_("More about it"), max_length=2000, required=False, widget=forms.Textarea(attrs=LINES))
    organisation = forms.ModelChoiceField(queryset=None, label=_("Who holds it?"), required=False, empty_label=_("All of us"))
    place = forms.CharField(label=_("Where, if it is elsewhere?"), max_length=200, required=False)

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.open().filter(signatures__compact=event.compact_id).distinct().order_by("name")


class SignUpForm(PortalForm):
    name = forms.CharField(label=_("Your name"), max_length=150, validators=[printable], error_messages={"required": _("Enter your name")})
    email = forms.EmailField(
        label=_("Your e-mail address"), error_messages={"required": _("Enter your e-mail address")}, help_text=_("We send you a link to confirm.")
    )
    organisation = forms.CharField(label=_("Your organisation, if you come for one"), max_length=200, required=False, validators=[printable])
    sector = forms.ChoiceField(label=_("Which side do you belong to?"), widget=forms.RadioSelect, error_messages={"required": _("Choose one")})
    needs = forms.CharField(
        label=_("What do you need to take part?"), max_length=1000, required=False, widget=forms.Textarea(attrs=LINES),
        help_text=_(
            "Such as step-free access, a hearing loop, an interpreter, or food you cannot eat. Only the officers read it, and it is deleted "
            "the day after the event."
        ),
    )  # fmt: skip

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(value, compact.terms.sector(value)) for value in (Sector.STATUTORY, Sector.VOLUNTARY)]
        self.fields["sector"].choices = [*((value, name[:1].upper() + name[1:]) for value, name in names), (Sector.CROSS, _("Both, or neither"))]


class FeedbackForm(PortalForm):
    text = forms.CharField(
        label=_("What should we take from it into our report?"), max_length=2000, required=False, widget=forms.Textarea(attrs=LINES),
        help_text=_("Please name nobody. Two people read it before anybody else can."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        scale = [(value, gettext(label)) for value, label in SCALE]
        for key, text in QUESTIONS.items():
            self.fields[key] = forms.ChoiceField(label=gettext(text), choices=scale, widget=forms.RadioSelect, required=False)
        self.order_fields([*QUESTIONS, "text"])

    def clean(self):
        said = super().clean()
        if not any(said.get(key) for key in (*QUESTIONS, "text")):
            raise forms.ValidationError(_("Answer at least one question, or write something."))
        return said
