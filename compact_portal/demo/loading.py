"""Puts the demonstration together, in the order in which its parts stand on each other."""

import datetime

from django.db import transaction

from compact_portal.demo.asks import make_asks
from compact_portal.demo.board import load_board
from compact_portal.demo.checklists import load_demo_checklists
from compact_portal.demo.compacts import make_areas, make_compacts
from compact_portal.demo.conduct import load_conduct
from compact_portal.demo.corrections import load_corrections
from compact_portal.demo.disputes import load_disputes
from compact_portal.demo.events import load_events
from compact_portal.demo.inside import load_inside
from compact_portal.demo.joining import load_joining
from compact_portal.demo.keys import give_keys, make_custodians
from compact_portal.demo.log import load_log
from compact_portal.demo.organisations import make_invented_bodies, make_partnership, make_real_bodies
from compact_portal.demo.people import SINCE, give_roles, make_people, name_champions
from compact_portal.demo.plans import make_plans
from compact_portal.demo.progress import load_progress
from compact_portal.demo.report import propose_last_years_report
from compact_portal.demo.reviews import load_reviews
from compact_portal.demo.texts import make_texts
from compact_portal.demo.year import load_years, meet_without_a_plan
from compact_portal.demo.year_of_champions import load_year_of_champions

EDITIONS_PUBLISHED_AT = datetime.datetime.combine(SINCE, datetime.time(12), tzinfo=datetime.UTC)


@transaction.atomic
def load_demonstration(*, on: datetime.date) -> None:
    """Everything or nothing. `on` is the day that counts as today: this year's plan and review are dated from it."""
    people = make_people()
    areas = make_areas()
    compacts = make_compacts(areas=areas, by=people["officer"], at=EDITIONS_PUBLISHED_AT)
    east_sussex = compacts["east-sussex"]
    real = make_real_bodies(areas=areas, compacts=compacts)
    asked = make_invented_bodies(areas=areas, compact=east_sussex)
    organisations = real | asked | make_partnership(areas=areas, organisations=asked)
    give_roles(people=people, compacts=compacts, organisations=organisations)
    name_champions(people=people, compact=east_sussex, areas=areas)
    make_texts(compacts=compacts, areas=areas, organisations=organisations, officer=people["officer"], on=on)
    plans = make_plans(compacts=compacts, organisations=organisations, on=on)
    load_progress(compacts=compacts, plans=plans, organisations=organisations, people=people, on=on)
    make_asks(compacts=compacts, plans=plans, year=on.year)
    past, current = load_reviews(compact=east_sussex, plans=plans, organisations=list(asked.values()), officer=people["officer"], on=on)
    load_year_of_champions(compact=east_sussex, people=people, on=on)
    load_log(compact=east_sussex, people=people, on=on)
    propose_last_years_report(past, people=people)
    meet_without_a_plan(compact=compacts["essex"], officer=people["officer"], on=on)
    load_board(compacts=compacts, officer=people["officer"], on=on)
    load_events(compact=east_sussex, officer=people["officer"], on=on)
    load_joining(compact=east_sussex, organisations=organisations, on=on)
    load_corrections(compact=east_sussex, people=people, on=on)
    make_custodians(compact=east_sussex, people=people, keys=give_keys(people), organisations=organisations)
    plan = plans["east-sussex", str(on.year)]
    load_conduct(compact=east_sussex, plan=plan, areas=areas, organisations=organisations, officer=people["officer"], on=on)
    load_inside(compact=east_sussex, organisations=organisations, on=on)
    load_demo_checklists(compact=east_sussex, people=people, organisations=organisations, on=on)
    load_years(past=past, current=current, officer=people["officer"], member=people["vcs-member"], on=on)
    load_disputes(compacts=compacts, people=people, organisations=organisations, on=on)
