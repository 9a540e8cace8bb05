"""Fill a plan from a table that a steering group kept in a spreadsheet. docs/importing.md says what the table may hold."""

from django.core.management.base import BaseCommand, CommandError

from actionplans.importing import counted, import_action_plan
from actionplans.periods import parse_period
from compact_portal.documents.tables import TableError
from signatories.models import Compact


class Command(BaseCommand):
    help = "Fill the empty plan of a period from a CSV, XLSX or DOCX file. Any wrong row refuses the whole file."

    def add_arguments(self, parser):
        parser.add_argument("file", help="CSV, XLSX or DOCX")
        parser.add_argument("--compact", required=True, metavar="SLUG", help="the agreement, as in its address")
        parser.add_argument("--period", required=True, help="2009 for a calendar year, or 2008-04/2009-03")
        parser.add_argument("--beside", action="store_true", help="make a further plan where that of the period has entries already")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")

    def handle(self, *args, **options):
        compact = Compact.objects.filter(slug=options["compact"]).first()
        if compact is None:
            known = ", ".join(Compact.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no agreement “{options['compact']}” here. Known ones: {known}.")
        try:
            period = parse_period(options["period"])
            imported = import_action_plan(
                compact=compact, period=period, source=options["file"], by=None, beside=options["beside"], dry_run=options["dry_run"]
            )
        except (TableError, ValueError) as error:
            raise CommandError(f"Nothing was imported.\n{error}") from error
        for sentence in imported.left_out + imported.remarks:
            self.stdout.write(sentence)
        counts = [counted(name, count, imported.plan.terms) for name, count in imported.figures.items() if count]
        figures = ", ".join(f"{count} {words}" for words, count in counts)
        verb = "Would import" if options["dry_run"] else "Imported"
        self.stdout.write(self.style.SUCCESS(f"{verb} into “{imported.plan}” ({imported.plan.period}) of {compact}: {figures}."))
