"""A process that lets somebody in, ends a part, locks old texts anew or finishes a recovery is killed (kill -9) before each of its
statements, 20 times each: the right people can open everything afterwards, nobody else anything, and the deed can be done again."""

import datetime
import os
import signal

import pytest
from django.db import connection, connections
from django.utils import timezone

from disputes import keeping, wall
from disputes.actions import passphrases, recovery
from disputes.keeping.tending import tend
from disputes.keeping.verifying import of_case
from disputes.models import Audience
from disputes.sittings import Sitting
from tests.disputes.conftest import cheap_passphrases, concern  # noqa: F401
from tests.disputes.custody import four_custodians

pytestmark = pytest.mark.prove
TIMES = 20
BODIES = [f"text {number}" for number in range(4)]


@pytest.fixture
def cast(committed):
    from tests.cast import make_cast

    return make_cast()


def killed_before(statement: int, deed) -> bool:
    """Whether a child that does `deed` was killed before its statement of that number; it ends well when it has no such one."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        done = 0

        def counting(execute, sql, params, many, context):
            nonlocal done
            done += 1
            if done == statement:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(counting):
                deed()
        except BaseException:
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def at_every_statement(deed, holds) -> int:
    """Kill `deed` before each of its statements, TIMES each, then let it end; `holds(done)` after each statement's kills."""
    statement = 1
    while killed_before(statement, deed):
        assert all(killed_before(statement, deed) for _ in range(TIMES - 1))
        holds(False)
        statement += 1
    holds(True)
    return statement - 1


def reads(concern, who: str) -> list[str]:  # noqa: F811
    with wall.inside(case=concern.case):
        return [opened.body for opened in keeping.read(case=concern.case, sitting=getattr(concern, who), audience=Audience.CASE)]


def fill(concern) -> None:  # noqa: F811
    with wall.inside(case=concern.case):
        said = {"case": concern.case, "audience": Audience.CASE, "by": concern.parts["lead"], "sitting": concern.lead}
        for body in BODIES:
            keeping.write(kind="message", body=body, **said)
        keeping.keep_file(name="letter", content=b"x" * 200_000, **said)


def inside(concern, deed):  # noqa: F811
    def done():
        with wall.inside(case=concern.case, person=concern.lead.person):
            deed()

    return done


def test_letting_in_leaving_and_locking_anew(concern, figure):  # noqa: F811
    fill(concern)

    def all_right(who: dict):
        def holds(done: bool) -> None:
            for name, expected in who.items():
                assert reads(concern, name) == (expected if isinstance(expected, list) else expected(done))
            assert of_case(concern.case) == []

        return holds

    everybody = {"lead": BODIES, "officer": BODIES}
    in_ = at_every_statement(
        inside(concern, lambda: keeping.let_in(part=concern.parts["helper"], sitting=concern.lead)),
        all_right(everybody | {"council": BODIES, "helper": lambda done: BODIES if done else []}),
    )
    out = at_every_statement(
        inside(concern, lambda: keeping.end_part(part=concern.parts["council"], by=concern.officer.person)),
        all_right(everybody | {"helper": BODIES, "council": lambda done: [] if done else BODIES}),
    )
    anew = at_every_statement(inside(concern, lambda: tend(concern.case, concern.lead)), all_right(everybody | {"helper": BODIES, "council": []}))
    figure(
        f"killed {TIMES} times before each of {in_} statements of letting in, {out} of leaving, {anew} of locking anew, "
        f"{TIMES * (in_ + out + anew):,} kills: always openable by the right people"
    )
    assert min(in_, out, anew) >= 8


def test_recovery(concern, figure):  # noqa: F811
    fill(concern)
    custodians = four_custodians(concern.cast)
    with wall.inside(case=concern.case):
        for name in ("lead", "officer", "council"):
            tend(concern.case, getattr(concern, name))
    person = concern.lead.person
    concern.lead = Sitting(person, passphrases.begin_again(person=person, passphrase="pebble orchard lantern"))
    with wall.inside(case=concern.case):
        asked = recovery.ask(part=concern.parts["lead"], by=person)

    def agree(name: str):
        words = {"reason": "lost", "checked": "video", "sitting": custodians[name]}
        return inside(concern, lambda: recovery.agree(recovery=asked, custodian=concern.cast.custodians[name], **words))

    def finish():
        recovery.finish(recovery=asked, sitting=concern.lead, at=timezone.now() + datetime.timedelta(hours=25))

    def holds(done: bool) -> None:
        assert reads(concern, "officer") == BODIES
        assert reads(concern, "lead") == []

    def recovered(done: bool) -> None:
        assert reads(concern, "officer") == BODIES
        assert reads(concern, "lead") == (BODIES if done else [])

    agreeing = at_every_statement(agree("s1"), holds) + at_every_statement(agree("v2"), holds)
    finishing = at_every_statement(inside(concern, finish), recovered)
    figure(f"killed {TIMES} times before each of {agreeing} statements of agreeing, {finishing} of finishing: nobody in too early, nobody kept out")
    assert min(agreeing, finishing) >= 8
