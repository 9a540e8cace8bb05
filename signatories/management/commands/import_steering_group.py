"""Seat a steering group from the table that its report prints. docs/importing.md says what the table may hold."""

import datetime

from django.core.management.base import BaseCommand, CommandError

from compact_portal.days import today
from compact_portal.documents.tables import TableError
from signatories.importing import import_steering_group
from signatories.models import Compact


class Command(BaseCommand):
    help = "Make the steering group's seats from a CSV or XLSX file with the columns Name, Role and Organisation."

    def add_arguments(self, parser):
        parser.add_argument("file", help="CSV or XLSX")
        parser.add_argument("--compact", required=True, metavar="SLUG", help="the agreement, as in its address")
        parser.add_argument(
            "--since", type=datetime.date.fromisoformat, default=None, metavar="YYYY-MM-DD", help="first day of the seats; today if not given"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")

    def handle(self, *args, **options):
        compact = Compact.objects.filter(slug=options["compact"]).first()
        if compact is None:
            known = ", ".join(Compact.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no agreement “{options['compact']}” here. Known ones: {known}.")
        try:
            imported = import_steering_group(
                compact=compact, source=options["file"], by=None, since=options["since"] or today(), dry_run=options["dry_run"]
            )
        except TableError as error:
            raise CommandError(f"Nothing was imported.\n{error}") from error
        for sentence in imported.left_out + imported.remarks:
            self.stdout.write(sentence)
        for name in imported.made:
            self.stdout.write(f"“{name}” is new here: check what kind of organisation it is.")
        verb = "Would make" if options["dry_run"] else "Made"
        ended = f"; {imported.ended} held until now end the day before" if imported.ended else ""
        self.stdout.write(self.style.SUCCESS(f"{verb} {imported.seats} seats with {imported.holders} holders in {compact}{ended}."))
