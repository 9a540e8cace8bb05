"""The two reviews of East Sussex: 2009, which is over, and this year's."""

import datetime

from actionplans.models import Plan
from compact_portal.accounts.models import User
from compact_portal.demo.content import read
from compact_portal.demo.cycle import load_next_year, load_running_year
from compact_portal.demo.surveys import load_closed_survey, load_open_survey
from reviews.models import Highlight, Review
from signatories.editions import joined
from signatories.models import Compact, Organisation

TWELVE_WEEKS = datetime.timedelta(weeks=12)


def load_reviews(
    *, compact: Compact, plans: dict[tuple[str, str], Plan], organisations: list[Organisation], officer: User, on: datetime.date
) -> tuple[Review, Review]:
    """The review of 2009 with its highlights, and the review of the year of `on`. `organisations` are those that a survey may ask."""
    content = read("reviews")
    closed = content["closed"]
    past = Review.objects.create(
        compact=compact,
        year=closed["year"],
        label=closed["label"],
        plan=plans[compact.slug, "2009"],
        next_plan=plans[compact.slug, "2010"],
        started_on=closed["started_on"],
        report_due_on=closed["report_due_on"],
        board_on=closed["board_on"],
        opening=joined(closed["opening"]),
        process_notes=joined(closed["process_notes"]),
    )
    Highlight.objects.bulk_create(
        Highlight(review=past, number=number, text=text, consent="agreed") for number, text in enumerate(closed["highlights"], 1)
    )
    current = Review.objects.create(
        compact=compact,
        year=on.year,
        label=f"{on.year} - {on.year + 1}",
        plan=plans[compact.slug, str(on.year)],
        started_on=on - datetime.timedelta(days=21),
        report_due_on=on + datetime.timedelta(days=90),
        board_on=on + datetime.timedelta(days=120),
        opening=joined(content["current"]["opening"]),
        process_notes=joined(content["current"]["process_notes"]),
    )
    load_closed_survey(
        review=past,
        opens_on=closed["started_on"],
        closes_on=closed["survey_closes_on"],
        documents=closed["documents"],
        organisations=organisations,
        officer=officer,
    )
    survey = load_open_survey(
        review=current,
        opens_on=current.started_on,
        closes_on=current.started_on + TWELVE_WEEKS,
        documents=content["current"]["documents"],
        organisations=organisations,
        officer=officer,
    )
    load_running_year(survey=survey, officer=officer, on=on)
    load_next_year(compact=compact, plan=plans[compact.slug, str(on.year)], last=survey, officer=officer, on=on)
    return past, current
