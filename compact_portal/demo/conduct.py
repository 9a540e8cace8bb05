"""What the demonstration shows of keeping undertakings from day to day: policies weighed, consultations, services, a meeting with its decisions."""

import datetime

from actionplans.actions.meetings import record_meeting
from actionplans.models import Action, Plan
from compact_portal.accounts.models import User
from compact_portal.demo.content import read
from signatories.actions.conduct import save_appraisal, save_own_consultation, save_service
from signatories.actions.records import save_speaker, save_training
from signatories.models import Area, Compact, Organisation


def load_conduct(
    *, compact: Compact, plan: Plan, areas: dict[str, Area], organisations: dict[str, Organisation], officer: User, on: datetime.date
) -> None:
    """Of invented bodies alone. `on` is the day that counts as today; days in the content are counted from it."""
    content = read("conduct")
    for entry in content["appraisals"]:
        days = {"decides_on": on + datetime.timedelta(days=entry.pop("decided_in_days"))}
        save_appraisal(compact=compact, by=officer, organisation=organisations[entry.pop("organisation")], **entry, **days)
    for entry in content["consultations"]:
        opens = on + datetime.timedelta(days=entry.pop("opens_in_days"))
        days = {"opens_on": opens, "closes_on": opens + datetime.timedelta(days=entry.pop("days"))}
        save_own_consultation(compact=compact, by=officer, organisation=organisations[entry.pop("organisation")], **entry, **days)
    for entry in content["services"]:
        area = areas[entry.pop("area")] if "area" in entry else None
        save_service(compact=compact, by=officer, area=area, noted_on=on, **entry)
    meeting = content["officers_meeting"]
    comes = on + datetime.timedelta(days=meeting["in_days"])
    event = save_training(compact=compact, by=officer, title=meeting["title"], kind="officers", held_on=comes)
    save_speaker(event=event, by=officer, speaks_on=comes, **meeting["speaker"])
    action = Action.objects.filter(target__plan=plan).order_by("target__number", "number").first()
    action.events.add(event)
    record_meeting(plan=plan, by=officer, on=on, held_on=on - datetime.timedelta(days=20), **content["looked_at_progress"])
