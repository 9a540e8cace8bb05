"""In which language a page speaks: chosen by its reader with a plain link, kept in a cookie, without asking the database.

Only pages whose words are all translated change (TRANSLATED); the others stay whole in English and say so, so that no page speaks
two languages at once, and nothing that an officer issues is written in the language of whoever pressed the button.
"""

import time
from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import trans_real

WELSH = "cy"
LANGUAGES = dict(settings.LANGUAGES)
REREAD = 60  # seconds for which a process trusts what it read of the agreements
REMEMBERED = 20_000  # texts of one language, more than the portal has
# Left out are pages on which a new password is chosen: the library refuses one in English.
TRANSLATED = frozenset(
    ["front", "accessibility", "home", "my_agreements", "messaging:my_wishes", "messaging:wishes"]
    + [f"account_{page}" for page in ("request_login_code", "confirm_login_code", "login", "logout", "inactive")]
    + ["account_reset_password", "account_reset_password_done", "usersessions_list"]
    + [f"signatories:{page}" for page in ("compact", "agreement", "code", "editions", "signatories", "champions", "which", "summary", "privacy")]
    + [f"signatories:{page}" for page in ("join", "join_sent", "join_confirm", "sign_by_link", "decline_by_link", "refresh")]
    + [f"reviews:{page}" for page in ("invitation", "decline", "answer_as", "survey", "section", "check", "copy", "look", "submit", "questions")]
    + [f"reviews:{page}" for page in ("colleagues", "stop_colleague", "choose_form", "leave", "come_back", "come_back_code")]
)


class Usual:
    """The agreements whose pages are Welsh for whoever has not chosen, as this process read them last."""

    slugs: frozenset = frozenset()
    read_at = -REREAD


def read_usual() -> frozenset:
    from signatories.models import Compact

    return frozenset(Compact.objects.filter(language=WELSH).values_list("slug", flat=True))


def usual_language(slug: str | None) -> str:
    """Of one agreement's pages; one query a minute and process."""
    if slug is None:
        return settings.LANGUAGE_CODE
    if time.monotonic() - Usual.read_at > REREAD:
        Usual.slugs, Usual.read_at = read_usual(), time.monotonic()
    return WELSH if slug in Usual.slugs else settings.LANGUAGE_CODE


def chosen_language(request) -> str | None:
    """By the link, by the cookie, or by a browser whose first language is Welsh; None where nobody chose."""
    for word in (request.GET.get("language"), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)):
        if word in LANGUAGES:
            return word
    return WELSH if request.headers.get("Accept-Language", "").lower().startswith(WELSH) else None


def remember_texts() -> None:
    """A page asks for some three hundred texts, and for each all libraries' catalogues are gone through: here once per process and text."""
    for language in LANGUAGES:
        catalogue = trans_real.translation(language)
        if not hasattr(catalogue.gettext, "cache_info"):
            catalogue.gettext = lru_cache(REMEMBERED)(catalogue.gettext)


class LanguageMiddleware:
    """`request.language` is what the reader chose, `request.translated` whether this page can speak it."""

    def __init__(self, get_response):
        self.get_response = get_response
        remember_texts()

    def __call__(self, request):
        request.language, request.translated = chosen_language(request), True
        translation.activate(settings.LANGUAGE_CODE)
        response = self.get_response(request)
        asked = request.GET.get("language")
        if asked in LANGUAGES:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, asked, max_age=settings.LANGUAGE_COOKIE_AGE, secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY, samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            )  # fmt: skip
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        response.setdefault("Content-Language", translation.get_language())
        translation.activate(settings.LANGUAGE_CODE)
        return response

    def process_view(self, request, view, args, kwargs):
        request.translated = request.resolver_match.view_name in TRANSLATED
        if request.translated:
            translation.activate(request.language or usual_language(kwargs.get("compact")))
