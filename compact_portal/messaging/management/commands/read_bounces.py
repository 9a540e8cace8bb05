"""Reads what came back, from the mailbox and from GOV.UK Notify, as far as they are set. `tick` does it every hour."""

from django.core.management import BaseCommand

from compact_portal.messaging.due import came_back


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        self.stdout.write(came_back())
