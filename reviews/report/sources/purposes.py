"""The four purposes of the yearly review as headings (domain.md A15.0/10), each over the records that serve it."""

from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reviews.models import Block
from reviews.models.questions import Purpose
from reviews.report.blocks import Section
from reviews.report.printed import one_level_lower, safe
from reviews.report.source import Consent, Found, Source
from reviews.report.sources import board, evidence, plan, review
from reviews.report.sources.agreement import REFERENCES
from reviews.report.survey import answers_for
from reviews.report.year import Year


def under(kind: str, label: str, tells: str, sources: list[Source], *, about: str = "") -> Source:
    """A block that prints what several sources give, each below a heading of its own. `about` is a heading with the agreement's name."""

    def build(year: Year, block: Block) -> Section | None:
        drawn = [(section.title, inside(section)) for source in sources if (section := source.build(year, block))]
        title = about % {"called": year.compact.called} if about else str(label)
        return Section(kind, title, "reviews/report/_group.html", drawn) if drawn else None

    def consent(year: Year) -> Consent | None:
        """One that fails is told; of several that stand, each."""
        given = [found for source in sources if (found := source.consent(year))]
        failing = [found for found in given if not found.stands]
        return Consent(not failing, " ".join(dict.fromkeys(found.words for found in failing or given))) if given else None

    def check(year: Year, block: Block) -> list[Found]:
        return [found for source in sources for found in source.check(year, block)]

    return Source(kind, label, tells, build, consent=consent, check=check, holds=tuple(source.kind for source in sources))


def answers(purpose: str) -> Source:
    """What the survey says about one purpose, from its release."""

    def build(year: Year, block: Block) -> Section | None:
        parts = answers_for(year.figures, purpose) if year.figures else []
        return Section(f"answers-{purpose}", gettext("What organisations answered"), "reviews/report/_answers.html", parts) if parts else None

    return Source(f"answers_{purpose}", _("Answers"), _("From the released figures of the questions that serve this purpose."), build)


def inside(section: Section) -> str:
    return safe(one_level_lower(render_to_string(section.template, {"data": section.data})))


KNOWN = under(
    "known", _("Awareness"), _("How the agreement was made known: training, guidance, and the documents that name it."),
    [evidence.TRAINING, REFERENCES, answers(Purpose.KNOWN)], about=_("Awareness of %(called)s"),
)  # fmt: skip
DONE = under(
    "done", _("Events and activities"), _("What was done: the year’s work by target, and the event."), [plan.YEAR, board.EVENT, answers(Purpose.DONE)]
)
GOOD = under(
    "good",
    _("Good practice"),
    _("Where it worked: highlights, checklists, the kitemark."),
    [review.HIGHLIGHTS, evidence.CHECKLISTS, evidence.KITEMARK, answers(Purpose.GOOD)],
)
BAD = under(
    "bad",
    _("Bad practice"),
    _("Where it was not kept: findings, undertakings, concerns."),
    [review.FINDINGS, evidence.KEPT, evidence.CONCERNS, answers(Purpose.BAD)],
)
ALL = (KNOWN, DONE, GOOD, BAD)
