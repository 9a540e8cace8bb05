"""What the demonstration shows of disagreements: procedures, who stands ready, places to turn to, and two invented cases.

The two organisations of a case are invented, and so is all that they say. Their people have the case passphrase PASSPHRASE.
"""

import datetime

from compact_portal.accounts.models import User
from compact_portal.days import today
from compact_portal.demo.content import read
from compact_portal.demo.keys import PASSPHRASE
from compact_portal.demo.people import SINCE
from disputes import peppers, wall
from disputes.actions import helping, passphrases, raising, steps, talking
from disputes.models import AdviceCount, Case, Closure, GoneLive, PanelDocument, Part, PersonKey, Procedure, Signpost, Standing
from disputes.sittings import Sitting
from signatories.models import Compact, Organisation

OF_CASES = ("charity", "council", "deputy-officer", "facilitator")
DAY = datetime.timedelta(days=1)


def load_disputes(*, compacts: dict[str, Compact], people: dict[str, User], organisations: dict[str, Organisation], on: datetime.date) -> None:
    content = read("disputes")
    for slug, words in content["procedures"].items():
        Procedure.objects.create(compact=compacts[slug], holds_from=on - 400 * DAY, **words)
    for entry in content["signposts"]:
        for slug in entry["in"]:
            Signpost.objects.create(compact=compacts[slug], review_on=on + 300 * DAY, **entry["says"])
    for slug in content["closed_between_the_years"]:
        last_on, noted_on = datetime.date(today().year, 12, 31), min(on, today()) - DAY
        Closure.objects.create(
            compact=compacts[slug], first_on=last_on - 2 * DAY, last_on=last_on, why="Offices are closed between the years", noted_on=noted_on
        )
    by = {
        "proposed_at": _at(on - 300 * DAY),
        "proposed_by": people["officer"],
        "confirmed_at": _at(on - 299 * DAY),
        "confirmed_by": people["deputy-officer"],
    }
    for entry in content["ready"]:
        row = {"kind": entry["kind"], "sector": entry["sector"], "about": entry.get("about", "")}
        serves = {"since": min(on, today()) - 299 * DAY, "until": max(on, today()) + 430 * DAY}
        Standing.objects.create(compact=compacts[entry["in"]], person=people[entry["person"]], **serves, **row, **by)
    _panel_document(compacts["southwark"], content["panel_document"], people["officer"], on)
    for breakdown, option, count in content["advice"]:
        AdviceCount.objects.create(compact=compacts["east-sussex"], year=on.year - 1, breakdown=breakdown, option=option, count=count)
    if peppers.are_set():
        _cases(compacts["east-sussex"], content["cases"], people, organisations)


def _at(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)


def _panel_document(compact: Compact, words: dict, officer: User, on: datetime.date) -> None:
    days = {"opens_on": on - 260 * DAY, "closes_on": on - 176 * DAY, "endorsed_on": on - 150 * DAY, "in_force_from": on - 140 * DAY}
    made = {"written_at": _at(on - 270 * DAY), "written_by": officer, "status": PanelDocument.Status.IN_FORCE}
    PanelDocument.objects.create(compact=compact, version=1, **words, **days, **made)


def sitting_of(person: User) -> Sitting:
    """Of somebody of the demonstration; their key is made the first time."""
    if PersonKey.objects.filter(person=person).exists():
        return Sitting(person, passphrases.open_key(person=person, passphrase=PASSPHRASE))
    return Sitting(person, passphrases.make_key(person=person, passphrase=PASSPHRASE, quick=True))


def _cases(compact: Compact, content: dict, people: dict[str, User], organisations: dict[str, Organisation]) -> None:
    """One that a helper has taken on, and one that is only a draft: its author alone can open it."""
    GoneLive.objects.get_or_create(compact=compact, defaults={"since": SINCE})
    sittings = {key: sitting_of(people[key]) for key in OF_CASES}
    raiser, responder = organisations[content["raiser"]], organisations[content["responder"]]

    def act(case: Case, key: str, deed, **words):
        with wall.inside(case=case, person=people[key]):
            case = Case.objects.select_related("compact").get(pk=case.pk)  # as it stands now
            parts = tuple(Part.objects.open_to(people[key]).filter(case=case).select_related("person", "organisation"))
            return deed(case=case, parts=parts, sitting=sittings[key], **words)

    def begin(words: dict) -> Case:
        whole = words | {"responder": responder.pk, "organisation": raiser.pk}
        return raising.begin(compact=compact, organisation=raiser, words=whole, sitting=sittings["charity"])

    case = begin(content["helped"])
    with wall.inside(case=case, person=people["charity"]):
        raising.submit(case=case, sitting=sittings["charity"])
    act(case, "deputy-officer", steps.take, event="acknowledge")
    act(case, "deputy-officer", steps.take, event="start talk", said=content["notice"])
    act(case, "charity", steps.take, event="start talk")
    act(case, "council", talking.say, audience="case", kind="message", body=content["reply"])
    act(case, "charity", steps.take, event="ask for help")
    helper = Standing.objects.get(compact=compact, person=people["facilitator"])
    act(case, "deputy-officer", steps.take, event="propose helper", said=content["independent"], candidate=helper, summary=content["summary"])
    act(case, "facilitator", helping.be_willing, willing=True)
    act(case, "facilitator", helping.declare, independent=True)
    act(case, "charity", steps.take, event="accept helper")
    act(case, "council", steps.take, event="accept helper")
    act(case, "charity", talking.say, audience="raiser", kind="note", body=content["alone"])
    begin(content["draft"])
