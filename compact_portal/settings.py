"""Every setting of the portal. What differs between installations is read from the environment; `.env.example` lists it.

What it is put together from, alike everywhere, is in stack.py; what may stand in the log, in logs.py.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from compact_portal.database.urls import ROLES, database_settings
from compact_portal.environment import PRODUCTION, address, flag, mailbox, notify_key, number, text
from compact_portal.logs import LOGGING  # noqa: F401
from compact_portal.stack import ACCOUNT_FORMS, INSTALLED_APPS, MFA_FORMS, MIDDLEWARE, TEMPLATES  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"


DEMO = flag("COMPACT_DEMO", False)
if DEMO and PRODUCTION:
    raise ImproperlyConfigured("COMPACT_DEMO is on in production: the demonstration's passwords are public.")

# --- the site ---------------------------------------------------------------------------------------------------------
PORTAL_NAME = text("PORTAL_NAME", "Compact portal", production_default="Compact portal")
# For the register of processing (compact_portal/about_me/register.py); it says what is missing.
HOST_BODY = text("HOST_BODY", "", production_default="")
DATA_PROTECTION_OFFICER = text("DATA_PROTECTION_OFFICER", "", production_default="")
DATA_PLACES = text("DATA_PLACES", "", production_default="")
PORTAL_URL = address("PORTAL_URL", "http://localhost:8000")
SECRET_KEY = text("SECRET_KEY", "only-for-development-" + "x" * 40)
if PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is shorter than 50 characters: make one as .env.example says.")
SECRET_KEY_FALLBACKS = text("SECRET_KEY_FALLBACKS", "", production_default="").split()
DEBUG = False
ALLOWED_HOSTS = [urlsplit(PORTAL_URL).hostname] + ([] if PRODUCTION else ["localhost", "127.0.0.1", "testserver"])
CSRF_TRUSTED_ORIGINS = [PORTAL_URL]
ROOT_URLCONF = "compact_portal.urls"
WSGI_APPLICATION = "compact_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("govuk",)
CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_FAIL_SILENTLY = False

# --- database and cache -----------------------------------------------------------------------------------------------
DATABASE_ROLE = os.environ.get("PORTAL_DATABASE_ROLE", "app")
if DATABASE_ROLE not in ROLES:
    raise ImproperlyConfigured(f"PORTAL_DATABASE_ROLE is {DATABASE_ROLE!r}: use one of {', '.join(ROLES)}.")
try:
    if PRODUCTION and not os.environ.get("DATABASE_URL"):
        raise ValueError("DATABASE_URL is not set: give the PostgreSQL address of the role that runs the portal.")
    DATABASES = {"default": database_settings(DATABASE_ROLE)}
except ValueError as error:
    raise ImproperlyConfigured(str(error)) from error
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", 5)
CACHES = {
    # Sign-in limits count here, so every process must see the same cache. The library knows no other: what a visitor could fill it with
    # goes into the second, or too many rows of that would push the limits out.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Copies of what was made or sent in, for a while.
    "copies": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_copies",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

# --- people -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_request_login_code"  # a code by e-mail comes first; password and passkey are one link away
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "front"
SECOND_FACTOR_REQUIRED = flag("SECOND_FACTOR_REQUIRED", PRODUCTION)
ACCOUNT_ADAPTER = "compact_portal.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "compact_portal.accounts.adapter.SecondFactorAdapter"
USERSESSIONS_ADAPTER = "compact_portal.accounts.adapter.UserSessionsAdapter"
SOCIALACCOUNT_ADAPTER = "compact_portal.accounts.adapter.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up, but this gives the sign-in page its password field
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60  # seconds; mail may be slow
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 30 * 60  # seconds; long enough to install an app that shows codes
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # our adapter then does the same work and sends nothing
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second factor is told to its owner
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Besides the library's own: what needs no sign-in, counted by the address in the network; tries of a case passphrase.
ACCOUNT_RATE_LIMITS = {
    "comment": "20/h/ip",
    "join": "10/h/ip",  # fewer than what closes the form for everybody (signatories/actions/joining.py)
    "ask": "10/h/ip",
    "sign_up": "10/h/ip",
    "case_passphrase": "10/10m/user",  # tries, right or wrong: nobody guesses four words, and a slip of the hand is soon forgiven
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = PORTAL_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False  # it would write at every page; the time of sign-in is enough to know a device by
ALLAUTH_TRUSTED_PROXY_COUNT = number("TRUSTED_PROXY_COUNT", 0)
SOCIALACCOUNT_ONLY_VERIFIED_EMAIL = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SSO_SERVER = text("SSO_SERVER_URL", "", production_default="").rstrip("/")
SSO_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(SSO_SERVER))
SSO_EMAIL_DOMAINS = []
SOCIALACCOUNT_PROVIDERS = {}
if SSO_SERVER:
    if urlsplit(SSO_SERVER).scheme not in (["https"] if PRODUCTION else ["https", "http"]) or not urlsplit(SSO_SERVER).hostname:
        raise ImproperlyConfigured(f"SSO_SERVER_URL is {SSO_SERVER!r}: use the address of the sign-in service, which begins with https://.")
    SSO_EMAIL_DOMAINS = text("SSO_EMAIL_DOMAINS").lower().replace(",", " ").split()
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "sso",
                "name": text("SSO_NAME", "your organisation", production_default="your organisation"),
                "client_id": text("SSO_CLIENT_ID"),
                "secret": text("SSO_CLIENT_SECRET"),
                "settings": {"server_url": SSO_SERVER},
            }
        ]
    }

# --- backups ----------------------------------------------------------------------------------------------------------
BACKUP_FOLDER = Path(text("BACKUP_FOLDER", str(VAR / "backups"), production_default=str(VAR / "backups")))
BACKUP_RECIPIENTS = text("BACKUP_RECIPIENTS", "", production_default="")
BACKUP_DAYS = number("BACKUP_DAYS", 35)
if not 1 <= BACKUP_DAYS <= 35:
    raise ImproperlyConfigured(f"BACKUP_DAYS is {BACKUP_DAYS}: use 1 to 35, the longest that people are told a backup is kept.")

# --- disagreements ----------------------------------------------------------------------------------------------------
# What case passphrases are locked with besides; kept apart from the database and its backups (disputes/peppers.py).
CASE_PEPPERS = text("CASE_PEPPERS", "", production_default="")
CASE_PEPPER_FILE = text("CASE_PEPPER_FILE", "", production_default="")

# --- history ----------------------------------------------------------------------------------------------------------
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"  # not the transaction's start: changes keep their order

# --- mail -------------------------------------------------------------------------------------------------------------
NOTIFY_API_KEY = notify_key("NOTIFY_API_KEY")  # with it, GOV.UK Notify takes the place of the mail server
NOTIFY_TEMPLATE_ID = text("NOTIFY_TEMPLATE_ID") if NOTIFY_API_KEY else ""
EMAIL_HOST = text("EMAIL_HOST", "localhost", production_default="localhost" if NOTIFY_API_KEY else None)
EMAIL_PORT = number("EMAIL_PORT", 25)
EMAIL_HOST_USER = text("EMAIL_HOST_USER", "", production_default="")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD", "", production_default="")
EMAIL_USE_SSL = flag("EMAIL_USE_SSL", False)
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", PRODUCTION and not EMAIL_USE_SSL)
if EMAIL_USE_SSL and EMAIL_USE_TLS:
    raise ImproperlyConfigured("EMAIL_USE_TLS and EMAIL_USE_SSL are both on: the first is for port 587, the second for port 465.")
EMAIL_TIMEOUT = 15  # seconds for each exchange; the worker's lease is made from it
DEFAULT_FROM_EMAIL = mailbox("MAIL_FROM", "portal@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if NOTIFY_API_KEY:
    EMAIL_BACKEND = "compact_portal.messaging.notify.EmailBackend"
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
# Where mail servers send back what they cannot deliver: the mailbox of MAIL_FROM.
BOUNCE_IMAP_HOST = text("BOUNCE_IMAP_HOST", "", production_default="")
BOUNCE_IMAP_PORT = number("BOUNCE_IMAP_PORT", 993)
BOUNCE_IMAP_USER = text("BOUNCE_IMAP_USER") if BOUNCE_IMAP_HOST else ""
BOUNCE_IMAP_PASSWORD = text("BOUNCE_IMAP_PASSWORD") if BOUNCE_IMAP_HOST else ""
BOUNCE_IMAP_FOLDER = text("BOUNCE_IMAP_FOLDER", "INBOX", production_default="INBOX")

# --- pages and files --------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static", VAR / "build"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "compact_portal.staticfiles.HashedStorage"},
}
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_HANDLERS = ["compact_portal.documents.uploads.in_memory.InMemory"]

# --- headers and cookies ----------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        **{f"{kind}-src": [SELF] for kind in ("script", "style", "img", "font", "connect", "manifest")},
        "form-action": [SELF, *([SSO_ORIGIN] if SSO_SERVER else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_HTTPS = PORTAL_URL.startswith("https://")
if PRODUCTION and not SECURE_HTTPS:
    raise ImproperlyConfigured(f"PORTAL_URL is {PORTAL_URL!r}: in production it must begin with https://.")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if SECURE_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE_HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60  # seconds
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_SAMESITE = True, SECURE_HTTPS, "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HTTPS
SECURE_REFERRER_POLICY = "same-origin"  # with "no-referrer" browsers send "Origin: null" and every form is refused
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
X_FRAME_OPTIONS = "DENY"
if flag("BEHIND_HTTPS_PROXY", False):
    if not ALLAUTH_TRUSTED_PROXY_COUNT:
        raise ImproperlyConfigured("BEHIND_HTTPS_PROXY is on and TRUSTED_PROXY_COUNT is 0: say how many proxies stand in front, 1 or more.")
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_FAILURE_VIEW = "compact_portal.views.csrf_failure"
