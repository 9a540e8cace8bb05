"""The parts of a paper that draw from the records, so that nobody types the aims a second time: (words, items) for each paragraph."""

from dataclasses import dataclass, field

from django.utils.text import capfirst

from compact_portal.days import in_words
from compact_portal.text import paragraphs
from reviews.models import Paper, PaperPart, Survey
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
    began = f" was launched in {compact.launched}" if compact.launched else ""
    revised = f"{' and' if began else ''} was last revised in {compact.revised}" if compact.revised else ""
    days = f"{capfirst(compact.called)}{began}{revised}. " if began or revised else ""
    if not records.agreed or not records.agreed.aims:
        return [Words(days.strip())] if days else []
    return [Words(f"{days}Its aims are:", [aim.text for aim in records.agreed.aims])]


def principles(records: Records) -> list[Words]:
    held = records.agreed.principles if records.agreed else []
    return [Words("It rests on these principles:", [principle.text for principle in held])] if held else []


def way_of_working(records: Records) -> list[Words]:
    return [Words(text) for text in paragraphs(records.agreed.edition.way_of_working)] if records.agreed else []


def codes(records: Records) -> list[Words]:
    held = records.agreed.codes if records.agreed else []
    terms = records.compact.terms
    many = f"{SMALL.get(len(held), len(held))} {terms.codes} belong" if len(held) > 1 else f"One {terms.code} belongs"
    return [Words(f"{capfirst(many)} to it:", [code.title for code in held])] if held else []


SMALL = dict(enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2))


def vision(records: Records) -> list[Words]:
    if not records.agreed or not records.agreed.edition.vision:
        return []
    edition = records.agreed.edition
    texts = paragraphs(f"Our vision: {edition.vision}")
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
        f"make the {terms.agreement} better known",
        "report on what was done and held so far",
        "show what worked, and where practice is good",
        "show where practice was bad",
    ]
    return [Words(f"Once a year the {terms.steering_group} reviews how {records.compact.called} is kept, in order to:", purposes)]


def survey(records: Records) -> list[Words]:
    """The days of the survey and of what follows it (domain.md A15.0/11, 13)."""
    asked, planned, terms = records.survey, records.paper.review, records.compact.terms
    if asked is None:
        return []
    sentences = [f"A survey goes to every {terms.signatory}: it opens on {in_words(asked.opens_on)} and closes on {in_words(asked.closes_on)}."]
    if planned.report_due_on:
        sentences.append(f"The written report is due on {in_words(planned.report_due_on)}.")
    if planned.week_on:
        sentences.append(f"It is presented in the week that begins on {in_words(planned.week_on)}.")
    if planned.board_on:
        sentences.append(f"It comes before the board on {in_words(planned.board_on)}.")
    return [Words(" ".join(sentences))]


def documents(records: Records) -> list[Words]:
    if records.survey is None:
        return []
    listed = list(records.survey.documents.all())
    what = "this document" if len(listed) == 1 else f"these {SMALL.get(len(listed), len(listed))} documents"
    items = [f"{document.title} ({document.purpose.rstrip('.')})" if document.purpose else document.title for document in listed]
    return [Words(f"The survey asks what people make of {what}:", items)] if listed else []


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
