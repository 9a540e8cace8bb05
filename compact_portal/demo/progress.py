"""What became of the demonstration's plans: updates, risks, approvals, what two years carried forward, and plans of another kind."""

import datetime

from actionplans.actions.acts import set_by_when
from actionplans.actions.progress import give_update
from actionplans.content import digest
from actionplans.models import Action, Amendment, Approval, Carry, Comment, Consultation, LaunchDay, Plan, Risk, StrategyAim, Target
from actionplans.owners import understand_owners
from compact_portal.accounts.models import User
from compact_portal.demo.content import read
from signatories.models import Compact, Organisation

NOON = datetime.time(12)


def at(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, NOON, tzinfo=datetime.UTC)


def load_progress(
    *, compacts: dict[str, Compact], plans: dict[tuple[str, str], Plan], organisations: dict[str, Organisation], people: dict[str, User],
    on: datetime.date,
) -> None:  # fmt: skip
    content = read("progress")
    plan = plans["east-sussex", str(on.year)]
    strategy = plans["east-sussex", "2009"].strategy
    StrategyAim.objects.bulk_create(StrategyAim(strategy=strategy, number=number, text=text) for number, text in enumerate(content["aims"], 1))
    approve(plan, content["approvals"], people=people, on=on)
    for update in content["updates"]:
        words = {name: words for name, words in update.items() if name != "action"}
        give_update(action=Action.objects.get(target__plan=plan, text=update["action"]), by=people["officer"], on=on, **words)
    Risk.objects.bulk_create(Risk(plan=plan, number=number, **risk) for number, risk in enumerate(content["risks"], 1))
    first = Action.objects.filter(target__plan=plan).order_by("target__number", "number")[1]
    first.supporters.set(organisations[name] for name in content["supporters"])
    first.people.bulk_create(first.people.model(action=first, name=name, since=plan.starts_on) for name in content["people"])
    remember_the_years_before(plan, content["past"], officer=people["officer"])
    southwark = compacts["southwark"]
    communicate(southwark, content["communications"], on=on)
    consult(southwark, content["consultation"], people=people, on=on)


def approve(plan: Plan, approvals: list[dict], *, people: dict[str, User], on: datetime.date) -> None:
    content, day = digest(plan), min(plan.starts_on + datetime.timedelta(days=9), on)
    Plan.objects.filter(pk=plan.pk).update(adopted_on=day)
    Approval.objects.bulk_create(
        Approval(plan=plan, sector=said["sector"], agrees=said["agrees"], words=said["words"], content=content, given_at=at(day),
                 given_by=people[said["person"]])
        for said in approvals
    )  # fmt: skip


def remember_the_years_before(plan: Plan, years: list[dict], *, officer: User) -> None:
    """Two closed plans, each of which carried the same action on: in this year's plan it is in its third year."""
    into = Action.objects.get(target__plan=plan, text=years[0]["carried"])
    oldest = plan.starts_on.replace(year=plan.starts_on.year - len(years))
    into.first_planned_on = oldest
    into.save(update_fields=["first_planned_on"])
    for back, entry in enumerate(reversed(years), 1):
        year = plan.starts_on.year - back
        before = Plan.objects.create(
            compact=plan.compact, label=f"Action Plan {year}", period=str(year), starts_on=datetime.date(year, 1, 1),
            ends_on=datetime.date(year, 12, 31), adopted_on=datetime.date(year, 1, 14), status=Plan.Status.CLOSED,
        )  # fmt: skip
        target = Target.objects.create(plan=before, number=1, text="Champions are known, and money comes in time.")
        make(target, 1, text=entry["done"], owners=into.owners_as_written, by_when=f"June {year}", status="completed")
        left = make(target, 2, text=entry["carried"], owners=into.owners_as_written, by_when=f"{entry['by_when']} {year}", status="at_risk")
        left.first_planned_on = oldest if year > oldest.year else None
        left.save(update_fields=["first_planned_on"])
        Carry.objects.create(action=left, into=into, kind="carried", reason=entry["reason"], decided_at=at(before.ends_on), decided_by=officer)
        into = left


def make(target: Target, number: int, *, text: str, owners: str, by_when: str, status: str = "planned") -> Action:
    action = Action(target=target, number=number, text=text, owners_as_written=owners, status=status)
    set_by_when(action, by_when)
    action.save()
    action.owners.set(understand_owners(owners).organisations)
    return action


def fill(plan: Plan, targets: list[dict]) -> None:
    for number, entry in enumerate(targets, 1):
        target = Target.objects.create(plan=plan, number=number, text=entry["text"])
        for place, action in enumerate(entry["actions"], 1):
            make(target, place, **action)


def communicate(compact: Compact, content: dict, *, on: datetime.date) -> None:
    """A communications strategy, with objectives and elements."""
    plan = Plan.objects.create(
        compact=compact, kind=Plan.Kind.COMMUNICATIONS, label=f"{content['label']} {on.year}", period=f"communications-{on.year}",
        starts_on=datetime.date(on.year, 1, 1), ends_on=datetime.date(on.year, 12, 31), introduction=content["introduction"],
        status=Plan.Status.ADOPTED, adopted_on=datetime.date(on.year, 1, 1),
    )  # fmt: skip
    fill(plan, content["targets"])
    officer = compact.officers.select_related("person").first().person
    Amendment.objects.create(
        plan=plan, action=Action.objects.filter(target__plan=plan).last(), what="The story each quarter was added.",
        reason="Partners wanted to read what came of it.", made_at=at(on), made_by=officer,
    )  # fmt: skip


def consult(compact: Compact, content: dict, *, people: dict[str, User], on: datetime.date) -> None:
    """Next year's plan, on which people are consulted now."""
    year = on.year + 1
    plan = Plan.objects.create(
        compact=compact,
        label=f"{content['label']} {year}",
        period=str(year),
        starts_on=datetime.date(year, 1, 1),
        ends_on=datetime.date(year, 12, 31),
    )
    fill(plan, content["targets"])
    opens = on - datetime.timedelta(days=14)
    consultation = Consultation.objects.create(
        plan=plan, opens_on=opens, closes_on=opens + datetime.timedelta(days=83), final_on=opens + datetime.timedelta(days=110),
        briefing=content["briefing"],
    )  # fmt: skip
    for days, what in [(3, "Town hall, 2 pm"), (20, "Library, 7 pm")]:
        LaunchDay.objects.create(consultation=consultation, day=opens + datetime.timedelta(days=days), what=what)
    Comment.objects.create(
        consultation=consultation, target=plan.targets.first(), text=content["comment"], written_at=at(opens), written_by=people["charity"],
        answer=content["answer"], answered_at=at(on), answered_by=people["officer"],
    )  # fmt: skip
