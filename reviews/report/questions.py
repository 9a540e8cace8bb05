"""Chart and table of one released question: one bar and one column for all together, and for each sector that is shown."""

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from compact_portal.documents.charts import SCALE, SET, Chart, single, stacked
from reviews.report.blocks import Figures
from reviews.report.shares import NONE, NOT_SHOWN, cell, is_shown, marked, spoken

ONE_OF = ("likert", "single", "rating", "number")  # every answer is one of the options, so their shares make up the whole
EVERYBODY = gettext_lazy("All organisations")


def drawn(question: dict, *, compared_with: int | None = None) -> tuple[Chart, Figures]:
    """Divided bars where the options make up the whole, else a bar for each option. The first group that has options is drawn."""
    groups = [group for group in question["groups"] if shows_options(group)]
    id_, title = f"chart-{question['key'].replace(':', '-')}", gettext("Answers to: %(question)s") % {"question": question["text"]}
    first = next(group for group in groups if group["options"])
    options = [option for option in first["options"] if not is_part(option)]
    if question["kind"] in ONE_OF:
        labels = [capfirst(option["label"]) for option in options]
        in_part = gettext("Not shown in full")
        rows = [(marked(who(group), group), shares_of(group, options), group["words"] or in_part) for group in groups]
        chart = stacked(id=id_, title=title, options=labels, rows=rows, colours=colours_of(question, options))
    else:
        chart = single(id=id_, title=title, rows=[(capfirst(option["label"]), option["share"], option.get("words", "")) for option in options])
    if question["kind"] == "rank":
        return chart, rank_table(groups)
    return chart, table_of(groups, options=first["options"], compared_with=compared_with)


def shows_options(group: dict) -> bool:
    return bool(group.get("common")) or any(map(is_shown, group["options"]))


def who(group: dict) -> str:
    return str(EVERYBODY) if group["key"] == "all" else capfirst(group["label"])


def shares_of(group: dict, options: list[dict]) -> list[int] | None:
    """In the order of `options`; None where one of them is not shown, so that no bar is drawn that looks whole."""
    shares = {option["value"]: option["share"] for option in group["options"]}
    found = [shares.get(option["value"]) for option in options]
    return None if None in found else found


def is_part(option: dict) -> bool:
    """Whether it divides another option (`first:codes`, `raised:yes`) and so has no bar of its own."""
    return ":" in option["value"]


def colours_of(question: dict, options: list[dict]):
    """Agreement keeps its colours whichever end of the scale the survey prints first."""
    if question["kind"] != "likert" or len(options) != len(SCALE):
        return SET
    return SCALE if "disagree" in options[0]["value"] else SCALE[::-1]


def told(group: dict, option: dict) -> str:
    """What `group` says of an option; where nearly all of it gave one answer, that answer and no other."""
    if group.get("common"):
        return capfirst(spoken(group["words"].partition(":")[0])) if group["common"] == option["value"] else NONE
    return next((cell(own) for own in group["options"] if own["value"] == option["value"]), "") or str(NOT_SHOWN)


def table_of(groups: list[dict], *, options: list[dict], compared_with: int | None) -> Figures:
    """A column for each group and, where a group may be compared with last year, one beside it."""
    columns = []
    for group in groups:
        head = marked(gettext("Share") if len(groups) == 1 else who(group), group)
        columns.append((head, [told(group, option) for option in options]))
        earlier = [option.get("before") for option in group["options"]] if compared_with else []
        if any(earlier):
            columns.append((in_year(who(group), compared_with), [cell(before) if before else str(NOT_SHOWN) for before in earlier]))
    rows = [(capfirst(option["label"]), [cells[place] for _, cells in columns]) for place, option in enumerate(options)]
    return Figures(gettext("Share of organisations"), [gettext("Answer"), *(head for head, _ in columns)], rows)


def in_year(group: str, year: int) -> str:
    """The head of a column of an earlier year's figures."""
    return gettext("%(group)s in %(year)s") % {"group": group, "year": year}


def rank_table(groups: list[dict]) -> Figures:
    """A rank's options come twice for all together: chosen at all, and (`first:…`) in first place; by sector once."""
    whole, *sectors = groups
    first = {option["value"].removeprefix("first:"): option for option in whole["options"] if is_part(option)}
    rows = [
        (
            capfirst(option["label"]),
            [cell(option), cell(first[option["value"]]) if option["value"] in first else NONE, *(told(sector, option) for sector in sectors)],
        )
        for option in whole["options"]
        if not is_part(option)
    ]
    heads = [marked(gettext("%(group)s, among the first three") % {"group": who(sector)}, sector) for sector in sectors]
    own = [gettext("Answer"), gettext("Among the first three"), gettext("In first place")]
    return Figures(gettext("Share of organisations"), [*own, *heads], rows)
