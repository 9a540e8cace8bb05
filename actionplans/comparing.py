"""Two plans of different agreements side by side: which of our actions another plan has something like."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from actionplans.models import Action, Parallel, Plan
from signatories.models import Compact

ALIKE = 62  # of 100: below it, two activities share words that all plans share
MOST = 3


@dataclass
class Pair:
    """One of theirs that is like one of ours, by its words or because somebody noted it. `note` is "" where nobody has."""

    other: Action
    note: str = ""


@dataclass
class Row:
    action: Action
    pairs: list[Pair] = field(default_factory=list)


@dataclass
class Comparison:
    rows: list[Row]
    theirs_alone: list[Action]


def plans_to_compare_with(compact: Compact) -> list[Plan]:
    """Public plans of the agreements that this one is linked with, in either direction. Two queries."""
    linked = Compact.objects.filter(Q(linked_from__compact=compact) | Q(links__other=compact)).exclude(pk=compact.pk)
    return list(Plan.objects.public().filter(compact__in=linked.values("pk")).select_related("compact__area").order_by("compact__name", "-starts_on"))


def compare(ours: Plan, theirs: Plan) -> Comparison:
    """Three queries, however long the plans are."""
    mine, others = actions_of(ours), actions_of(theirs)
    by_pk = {action.pk: action for action in others}
    notes = defaultdict(dict)
    for parallel in Parallel.objects.filter(action__target__plan=ours, other__target__plan=theirs):
        notes[parallel.action_id][parallel.other_id] = parallel.note
    rows, met = [], set()
    for action in mine:
        found = dict.fromkeys([*notes[action.pk], *most_alike(action.text, by_pk)])
        met |= set(found)
        rows.append(Row(action, [Pair(by_pk[pk], notes[action.pk].get(pk, "")) for pk in found]))
    return Comparison(rows, [action for action in others if action.pk not in met])


def actions_of(plan: Plan) -> list[Action]:
    return list(Action.objects.filter(target__plan=plan).select_related("target").order_by("target__number", "number"))


def most_alike(text: str, others: dict[int, Action]) -> list[int]:
    """The keys of those with most of the same words, the most alike first."""
    from rapidfuzz import fuzz, process, utils

    texts = {pk: action.text for pk, action in others.items()}
    found = process.extract(text, texts, scorer=fuzz.token_sort_ratio, processor=utils.default_process, score_cutoff=ALIKE, limit=MOST)
    return [pk for _, _, pk in found]
