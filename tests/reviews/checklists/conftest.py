"""The standing cast with a partnership, and a checklist of four items in use."""

import datetime

import pytest

from reviews.checklists.actions import designing, sending, taking
from reviews.checklists.sheets import frozen_parts
from reviews.checklists.starting import load_scales
from reviews.models import Checklist, ChecklistItem, Sheet
from signatories.models import GroupMembership, Organisation

DAY = datetime.date(2009, 6, 10)
ITEMS = [
    ("fp1", "statutory", "Publish grant rounds ahead of time."),
    ("fp2", "both", "Settle in writing what is to be achieved."),
    ("fp3", "voluntary", "Cost bids truthfully."),
    ("fp4", "both", "Keep support apart from opinion."),
]
ALL_DO = {f"{key}:point": "already" for key, _, _ in ITEMS}


@pytest.fixture(autouse=True)
def fresh_parts():
    """Keys of rolled-back rows come again: no test sees the items of another."""
    frozen_parts.cache_clear()


@pytest.fixture
def scales(cast):
    return {scale.name: scale for scale in load_scales(compact=cast.compact, by=cast.officer)}


def make_checklist(cast, scale, title="Funding", use=True) -> Checklist:
    checklist = designing.create_checklist(compact=cast.compact, title=title, scale=scale, code=cast.codes[0], by=cast.officer)
    ChecklistItem.objects.bulk_create(
        ChecklistItem(checklist=checklist, number=n, key=key, binds=binds, text=text) for n, (key, binds, text) in enumerate(ITEMS, 1)
    )
    return designing.put_in_use(checklist=checklist, by=cast.officer) if use else checklist


@pytest.fixture
def checklist(cast, scales):
    return make_checklist(cast, scales["Already do, could do better, need help"])


@pytest.fixture
def partnership(cast):
    """Two members of each sector."""
    group = Organisation.objects.create(name="Weald Wellbeing Partnership", sector="cross", kind="partnership")
    for member in (cast.charity, cast.other_charity, cast.council, cast.police):
        GroupMembership.objects.create(group=group, member=member)
    return group


@pytest.fixture
def joint(cast, checklist, partnership):
    """A meeting of the partnership, begun by the charity's lead."""
    return taking.begin(checklist=checklist, body=partnership, way="joint", by=cast.lead, on=DAY)


def fill(assessment, answers: dict, side: str = "", organisation=None) -> Sheet:
    sheet = assessment.sheets.get(side=side, organisation=organisation)
    return taking.save_sheet(sheet=sheet, answers=answers, version=sheet.saved, by="Test").sheet


def sent(assessment, by, answers=ALL_DO, **said):
    fill(assessment, answers)
    return sending.send(assessment=assessment, by=by, on=DAY, **said)
