"""What surrounds every page: headers that keep pages private, and a plain answer while the database is down."""

import logging

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

logger = logging.getLogger("compact_portal.database")


class PrivacyHeadersMiddleware:
    """Pages of people who are signed in are never kept by a browser or a proxy; no page may use a device's sensors."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            response.setdefault("Cache-Control", "no-store")
        return response


def database_is_down(error: BaseException | None) -> bool:
    """Whether `error` arose because PostgreSQL does not answer, rather than because of what it was asked."""
    return isinstance(error, (OperationalError, InterfaceError)) and not database_answers()


def database_answers() -> bool:
    """Asks over a fresh connection when the old one is broken, so that the next request after a restart finds a good one."""
    try:
        if connection.connection is not None and not connection.is_usable():
            connection.close()
        connection.ensure_connection()
    except DatabaseError:
        return False
    return True


def database_down(request: HttpRequest, error: BaseException) -> HttpResponse:
    """503 and one line in the log; nothing is remembered, so the next request simply tries again."""
    if not getattr(request, "database_down_logged", False):
        request.database_down_logged = True
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        logger.error("The database does not answer: %s", reason)
    connection.close()
    page = HttpResponse(render_to_string("503.html", {"portal_name": settings.PORTAL_NAME}), status=503)
    page["Retry-After"] = "30"
    page["Cache-Control"] = "no-store"
    page._has_been_logged = True  # Django would add the whole traceback
    return page
