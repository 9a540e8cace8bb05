"""Days that an agreement's own people do not work: they count in no limit that begins after they were noted."""

import datetime

import pytest

from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.working_days import is_working_day
from disputes import wall
from disputes.clocks import Clock
from disputes.models import Advice, Closure, Procedure
from disputes.tasks import of_advice
from disputes.timing import clock_of
from tests.disputes import ways

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WEDNESDAY = datetime.date(2026, 12, 23)


def d(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def closed(cast, first: str, last: str, **fields) -> Closure:
    words = {"why": "Offices closed", "noted_on": d("2026-12-01")} | fields
    return Closure.objects.create(compact=cast.compact, first_on=first, last_on=last, **words)


def test_limit_over_christmas_counts_neither_bank_holidays_nor_closed_days(cast):
    """25, 26 and 28 December 2026 are bank holidays (Boxing Day falls on a Saturday); 29 to 31 the offices are closed."""
    assert Clock(WEDNESDAY, 2).due_on == d("2026-12-29")
    closed(cast, "2026-12-29", "2026-12-31")
    known = Closure.objects.days(cast.compact.pk, on=WEDNESDAY)
    clock = Clock(WEDNESDAY, 2, closed=known)
    assert clock.due_on == d("2027-01-04")
    assert (clock.left(WEDNESDAY), clock.left(d("2026-12-30"))) == (2, 1)


@pytest.mark.parametrize(("began", "counts"), [("2026-12-01", True), ("2026-12-02", False), ("2026-12-20", False), ("2026-12-21", True)])
def test_what_is_noted_or_dropped_later_moves_no_day_that_was_told(cast, began, counts):
    """Noted on 1 December, dropped on the 20th: it holds for the limits that began between."""
    closed(cast, "2026-12-29", "2026-12-29", dropped_on="2026-12-20")
    assert (Closure.objects.days(cast.compact.pk, on=d(began)) == frozenset()) is counts


def test_case_and_advice_run_by_it(cast):
    way = ways.stage(cast, "facilitated")
    following = today() + DAY
    while not is_working_day(following):
        following += DAY
    closed(cast, following, following, noted_on=today() - DAY)
    ways.raise_concern(way)
    case = ways.the_case(way)
    with wall.inside(case=case):
        assert case.due_on == clock_of(case).due_on == Clock(today(), 4).due_on
    Advice.objects.create(compact=cast.compact, adviser=cast.champion, asked_on=today(), subject="funding", sector="voluntary")
    (task,) = of_advice(cast.champion, today())
    assert task.due_on == Clock(today(), Procedure.objects.holding(cast.compact).limit("advice_reply") + 1).due_on


def test_officer_notes_and_drops_them_and_everybody_reads_them(cast, sign_in, client):
    officer, first = sign_in(cast.officer), today() + 30 * DAY
    said = {"why": "Offices closed after Christmas"}
    for name, day in (("first_on", first), ("last_on", first + 2 * DAY)):
        said |= {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year} | ways.date_of(name, day)
    assert officer.post("/wealdshire/disagreements/closed-days/add/", said).status_code == 302
    assert "Offices closed after Christmas" in client.get("/wealdshire/disagreements/").content.decode()
    row = Closure.objects.get()
    assert officer.post(f"/wealdshire/disagreements/closed-days/{row.pk}/remove/").status_code == 302
    assert "Offices closed" not in client.get("/wealdshire/disagreements/").content.decode()
    assert officer.get(f"/wealdshire/disagreements/closed-days/{row.pk}/remove/").status_code == 404
    assert [event.verb for event in Event.objects.filter(verb__startswith="closure")] == ["closure.dropped", "closure.noted"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(0, 0, "still to come"), (5, 4, "cannot be before the first"), (5, 40, "At most 31 days in a row")],
)
def test_impossible_days_are_refused_with_a_sentence(cast, sign_in, first, last, said):
    words = {"why": "Closed"} | ways.date_of("first_on", today() + first * DAY) | ways.date_of("last_on", today() + last * DAY)
    answer = sign_in(cast.officer).post("/wealdshire/disagreements/closed-days/add/", words)
    assert said in answer.content.decode()
    assert not Closure.objects.exists()
