"""The chain that ties events together: each link holds a hash of its event and of the link before it, one chain for each Compact.

An event that is changed, removed, put in between or put in another order breaks the chain where it happened. Whoever owns the
tables could write a whole new chain: against that, somebody outside keeps a head of it (`heads`), which no new chain can reach.
A person's name enters as a salted digest, so that it can be blanked later without breaking the chain.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from compact_portal.audit.models import Event, Link

# What else `verify_audit` asks: functions that yield a sentence for everything wrong. Rooms above add theirs when they are ready.
EXAMINERS: list[Callable[[], Iterator[str]]] = []
PORTAL = 0  # the chain of events that belong to no Compact
BATCH = 1000
LOCK = 0x6368_6169  # PostgreSQL's advisory locks are numbers; this one is "chai"


@dataclass(frozen=True)
class Head:
    """The end of a chain on one day. `digest` is 64 hexadecimal digits."""

    chain: int
    number: int
    digest: str


def name_digest(salt: str, name: str) -> str:
    return hashlib.sha256(f"{salt}{name}".encode()).hexdigest()


def link_digest(before: str, number: int, event: Event, sealed_name: str) -> str:
    """Of the link before, the place in the chain, and all that the event says."""
    said = [event.pk, event.at.isoformat(), event.actor_id, event.verb, event.compact_id, event.target_model, event.target_id, event.detail]
    whole = json.dumps([before, number, *said, sealed_name], sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def unchained():
    return Event.objects.filter(link=None).order_by("pk")


@transaction.atomic
def chain_events(*, limit: int = BATCH) -> int:
    """Link up to `limit` events that no chain holds yet, in the order of their keys. Returns how many.

    Many workers may call it: one works, the others find nothing to do. An event that was committed after later ones is linked after them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
    events = list(unchained()[:limit])
    ends = {head.chain: head for head in heads()} if events else {}
    links = []
    for event in events:
        chain = event.compact_id or PORTAL
        end = ends.get(chain, Head(chain, 0, ""))
        salt = secrets.token_hex(16)
        sealed = name_digest(salt, event.target_name)
        digest = link_digest(end.digest, end.number + 1, event, sealed)
        links.append(Link(chain=chain, number=end.number + 1, event=event, salt=salt, name_digest=sealed, digest=digest))
        ends[chain] = Head(chain, end.number + 1, digest)
    Link.objects.bulk_create(links)
    return len(links)


def heads() -> list[Head]:
    """The end of every chain: what somebody outside keeps, to know later that nothing before it was written anew."""
    last = Link.objects.filter(chain=OuterRef("chain")).order_by("-number").values("pk")[:1]
    return [Head(*row) for row in Link.objects.filter(pk=Subquery(last)).order_by("chain").values_list("chain", "number", "digest")]


def faults(kept: list[Head] = ()) -> Iterator[str]:
    """A sentence for everything that is wrong, in the order of the chains; nothing when all is as it was.

    `kept` are heads that were noted earlier: each must still be a link of its chain.
    """
    chain, before, number = None, "", 0
    for link in Link.objects.select_related("event").order_by("chain", "number").iterator(BATCH):
        if link.chain != chain:
            chain, before, number = link.chain, "", 0
        number += 1
        if link.number != number:
            yield f"{_named(chain)}: link {number} is missing."
            number = link.number
        elif fault := _fault(link, before):
            yield f"{_named(chain)}, link {number}: {fault}"
        before = link.digest
    for head in kept:
        if not Link.objects.filter(chain=head.chain, number=head.number, digest=head.digest).exists():
            yield f"{_named(head.chain)}: link {head.number} is not the one that was noted. The chain has been cut or written anew."


def _fault(link: Link, before: str) -> str:
    event = link.event
    if (event.compact_id or PORTAL) != link.chain:
        return "its event belongs to another chain."
    if link.salt and name_digest(link.salt, event.target_name) != link.name_digest:
        return f"the name in event {event.pk} ({event.verb}) has been changed."
    if link_digest(before, link.number, event, link.name_digest) != link.digest:
        return f"event {event.pk} ({event.verb}), or what came before it, has been changed."
    return ""


def _named(chain: int) -> str:
    return f"Chain {chain}" if chain else "The portal’s own chain"
