"""What the portal is put together from, alike in every installation: apps, middleware in its order, templates, forms of signing in."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

INSTALLED_APPS = [
    "compact_portal",
    "reviews",
    "disputes",
    "actionplans",
    "signatories",
    "compact_portal.accounts",
    "compact_portal.messaging",
    "compact_portal.documents",
    "compact_portal.audit",
    "compact_portal.releasing",
    "compact_portal.leaving",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "django_filters",
    "csp",
    "pghistory",
    "pgtrigger",
    "compact_portal.accounts.admin_site.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "compact_portal.middleware.PrivacyHeadersMiddleware",
    "compact_portal.language.LanguageMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "compact_portal.accounts.middleware.SecondFactorMiddleware",
    "compact_portal.audit.middleware.HistoryContextMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", [
                    "django.template.loaders.filesystem.Loader",
                    "django.template.loaders.app_directories.Loader",
                ]),
            ],
            "builtins": ["django.templatetags.i18n", "compact_portal.templatetags.words"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "compact_portal.context.portal",
            ],
        },
    }
]  # fmt: skip

OUR_FORMS = "compact_portal.accounts.forms."
ACCOUNT_FORMS = {
    "login": OUR_FORMS + "LoginForm",
    "request_login_code": OUR_FORMS + "RequestLoginCodeForm",
    "confirm_login_code": OUR_FORMS + "ConfirmLoginCodeForm",
    "reset_password": OUR_FORMS + "ResetPasswordForm",
    "change_password": OUR_FORMS + "ChangePasswordForm",
    "set_password": OUR_FORMS + "SetPasswordForm",
    "reset_password_from_key": OUR_FORMS + "ResetPasswordKeyForm",
    "reauthenticate": OUR_FORMS + "ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": OUR_FORMS + "AuthenticateForm",
    "reauthenticate": OUR_FORMS + "ReauthenticateCodeForm",
    "activate_totp": OUR_FORMS + "ActivateTOTPForm",
    "add_webauthn": OUR_FORMS + "AddKeyForm",
}
