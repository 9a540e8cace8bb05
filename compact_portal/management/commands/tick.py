"""Everything that is due now. Safe to run twice; run it every hour."""

from django.core.management import BaseCommand

from reviews.actions import delete_left_drafts


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        left = delete_left_drafts()
        self.stdout.write(f"Drafts of closed surveys forgotten: {left}.")
