"""Makes a SECRET_KEY, which signs sessions and links."""

import secrets

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Prints a new SECRET_KEY. Keep it out of the repository; move the old one to SECRET_KEY_FALLBACKS for a day."
    requires_system_checks = []

    def handle(self, *args, **options):
        self.stdout.write(secrets.token_urlsafe(64))
