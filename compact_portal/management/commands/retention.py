"""Delete or blank what has been kept as long as it may. Without --do it only says what it would do. Run it once a month."""

from django.core.management import BaseCommand

from compact_portal.days import today
from compact_portal.retention.rule import carry_out, number_due
from compact_portal.retention.rules import RULES


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--do", action="store_true", help="do it; what is gone cannot be brought back but from a backup")

    def handle(self, *, do, **options):
        day = today()
        for rule in RULES:
            if rule.hourly or not rule.clear:
                continue
            number = carry_out(rule, day) if do else number_due(rule, day)
            self.stdout.write(f"{rule.key}: {number} {'dealt with' if do else 'to be dealt with'}. {rule.what}: {rule.until}")
        if not do:
            self.stdout.write("Nothing was changed. Run it with --do.")
