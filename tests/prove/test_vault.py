"""The wall around disagreements at length: 1,000 canaries in 50 cases, 10,000 mutations of what is stored, and what locking costs."""

import os
import random
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from compact_portal.database.embedded import binaries
from compact_portal.database.urls import home
from disputes import keeping, wall
from disputes.models import Audience, Entry
from disputes.vault import CannotOpen, keys
from disputes.vault.audiences import new_key
from disputes.vault.files import lock_file, open_file
from disputes.vault.places import Place
from disputes.vault.texts import lock, open_
from tests.disputes.conftest import PASSPHRASE, with_key
from tests.disputes.test_nothing_leaks import found_in
from tests.transactional import database_url

pytestmark = pytest.mark.prove
CASES, EACH = 50, 20
MUTATIONS = 10_000
chance = random.Random(73)


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(keys, "ROUNDS", 1)
    monkeypatch.setattr(keys, "MEMORY", 64 * 1024)


def test_thousand_canaries_are_in_no_dump(committed, quick, figure):
    from tests.cast import make_cast

    cast = make_cast()
    sitting = with_key(cast.lead)
    canaries = []
    for _ in range(CASES):
        case, part = keeping.open_case(compact=cast.compact, organisation=cast.charity, sitting=sitting)
        with wall.inside(case=case):
            for _ in range(EACH):
                canary = f"canary-{chance.getrandbits(64):016x}"
                canaries.append(canary)
                said = {"case": case, "audience": Audience.DRAFT, "by": part, "sitting": sitting}
                entry = keeping.write(kind="note", title=canary, body=canary, **said)
                keeping.keep_file(name=canary, content=canary.encode() * 10, entry=entry, **said)
    dump = subprocess.run(
        [binaries(home("test")) / "pg_dump", "--inserts", database_url("backup")], check=True, capture_output=True
    ).stdout  # fmt: skip
    assert case.reference.encode() in dump
    binary = b"".join(bytes.fromhex(stretch.decode()) for stretch in re.findall(rb"\\x((?:[0-9a-f]{2})+)", dump))  # the columns of bytes
    found = found_in(dump + binary, canaries)
    figure(f"{len(canaries):,} canaries in {CASES} cases, dump of {len(dump) / 1e6:.1f} MB: {len(found)} found")
    assert found == []


def mutated(stored: bytes) -> bytes:
    """One of: a bit turned, cut short, made longer, two stretches exchanged, a byte taken out."""
    at, kind = chance.randrange(len(stored)), chance.randrange(5)
    if kind == 0:
        return stored[:at] + bytes([stored[at] ^ 1 << chance.randrange(8)]) + stored[at + 1 :]
    if kind == 1:
        return stored[:at]
    if kind == 2:
        return stored + chance.randbytes(1 + at % 64)
    if kind == 3:
        return stored[at:] + stored[:at]
    return stored[:at] + stored[at + 1 :]


def test_ten_thousand_mutations_are_refused(figure):
    key, refused = new_key(), 0
    here = Place("case", "disputes_entry", "row", "body", 3)
    elsewhere = [
        Place("other", "disputes_entry", "row", "body", 3), Place("case", "disputes_casefile", "row", "body", 3),
        Place("case", "disputes_entry", "next", "body", 3), Place("case", "disputes_entry", "row", "title", 3),
        Place("case", "disputes_entry", "row", "body", 4),
    ]  # fmt: skip
    text = lock("what was said", key=key, place=here)
    file = list(lock_file(b"content" * 20_000, key=key, place=here))
    for number in range(MUTATIONS):
        try:
            if number % 4 == 0:
                open_(text, key=key, place=chance.choice(elsewhere))
            elif number % 4 == 1:
                chunks = list(file)
                which = chance.randrange(len(chunks))
                chunks[which] = mutated(chunks[which])
                if chunks == file:
                    raise CannotOpen
                open_file(chunks, key=key, place=here)
            else:
                changed = mutated(text)
                if changed == text:
                    raise CannotOpen
                open_(changed, key=key, place=here)
        except CannotOpen:
            refused += 1
    assert open_(text, key=key, place=here) == "what was said"
    figure(f"{refused:,} of {MUTATIONS:,} mutations of texts and files refused")
    assert refused == MUTATIONS


def test_unlocking_is_fast_alone_and_bounded_together(figure):
    """By the clock on a quiet machine. On a busy one the clock measures the others too: there by processor time, shared among the cores."""
    peppers = {1: bytes(32)}
    locked = keys.make_key(PASSPHRASE, peppers=peppers)
    cores = len(os.sched_getaffinity(0))
    busy = os.getloadavg()[0] > cores / 2

    def measured(deed) -> tuple[float, float]:
        clock, processor = time.perf_counter(), time.process_time()
        deed()
        return time.perf_counter() - clock, time.process_time() - processor

    def unlock(_=None) -> None:
        keys.unlock_key(locked, PASSPHRASE, peppers=peppers)

    def twenty() -> None:
        with ThreadPoolExecutor(20) as pool:
            list(pool.map(unlock, range(20)))

    alone = min(measured(unlock)[busy] for _ in range(5))
    together = measured(twenty)[busy] / (cores if busy else 1)
    how = f"processor time over {cores} cores, the machine being busy" if busy else "by the clock"
    figure(f"unlock {alone * 1000:.0f} ms alone; 20 at once all within {together:.2f} s ({how})")
    assert alone <= 0.150
    assert together <= 1.5


@pytest.mark.django_db
def test_fifty_entries_cost_at_most_twice_their_plain_page(cast, quick, figure):
    """The same rows read and drawn, with and without opening them."""
    from django.template import engines

    sitting = with_key(cast.lead)
    case, part = keeping.open_case(compact=cast.compact, organisation=cast.charity, sitting=sitting)
    page = engines["django"].from_string(
        '{% extends "disputes/base.html" %}{% block content %}{% for s in said %}<h2>{{ s.title }}</h2>'
        '<p class="govuk-body">{{ s.entry.written_by.person }}, {{ s.entry.written_at|date:"j F Y" }}</p>{{ s.body|linebreaks }}'
        "{% endfor %}{% endblock %}"
    )
    with wall.inside(case=case):
        for number in range(50):
            keeping.write(case=case, audience="draft", kind="note", title=f"{number}", body="words of a message " * 40, by=part, sitting=sitting)

        def opened() -> str:
            return page.render({"said": keeping.read(case=case, sitting=sitting)})

        def plain() -> str:
            entries = Entry.objects.filter(case=case).select_related("key", "written_by__person", "written_by__organisation")
            return page.render({"said": [keeping.Opened(entry, "0", "words of a message " * 40) for entry in entries]})

        opened(), plain()
        times = {deed: min(_timed(deed) for _ in range(9)) for deed in (opened, plain)}
    ratio = times[opened] / times[plain]
    figure(f"50 entries opened and drawn in {times[opened] * 1000:.1f} ms, {ratio:.2f} times as long as plain ones")
    assert ratio <= 2


def _timed(deed) -> float:
    """Seconds of the processor: the clock would measure what else the machine does."""
    began = time.process_time()
    deed()
    return time.process_time() - began
