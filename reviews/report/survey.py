"""The survey's part of the report, read from its release alone. Nothing here looks at an answer."""

from compact_portal.documents.charts import SCALE, SET, Chart, single, stacked
from reviews.report.blocks import Figures, QuestionPart, SurveyPart

NO_FIGURES = "Fewer than {floor} organisations answered, so no figures are published."
BANDS = {"1 to 4": range(1, 5), "5 to 7": range(5, 8), "8 to 10": range(8, 11)}
NOT_RELEASED = "The survey’s results have not been released yet."


def survey_part(figures: dict) -> SurveyPart:
    """The results of a release. `figures` is Release.figures; its counts and shares are rounded already."""
    if figures["level"] == "none":
        return SurveyPart([NO_FIGURES.format(floor=figures["floor"])], None, [])
    opening = [answered_sentence(figures)]
    if figures["level"] == "headline":
        opening.append("With so few answers only the main figures are published, for all organisations together.")
    parts: dict[str, list[QuestionPart]] = {}
    for question in figures["questions"]:
        parts.setdefault(question["section"], []).append(question_part(question))
    return SurveyPart(opening, headline_part(figures), list(parts.items()))


def answered_sentence(figures: dict) -> str:
    return (
        f"About {figures['responses']['words']} of the {figures['invited']} organisations invited answered. All figures are rounded to the nearest 5."
    )


def headline_part(figures: dict) -> QuestionPart | None:
    """Who agreed with each headline, together and by sector: one chart over the whole survey."""
    asked = [question for question in figures["questions"] if question["headline"] and any(has_share(group) for group in question["groups"])]
    if not asked:
        return None
    columns = list(dict.fromkeys(group["label"] for question in asked for group in question["groups"]))
    by_label = [(question["text"], {group["label"]: group for group in question["groups"]}) for question in asked]
    table = Figures(
        "Share of organisations that agreed or strongly agreed",
        ["Statement", *columns],
        [(text, [agreed(groups[label]) if label in groups else "–" for label in columns]) for text, groups in by_label],
    )
    rows = [
        (text if label == columns[0] else f"– {label}", groups[label]["agree_share"], groups[label]["agree_words"] or "")
        for text, groups in by_label
        for label in columns
        if label in groups
    ]
    chart = single(id="headlines", title="Share of organisations that agreed with each statement", rows=rows)
    return QuestionPart("The main figures", [], chart, table)


def has_share(group: dict) -> bool:
    return group["agree_share"] is not None or bool(group["agree_words"])


def agreed(group: dict) -> str:
    return group["agree_words"] if group["agree_share"] is None else f"{group['agree_share']}%"


def question_part(question: dict) -> QuestionPart:
    heading = f"Question {question['number']}: {question['text']}"
    if question["withheld"]:
        return QuestionPart(heading, [f"{question['withheld'].capitalize()} organisations answered this, so no figures are published."])
    shown = [group for group in question["groups"] if group["options"]]
    sentences = [sentence for group in question["groups"] for sentence in sentences_of(group, alone=len(question["groups"]) == 1)]
    if not shown:
        return QuestionPart(heading, sentences)
    return QuestionPart(heading, sentences, chart_of(question, shown), table_of(question, shown))


def sentences_of(group: dict, *, alone: bool) -> list[str]:
    """What words say: where figures are held back, and how many agreed in a group that has no table of its own."""
    who = "" if alone else f"{group['label'][:1].upper()}{group['label'][1:]}: "
    said = []
    if has_share(group) and (group["agree_words"] or not group["options"]):
        said.append(f"{agreed(group)} agreed or strongly agreed.")
    if group["words"]:
        said.append(f"{group['words']}.")
    return [who + (sentence if who else sentence[:1].upper() + sentence[1:]) for sentence in said]


def chart_of(question: dict, groups: list[dict]) -> Chart:
    """Stacked bars for each group where every answer is one of the options; single bars where several may be chosen."""
    id_, title = f"chart-{question['key']}", f"Answers to question {question['number']}"
    if question["kind"] in ("likert", "single"):
        labels = [option["label"] for option in groups[0]["options"]]
        rows = [(group["label"], [option["share"] for option in group["options"]], "") for group in groups]
        return stacked(id=id_, title=title, options=labels, rows=rows, colours=colours_of(question, groups[0]))
    if question["kind"] == "rating":
        return stacked(id=id_, title=title, options=list(BANDS), rows=[(item, shares, "") for item, shares in bands(groups[0])])
    options = [option for option in groups[0]["options"] if ":" not in option["value"]]
    return single(id=id_, title=f"{title}, all organisations", rows=[(option["label"], option["share"], "") for option in options])


def colours_of(question: dict, group: dict):
    """Agreement keeps its colours whichever end of the scale the survey prints first."""
    if question["kind"] != "likert" or len(group["options"]) != len(SCALE):
        return SET
    return SCALE if "disagree" in group["options"][0]["value"] else SCALE[::-1]


def table_of(question: dict, groups: list[dict]) -> Figures:
    if question["kind"] == "rating":
        rows = [(item, [f"{share}%" for share in shares]) for item, shares in bands(groups[0])]
        return Figures(f"Question {question['number']}: share of organisations that gave each mark", ["Asked about", *BANDS], rows)
    if question["kind"] == "rank":
        return rank_table(question, groups[0])
    rows = []
    for place, option in enumerate(groups[0]["options"]):
        cells = [f"{group['options'][place]['share']}% ({group['options'][place]['count']})" for group in groups]
        rows.append((option["label"], cells))
    rows.append(("Answered", [str(group["answered"]) for group in groups]))
    return Figures(
        f"Question {question['number']}: share of organisations, and their number", ["Answer", *(group["label"] for group in groups)], rows
    )


def bands(group: dict) -> list[tuple[str, list[int]]]:
    """(item, share of each band) of a rating from 1 to 10, whose options are called `item:mark` and labelled `Item: mark`."""
    items: dict[str, list[int]] = {}
    for option in group["options"]:
        item, mark = option["label"].rsplit(": ", 1)
        shares = items.setdefault(item, [0] * len(BANDS))
        for place, marks in enumerate(BANDS.values()):
            shares[place] += option["share"] if int(mark) in marks else 0
    return list(items.items())


def rank_table(question: dict, group: dict) -> Figures:
    """A rank's options come twice: chosen at all, and (`first:…`) in first place."""
    first = {option["value"].removeprefix("first:"): option for option in group["options"] if ":" in option["value"]}
    rows = []
    for option in group["options"]:
        if ":" not in option["value"]:
            top = first.get(option["value"])
            rows.append((option["label"], [f"{option['share']}% ({option['count']})", f"{top['share']}% ({top['count']})" if top else "–"]))
    caption = f"Question {question['number']}: share of organisations, and their number"
    return Figures(caption, ["Answer", "Among the first three", "In first place"], rows)
