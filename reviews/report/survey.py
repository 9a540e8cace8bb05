"""The survey's part of the report, read from its release alone. Nothing here looks at an answer."""

from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from compact_portal.documents.charts import single
from compact_portal.releasing.rules import HELD_BACK
from reviews.report.blocks import Figures, QuestionPart, SurveyPart
from reviews.report.gaps import gap_part
from reviews.report.questions import drawn, in_year, shows_options
from reviews.report.ratings import ratings_part
from reviews.report.shares import NONE, NOT_SHOWN, agreed, has_share, says_low, spoken

NOT_RELEASED = gettext_lazy("The survey’s results have not been released yet.")


def survey_part(figures: dict) -> SurveyPart:
    """The results of a release. `figures` is Release.figures; its shares are rounded already."""
    if figures["level"] == "none":
        said = gettext("Fewer than %(floor)s organisations answered, so no figures are published.")
        return SurveyPart([said % {"floor": figures["floor"]}], None, None, [])
    opening = [answered_sentence(figures), *comparison_sentence(figures)]
    if figures["level"] == "headline":
        opening.append(gettext("With so few answers only the main figures are published, for all organisations together."))
    main = [question for question in figures["questions"] if question["headline"] and any(has_share(group) for group in question["groups"])]
    parts: dict[str, list[QuestionPart]] = {}
    for question in figures["questions"]:
        if part := question_part(question, told_above=question in main, compared_with=compared_year(figures)):
            parts.setdefault(question["section"], []).append(part)
    headline = headline_part(main, compared_with=compared_year(figures))
    ratings = ratings_part(figures, compared_with=compared_year(figures))
    return SurveyPart(opening, gap_part(figures), headline, list(parts.items()), figures.get("texts", []), ratings)


def answers_for(figures: dict, purpose: str) -> list[QuestionPart]:
    """What was answered to the questions that serve one purpose of the review, without the drawings that stand with all results."""
    asked = [question for question in figures["questions"] if question.get("purpose") == purpose] if figures["level"] != "none" else []
    parts = [question_part(question, told_above=False, compared_with=compared_year(figures)) for question in asked]
    return [replace(part, chart=None) for part in parts if part]


def answered_sentence(figures: dict) -> str:
    said = gettext(
        "About %(answered)s of the %(invited)s organisations invited answered. All figures are rounded to the nearest 5."
        " “–” stands for none or very few."
    )
    return said % {"answered": figures["responses"]["words"], "invited": figures["invited"]}


def compared_year(figures: dict) -> int | None:
    compared = figures.get("compared")
    return compared["year"] if compared and compared["groups"] else None


def comparison_sentence(figures: dict) -> list[str]:
    compared = figures.get("compared")
    if not compared:
        return []
    if not compared["groups"]:
        said = gettext("Figures are not set beside those of %(year)s: the rules for that are not met.")
    else:
        said = gettext("Where the same was asked in %(year)s, the figures of that year stand beside these.")
    return [said % {"year": compared["year"]}]


def headline_part(asked: list[dict], *, compared_with: int | None) -> QuestionPart | None:
    """Who agreed with each headline, together and by sector: one chart over the whole survey."""
    if not asked:
        return None
    columns = list(dict.fromkeys(group["label"] for question in asked for group in question["groups"]))
    by_label = [(question["text"], {group["label"]: group for group in question["groups"]}) for question in asked]
    earlier = [label for label in columns if compared_with and any(groups[label].get("before") for _, groups in by_label if label in groups)]
    heads = [head for label in columns for head in ([label, in_year(label, compared_with)] if label in earlier else [label])]
    table = Figures(
        gettext("Share of organisations that agreed or strongly agreed"),
        [gettext("Statement"), *map(capfirst, heads)],
        [(text, [cell for label in columns for cell in cells_of(groups.get(label), before=label in earlier)]) for text, groups in by_label],
    )
    rows = [
        (text if label == columns[0] else f"{NONE} {label}", groups[label]["agree_share"], groups[label]["agree_words"] or groups[label]["words"])
        for text, groups in by_label
        for label in columns
        if label in groups
    ]
    chart = single(id="headlines", title=gettext("Share of organisations that agreed with each statement"), rows=rows)
    return QuestionPart(gettext("The main figures"), [], chart, table)


def cells_of(group: dict | None, *, before: bool) -> list[str]:
    now = agreed(group) if group and has_share(group) else str(NOT_SHOWN)
    then = (group or {}).get("before")
    return [now, agreed({"agree_share": then["share"], "agree_words": then["words"], "words": ""}) if then else str(NOT_SHOWN)] if before else [now]


def question_part(question: dict, *, told_above: bool, compared_with: int | None) -> QuestionPart | None:
    """One question; None where everything that may be said of it stands among the main figures already."""
    if question["withheld"]:
        said = gettext("%(few)s organisations answered this, so no figures are published.") % {"few": capfirst(question["withheld"])}
        return QuestionPart(question["text"], [said])
    groups = question["groups"]
    tabled = [group for group in groups if shows_options(group)] if any(group["options"] for group in groups) else []
    sentences = [sentence for group in groups for sentence in sentences_of(group, alone=len(groups) == 1, told=told_above or group in tabled)]
    if not tabled:
        return QuestionPart(question["text"], sentences) if sentences else None
    opening = [*side_sentence(question), *base_sentences(tabled)]
    return QuestionPart(question["text"], [*opening, *sentences], *drawn(question, compared_with=compared_with))


def side_sentence(question: dict) -> list[str]:
    match question.get("side"):
        case "statutory":
            return [gettext("Only the statutory sector was asked.")]
        case "voluntary":
            return [gettext("Only the voluntary sector was asked.")]
    return []


def base_sentences(groups: list[dict]) -> list[str]:
    """How many answers stand behind the figures, and a warning where they are few."""
    said = [gettext("About %(count)s organisations answered this.") % {"count": groups[0]["answered"]}]
    if few := [group["label"] if group["key"] != "all" else gettext("all together") for group in groups if says_low(group)]:
        said.append(gettext("Few answers (%(groups)s): read these figures with care.") % {"groups": gettext(" and ").join(few)})
    return said


def sentences_of(group: dict, *, alone: bool, told: bool) -> list[str]:
    """What words say: where figures are held back, and how many agreed unless a table says it (`told`)."""
    who = "" if alone else f"{capfirst(group['label'])}: "
    said = []
    if has_share(group) and not told:
        share = spoken(group["agree_words"] or "") or f"{group['agree_share']}%"
        some, none = gettext("%(share)s agreed or strongly agreed."), gettext("none or very few agreed or strongly agreed.")
        said.append(none if group["agree_share"] == 0 else some % {"share": share})
    if group["words"] == HELD_BACK and has_share(group):
        said.append(gettext("the other figures are not shown, because single answers could be worked out."))
    elif group["words"] == HELD_BACK:
        said.append(gettext("figures are not shown, because single answers could be worked out."))
    elif group["words"]:
        said.append(f"{spoken(group['words'])}.")
    return [who + (sentence if who else capfirst(sentence)) for sentence in said]
