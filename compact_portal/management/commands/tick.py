"""Everything that is due now. Safe to run twice; run it every hour."""

import logging
from functools import partial

from django.core.management import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connection

import actionplans.due
import compact_portal.accounts.due
import compact_portal.leaving.due
import compact_portal.messaging.due
import disputes.custody_due
import disputes.due
import reviews.checklists.due
import reviews.due
import reviews.events.due
import signatories.due
from compact_portal.mailing.wanted import still_wanted

DUE = (
    reviews.due.do_due,
    reviews.checklists.due.do_due,
    reviews.events.due.do_due,
    actionplans.due.do_due,
    disputes.due.do_due,
    disputes.custody_due.do_due,
    signatories.due.do_due,
    compact_portal.leaving.due.do_due,
    compact_portal.accounts.due.do_due,
    partial(compact_portal.messaging.due.do_due, still_wanted),  # last: what the others wrote is bundled
)
logger = logging.getLogger("compact_portal.due")


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        """What one room cannot do keeps no other from its work: it is logged, and told at the end by the exit status."""
        failed = 0
        for do_due in DUE:
            try:
                for sentence in do_due():
                    self.stdout.write(sentence)
            except Exception as error:
                failed += 1
                logger.exception("A part of what is due could not be done.")
                if isinstance(error, (OperationalError, InterfaceError)):
                    connection.close()  # the next room asks the database anew
        if failed:
            raise CommandError(f"{failed} of {len(DUE)} parts of what is due could not be done. The log says why; the next hour tries them again.")
