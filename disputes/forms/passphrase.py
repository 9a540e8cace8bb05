"""What may be said where case passphrases are made and entered."""

import unicodedata

from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm
from disputes.vault.keys import normal

SHORTEST, LONGEST = 15, 200  # characters


class PassphraseField(forms.CharField):
    """Pasting is allowed, a password manager may fill it in; nothing is cut off, and spaces at the ends do not count."""

    def __init__(self, *, new: bool = False, **kwargs):
        kwargs.setdefault("max_length", LONGEST)
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password", "spellcheck": "false"})
        super().__init__(widget=widget, **kwargs)


class UnlockForm(PortalForm):
    passphrase = PassphraseField(label=_("Your case passphrase"), error_messages={"required": _("Enter your case passphrase")})


class PassphraseForm(PortalForm):
    """Four words that the portal offers, or words of one's own: 15 characters, and not what everybody takes."""

    passphrase = PassphraseField(
        new=True,
        label=_("Case passphrase"),
        help_text=_("Copy the four words above, or use words of your own: at least 15 characters. Capital letters and spaces do not count."),
    )
    again = PassphraseField(new=True, label=_("The same again"), error_messages={"required": _("Enter it a second time, to be sure")})

    def clean_passphrase(self):
        passphrase = self.cleaned_data["passphrase"]
        plain = normal(passphrase).decode()
        if len(plain) < SHORTEST:
            raise ValidationError(gettext("Use %(SHORTEST)s characters or more: four words do") % {"SHORTEST": SHORTEST})
        if len(set(plain.replace(" ", ""))) < 5 or _is_common(plain):
            raise ValidationError(gettext("Too many people use this: take the four words above, or others that nobody would guess"))
        return passphrase

    def clean(self):
        first, second = self.cleaned_data.get("passphrase"), self.cleaned_data.get("again")
        if first and second and normal(first) != normal(second):
            self.add_error("again", gettext("This is not the same as above: enter it again"))
        return self.cleaned_data


class SheetForm(PassphraseForm):
    """By the code of a printed sheet to a new passphrase."""

    code = forms.CharField(
        label=_("Code on your recovery sheet"), max_length=60, help_text=_("28 letters and figures. Hyphens and capital letters do not count."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    field_order = ["code", "passphrase", "again"]


class BeginAgainForm(PassphraseForm):
    sure = forms.BooleanField(
        label=_("I have lost both my passphrase and my recovery sheet, and I know that I wait until somebody lets me back in"),
        error_messages={"required": _("Tick the box if you want to begin again")},
    )


def _is_common(plain: str) -> bool:
    """On Django's list of passwords that everybody takes, as it stands, without its spaces, or doubled to be long enough."""
    together = unicodedata.normalize("NFKC", plain).replace(" ", "")
    half = together[: len(together) // 2]
    tries = {plain, together} | ({half} if together == half * 2 else set())
    return any(attempt in COMMON.passwords for attempt in tries)


COMMON = CommonPasswordValidator()
