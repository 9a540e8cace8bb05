"""Loads the demonstration into an empty portal."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from compact_portal.accounts.models import User
from compact_portal.days import today
from compact_portal.demo.keys import passphrase_line
from compact_portal.demo.loading import load_demonstration
from compact_portal.demo.people import address, sign_in_lines
from signatories.models import Compact


class Command(BaseCommand):
    help = "Load the demonstration: four agreements, invented people and organisations, and East Sussex's year 2009."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("The demonstration's password is public: it is loaded only where COMPACT_DEMO=1 is set.")
        if Compact.objects.exists():
            self.stdout.write("There are agreements here already: nothing was loaded.")
        else:
            load_demonstration(on=today())
            self.stdout.write(f"The demonstration is loaded, with {Compact.objects.count()} agreements.")
        if User.objects.filter(email=address("officer")).exists():
            self.stdout.write("People who can sign in:")
            self.stdout.write("\n".join([*sign_in_lines(), passphrase_line()]))
