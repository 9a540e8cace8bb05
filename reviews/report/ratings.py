"""How the members of a partnership rate it: every item side by side with last year and between the sectors.

From released figures alone, so that no single rater is ever seen: each item has its own floor (compact_portal/releasing/rules.py).
"""

from django.utils.text import capfirst
from django.utils.translation import gettext

from compact_portal.documents.charts import single
from compact_portal.releasing.rounding import NEARLY_ALL
from reviews.report.blocks import Figures, QuestionPart
from reviews.report.questions import in_year
from reviews.report.shares import NOT_SHOWN, cell

HIGH = "8-10"  # the band that the comparison is made by


def ratings_part(figures: dict, *, compared_with: int | None) -> QuestionPart | None:
    """None where fewer than two items have figures: one alone stands with its own question."""
    items = [(question, high) for question in figures["questions"] if question["kind"] == "rating" and (high := high_of(question))]
    if len(items) < 2:
        return None
    groups = list(dict.fromkeys((key, label) for _, high in items for key, (label, _) in high.items()))
    earlier = [key for key, _ in groups if compared_with and any(before_of(high, key) for _, high in items)]
    heads = [gettext("What was rated")]
    for key, label in groups:
        heads += [name_of(key, label), *([in_year(name_of(key, label), compared_with)] if key in earlier else [])]
    rows = [(question["text"], cells(high, groups, earlier)) for question, high in sorted(items, key=lambda item: -share_of_all(item[1]))]
    bars = [(question["text"], high["all"][1]["share"], high["all"][1].get("words", "")) for question, high in items if "all" in high]
    chart = single(id="ratings", title=gettext("Share of members that gave 8 to 10"), rows=sorted(bars, key=lambda bar: -(bar[1] or 100)))
    table = Figures(gettext("Gave 8 to 10"), heads, rows)
    return QuestionPart(gettext("How its members rate the partnership"), [gettext("Share that gave 8 to 10 of 10.")], chart, table)


def high_of(question: dict) -> dict[str, tuple[str, dict]]:
    """{key of a group: (its label, its option of high ratings)} where that is shown."""
    found = {}
    for group in question["groups"]:
        option = next((option for option in group["options"] if option["value"] == HIGH), None)
        if group.get("common") == HIGH:
            option = {"share": None, "words": NEARLY_ALL, "before": None}
        if option and (option["share"] is not None or option["words"]):
            found[group["key"]] = (group["label"], option)
    return found


def before_of(high: dict, key: str) -> dict | None:
    return high[key][1].get("before") if key in high else None


def name_of(key: str, label: str) -> str:
    return gettext("All members") if key == "all" else capfirst(label)


def cells(high: dict, groups: list, earlier: list[str]) -> list[str]:
    told = []
    for key, _ in groups:
        told.append(cell(high[key][1]) if key in high else str(NOT_SHOWN))
        if key in earlier:
            told.append(cell(before) if (before := before_of(high, key)) else str(NOT_SHOWN))
    return told


def share_of_all(high: dict) -> int:
    return 100 if "all" in high and high["all"][1]["share"] is None else high["all"][1]["share"] if "all" in high else 0
