"""Both sectors' answers to the same statement, or about the same promise, side by side, the widest gap first.

All from released figures: the gap is taken between two published shares, so it tells nothing that they do not (domain.md C2.3).
"""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compact_portal.documents.charts import single
from compact_portal.releasing.rounding import NEARLY, NEARLY_ALL
from reviews.report.blocks import Figures, QuestionPart
from reviews.report.shares import NONE, agreed, has_share, says_low

SIDES = ("statutory", "voluntary")


@dataclass(frozen=True)
class Gap:
    """`points` between the shares that agreed in the two groups; at least so many where words stand for a share.

    `about` is the promise that was asked about, such as "2.3", or nothing.
    """

    text: str
    one: dict
    other: dict
    points: int
    at_least: bool
    about: str = ""

    @property
    def words(self) -> str:
        if not self.points:
            return _("No gap")
        if self.at_least:
            return ngettext("At least %(points)s point", "At least %(points)s points", self.points) % {"points": self.points}
        return ngettext("%(points)s point", "%(points)s points", self.points) % {"points": self.points}


def gaps_of(figures: dict) -> list[Gap]:
    """One for each statement on which both sectors' agreement is shown, the widest first; those about one promise stay together."""
    gaps = [gap for question in figures["questions"] if (gap := gap_of(question))] + gaps_of_promises(figures)
    widest: dict[str, int] = {}
    for gap in gaps:
        widest[gap.about or gap.text] = max(gap.points, widest.get(gap.about or gap.text, 0))
    return sorted(gaps, key=lambda gap: (-widest[gap.about or gap.text], gap.about or gap.text, -gap.points))


def gap_of(question: dict) -> Gap | None:
    sides = [next((group for group in question["groups"][1:] if side in group["key"].split("+")), None) for side in SIDES]
    if None in sides or sides[0] is sides[1] or not all(map(has_share, sides)):
        return None
    about = question.get("about", "")
    text = _("%(statement)s (promise %(about)s)") % {"statement": question["text"], "about": about} if "." in about else question["text"]
    return between(text, *sides, about=about if "." in about else "")


def gaps_of_promises(figures: dict) -> list[Gap]:
    """Where each sector was asked in words of its own about the same promise: the first question of the one with that of the other."""
    asked: dict[str, dict[str, list]] = {}
    for question in figures["questions"]:
        if "." in question.get("about", "") and question["side"] in SIDES and question["groups"] and has_share(question["groups"][0]):
            asked.setdefault(question["about"], {}).setdefault(question["side"], []).append(question)
    gaps, said = [], _("Promise %(about)s: %(promise)s Each sector was asked in its own words: “%(one)s” and “%(other)s”")
    for about, sides in asked.items():
        for one, other in zip(*(sides.get(side, []) for side in SIDES), strict=False):
            text = said % {"about": about, "promise": one["about_text"], "one": one["text"], "other": other["text"]}
            groups = [question["groups"][0] | {"label": label_of(figures, question["side"])} for question in (one, other)]
            gaps.append(between(text, *groups, about=about))
    return gaps


def label_of(figures: dict, side: str) -> str:
    """The words for a sector, with those who were asked the same and are shown with it."""
    usual = _("statutory sector") if side == "statutory" else _("voluntary sector")
    return next((group["label"] for group in figures["groups"] if side in group["key"].split("+")), usual)


def between(text: str, *sides: dict, about: str) -> Gap:
    shares = [share_meant(side) for side in sides]
    in_words = [bool(side["agree_words"]) for side in sides]
    return Gap(text, *sides, points=abs(shares[0] - shares[1]), at_least=any(in_words) and shares[0] != shares[1], about=about)


def share_meant(group: dict) -> int:
    """Percent; for words the least extreme share that they can stand for."""
    if group["agree_words"]:
        return NEARLY if group["agree_words"] == NEARLY_ALL else 100 - NEARLY
    return group["agree_share"]


def gap_part(figures: dict) -> QuestionPart | None:
    """The first thing that is told of a survey; None where the release has no breakdown."""
    gaps = gaps_of(figures)
    if not gaps:
        return None
    labels = [capfirst(gaps[0].one["label"]), capfirst(gaps[0].other["label"])]
    table = Figures(
        _("Share that agreed or strongly agreed, and the gap between the sectors"),
        [_("Statement"), _("Gap"), *labels],
        [(gap.text, [gap.words, agreed(gap.one), agreed(gap.other)]) for gap in gaps],
    )
    rows = [row for gap in gaps for row in (bar(f"{gap.text} {NONE} {gap.one['label']}", gap.one), bar(f"{NONE} {gap.other['label']}", gap.other))]
    chart = single(id="gaps", title=_("Share of each sector that agreed, the widest gap first"), rows=rows)
    sentences = [sentence_of(gaps[0])]
    if any(says_low(side) for gap in gaps for side in (gap.one, gap.other)):
        sentences.append(_("Some of these shares rest on few answers; the questions below say which."))
    return QuestionPart(_("Where the sectors see it differently"), sentences, chart, table)


def bar(label: str, side: dict) -> tuple[str, int | None, str]:
    return label, side["agree_share"], side["agree_words"] or ""


def sentence_of(gap: Gap) -> str:
    if not gap.points:
        return _("On every statement both sectors agreed to about the same extent.")
    first, other = sorted((gap.one, gap.other), key=share_meant)
    if gap.at_least:
        said = ngettext(
            "The widest gap is at least %(points)s point: %(more)s of the %(one)s and %(less)s of the %(other)s agreed that “%(statement)s”.",
            "The widest gap is at least %(points)s points: %(more)s of the %(one)s and %(less)s of the %(other)s agreed that “%(statement)s”.",
            gap.points,
        )
    else:
        said = ngettext(
            "The widest gap is %(points)s point: %(more)s of the %(one)s and %(less)s of the %(other)s agreed that “%(statement)s”.",
            "The widest gap is %(points)s points: %(more)s of the %(one)s and %(less)s of the %(other)s agreed that “%(statement)s”.",
            gap.points,
        )
    return said % {
        "points": gap.points,
        "more": agreed(other).lower(),
        "one": other["label"],
        "less": agreed(first).lower() if agreed(first) != NONE else _("none or very few"),
        "other": first["label"],
        "statement": gap.text.rstrip("."),
    }
