"""What surrounds every page: a plain answer while the database is down, and headers that keep pages private."""

import logging

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.template.loader import render_to_string

logger = logging.getLogger("compact_portal.database")


class DatabaseDownMiddleware:
    """503 in place of a traceback when PostgreSQL does not answer; the next request tries again by itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError) as error:
            return database_down(error)

    def process_exception(self, request, exception):
        if isinstance(exception, (OperationalError, InterfaceError)) and not database_answers():
            return database_down(exception)
        return None


def database_answers() -> bool:
    try:
        connection.close_if_unusable_or_obsolete()
        connection.ensure_connection()
        return connection.is_usable()
    except DatabaseError:
        return False


def database_down(error: Exception) -> HttpResponse:
    logger.error("The database does not answer: %s", str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__)
    connection.close()
    page = HttpResponse(render_to_string("503.html"), status=503)
    page["Retry-After"] = "30"
    return page


class PrivacyHeadersMiddleware:
    """Pages of people who are signed in are never kept by a browser or a proxy; no page may use a device's sensors."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "session" in request.COOKIES or "__Host-session" in request.COOKIES or response.cookies:
            response.setdefault("Cache-Control", "no-store")
        return response
