"""A release for spreadsheets and for programs. Nothing is worked out here: both hold what the release holds, and no more."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reviews.models import Release

# (name, meaning): the first line of the file, and what the page of open data says of it.
MEANINGS = (
    ("question", _("the question’s key, the same every year as long as its words are the same")),
    ("text", _("the question, or the statement that could be agreed with")),
    ("section", _("the page of the survey on which it stood")),
    ("group", _("“all”, or the sectors that were put together")),
    ("group_label", _("the group in words")),
    ("answered", _("about how many organisations of the group answered, to the nearest 5")),
    ("few_answers", _("“yes” where the figures rest on few answers")),
    ("answer", _("the answer’s key; “agreed” stands for agreeing and strongly agreeing together")),
    ("answer_label", _("the answer in words")),
    ("count", _("about how many gave it, to the nearest 5; only for all organisations together")),
    ("share", _("percent, worked out from rounded counts and rounded to the nearest 5")),
    ("words", _("what stands in place of figures, such as “nearly all”, or why there are none")),
    ("share_before", _("the share of the year before, where the two may be compared")),
    ("words_before", _("the words of the year before")),
)
COLUMNS = [name for name, _meaning in MEANINGS]
AGREED = "agreed"


def lines_of(figures: dict) -> list[list]:
    """One line for each figure, in the order of the survey; a question without figures has one that says so."""
    return [line for question in figures["questions"] for line in question_lines(question)]


def question_lines(question: dict) -> list[list]:
    start = [question["key"], question["text"], question["section"]]
    if question["withheld"]:
        return [[*start, "all", gettext("All"), question["withheld"], "", "", "", "", "", question["withheld"], "", ""]]
    return [[*start, *line] for group in question["groups"] for line in group_lines(group)]


def group_lines(group: dict) -> list[list]:
    start = [group["key"], group["label"], group["answered"], "yes" if group.get("low_base") else ""]
    before = group.get("before") or {}
    lines = []
    if group["agree_share"] is not None or group["agree_words"]:
        agreement = [AGREED, gettext("Agreed or strongly agreed"), "", share(group["agree_share"]), group["agree_words"] or ""]
        lines.append([*start, *agreement, share(before.get("share")), before.get("words", "")])
    if group["words"]:
        lines.append([*start, group.get("common") or "", "", "", "", group["words"], "", ""])
    for option in group["options"]:
        if option["share"] is not None or option["words"]:
            earlier = option.get("before") or {}
            told = [option["value"], option["label"], share(option["count"]), share(option["share"]), option["words"]]
            lines.append([*start, *told, share(earlier.get("share")), earlier.get("words", "")])
    return lines


def share(number: int | None) -> str:
    return "" if number is None else str(number)


def as_json(release: Release) -> dict:
    survey = release.survey
    return {
        "agreement": survey.compact.name,
        "year": survey.review.year,
        "released_on": release.released_at.date().isoformat(),
        "licence": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        **release.figures,
    }
