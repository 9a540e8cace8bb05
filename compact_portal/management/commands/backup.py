"""Dump the whole database into one encrypted file. Run it every night; docs/backups.md says how, and how it is put back."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from compact_portal.backups import files
from compact_portal.database.urls import database_settings


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--new-key", metavar="FILE", type=Path, help="make a key of one who may restore; its public half is printed")

    def handle(self, *, new_key, **options):
        try:
            return self.make_key(new_key) if new_key else self.make_backup()
        except files.BackupError as error:
            raise CommandError(str(error)) from error

    def make_backup(self):
        folder, now = settings.BACKUP_FOLDER, timezone.now()
        path = files.make(folder, database_settings("backup"), files.recipients(settings.BACKUP_RECIPIENTS), at=now)
        self.stdout.write(f"{path}: {path.stat().st_size:,} bytes")
        for old in files.remove_old(folder, settings.BACKUP_DAYS, at=now):
            self.stdout.write(f"Removed {old.name}, which is more than {settings.BACKUP_DAYS} days old")

    def make_key(self, path: Path):
        from pyrage import x25519

        identity = x25519.Identity.generate()
        try:
            with open(path, "x", encoding="ascii", opener=files.for_its_owner) as out:
                out.write(f"# public key: {identity.to_public()}\n{identity}\n")
        except OSError as error:
            raise CommandError(f"{path} was not written: {error.strerror}.") from error
        self.stdout.write(f"{identity.to_public()}")
        self.stderr.write(f"Keep {path} away from this machine. Whoever has it and a backup can read everything but what is said in cases.")
