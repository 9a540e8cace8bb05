"""Bring the database up to date before the site starts: tables, cache table. Quick when there is nothing to do."""

from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Making the tables (about ten seconds)")
            call_command("createcachetable")  # first, so that its rights are granted with the others'
            call_command("migrate", verbosity=0)
