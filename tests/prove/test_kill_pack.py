"""A worker is killed (kill -9) while it makes a pack, at any of its steps and while it stores the file: no file or the whole one, and one mail."""

import hashlib
import io
import json
import os
import random
import time
import zipfile

import pytest
from django.utils import timezone

from compact_portal.leaving import packing
from compact_portal.leaving.models import MOST_ATTEMPTS, Pack, PackPiece
from compact_portal.messaging.models import Message
from tests.messaging.conftest import inbox, smtp  # noqa: F401  fixtures
from tests.messaging.test_worker_process import start_worker  # noqa: F401  fixture

pytestmark = pytest.mark.prove
PACKS = int(os.environ.get("PROVE_PACKS", "12"))
random_moments = random.Random(7)


def asked(cast) -> Pack:
    return Pack.objects.create(compact=cast.compact, asked_at=timezone.now(), asked_by=cast.officer)


def killed_at(process, pack: Pack, share: float) -> None:
    """Kill a worker that has begun after this when that share of the steps is done, or some thousandths of a second after the last one."""
    before = pack.attempts
    while True:
        pack.refresh_from_db()
        if pack.attempts > before and pack.done >= share * pack.steps > 0:
            break
        assert process.poll() is None, process.stdout.read()
        time.sleep(0.001)
    if share == 1:
        time.sleep(random_moments.uniform(0, 0.08))
    process.kill()
    process.wait()


def lease_over(pack: Pack) -> None:
    Pack.objects.filter(pk=pack.pk, status=Pack.Status.MAKING).update(lease_until=timezone.now())


def is_whole(pack: Pack) -> bool:
    """Its pieces are the file that was noted, and the file holds what its list names."""
    content = b"".join(bytes(piece.content) for piece in PackPiece.objects.filter(pack=pack).order_by("number"))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        told = {each["path"]: each["sha256"] for each in json.loads(file.read("manifest.json"))["files"]}
        assert set(file.namelist()) == {*told, "manifest.json"}
        assert {path: hashlib.sha256(file.read(path)).hexdigest() for path in told} == told
    return len(content) == pack.size and hashlib.sha256(content).hexdigest() == pack.sha256


def test_killed_pack_is_made_by_the_next_worker_once(committed, cast, start_worker, figure):  # noqa: F811
    kills = stored_first = 0
    for number in range(PACKS):
        pack = asked(cast)
        mails = Message.objects.count()
        for _ in range(1 + number % (MOST_ATTEMPTS - 1)):
            killed_at(start_worker("--once"), pack, 1 if number % 3 == 0 else random_moments.random())
            kills += 1
            time.sleep(0.05)  # the database learns of it
            pack.refresh_from_db()
            if pack.status == Pack.Status.READY:
                stored_first += 1
                break
            assert pack.status == Pack.Status.MAKING and not PackPiece.objects.filter(pack=pack).exists()
            assert packing.make_due() == 0, "nobody takes it before its lease is over"
            lease_over(pack)
        assert packing.make_due() == (pack.status != Pack.Status.READY)
        pack.refresh_from_db()
        assert pack.status == Pack.Status.READY and is_whole(pack)
        assert Message.objects.count() == mails + 1
    figure(f"{PACKS} packs, {kills} workers killed while they made one ({stored_first} after it was stored): each whole in the end, told once")


def test_pack_whose_workers_are_all_killed_is_given_up_and_said(committed, cast, start_worker, figure):  # noqa: F811
    pack = asked(cast)
    for _ in range(MOST_ATTEMPTS):
        killed_at(start_worker("--once"), pack, 0.5)
        time.sleep(0.05)
        lease_over(pack)
    assert packing.make_due() == 0
    pack.refresh_from_db()
    assert pack.status == Pack.Status.FAILED and not PackPiece.objects.exists()
    assert Message.objects.get().to == cast.officer.email
    figure(f"a pack whose {MOST_ATTEMPTS} workers were killed is given up; who asked is told once")
