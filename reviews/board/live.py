"""The parts of a paper that draw from the records, so that nobody types the aims a second time: (words, items) for each paragraph."""

from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, ngettext

from compact_portal.days import in_words
from compact_portal.text import paragraphs
from reviews.models import Paper, PaperPart, Survey
from signatories.models import Compact
from signatories.reports import background

Live = PaperPart.Live


@dataclass(frozen=True)
class Words:
    """One paragraph; `heading` instead where it is a small heading."""

    text: str
    items: list[str] = field(default_factory=list)
    heading: bool = False


class Records:
    """What the live parts of one paper may draw from, each asked for once."""

    def __init__(self, paper: Paper, consulted):
        self.paper, self.compact, self.consulted = paper, paper.compact, consulted
        self.agreed = background(paper.compact)
        self.survey = None
        if paper.review_id:
            self.survey = Survey.objects.filter(review=paper.review_id).prefetch_related("documents").first()

    def draw(self, live: str) -> list[Words]:
        """Nothing where the records have nothing to say of it; the check of the paper says so."""
        return DRAWN[live](self)


def description(records: Records) -> list[Words]:
    """In one paragraph, so that it takes one number of the paper."""
    said = " ".join(paragraphs(records.agreed.edition.description)) if records.agreed else ""
    return [Words(said)] if said else []


def aims(records: Records) -> list[Words]:
    compact = records.compact
    said = history(compact)
    if not records.agreed or not records.agreed.aims:
        return [Words(text) for text in said]
    return [Words(" ".join([*said, gettext("Its aims are:")]), [aim.text for aim in records.agreed.aims])]


def history(compact: Compact) -> list[str]:
    """In one sentence; in none where neither day is known."""
    days = {"called": capfirst(compact.called), "launched": compact.launched, "revised": compact.revised}
    if compact.launched and compact.revised:
        return [gettext("%(called)s was launched in %(launched)s and was last revised in %(revised)s.") % days]
    if compact.launched:
        return [gettext("%(called)s was launched in %(launched)s.") % days]
    return [gettext("%(called)s was last revised in %(revised)s.") % days] if compact.revised else []


def principles(records: Records) -> list[Words]:
    held = records.agreed.principles if records.agreed else []
    return [Words(gettext("It rests on these principles:"), [principle.text for principle in held])] if held else []


def way_of_working(records: Records) -> list[Words]:
    return [Words(text) for text in paragraphs(records.agreed.edition.way_of_working)] if records.agreed else []


def codes(records: Records) -> list[Words]:
    held = records.agreed.codes if records.agreed else []
    terms = records.compact.terms
    stem = ngettext("One %(code)s belongs to it:", "%(count)s %(codes)s belong to it:", len(held))
    words = {"count": capfirst(SMALL.get(len(held), len(held))), "code": terms.code, "codes": terms.codes}
    return [Words(stem % words, [code.title for code in held])] if held else []


SMALL = {
    2: gettext_lazy("two"), 3: gettext_lazy("three"), 4: gettext_lazy("four"), 5: gettext_lazy("five"), 6: gettext_lazy("six"),
    7: gettext_lazy("seven"), 8: gettext_lazy("eight"), 9: gettext_lazy("nine"), 10: gettext_lazy("ten"),
}  # fmt: skip


def vision(records: Records) -> list[Words]:
    if not records.agreed or not records.agreed.edition.vision:
        return []
    edition = records.agreed.edition
    texts = paragraphs(gettext("Our vision: %(vision)s") % {"vision": edition.vision})
    if edition.strapline:
        texts[-1] = f"{texts[-1].rstrip('.')}. {edition.strapline.rstrip('.')}."
    return [Words(text) for text in texts]


def intent(records: Records) -> list[Words]:
    """Quoted: it is everybody's sentence, not the author's."""
    said = paragraphs(records.agreed.edition.statement_of_intent) if records.agreed else []
    return [Words(f"“{text.strip('“”')}”") for text in said]


def review(records: Records) -> list[Words]:
    """The four purposes of the review (domain.md A15.0/10)."""
    terms = records.compact.terms
    purposes = [
        gettext("make the %(agreement)s better known") % {"agreement": terms.agreement},
        gettext("report on what was done and held so far"),
        gettext("show what worked, and where practice is good"),
        gettext("show where practice was bad"),
    ]
    stem = gettext("Once a year the %(steering_group)s reviews how %(called)s is kept, in order to:")
    return [Words(stem % {"steering_group": terms.steering_group, "called": records.compact.called}, purposes)]


def survey(records: Records) -> list[Words]:
    """The days of the survey and of what follows it (domain.md A15.0/11, 13)."""
    asked, planned = records.survey, records.paper.review
    if asked is None:
        return []
    words = {"signatory": records.compact.terms.signatory, "opens": in_words(asked.opens_on), "closes": in_words(asked.closes_on)}
    sentences = [gettext("A survey goes to every %(signatory)s: it opens on %(opens)s and closes on %(closes)s.") % words]
    if planned.report_due_on:
        sentences.append(gettext("The written report is due on %(day)s.") % {"day": in_words(planned.report_due_on)})
    if planned.week_on:
        sentences.append(gettext("It is presented in the week that begins on %(day)s.") % {"day": in_words(planned.week_on)})
    if planned.board_on:
        sentences.append(gettext("It comes before the board on %(day)s.") % {"day": in_words(planned.board_on)})
    return [Words(" ".join(sentences))]


def documents(records: Records) -> list[Words]:
    if records.survey is None:
        return []
    listed = list(records.survey.documents.all())
    stem = ngettext(
        "The survey asks what people make of this document:", "The survey asks what people make of these %(count)s documents:", len(listed)
    )
    items = [f"{document.title} ({document.purpose.rstrip('.')})" if document.purpose else document.title for document in listed]
    return [Words(stem % {"count": SMALL.get(len(listed), len(listed))}, items)] if listed else []


def advice(records: Records) -> list[Words]:
    found = []
    for officer in records.consulted:
        if officer.advice:
            found += [Words(officer.title, heading=True), *(Words(text) for text in paragraphs(officer.advice))]
    return found


DRAWN = {
    Live.DESCRIPTION: description,
    Live.AIMS: aims,
    Live.PRINCIPLES: principles,
    Live.WAY_OF_WORKING: way_of_working,
    Live.CODES: codes,
    Live.VISION: vision,
    Live.INTENT: intent,
    Live.REVIEW: review,
    Live.SURVEY: survey,
    Live.DOCUMENTS: documents,
    Live.ADVICE: advice,
}
