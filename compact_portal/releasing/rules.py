"""Which figures of a survey may be published, and how. Pure functions over counts; nothing here knows who answered.

The rules (docs/decisions/0004-releasing-rules.md):
1. One fixed breakdown, by sector: the share that agreed, and the share of each option. Counts are for all respondents
   together. No cross-tabulation and no filter.
2. A group below the floor (10, or more where a Compact raised it) is merged with the next smallest, so that every group
   and every complement of a group holds at least the floor. One remaining group means no breakdown.
3. Under 25 responses only headlines are published, for all respondents together; under the floor, nothing.
4. A question that fewer than the floor answered is withheld. One that fewer than the floor answered in any group is
   published for all together.
5. Counts are rounded to the nearest 5. Percentages are worked out from rounded counts, and rounded again.
6. Where everybody in a group gave one answer, or all but a few, words replace figures.
7. Before a question's figures are released, the rules attack them as an insider would who knows exactly how many
   organisations of each sector answered the survey: where a single true count could be worked out, figures are left out,
   first those of single options by sector.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from compact_portal.releasing.attack import PART, Group, what_is_told
from compact_portal.releasing.rounding import NEARLY_ALL, in_words, near_unanimous, rounded, share

FLOOR = 10
BREAKDOWN_FROM = 25
LOW_BASE = 25  # answers
AGREEING = ("agree", "strongly_agree")
EXCLUSIVE = ("likert", "single", "number", "rating")  # every answer is one of the options
RANKED = 3  # places of a rank
HELD_BACK = gettext_noop("not shown, because single answers could be worked out")
ANSWERED = "answered"  # the counter of responses that answered a question at all
ALL = "all"


@dataclass(frozen=True)
class Asked:
    """A question as the rules see it. `options` are (value, label) in order; `agreement` names those that count as agreement.

    `about` is what it asks about ("2.3") with its words, `side` the one sector that was asked, or nothing. `could` says by sector
    how many of those who answered the survey were asked this, where that was not all: an insider knows that too. `purpose` is the
    heading of the report that it belongs to, if any.
    """

    key: str
    number: int
    section: str
    kind: str
    text: str
    options: tuple[tuple[str, str], ...]
    headline: bool = False
    agreement: tuple[str, ...] = ()
    about: str = ""
    about_text: str = ""
    side: str = ""
    could: dict[str, int] | None = None
    purpose: str = ""


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
    level = "none" if total < floor else "headline" if total < breakdown_from(floor) else "full"
    groups = merged_groups(responses, floor) if level == "full" else []
    sizes = {ALL: ("All", tuple(responses), total)}
    for sectors in groups:
        sizes["+".join(sectors)] = (" and ".join(labels[s] for s in sectors), sectors, sum(responses[s] for s in sectors))
    shown = [question for question in asked if level == "full" or (level == "headline" and question.headline)]
    return {
        "level": level,
        "floor": floor,
        "responses": {"rounded": rounded(total) if total >= floor else None, "words": in_words(total, floor)},
        "invited": sum(invited.values()),
        "groups": [{"key": key, "label": label, "responses": rounded(size)} for key, (label, _, size) in sizes.items() if key != ALL],
        "questions": [release_question(question, counts.get(question.key, {}), sizes, floor, level) for question in shown],
    }


def breakdown_from(floor: int) -> int:
    """The number of responses from which there is more than headlines."""
    return max(BREAKDOWN_FROM, 2 * floor)


def release_question(question: Asked, by_sector: dict, sizes: dict, floor: int, level: str) -> dict:
    """One question's figures for all respondents and, for agreement, the share that agreed in each group that is large enough."""
    page = {name: getattr(question, name) for name in ("key", "number", "section", "kind", "text", "headline", "purpose")}
    page["asked"] = [[value, label] for value, label in question.options]
    page |= {"about": question.about, "about_text": question.about_text, "side": question.side}
    whole, *groups = [
        Group(key, label, answered(by_sector, sectors), asked_size(question, by_sector, sectors, size), options_of(question, by_sector, sectors))
        for key, (label, sectors, size) in sizes.items()
    ]
    if whole.answered < floor:
        return page | {"withheld": in_words(whole.answered, floor), "groups": []}
    chosen = [whole, *groups] if all(group.answered >= floor for group in groups) else [whole]
    released = [release_group(question, group, whole=group is whole, table=level == "full") for group in chosen]
    return page | {"withheld": None, "groups": hold_back(question, released, chosen, floor)}


def hold_back(question: Asked, released: list[dict], groups: list[Group], floor: int) -> list[dict]:
    """Attack the figures, and leave out options by sector, then the table, then the breakdown, until nothing can be worked out."""
    rules = {"agreement": question.agreement, "exclusive": question.kind in EXCLUSIVE, "most": most_chosen(question), "floor": floor}
    whole, *rest = without_told_options(released, groups, rules)
    bare = whole | {"options": [], "common": None, "words": HELD_BACK if whole["options"] or whole["common"] else ""}
    for tried in ([whole, *rest], [bare, *map(without_options, rest)], [whole], [bare]):
        if not what_is_told(tried, groups[: len(tried)], **rules):
            return tried if any(says_something(group) for group in tried[1:]) else tried[:1]
    return [bare | {"agree_share": None, "agree_words": None, "words": HELD_BACK}]


def most_chosen(question: Asked) -> int:
    """How many of its options one answer may have."""
    return 1 if question.kind in EXCLUSIVE else RANKED if question.kind == "rank" else len(question.options)


def is_low(answered: int, size: int) -> bool:
    """Few answers, or few of those that could have answered: the reader is warned. Both numbers are the published ones."""
    return answered < LOW_BASE or 2 * answered < size


def without_told_options(released: list[dict], groups: list[Group], rules: dict) -> list[dict]:
    """The figures without the options by sector that could be worked out, one after another; the agreement of sectors stays."""
    whole, *rest = released
    while any(group["options"] or group["common"] for group in rest):
        told = what_is_told([whole, *rest], groups, **rules)
        if not told:
            break
        shown = {option["value"] for group in rest for option in group["options"] if option["share"] is not None or option["words"]}
        hidden = told.options & shown
        if told.agreement or not hidden:
            rest = [without_options(group) for group in rest]
        else:
            rest = [group | {"options": [held(option) if option["value"] in hidden else option for option in group["options"]]} for group in rest]
    return [whole, *(group if says_something(group) else without_options(group) for group in rest)]


def held(option: dict) -> dict:
    return option | {"count": None, "share": None, "words": ""}


def without_options(group: dict) -> dict:
    return group | {"options": [], "common": None, "words": ""}


def says_something(group: dict) -> bool:
    figures = [
        group["agree_share"],
        group["agree_words"],
        group["common"],
        *(o["share"] if o["words"] == "" else o["words"] for o in group["options"]),
    ]
    return any(figure is not None for figure in figures)


def answered(by_sector: dict, sectors: tuple[str, ...]) -> int:
    return sum(by_sector.get(sector, {}).get(ANSWERED, 0) for sector in sectors)


def asked_size(question: Asked, by_sector: dict, sectors: tuple[str, ...], size: int) -> int:
    """How many of these sectors could have answered: those who were asked, and never fewer than did (a body may have grown since)."""
    if question.could is None:
        return size
    return min(size, max(answered(by_sector, sectors), sum(question.could.get(sector, 0) for sector in sectors)))


def options_of(question: Asked, by_sector: dict, sectors: tuple[str, ...]) -> dict[str, int]:
    return {value: sum(by_sector.get(sector, {}).get(value, 0) for sector in sectors) for value, _ in question.options}


def release_group(question: Asked, group: Group, *, whole: bool, table: bool) -> dict:
    """The share that agreed and, where `table`, what was answered: counts and shares for the `whole`, shares for a sector."""
    total = rounded(group.answered)
    figures = {"key": group.key, "label": group.label, "answered": total, "agree_share": None, "agree_words": None, "words": ""}
    figures |= {"common": None, "options": [], "before": None, "low_base": is_low(total, rounded(group.size))}
    if question.agreement:
        agree = share(rounded(sum(group.options[value] for value in question.agreement)), total)
        figures |= {"agree_words": near_unanimous(agree)} if near_unanimous(agree) else {"agree_share": agree}
    if not table:
        return figures
    shown = [(value, label) for value, label in question.options if whole or PART not in value]
    options = [release_option(value, label, rounded(group.options[value]), total, whole=whole) for value, label in shown]
    common = next((option for option in options if option["words"] == NEARLY_ALL), None)
    if common and question.kind in EXCLUSIVE:
        return figures | {"words": f"{NEARLY_ALL}: {common['label']}", "common": common["value"]}
    return figures | {"options": options}


def release_option(value: str, label: str, count: int, total: int, *, whole: bool) -> dict:
    """An option that nearly everybody chose is told in words (rule 6)."""
    percent = share(count, total)
    if near_unanimous(percent) == NEARLY_ALL:
        return {"value": value, "label": label, "count": None, "share": None, "words": NEARLY_ALL, "before": None}
    return {"value": value, "label": label, "count": count if whole else None, "share": percent, "words": "", "before": None}
