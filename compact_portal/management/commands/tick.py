"""Everything that is due now. Safe to run twice; run it every hour."""

from functools import partial

from django.core.management import BaseCommand

import actionplans.due
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
    partial(compact_portal.messaging.due.do_due, still_wanted),  # last: what the others wrote is bundled
)


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        for do_due in DUE:
            for sentence in do_due():
                self.stdout.write(sentence)
