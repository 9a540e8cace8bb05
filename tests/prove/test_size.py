"""The to-do page, the year and the dashboard cost the same in a portal of 300 agreements and 100,000 signatories as in one of one and 300.

The small portal is kept as a database of its own and both are asked in turn, so that a busy moment of the machine spoils neither alone.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from actionplans.models import Action, Plan, Target
from compact_portal.database.grants import PAGE_OUT_OF_ORDER
from compact_portal.database.urls import database_settings
from compact_portal.days import today
from compact_portal.messaging.models import Unreachable
from reviews.models import Invitation, Review, Survey
from signatories.models import Champion, Compact, Organisation, Signature
from tests.cast import SINCE, organisation
from tests.conftest import as_owner
from tests.prove.rows import copies

pytestmark = pytest.mark.prove
COMPACTS, SIGNATORIES, FIRST = 300, 100_000, 300
RATIO, TIMES = 1.2, 60
PAGES = {"to-do of a lead": ("lead", "/home/"), "to-do of an officer": ("officer", "/home/"),
         "dashboard": ("officer", "/wealdshire/dashboard/"), "year": ("officer", "/wealdshire/year/")}  # fmt: skip


def fill(compact: Compact, cast) -> None:
    """A review with a survey, and a plan, as every agreement has them."""
    year = today().year
    review = Review.objects.create(compact=compact, year=year, label=str(year))
    Survey.objects.create(
        review=review, compact=compact, opens_on=today(), closes_on=today(), status="open", opened_at="2026-01-01T00:00Z", opened_by=cast.officer
    )
    plan = Plan.objects.create(compact=compact, label="Plan", period=str(year), starts_on=f"{year}-01-01", ends_on=f"{year}-12-31", status="adopted")
    target = Target.objects.create(plan=plan, number=1, text="T")
    Action.objects.bulk_create(Action(target=target, number=n, text=f"Do {n}", due_on=SINCE) for n in range(1, 11))


def sign(rows, compacts: str, count: int, offset: int) -> None:
    """`count` more organisations, each a signatory that is asked, spread over the agreements that the SQL `compacts` names in order."""
    org, signature, champion, invited = rows
    number = f"(n + {offset})"
    made = copies(
        Organisation, org, count, name=f"'Signatory ' || {number}", contact_email=f"'office-' || {number} || '@example.org'", org_id="''",
        charity_number="''", company_number="''",
    )  # fmt: skip
    dead = range(offset + 1, offset + count, FIRST)
    Unreachable.objects.bulk_create(Unreachable(address=f"office-{n}@example.org", for_good=True, since=SINCE, last_on=SINCE) for n in dead)
    signed = copies(Signature, signature, count, organisation_id=f"{made} + n", compact_id=compacts)
    copies(Champion, champion, count // 2, signature_id=f"{signed} + n")
    surveys = f"SELECT s.id FROM reviews_survey s JOIN signatories_signature g ON g.compact_id = s.compact_id WHERE g.id = {signed} + n"
    copies(Invitation, invited, count, organisation_id=f"{made} + n", survey_id=surveys, token_hash="''", message_id="NULL")


def small_portal(cast) -> tuple:
    """Returns the rows that others are copies of."""
    fill(cast.compact, cast)
    row = organisation(cast.compact, "Signatory 0", "voluntary", "charity")
    signature = Signature.objects.get(organisation=row)
    champion = Champion.objects.create(signature=signature, person=cast.stranger, main=True, since=SINCE)
    invited = Invitation.objects.create(survey=Survey.objects.get(), organisation=row, sector="voluntary", sent_to="")
    rows = (row, signature, champion, invited)
    sign(rows, str(cast.compact.pk), FIRST, 0)
    return rows


def grow(cast, rows) -> None:
    for n in range(1, COMPACTS):
        fill(Compact.objects.create(slug=f"c{n}", name=f"Compact {n}", area=cast.area, level="county"), cast)
    others = f"(SELECT array_agg(id ORDER BY id) FROM signatories_compact WHERE id <> {cast.compact.pk})[1 + mod(n, {COMPACTS - 1})]"
    sign(rows, others, SIGNATORIES - FIRST, FIRST)
    assert (Compact.objects.count(), Signature.objects.count() >= SIGNATORIES) == (COMPACTS, True)


@contextmanager
def kept_as_small() -> Iterator[str]:
    """The database as it is now, under a name of its own."""
    name = connection.settings_dict["NAME"]
    small = f"{name}_small"
    connection.close()
    as_owner(database_settings("owner")["NAME"], f"CREATE DATABASE {small} TEMPLATE {name}")
    as_owner(small, f"ALTER DATABASE {small} SET random_page_cost = {PAGE_OUT_OF_ORDER}")  # a clone does not take it over
    try:
        yield small
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        as_owner(name, f"DROP DATABASE {small}")


class Waits:
    """Seconds in which the process did nothing but wait for the database."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter() - time.process_time()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - time.process_time() - began


def cost(client, address: str) -> float:
    """Milliseconds of processor and of the database for one answer: what others do on the machine meanwhile does not count."""
    waits, began = Waits(), time.process_time()
    with connection.execute_wrapper(waits):
        assert client.get(address).status_code == 200
    return 1000 * (time.process_time() - began + waits.seconds)


def test_pages_cost_the_same_in_a_large_portal(committed, cast, figure):
    large, rows = connection.settings_dict["NAME"], small_portal(cast)
    clients = {name: browser_of(getattr(cast, who)) for name, (who, _) in PAGES.items()}
    with kept_as_small() as small:
        grow(cast, rows)
        costs: dict[tuple[str, str], list[float]] = {(name, base): [] for name in PAGES for base in (small, large)}
        for base in (small, large):
            as_owner(base, "VACUUM ANALYZE")  # as a database that runs for some days does by itself
        for _ in range(TIMES // 5):
            for base in (small, large):
                connection.close()
                connection.settings_dict["NAME"] = base
                for name, (_, address) in PAGES.items():
                    costs[name, base] += [cost(clients[name], address) for _ in range(6)][1:]
    ratios = {}
    for name in PAGES:
        before, after = min(costs[name, small]), min(costs[name, large])
        ratios[name] = after / before
        figure(f"{name}, {COMPACTS} agreements and {SIGNATORIES:,} signatories: {after:.1f} ms, {ratios[name]:.2f} × of one with {FIRST}")
    assert {name: ratio for name, ratio in ratios.items() if ratio > RATIO} == {}


def browser_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
