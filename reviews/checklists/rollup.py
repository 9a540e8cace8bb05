"""What came back of a round, counted by the database: the same number of queries for ten answers and for a thousand."""

from dataclasses import dataclass, field

from django.db.models import Avg, Count, Prefetch, Q, Sum

from reviews.models import Assessment, AssignedBody, Assignment, ChecklistItem, ChecklistRound, Gap

MOST_ITEMS = 20


@dataclass(frozen=True)
class ByChecklist:
    title: str
    asked: int
    sent: int
    average: int | None
    people: int


@dataclass(frozen=True)
class Development:
    """An item that needs work: in how many bodies, and how many of them do something about it."""

    item: ChecklistItem
    bodies: int
    acting: int
    in_plan: int


@dataclass(frozen=True)
class Rollup:
    asked: int
    sent: int
    under_way: int
    people: int
    by_checklist: list[ByChecklist] = field(default_factory=list)
    developments: list[Development] = field(default_factory=list)


def rows_of(round: ChecklistRound) -> list[Assignment]:
    """The trial table: checklists and bodies of each row, in order. Three queries."""
    bodies = Prefetch("bodies", AssignedBody.objects.select_related("organisation"))
    return list(round.assignments.prefetch_related("checklists__code", bodies))


def trial_table(round: ChecklistRound) -> list[tuple[str, list[str]]]:
    """[(code or codes, the bodies that tried it)], as the report of 2009–10 prints it (domain.md A15.1/28). Three queries."""
    return [(row.printed, [str(body) for body in row.bodies.all()]) for row in rows_of(round)]


def sent_in(round: ChecklistRound):
    return Assessment.objects.shown_to_steering().filter(assigned__assignment__round=round)


def roll_up(round: ChecklistRound) -> Rollup:
    """Five queries."""
    taken = Assessment.objects.filter(assigned__assignment__round=round)
    asked = dict(AssignedBody.objects.filter(assignment__round=round).values_list("assignment__checklists").annotate(Count("id")).order_by())
    whole = taken.aggregate(
        sent=Count("pk", filter=Q(status="sent", shared=True)), under_way=Count("pk", filter=Q(status="open")),
        people=Sum("present", filter=Q(status="sent", shared=True)),
    )  # fmt: skip
    lists = (
        sent_in(round).values_list("checklist", "checklist__title").annotate(Count("pk"), Avg("score"), Sum("present")).order_by("checklist__title")
    )
    sent = {pk: (title, count, average, people) for pk, title, count, average, people in lists}
    titles = dict(round.assignments.values_list("checklists", "checklists__title").order_by("checklists__title"))
    by_checklist = []
    for pk, title in titles.items():
        _, count, average, people = sent.get(pk, (title, 0, None, 0))
        by_checklist.append(ByChecklist(title, asked.get(pk, 0), count, round_half_up(average), people or 0))
    return Rollup(sum(asked.values()), whole["sent"], whole["under_way"], whole["people"] or 0, by_checklist, developments(round))


def round_half_up(number) -> int | None:
    return None if number is None else int(number + 0.5)


def developments(round: ChecklistRound) -> list[Development]:
    """The items that most bodies have work to do on: what the plan and training begin from. One query for the counts, one for the words."""
    found = (
        Gap.objects.filter(assessment__in=sent_in(round))
        .values("item")
        .annotate(bodies=Count("pk"), acting=Count("pk", filter=Q(decision="action")), in_plan=Count("action"))
        .order_by("-bodies", "item__checklist__title", "item__number")[:MOST_ITEMS]
    )
    counts = {row["item"]: row for row in found}
    items = {item.pk: item for item in ChecklistItem.objects.filter(pk__in=counts).select_related("checklist")}
    return [Development(items[pk], row["bodies"], row["acting"], row["in_plan"]) for pk, row in counts.items()]
