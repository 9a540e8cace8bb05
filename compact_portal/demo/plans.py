"""The plans of the demonstration: three of the past, and one for the year in which it is loaded."""

import calendar
import datetime

from actionplans.by_when import parse_by_when
from actionplans.models import Achievement, Action, Outcome, Plan, ProgressNote, Strategy, Target
from compact_portal.demo.content import read
from signatories.models import Code, Compact, Organisation

PAST = ["plan_east_sussex_2009", "plan_east_sussex_2010", "plan_south_east_2007"]
PLAN_FIELDS = ["label", "period", "starts_on", "ends_on", "status", "adopted_on", "introduction", "purpose", "aim"]


def make_plans(*, compacts: dict[str, Compact], organisations: dict[str, Organisation], on: datetime.date) -> dict[tuple[str, str], Plan]:
    """The plans by slug and period."""
    strategy = Strategy.objects.create(compact=compacts["east-sussex"], title="Implementation Strategy", starts_in=2007, ends_in=2012)
    year = {
        "label": f"Action Plan {on.year}",
        "period": str(on.year),
        "starts_on": datetime.date(on.year, 1, 1),
        "ends_on": datetime.date(on.year, 12, 31),
        "status": Plan.Status.ADOPTED,
    }
    contents = [read(name) for name in PAST] + [read("plan_current_year") | year]
    plans = {}
    for content in contents:
        compact = compacts[content["compact"]]
        within = compact == strategy.compact and strategy.starts_in <= content["starts_on"].year <= strategy.ends_in
        plan = Plan.objects.create(
            compact=compact, strategy=strategy if within else None, **{field: content[field] for field in PLAN_FIELDS if field in content}
        )
        fill(plan, content["targets"], organisations=organisations, on=on)
        plans[compact.slug, plan.period] = plan
    return plans


def fill(plan: Plan, entries: list[dict], *, organisations: dict[str, Organisation], on: datetime.date) -> None:
    codes = dict(Code.objects.filter(edition__compact=plan.compact, edition__status="published").values_list("number", "pk"))
    for number, entry in enumerate(entries, 1):
        target = Target.objects.create(plan=plan, number=number, text=entry["text"], kind=entry.get("kind", Target.Kind.ORDINARY))
        Outcome.objects.bulk_create(Outcome(target=target, number=n, text=text) for n, text in enumerate(entry.get("outcomes", []), 1))
        for n, item in enumerate(entry.get("achievements", []), 1):
            achievement = Achievement.objects.create(target=target, number=n, text=item["text"].strip())
            achievement.organisations.set(organisations[name] for name in item.get("organisations", []))
        for n, item in enumerate(entry.get("actions", []), 1):
            make_action(target, n, item, organisations=organisations, codes=codes, on=on)


def make_action(target: Target, number: int, item: dict, *, organisations: dict, codes: dict, on: datetime.date) -> Action:
    by_when = item["by_when"] if "by_when" in item else month_in(item["due"], on=on)
    parsed = parse_by_when(by_when, plan_start=target.plan.starts_on, plan_end=target.plan.ends_on)
    action = Action.objects.create(
        target=target,
        number=number,
        text=item["text"],
        owners_as_written=item.get("owners_as_written", ", ".join(item["owners"])),
        by_when=by_when,
        starts_on=parsed.starts_on,
        due_on=parsed.due_on,
        milestones=list(parsed.milestones),
        ongoing=parsed.ongoing,
        recurrence=parsed.recurrence,
        after_plan=parsed.after_plan,
        status=item.get("status", Action.Status.PLANNED),
    )
    action.owners.set(organisations[name] for name in item["owners"])
    action.codes.set(codes[code] for code in item.get("codes", []))
    ProgressNote.objects.bulk_create(ProgressNote(action=action, number=n, text=text) for n, text in enumerate(item.get("notes", []), 1))
    return action


def month_in(months: int, *, on: datetime.date) -> str:
    """The month that lies `months` after that of `on`, such as "March 2026"."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return f"{calendar.month_name[month + 1]} {year}"
