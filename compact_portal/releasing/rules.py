"""Which figures of a survey may be published, and how. Pure functions over counts; nothing here knows who answered.

The rules (docs/decisions/0004-releasing-rules.md):
1. One fixed breakdown, by sector; no cross-tabulation and no filter.
2. A group below the floor (10, or more where a Compact raised it) is merged with the next smallest, so that every group
   and every complement of a group holds at least the floor. One remaining group means no breakdown.
3. Under 25 responses only headlines are published, for all respondents together; under the floor, nothing.
4. A question that fewer than the floor answered is withheld. One that fewer than the floor answered in any group is
   published for all together.
5. Counts are rounded to the nearest 5, and shares are worked out from rounded counts only, so they reveal no more.
6. Where everybody in a group gave one answer, or all but a few, words replace figures.
"""

from dataclasses import dataclass

FLOOR = 10
BREAKDOWN_FROM = 25
ROUND_TO = 5
AGREEING = ("agree", "strongly_agree")
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
    """One question's figures for all respondents and, where each group is large enough, for each group."""
    page = {name: getattr(question, name) for name in ("key", "number", "section", "kind", "text", "headline")}
    everybody = tuple(by_sector)
    if answered(by_sector, everybody) < floor:
        return page | {"withheld": f"fewer than {floor}", "groups": []}
    chosen = [(ALL, "All", everybody)]
    if groups and all(answered(by_sector, sectors) >= floor for sectors in groups):
        chosen += [("+".join(sectors), " and ".join(labels[s] for s in sectors), sectors) for sectors in groups]
    headline_only = level == "headline"
    return page | {"withheld": None, "groups": [release_group(question, by_sector, *group, headline_only) for group in chosen]}


def answered(by_sector: dict, sectors: tuple[str, ...]) -> int:
    return sum(by_sector.get(sector, {}).get(ANSWERED, 0) for sector in sectors)


def release_group(question: Asked, by_sector: dict, key: str, label: str, sectors: tuple[str, ...], headline_only: bool) -> dict:
    """Rounded counts and shares of one group. Words replace them when the answers are all but unanimous (rule 6)."""
    total = rounded(answered(by_sector, sectors))
    exact = {value: sum(by_sector.get(s, {}).get(value, 0) for s in sectors) for value, _ in question.options}
    counts = {value: rounded(count) for value, count in exact.items()}
    shares = {value: rounded(round(100 * count / total)) for value, count in counts.items()}
    figures = {"key": key, "label": label, "answered": total, "agree_share": None, "agree_words": None, "options": []}
    if question.agreement:
        # Rounded once, as a count of its own: the sum of rounded counts would be off by up to 5.
        agree = min(100, rounded(round(100 * rounded(sum(exact[value] for value in question.agreement)) / total)))
        words = "nearly all" if agree >= 95 else "almost nobody" if agree <= 5 else None
        figures |= {"agree_words": words} if words else {"agree_share": agree}
    unanimous = question.kind in ("likert", "single") and max(shares.values(), default=0) >= 95
    if not headline_only and not unanimous:
        figures["options"] = [
            {"value": value, "label": text, "count": counts[value], "share": min(100, shares[value])} for value, text in question.options
        ]
    if unanimous:
        figures["words"] = f"nearly all: {next(text for value, text in question.options if shares[value] >= 95)}"
    return figures
