"""What people say on the way in and on the way out: an address, a code, a colleague, other words, and who sends the answers."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm
from reviews.answering.kinds.examples import Examples
from reviews.answering.texts import Place
from reviews.answering.words import plain_words

EMAIL = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})


def bare() -> FormHelper:
    """The page writes the form's own tag and buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class OneLineField(forms.CharField):
    """A name: spaces in a row count once, and nothing unseen is kept."""

    def to_python(self, value):
        return " ".join(plain_words(str(value or "").replace("\x00", "")).split())


class AddressForm(PortalForm):
    email = forms.EmailField(
        label=_("The e-mail address that the invitation went to"), widget=EMAIL,
        help_text=_("We send a code to it. Nobody else’s address works."), error_messages={"required": _("Enter the e-mail address")},
    )  # fmt: skip

    @property
    def helper(self):
        return bare()


class CodeForm(PortalForm):
    code = OneLineField(
        label=_("Code"), max_length=20, error_messages={"required": _("Enter the code")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )  # fmt: skip

    @property
    def helper(self):
        return bare()


class ColleagueForm(PortalForm):
    section = forms.ChoiceField(label=_("Which page?"), error_messages={"required": _("Choose a page")})
    name = OneLineField(label=_("Your colleague’s name"), max_length=100)
    email = forms.EmailField(label=_("Your colleague’s e-mail address"), widget=EMAIL)

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [("", _("Choose")), *((str(section.number), section.title) for section in sections)]

    @property
    def helper(self):
        return bare()


class SendForm(PortalForm):
    """The statement of a named person. It is kept with the fact that the organisation answered, and with no answer."""

    name = OneLineField(label=_("Your name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    post = OneLineField(
        label=_("Your post or role"), max_length=100, help_text=_("For example: secretary, or head of policy."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}), error_messages={"required": _("Enter your post or role")},
    )  # fmt: skip
    sure = forms.BooleanField()

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sure"].label = _("These are the answers of %(organisation)s, and I may send them.") % {"organisation": organisation}
        self.fields["sure"].error_messages["required"] = _("Tick that these are the answers of %(organisation)s") % {"organisation": organisation}

    @property
    def helper(self):
        return bare()


class OtherWordsForm(PortalForm):
    """A box for each text in which something was found, under its own limit."""

    mark_optional = False

    def __init__(self, data=None, *, places: list[Place], draft: dict):
        self.places = places
        super().__init__(data, initial={place.box: place.words(draft) for place in places})
        for place in places:
            box = place.kind.boxes[place.box]
            box.label, box.help_text = _("Your words, to change or to leave as they are"), ""
            if isinstance(place.kind, Examples) and place.part == "what":
                box.required = True
                box.error_messages |= {"required": _("Say what happened, or remove the example on its own page")}
            self.fields[place.box] = box

    def clean(self):
        return {name: plain_words(value).strip() for name, value in super().clean().items()}

    @property
    def words(self) -> dict[str, str]:
        """{box: words} of what was changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data}
