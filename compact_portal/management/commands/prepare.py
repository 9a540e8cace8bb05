"""Bring the database up to date before the site starts: tables, those of the caches, and what each role may do. Quick when little is to do.

Tables of another version of the portal are left as they are, and said in one sentence."""

from django.core.management import BaseCommand, CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor

from compact_portal.database import grants, shape

ONE_AT_A_TIME = "hashtext('compact portal: prepare')"


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        """Two machines that start at once wait for each other: neither migrations nor rights bear two writers."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_lock({ONE_AT_A_TIME})")
            try:
                self.make_tables()
                if found := shape.differences():
                    raise CommandError(shape.said(found))
                with transaction.atomic():  # what is granted and then taken back is never to be had in between
                    grants.after_migrate(sender=None)
            finally:
                cursor.execute(f"SELECT pg_advisory_unlock({ONE_AT_A_TIME})")

    def make_tables(self):
        call_command("createcachetable", verbosity=0)  # first, so that their rights are granted with the others'; those that are there stay
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Making the tables (half a minute the first time)")
            try:
                call_command("migrate", verbosity=0)
            except (InconsistentMigrationHistory, ProgrammingError) as error:  # as where a table is there already
                raise CommandError(shape.said(shape.differences() or [type(error).__name__])) from error
