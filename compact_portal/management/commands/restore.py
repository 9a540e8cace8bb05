"""Put a backup back into an empty database, and say whether everything is there."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError, call_command

from compact_portal.audit.chain import faults
from compact_portal.backups import restoring
from compact_portal.backups.contents import differences
from compact_portal.backups.files import BackupError
from compact_portal.database.urls import database_settings


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()  # the database is empty

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the backup, such as portal-20091012T020000Z.dump.age")
        parser.add_argument("--key", type=Path, required=True, help="the key file of one of its recipients")

    def handle(self, *, file, key, **options):
        owner = database_settings("owner")
        try:
            head = restoring.put_back(file, restoring.identities(key), owner)
        except BackupError as error:
            raise CommandError(str(error)) from error
        call_command("prepare", stdout=self.stdout)  # each role gets its rights
        # The owner sees nothing of a case; the role that made the backup sees that all of it is there.
        wrong = differences(head, restoring.found(database_settings("backup")))
        wrong += list(faults())
        rows = sum(number for number, _ in head["rows"].values())
        if wrong:
            raise CommandError("\n".join(["Restored, but not as it was:", *wrong]))
        self.stdout.write(
            f"Restored what was saved on {head['made'][:16].replace('T', ' at ')} UTC: {len(head['rows'])} tables, {rows:,} rows, all as they were."
        )
        self.stdout.write("The chain of what happened is whole. Everybody signs in anew.")
