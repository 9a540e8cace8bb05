"""The worker's part: packs are claimed, made and stored, each by one worker at a time.

A claim is a lease that every step renews. A worker that is killed in the middle leaves no file, for the pieces are stored with the
last step or not at all; when the lease is over another worker begins anew.
"""

import hashlib
import logging
import tempfile
import threading
from contextlib import closing
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from compact_portal.audit.recording import record
from compact_portal.leaving import emails
from compact_portal.leaving.making import PIECE, write_pack
from compact_portal.leaving.models import LEASE, MOST_ATTEMPTS, Pack, PackPiece

logger = logging.getLogger("compact_portal.packs")
SAID = "UPDATE leaving_pack SET done = %s, steps = %s, lease_until = %s WHERE id = %s AND status = 'making' AND attempts = %s"


class Stopped(Exception):
    """The worker was told to end: the pack waits for the next one."""


def make_due(stop: threading.Event | None = None) -> int:
    """Every pack that is due, one after another. Returns how many became ready."""
    made = 0
    while not (stop and stop.is_set()) and (pack := claim(at=timezone.now())):
        made += make(pack, stop)
    return made


@transaction.atomic
def claim(*, at: datetime) -> Pack | None:
    """The one that has waited longest, ours while the lease is renewed; None when there is nothing to do."""
    due = Pack.objects.due(at).select_for_update(skip_locked=True, of=["self"]).select_related("compact", "asked_by").order_by("asked_at")
    pack = due.first()
    if pack is None:
        return None
    if pack.attempts >= MOST_ATTEMPTS:
        give_up(pack)
        return claim(at=at)
    pack.status, pack.lease_until, pack.done = Pack.Status.MAKING, at + LEASE, 0
    pack.attempts += 1
    pack.save(update_fields=["status", "lease_until", "done", "attempts"])
    return pack


def make(pack: Pack, stop: threading.Event | None = None) -> bool:
    """Whether it became ready. What is wrong with one pack must not keep the worker from the next."""
    try:
        with tempfile.TemporaryFile() as file, closing(Teller(pack, stop)) as teller, override(pack.compact.language):
            write_pack(pack.compact, file, at=timezone.now(), tell=teller)
            return store(pack, file)
    except Stopped:
        put_back(pack, attempts=pack.attempts - 1)
    except (OperationalError, InterfaceError):
        raise  # the database does not answer: the lease says when to try again
    except Exception:
        logger.exception("Pack %s could not be made.", pack.pk)
        put_back(pack, attempts=pack.attempts)
    return False


class Teller:
    """Says how far a pack is, over a connection of its own: what reads the tables is inside one long transaction."""

    def __init__(self, pack: Pack, stop: threading.Event | None):
        self.pack, self.stop, self.connection = pack, stop, connection.copy()

    def __call__(self, done: int, steps: int) -> None:
        if self.stop and self.stop.is_set():
            raise Stopped
        with self.connection.cursor() as cursor:
            cursor.execute(SAID, [done, steps, timezone.now() + LEASE, self.pack.pk, self.pack.attempts])

    def close(self) -> None:
        self.connection.close()


def still_ours(pack: Pack) -> Pack | None:
    """Locked. None where the lease ended and another worker has taken over, or it was removed."""
    ours = Pack.objects.select_for_update(of=["self"]).filter(pk=pack.pk, status=Pack.Status.MAKING, attempts=pack.attempts)
    return ours.select_related("compact", "asked_by").first()


@transaction.atomic
def store(pack: Pack, file) -> bool:
    """All pieces and the word that it is ready, in one step. Nothing where it is no longer ours."""
    pack = still_ours(pack)
    if pack is None:
        return False
    file.seek(0)
    size, digest = 0, hashlib.sha256()
    for number, content in enumerate(iter(lambda: file.read(PIECE), b"")):
        PackPiece.objects.create(pack=pack, number=number, content=content)
        digest.update(content)
        size += len(content)
    pack.status, pack.made_at, pack.lease_until = Pack.Status.READY, timezone.now(), None
    pack.size, pack.sha256, pack.done = size, digest.hexdigest(), pack.steps
    pack.save(update_fields=["status", "made_at", "lease_until", "size", "sha256", "done"])
    record("everything.packed", pack, by=None, bytes=size, sha256=pack.sha256)
    emails.ready(pack)
    return True


@transaction.atomic
def put_back(pack: Pack, *, attempts: int) -> None:
    """To be tried again, `attempts` having been made; left alone where it is no longer ours."""
    pack = still_ours(pack)
    if pack and attempts >= MOST_ATTEMPTS:
        give_up(pack)
    elif pack:
        pack.status, pack.attempts, pack.lease_until, pack.done = Pack.Status.WAITING, attempts, None, 0
        pack.save(update_fields=["status", "attempts", "lease_until", "done"])


def give_up(pack: Pack) -> None:
    pack.status, pack.lease_until = Pack.Status.FAILED, None
    pack.save(update_fields=["status", "lease_until"])
    record("everything.not_packed", pack, by=None)
    emails.failed(pack)
    logger.error("Pack %s is given up after %s attempts.", pack.pk, pack.attempts)
