"""People of a case at their browsers, and the ways through it that several tests walk."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

from disputes import wall
from disputes.actions.standing import confirm_standing, propose_standing
from disputes.models import Case, GoneLive, PanelDocument
from signatories.models import Compact, Officer
from tests.cast import SINCE, person
from tests.disputes.conftest import unlocked_client, with_key

DAY = datetime.timedelta(days=1)
WORDS = {
    "summary": "The grant was stopped with a week's notice.", "summary_class": "K3", "yardstick": "Three months were promised.",
    "yardstick_class": "K3", "wish": "Pay until June.", "wish_class": "K3", "attempts": "We rang twice.", "attempts_class": "K4",
}  # fmt: skip


UNMET = "It is asked in time, or there is a good reason for being late."


def stage(cast, setting: str) -> SimpleNamespace:
    """Everybody whom the procedure of this setting needs, each with a case passphrase and a browser; nothing has been raised yet."""
    Compact.objects.filter(pk=cast.compact.pk).update(disputes=setting)
    cast.compact.refresh_from_db()
    deputy = person("deputy officer")
    Officer.objects.create(compact=cast.compact, person=deputy, sector="voluntary", since=SINCE)
    people = {"lead": cast.lead, "council": cast.council_lead, "officer": cast.officer, "deputy": deputy}
    for number in range(1, 4):
        people[f"helper{number}"] = _ready(cast, f"helper {number}", "helper", "voluntary")
    if "panel" in setting:
        for number in range(1, 5):
            people[f"s{number}"] = _ready(cast, f"s {number}", "panel", "statutory")
            people[f"v{number}"] = _ready(cast, f"v {number}", "panel", "voluntary")
        for sector in ("statutory", "voluntary"):
            people[f"{sector} convenor"] = _ready(cast, f"{sector} convenor", "convenor", sector)
        _in_force(cast)
    for each in people.values():
        with_key(each)
    GoneLive.objects.create(compact=cast.compact, since=SINCE)
    return SimpleNamespace(cast=cast, people=people, browsers={}, setting=setting)


def _ready(cast, name: str, kind: str, sector: str):
    words = {"email": f"{name.replace(' ', '-')}@example.org", "name": name.title(), "kind": kind, "sector": sector}
    return confirm_standing(standing=propose_standing(compact=cast.compact, by=cast.officer, **words), by=cast.vcs_member).person


def _in_force(cast):
    day = {"opens_on": "2026-01-01", "closes_on": "2026-02-01", "endorsed_on": "2026-02-02", "in_force_from": "2026-02-03"}
    words = {"text": "Both are heard.", "consulted_with": "all", "endorsed_by_body": "Board", "status": "in_force"}
    PanelDocument.objects.create(compact=cast.compact, version=1, written_at=timezone.now(), written_by=cast.officer, **words, **day)


def browser(way, name: str):
    if name not in way.browsers:
        way.browsers[name] = unlocked_client(way.people[name])
    return way.browsers[name]


def the_case(way) -> Case:
    with wall.inside(clockwork=True):
        return Case.objects.select_related("compact").get()


def address(way, rest: str = "") -> str:
    return f"/wealdshire/cases/{the_case(way).reference}/{rest}"


def step(way, name: str, event: str, **said):
    """Press the button of a step, as its page asks; the state that follows."""
    answer = browser(way, name).post(address(way, f"step/{event.replace(' ', '-')}/"), said)
    if answer.status_code != 302:
        raise AssertionError(f"{event} by {name}: {answer.status_code} {errors(answer)}")
    return the_case(way).state


def errors(answer) -> list:
    form = getattr(answer, "context", None) and answer.context.get("form")
    return form.errors.as_json() if form else []


def raise_concern(way, **changes) -> str:
    cast = way.cast
    words = WORDS | {"organisation": cast.charity.pk, "responder": cast.council.pk} | changes
    answer = browser(way, "lead").post("/wealdshire/cases/begin/", words)
    assert answer.status_code == 302, errors(answer)
    assert browser(way, "lead").post(address(way, "draft/send/")).status_code == 302
    return the_case(way).state


def page(way, name: str, rest: str = "") -> str:
    answer = browser(way, name).get(address(way, rest))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def to_direct_talk(way) -> None:
    raise_concern(way)
    step(way, "deputy", "acknowledge", conflict_check="on")
    step(way, "lead", "start talk", need_0="We have a concern about the notice of our grant.")
    step(way, "deputy", "start talk")


def to_helper(way) -> None:
    to_direct_talk(way)
    step(way, "council", "ask for help")
    propose(way, "helper1")
    answer_offer(way, "helper1", "yes")
    answer_offer(way, "helper1", "yes")
    step(way, "lead", "accept helper")
    step(way, "council", "accept helper")


def propose(way, name: str):
    from disputes.models import Standing

    row = Standing.objects.get(person=way.people[name])
    return step(way, "deputy", "propose helper", need_0="Works elsewhere.", candidate=row.pk, summary="A small group and its funder.")


def answer_offer(way, name: str, answer: str):
    return browser(way, name).post(address(way, "help/"), {"answer": answer})


def date_of(name: str, day) -> dict:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
