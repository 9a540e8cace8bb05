"""How the review was made: what it is for, its survey, who answered, what changed in it since last year."""

import datetime

from django.utils.dateformat import format as day

from compact_portal.days import today
from compact_portal.text import paragraphs
from reviews.after import offers_line
from reviews.log.figures import figures_of, figures_of_year
from reviews.models import ProcessReview, Question, Review, Survey
from reviews.report.blocks import TEXT, Listing, Section, Subsection

DATE = "j F Y"


def process_section(review: Review, survey: Survey | None, figures: dict | None) -> Section:
    compact = review.compact
    terms = compact.terms
    aims = Listing(
        "The review sets out to:",
        [
            f"make the {terms.agreement} better known",
            "report what was done during the year",
            "show where it worked, and what good practice looks like",
            "show where it was not kept",
        ],
    )
    opening = f"Once a year the {terms.steering_group} asks how {compact.called} was kept, and what its {terms.signatories} think of it."
    parts = [Subsection("", [opening], [aims])]
    if survey:
        parts.append(survey_subsection(review, survey, figures))
    if noted := noted_sentence(review, on=today()):
        parts.append(Subsection("Noted during the year", [noted]))
    if notes := paragraphs(review.process_notes):
        parts.append(Subsection("What changed in the review itself", notes))
    if looked_back := process_review_of(review):
        parts.append(looked_back)
    if ahead := what_follows(review):
        parts.append(Subsection("What happens with this report", ahead))
    return Section("review-process", "Annual review process", TEXT, parts)


def noted_sentence(review: Review, *, on: datetime.date) -> str:
    """How many issues and successes were noted as they happened, beside the year before (domain.md A15.1, 33); nothing where there were few."""
    over = on.year > review.year
    figures = figures_of_year(review.compact, review.year) if over else figures_of(review.compact, on=on) if on.year == review.year else None
    if figures is None or not figures.told:
        return ""
    span = f"In {review.year}" if over else f"Up to the end of {figures.until:%B %Y}"
    return f"{span} about {figures.total} issues and successes were noted as they happened" + (f", {figures.sentence}." if figures.sentence else ".")


def process_review_of(review: Review) -> Subsection | None:
    """What the steering group recorded of its own review, and will do differently."""
    process = ProcessReview.objects.filter(review=review).first()
    if process is None:
        return None
    said = [f"On {day(process.reviewed_on, DATE)} the {review.compact.terms.steering_group} looked back on the review itself."]
    worked = [f"What worked: {text}" for text in paragraphs(process.worked)[:1]] + paragraphs(process.worked)[1:]
    changes = [f"What will be done differently: {text}" for text in paragraphs(process.changes)[:1]] + paragraphs(process.changes)[1:]
    return Subsection("Looking back on the review", [*said, *worked, *changes])


def survey_subsection(review: Review, survey: Survey, figures: dict | None) -> Subsection:
    compact = review.compact
    began = f"The review began on {day(review.started_on, DATE)}. " if review.started_on else ""
    texts = [
        f"{began}Every {compact.terms.signatory} {'was' if survey.is_over else 'is'} asked to answer a survey, "
        f"open from {day(survey.opens_on, DATE)} to {day(survey.closes_on, DATE)}, {survey.days} days."
    ]
    if survey.is_short:
        texts.append(f"That is shorter than the {compact.survey_days} days that should be allowed for it.")
    if asked := also_asked(survey):
        texts.append(f"The survey also asked {' and '.join(asked)}.")
    if figures:
        texts.append(response_sentence(figures))
    if survey.is_over and (line := offers_line(survey)):
        texts.append(line)
    documents = [f"{document.title}: {document.purpose}" if document.purpose else document.title for document in survey.documents.all()]
    stem = "It asked for comments on this document:" if len(documents) == 1 else f"It asked for comments on these {len(documents)} documents:"
    return Subsection("The survey", texts, [Listing(stem, documents)] if documents else [])


def also_asked(survey: Survey) -> list[str]:
    kinds = set(Question.objects.filter(section__survey=survey).values_list("kind", flat=True))
    asked = []
    if Question.Kind.HELP in kinds:
        asked.append("who would help to carry out the plan")
    if Question.Kind.EXAMPLES in kinds:
        asked.append("for examples of good and bad practice")
    return asked


def response_sentence(figures: dict) -> str:
    """How many answered, by group where the release allows groups; every number is rounded there already."""
    if figures["level"] == "none":
        return f"Fewer than {figures['floor']} organisations answered."
    said = f"About {figures['responses']['words']} of the {figures['invited']} organisations invited answered"
    groups = [f"about {group['responses']} from the {group['label']}" for group in figures["groups"]]
    return f"{said}: {' and '.join([', '.join(groups[:-1]), groups[-1]] if len(groups) > 1 else groups)}." if groups else f"{said}."


def what_follows(review: Review) -> list[str]:
    board = review.compact.board or review.compact.terms.board
    board = board if board.casefold().startswith("the ") else f"the {board}"
    texts = []
    if review.board_on:
        texts.append(f"It goes to {board} on {day(review.board_on, DATE)} for comment and agreement.")
    if review.next_plan:
        texts.append(f"What was learnt goes into the {review.next_plan.label}.")
    return texts
