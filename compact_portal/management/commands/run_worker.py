"""The process beside the web server that sends mail, chains events and makes packs. Any number of them may run."""

import signal
import smtplib
import threading
import time

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection

from compact_portal.audit.chain import BATCH, chain_events
from compact_portal.leaving.packing import make_due
from compact_portal.messaging import looks, worker
from compact_portal.messaging.beat import beat

PAUSE = 2  # seconds between looks into an empty outbox: a sign-in code should not keep anybody waiting
CHAINING = 60  # seconds between looks for events that no chain holds
LONG_PAUSE = 30  # seconds after the mail server or the database did not answer


class Command(BaseCommand):
    help = "Sends what waits in the outbox, until it is told to stop. SIGTERM and Ctrl-C let it finish the message in hand."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="send what is due now, then end")

    def handle(self, *args, once, **options):
        if once:
            chain_all()
            make_due()
            self.stdout.write(f"{send_all()} sent")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *received: stop.set())
        worker.logger.info("The worker has started.")
        packing = threading.Thread(target=make_packs, args=[stop], daemon=True)  # beside the mail: nobody waits for a sign-in code behind a long pack
        packing.start()
        chained = -CHAINING
        while not stop.is_set():
            if time.monotonic() - chained >= CHAINING:
                chained = time.monotonic()
                stop.wait(work(stop, chain_all))
            stop.wait(work(stop, send_all))
        packing.join()
        worker.logger.info("The worker has stopped.")


def make_packs(stop: threading.Event) -> None:
    try:
        while not stop.is_set():
            stop.wait(work(stop, make_due))
    finally:
        connection.close()


def send_all(stop: threading.Event | None = None) -> int:
    """Everything due, one batch after another, with a sign of life before each. Returns how many messages left."""
    total = 0
    try:
        while not (stop and stop.is_set()):
            beat()
            sent = worker.send_due(stop=stop)
            total += sent
            if not sent:
                break
    except (OSError, smtplib.SMTPException) as error:
        looks.failed(looks.SENDING, error)
        raise
    looks.forget(looks.SENDING)
    return total


def chain_all(stop: threading.Event | None = None) -> None:
    """Every event that no chain holds yet, one batch after another."""
    beat()
    while not (stop and stop.is_set()) and chain_events() == BATCH:
        pass


def work(stop: threading.Event, task) -> int:
    """One round of `task`; returns the seconds to wait before the next. What does not answer now is asked again later."""
    try:
        task(stop)
    except (OperationalError, InterfaceError) as error:
        worker.logger.error("The database does not answer (%s); next look in %s seconds.", type(error).__name__, LONG_PAUSE)
        connection.close()
        return LONG_PAUSE
    except (OSError, smtplib.SMTPException) as error:
        worker.logger.error("The mail server does not answer (%s); next look in %s seconds.", worker.describe(error), LONG_PAUSE)
        return LONG_PAUSE
    return PAUSE
