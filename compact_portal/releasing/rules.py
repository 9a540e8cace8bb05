"""Which figures of a survey may be published, and how. Pure functions over counts; nothing here knows who answered.

The rules (docs/decisions/0004-releasing-rules.md):
1. One fixed breakdown, by sector, of one figure: the share that agreed. Tables of options are for all respondents together.
   No cross-tabulation and no filter.
2. A group below the floor (10, or more where a Compact raised it) is merged with the next smallest, so that every group
   and every complement of a group holds at least the floor. One remaining group means no breakdown.
3. Under 25 responses only headlines are published, for all respondents together; under the floor, nothing.
4. A question that fewer than the floor answered is withheld. One that fewer than the floor answered in any group is
   published for all together.
5. Counts and percentages are rounded to the nearest 5.
6. Where everybody in a group gave one answer, or all but a few, words replace figures.
7. Before a question's figures are released, the rules attack them: where adding and subtracting would tell a single true
   count, the table or the breakdown of that question is left out.
"""

import itertools
from dataclasses import dataclass

FLOOR = 10
BREAKDOWN_FROM = 25
ROUND_TO = 5
AGREEING = ("agree", "strongly_agree")
EXCLUSIVE = ("likert", "single", "number")  # every answer is one of the options
ANSWERED = "answered"  # the counter of responses that answered a question at all
ALL = "all"


@dataclass(frozen=True)
class Asked:
    """A question as the rules see it. `options` are (value, label) in order; `scale` names those that count as agreement."""

    key: str
    number: int
    section: str
    kind: str
    text: str
    options: tuple[tuple[str, str], ...]
    headline: bool = False
    agreement: tuple[str, ...] = ()


def rounded(count: int) -> int:
    """`count` to the nearest 5 (halves up: 2 becomes 0, 3 becomes 5)."""
    return (count + ROUND_TO // 2) // ROUND_TO * ROUND_TO


def in_words(count: int, floor: int) -> str:
    return f"fewer than {floor}" if count < floor else str(rounded(count))


def merged_groups(responses: dict[str, int], floor: int) -> list[tuple[str, ...]]:
    """Sectors merged until each group holds `floor` responses; [] when that leaves no breakdown to show.

    >>> merged_groups({"statutory": 14, "voluntary": 22, "cross": 4}, 10)
    [('statutory', 'cross'), ('voluntary',)]
    """
    groups = sorted(((count, (sector,)) for sector, count in responses.items() if count), key=lambda group: (group[0], group[1]))
    while len(groups) > 1 and groups[0][0] < floor:
        (small, sectors), (next_small, others) = groups[:2]
        groups = sorted([(small + next_small, others + sectors), *groups[2:]], key=lambda group: (group[0], group[1]))
    if len(groups) < 2:
        return []
    return sorted((sectors for _, sectors in groups), key=lambda sectors: list(responses).index(sectors[0]))


def release(
    *, asked: list[Asked], counts: dict, responses: dict[str, int], invited: dict[str, int], labels: dict[str, str], floor: int = FLOOR
) -> dict:
    """The figures that may be published, as JSON.

    `counts` is {question key: {sector: {option or "answered": count}}}, `responses` and `invited` {sector: count}, `labels`
    {sector: name}. Raises ValueError for a floor below 10.
    """
    if floor < FLOOR:
        raise ValueError(f"The floor may be raised above {FLOOR}, never lowered.")
    total = sum(responses.values())
    level = "none" if total < floor else "headline" if total < max(BREAKDOWN_FROM, 2 * floor) else "full"
    groups = merged_groups(responses, floor) if level == "full" else []
    named = [group_named(sectors, labels, sum(responses[s] for s in sectors)) for sectors in groups]
    shown = [question for question in asked if level == "full" or (level == "headline" and question.headline)]
    return {
        "level": level,
        "floor": floor,
        "responses": {"rounded": rounded(total) if total >= floor else None, "words": in_words(total, floor)},
        "invited": sum(invited.values()),
        "groups": named,
        "questions": [release_question(question, counts.get(question.key, {}), groups, labels, floor, level) for question in shown],
    }


def group_named(sectors: tuple[str, ...], labels: dict[str, str], count: int) -> dict:
    return {"key": "+".join(sectors), "label": " and ".join(labels[s] for s in sectors), "responses": rounded(count)}


def release_question(question: Asked, by_sector: dict, groups: list, labels: dict, floor: int, level: str) -> dict:
    """One question's figures for all respondents and, for agreement, the share that agreed in each group that is large enough."""
    page = {name: getattr(question, name) for name in ("key", "number", "section", "kind", "text", "headline")}
    everybody = tuple(by_sector)
    if answered(by_sector, everybody) < floor:
        return page | {"withheld": f"fewer than {floor}", "groups": []}
    chosen = [(ALL, "All", everybody)]
    if question.agreement and groups and all(answered(by_sector, sectors) >= floor for sectors in groups):
        chosen += [("+".join(sectors), " and ".join(labels[s] for s in sectors), sectors) for sectors in groups]
    released = [release_group(question, by_sector, *group, table=level == "full" and group[0] == ALL) for group in chosen]
    if len(released) > 2 and shares_tell_a_count(released):
        released = released[:1]
    return page | {"withheld": None, "groups": released}


def answered(by_sector: dict, sectors: tuple[str, ...]) -> int:
    return sum(by_sector.get(sector, {}).get(ANSWERED, 0) for sector in sectors)


def release_group(question: Asked, by_sector: dict, key: str, label: str, sectors: tuple[str, ...], *, table: bool) -> dict:
    """The share that agreed and, where `table`, rounded counts and shares of each option, of one group."""
    total = answered(by_sector, sectors)
    exact = {value: sum(by_sector.get(s, {}).get(value, 0) for s in sectors) for value, _ in question.options}
    figures = {"key": key, "label": label, "answered": rounded(total), "agree_share": None, "agree_words": None, "words": "", "options": []}
    if question.agreement:
        agree = share(sum(exact[value] for value in question.agreement), total)
        words = "nearly all" if agree >= 95 else "almost nobody" if agree <= 5 else None
        figures |= {"agree_words": words} if words else {"agree_share": agree}
    if not table:
        return figures
    counts = {value: rounded(count) for value, count in exact.items()}
    options = [
        {"value": value, "label": text, "count": counts[value], "share": min(100, share(counts[value], figures["answered"]))}
        for value, text in question.options
    ]
    common = next((option["label"] for option in options if option["share"] >= 95), None) if question.kind in EXCLUSIVE else None
    if common:
        return figures | {"words": f"nearly all: {common}"}
    if question.kind in EXCLUSIVE and counts_tell_a_count(question, figures, counts):
        return figures | {"words": "the counts are not shown, because single answers could be worked out from them"}
    return figures | {"options": options}


def share(part: int, whole: int) -> int:
    """Percent, to the nearest 5."""
    return rounded(round(100 * part / whole))


def could_be(count: int) -> range:
    """The true counts that are published as `count`."""
    return range(max(0, count - ROUND_TO // 2), count + ROUND_TO // 2 + 1)


def counts_tell_a_count(question: Asked, figures: dict, counts: dict[str, int]) -> bool:
    """Whether somebody who adds and subtracts can be sure of one option's true count (rule 7).

    Walks every total and every number that agreed that fit what would be published, and what each leaves for each option.
    """
    agreeing = [could_be(counts[value]) for value in question.agreement]
    others = [could_be(count) for value, count in counts.items() if value not in question.agreement]
    fitting = [set() for _ in (*agreeing, *others)]
    for total in could_be(figures["answered"]):
        for agree in range(sum(cell[0] for cell in agreeing), sum(cell[-1] for cell in agreeing) + 1):
            if agree <= total and fits_share(figures, agree, total) and fits(others, total - agree):
                for place, values in enumerate([*values_for(agreeing, agree), *values_for(others, total - agree)]):
                    fitting[place].update(values)
    return any(len(values) == 1 for values in fitting)


def fits(cells: list[range], total: int) -> bool:
    return sum(cell[0] for cell in cells) <= total <= sum(cell[-1] for cell in cells)


def values_for(cells: list[range], total: int) -> list[range]:
    """What each of `cells` can be when they add up to `total`."""
    least, most = sum(cell[0] for cell in cells), sum(cell[-1] for cell in cells)
    return [range(max(cell[0], total - most + cell[-1]), min(cell[-1], total - least + cell[0]) + 1) for cell in cells]


def fits_share(figures: dict, agree: int, total: int) -> bool:
    """Whether `agree` of `total` would be published as these figures are."""
    if not total:
        return False
    percent = share(agree, total)
    if figures["agree_words"]:
        return percent >= 95 if figures["agree_words"] == "nearly all" else percent <= 5
    return figures["agree_share"] is None or percent == figures["agree_share"]


def shares_tell_a_count(released: list[dict]) -> bool:
    """Whether the shares of the groups and of all together pin down how many agreed in one group (rule 7)."""
    whole, *groups = released
    fitting = [set() for _ in groups]
    for totals in itertools.product(*(could_be(group["answered"]) for group in groups)):
        if sum(totals) not in could_be(whole["answered"]):
            continue
        agreed = [[n for n in range(t + 1) if fits_share(group, n, t)] for group, t in zip(groups, totals, strict=True)]
        for counts in itertools.product(*agreed):
            if fits_share(whole, sum(counts), sum(totals)):
                for place, count in enumerate(counts):
                    fitting[place].add(count)
        if all(len(values) > 1 for values in fitting):
            return False
    return True
