"""What every template knows."""

from django.conf import settings


def portal(request) -> dict:
    """The installation's name, and whether this is the demonstration."""
    return {"portal_name": settings.PORTAL_NAME, "demo": settings.DEMO}
