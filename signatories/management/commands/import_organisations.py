"""Put organisations on an agreement's list from a table. docs/importing.md says what the table may hold."""

from django.core.management.base import BaseCommand, CommandError

from compact_portal.documents.tables import TableError
from signatories.models import Compact
from signatories.organisation_import import import_organisations


class Command(BaseCommand):
    help = "Invite organisations, or record that they signed, from a CSV or XLSX file. Each is matched by number, then by name."

    def add_arguments(self, parser):
        parser.add_argument("file", help="CSV or XLSX")
        parser.add_argument("--compact", required=True, metavar="SLUG", help="the agreement, as in its address")
        parser.add_argument("--dry-run", action="store_true", help="say how each row was understood, and write nothing")

    def handle(self, *args, **options):
        compact = Compact.objects.filter(slug=options["compact"]).first()
        if compact is None:
            known = ", ".join(Compact.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no agreement “{options['compact']}” here. Known ones: {known}.")
        try:
            imported = import_organisations(compact=compact, source=options["file"], by=None, dry_run=options["dry_run"])
        except TableError as error:
            raise CommandError(f"Nothing was imported.\n{error}") from error
        for sentence in imported.left_out + imported.remarks:
            self.stdout.write(sentence)
        for row in imported.rows:
            if options["dry_run"] or row.repeats:
                self.stdout.write(f"Row {row.said.row}, {row.said.name}: {row.verdict}. {row.becomes}.")
        counts = imported.counts
        verb = "Would import" if options["dry_run"] else "Imported"
        self.stdout.write(
            self.style.SUCCESS(
                f"{verb} into {compact}: {counts['new']} new organisations, {counts['known']} known already, "
                f"{counts['repeated']} rows that repeat another; {counts['signed']} signed."
            )
        )
