"""`tick` over 100,000 open tasks, of which a tenth is to be asked for today. Killed in the middle and run again, it asks for each once,
in memory that does not grow with how many they are."""

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from actionplans.actions.asking import BEFORE
from actionplans.models import Action, Plan, Target
from compact_portal.days import DAY, today
from compact_portal.messaging.models import Message
from reviews.models import AssignedBody, Assignment, ChecklistRound, Invitation, Nudge, Review, Survey
from signatories.models import Compact, Edition, Organisation, Refresh, RefreshLink, RefreshRound, Signature
from tests.cast import organisation
from tests.conftest import as_owner
from tests.prove.rows import copies
from tests.transactional import database_url

pytestmark = pytest.mark.prove
ROOT = Path(__file__).resolve().parents[2]
TASKS = int(os.environ.get("PROVE_TASKS", "100000"))
KINDS = 4  # each organisation has to renew, to answer, to take a checklist, and to say how an action stands
EACH = 300  # organisations of one agreement
NOW = 10  # one agreement of so many has its reminders due today
KILLED_AFTER = 10  # seconds


def asking(compact: Compact, cast, days: int) -> tuple:
    """An agreement that has all four on its way, to be done in so many `days`, and one organisation that has them to do: its rows."""
    soon, year = today() + days * DAY, today().year
    Edition.objects.create(compact=compact, label="Edition")
    body = organisation(compact, f"Signatory of {compact.slug}", "voluntary", "charity", contact_email=f"0@{compact.slug}.example.org")
    signature = Signature.objects.get(organisation=body)
    survey = Survey.objects.create(
        review=Review.objects.create(compact=compact, year=year, label=str(year)), compact=compact, opens_on=today(), closes_on=soon, status="open",
        opened_at=timezone.now(), opened_by=cast.officer,
    )  # fmt: skip
    Nudge.objects.create(survey=survey, days_before=7)
    invited = Invitation.objects.create(
        survey=survey, organisation=body, sector="voluntary", sent_to=body.contact_email, sent_at=timezone.now() - 7 * DAY
    )
    round = RefreshRound.objects.create(
        compact=compact, year=year, due_on=soon, lapses_on=soon + 30 * DAY, remind_before=[7], started_at=timezone.now(), started_by=cast.officer
    )
    refresh = Refresh.objects.create(round=round, signature=signature)
    link = RefreshLink.objects.create(refresh=refresh, sent_to=body.contact_email)
    checklists = ChecklistRound.objects.create(compact=compact, title="Trial", starts_on=today(), due_on=soon)
    assigned = AssignedBody.objects.create(assignment=Assignment.objects.create(round=checklists, number=1), organisation=body, number=1)
    plan = Plan.objects.create(
        compact=compact, label="Plan", period=str(year), starts_on=today() - 30 * DAY, ends_on=soon + 30 * DAY, status="adopted", adopted_on=today()
    )
    action = Action.objects.create(target=Target.objects.create(plan=plan, number=1, text="T"), number=1, text="Meet", due_on=soon)
    action.owners.add(body)
    return body, signature, invited, refresh, link, assigned, action


def more_of(compact: Compact, rows, count: int) -> None:
    """`count` more organisations of this agreement, each with the same four tasks."""
    body, signature, invited, refresh, link, assigned, action = rows
    addresses, names = f"n || '@{compact.slug}.example.org'", f"'Signatory ' || n || ' of {compact.slug}'"
    made = copies(Organisation, body, count, name=names, contact_email=addresses)
    signed = copies(Signature, signature, count, organisation_id=f"{made} + n")
    copies(Invitation, invited, count, organisation_id=f"{made} + n", sent_to=addresses)
    asked = copies(Refresh, refresh, count, signature_id=f"{signed} + n")
    copies(RefreshLink, link, count, refresh_id=f"{asked} + n", sent_to=addresses)
    copies(AssignedBody, assigned, count, organisation_id=f"{made} + n")
    actions = copies(Action, action, count, number="n + 1")
    owners = Action.owners.through
    copies(owners, owners.objects.get(action=action), count, action_id=f"{actions} + n", organisation_id=f"{made} + n")


def fill(cast, agreements: range) -> None:
    for n in agreements:
        compact = Compact.objects.create(slug=f"c{n}", name=f"Compact {n}", area=cast.area, level="county")
        more_of(compact, asking(compact, cast, days=40 if n % NOW else 7), EACH - 1)
    as_owner(connection.settings_dict["NAME"], "ANALYZE")


def expected(agreements: int) -> dict[str, int]:
    """How many of each kind are asked for today. Of plans, everybody is in the last week of a month."""
    now = EACH * len(range(0, agreements, NOW))
    plan = Plan.objects.first()
    last_week = today() >= plan.period_end(plan.period_of(today())) - BEFORE
    mailed = dict.fromkeys(("reviews.invitation", "signatories.refresh", "reviews.assignedbody"), now)
    return mailed | {"actionplans.updatelink": EACH * agreements if last_week else now}


def start() -> subprocess.Popen:
    environment = os.environ | {"DATABASE_URL": database_url(), "COMPACT_DEMO": "0"}
    return subprocess.Popen([sys.executable, "manage.py", "tick"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def tick() -> tuple[float, float]:
    """Runs to its end. Returns (seconds, the most megabytes that it held)."""
    began, process = time.monotonic(), start()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.monotonic() - began, used.ru_maxrss / 1024


def asked_for() -> Counter:
    """How many messages there are of each kind; each is about another row."""
    about = list(Message.objects.exclude(about="").values_list("about", flat=True))
    assert len(about) == len(set(about))
    return Counter(each.split(":")[0] for each in about)


def test_one_pass_that_nobody_kills_takes_flat_memory(committed, cast, figure):
    passes, done = {}, 0
    for tasks in (TASKS // 10, TASKS):
        agreements = -(-tasks // KINDS // EACH)
        fill(cast, range(done, agreements))
        passes[agreements * EACH * KINDS] = tick()
        done = agreements
        assert asked_for() == expected(agreements)
    (few, (quick, small)), (many, (seconds, large)) = passes.items()
    figure(
        f"tick in one pass over {many:,} open tasks, nine tenths of them new to it, {sum(expected(done).values()):,} asked for: {seconds:.0f} s, "
        f"at most {large:.0f} MB; over {few:,}: {quick:.0f} s, {small:.0f} MB"
    )
    assert large < 1.2 * small


def test_each_task_is_asked_for_once_in_flat_memory(committed, cast, figure):
    few, many = 2, -(-TASKS // KINDS // EACH)
    fill(cast, range(few))
    _, small = tick()
    assert asked_for() == expected(few)
    fill(cast, range(few, many))
    killed = start()
    time.sleep(KILLED_AFTER)
    killed.kill()
    killed.wait()
    before = Message.objects.count()
    seconds, large = tick()
    assert asked_for() == expected(many)
    again, _ = tick()
    assert asked_for() == expected(many)
    tasks, asked = many * EACH * KINDS, sum(expected(many).values())
    figure(
        f"tick over {tasks:,} open tasks, {asked:,} to be asked for today, in {seconds:.0f} s after one killed at {before:,}: each asked for once; "
        f"at most {large:.0f} MB, {small:.0f} MB for {few * EACH * KINDS:,}; {again:.0f} s with nothing left"
    )
    assert large < 1.2 * small
