"""The forms of the sign-in pages: django-allauth's, in the portal's words."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PlainWords

EMAIL, CODE = _("E-mail address"), _("Code")
LABELS = {
    "email": EMAIL,
    "login": EMAIL,
    "code": CODE,
    "name": _("Name of the key"),
    "password": _("Password"),
    "oldpassword": _("The password you have now"),
    "password1": _("New password"),
    "password2": _("New password again"),
}
CHOOSING = _("At least 12 characters. Four words that have nothing to do with each other are long, and easy to remember.")


class OurWords(PlainWords):
    """Labels of our own, and boxes as wide as what goes into them."""

    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            if name in self.fields:
                self.fields[name].label = label
        if "password1" in self.fields:
            self.fields["password1"].help_text = CHOOSING
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {"class": "govuk-input--width-10", "spellcheck": "false", "autocapitalize": "none"}


class LoginForm(OurWords, account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = '<a class="govuk-link" href="{}">{}</a>'
        self.fields["password"].help_text = format_html(words, reverse("account_reset_password"), gettext("Forgotten your password?"))


class RequestLoginCodeForm(OurWords, account.RequestLoginCodeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = gettext("The one that your organisation gave for you")


class ConfirmLoginCodeForm(OurWords, account.ConfirmLoginCodeForm):
    pass


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    pass


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(OurWords, account.SetPasswordForm):
    pass


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    pass


class AuthenticateForm(OurWords, mfa.AuthenticateForm):
    pass


class ReauthenticateCodeForm(OurWords, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(OurWords, totp.ActivateTOTPForm):
    pass


class AddKeyForm(OurWords, webauthn.AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].label = gettext("Let me sign in with this key alone")
        self.fields["passwordless"].help_text = gettext("Your device then asks for your fingerprint, your face or a PIN")
