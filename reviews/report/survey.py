"""The survey's part of the report, read from its release alone. Nothing here looks at an answer."""

from django.utils.text import capfirst

from compact_portal.documents.charts import SCALE, SET, Chart, single, stacked
from compact_portal.releasing.rules import HELD_BACK
from reviews.report.blocks import Figures, QuestionPart, SurveyPart

NO_FIGURES = "Fewer than {floor} organisations answered, so no figures are published."
NOT_RELEASED = "The survey’s results have not been released yet."
ONE_OF = ("likert", "single", "rating")  # every answer is one of the options, so their shares make up the whole
NONE = "–"
NONE_EXPLAINED = "“–” stands for none or very few."


def survey_part(figures: dict) -> SurveyPart:
    """The results of a release. `figures` is Release.figures; its shares are rounded already."""
    if figures["level"] == "none":
        return SurveyPart([NO_FIGURES.format(floor=figures["floor"])], None, [])
    opening = [answered_sentence(figures)]
    if figures["level"] == "headline":
        opening.append("With so few answers only the main figures are published, for all organisations together.")
    main = [question for question in figures["questions"] if question["headline"] and any(has_share(group) for group in question["groups"])]
    parts: dict[str, list[QuestionPart]] = {}
    for question in figures["questions"]:
        if part := question_part(question, told_above=question in main):
            parts.setdefault(question["section"], []).append(part)
    return SurveyPart(opening, headline_part(main), list(parts.items()))


def answered_sentence(figures: dict) -> str:
    return (
        f"About {figures['responses']['words']} of the {figures['invited']} organisations invited answered. "
        f"All figures are rounded to the nearest 5. {NONE_EXPLAINED}"
    )


def headline_part(asked: list[dict]) -> QuestionPart | None:
    """Who agreed with each headline, together and by sector: one chart over the whole survey."""
    if not asked:
        return None
    columns = list(dict.fromkeys(group["label"] for question in asked for group in question["groups"]))
    by_label = [(question["text"], {group["label"]: group for group in question["groups"]}) for question in asked]
    table = Figures(
        "Share of organisations that agreed or strongly agreed",
        ["Statement", *map(capfirst, columns)],
        [(text, [agreed(groups[label]) if label in groups else "Not shown" for label in columns]) for text, groups in by_label],
    )
    rows = [
        (text if label == columns[0] else f"{NONE} {label}", groups[label]["agree_share"], groups[label]["agree_words"] or groups[label]["words"])
        for text, groups in by_label
        for label in columns
        if label in groups
    ]
    chart = single(id="headlines", title="Share of organisations that agreed with each statement", rows=rows)
    return QuestionPart("The main figures", [], chart, table)


def has_share(group: dict) -> bool:
    return group["agree_share"] is not None or bool(group["agree_words"])


def agreed(group: dict) -> str:
    """A cell of the main table: a share, or the words that stand in its place."""
    return share_of(group["agree_share"], group["agree_words"] or group["words"])


def share_of(share: int | None, words: str = "") -> str:
    if share is None:
        return capfirst(words) if words else "Not shown"
    return f"{share}%" if share else NONE


def question_part(question: dict, *, told_above: bool) -> QuestionPart | None:
    """One question; None where everything that may be said of it stands among the main figures already."""
    if question["withheld"]:
        return QuestionPart(question["text"], [f"{capfirst(question['withheld'])} organisations answered this, so no figures are published."])
    groups = question["groups"]
    shown = next((group for group in groups if group["options"]), None)
    sentences = [sentence for group in groups for sentence in sentences_of(group, alone=len(groups) == 1, told=told_above or (group is shown))]
    if shown is None:
        return QuestionPart(question["text"], sentences) if sentences else None
    return QuestionPart(question["text"], [f"About {shown['answered']} organisations answered this.", *sentences], *drawn(question, shown))


def sentences_of(group: dict, *, alone: bool, told: bool) -> list[str]:
    """What words say: where figures are held back, and how many agreed unless a table says it (`told`)."""
    who = "" if alone else f"{capfirst(group['label'])}: "
    said = []
    if has_share(group) and not told:
        share = "none or very few" if group["agree_share"] == 0 else group["agree_words"] or f"{group['agree_share']}%"
        said.append(f"{share} agreed or strongly agreed.")
    if group["words"] == HELD_BACK:
        said.append(f"{'the other figures' if has_share(group) else 'figures'} are {HELD_BACK}.")
    elif group["words"]:
        said.append(f"{group['words']}.")
    return [who + (sentence if who else capfirst(sentence)) for sentence in said]


def drawn(question: dict, group: dict) -> tuple[Chart, Figures]:
    """Chart and table of one group: a divided bar where its options make up the whole, else a bar for each option."""
    id_, title = f"chart-{question['key'].replace(':', '-')}", f"Answers to: {question['text']}"
    options = [option for option in group["options"] if not is_part(option)]
    if question["kind"] in ONE_OF:
        labels, shares = [capfirst(option["label"]) for option in options], [option["share"] for option in options]
        chart = stacked(id=id_, title=title, options=labels, rows=[("All organisations", shares, "")], colours=colours_of(question, group))
    else:
        rows = [(capfirst(option["label"]), option["share"], option.get("words", "")) for option in options]
        chart = single(id=id_, title=title, rows=rows)
    return chart, rank_table(group) if question["kind"] == "rank" else table_of(group)


def is_part(option: dict) -> bool:
    """Whether it divides another option (`first:codes`, `raised:yes`) and so has no bar of its own."""
    return ":" in option["value"]


def colours_of(question: dict, group: dict):
    """Agreement keeps its colours whichever end of the scale the survey prints first."""
    if question["kind"] != "likert" or len(group["options"]) != len(SCALE):
        return SET
    return SCALE if "disagree" in group["options"][0]["value"] else SCALE[::-1]


def cell(option: dict) -> str:
    return share_of(option["share"], option.get("words", ""))


def table_of(group: dict) -> Figures:
    rows = [(capfirst(option["label"]), [cell(option)]) for option in group["options"]]
    return Figures("Share of organisations", ["Answer", "Share"], rows)


def rank_table(group: dict) -> Figures:
    """A rank's options come twice: chosen at all, and (`first:…`) in first place."""
    first = {option["value"].removeprefix("first:"): option for option in group["options"] if is_part(option)}
    rows = [
        (capfirst(option["label"]), [cell(option), cell(first[option["value"]]) if option["value"] in first else NONE])
        for option in group["options"]
        if not is_part(option)
    ]
    return Figures("Share of organisations", ["Answer", "Among the first three", "In first place"], rows)
