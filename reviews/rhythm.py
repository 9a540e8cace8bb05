"""The dates of a review's year: templates that start from the agreement's own week, and the order in which dates stand.

Offsets are days from W, the first Monday of that week (domain.md C6). From Monday 3 November 2008 the summer template gives the
five dates of East Sussex's 2008: 26 June, 11, 18 and 25 September, 27 November. From Monday 2 November 2009 the autumn one gives
the survey of 2009, 10 August to 26 October. Both leave a survey 77 days; it opens earlier where its agreement asks for more (domain.md C6.2).
"""

import datetime
import itertools

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from compact_portal.days import in_words
from reviews.models import Milestone, Review, Survey

OFFSETS = {
    Review.Rhythm.SUMMER: {"opens_on": -130, "closes_on": -53, "interim_on": -46, "report_due_on": -39, "week_on": 0, "board_on": 24},
    Review.Rhythm.AUTUMN: {"opens_on": -84, "week_on": 0, "closes_on": -7, "report_due_on": 42, "board_on": 80},
}
IN_ORDER = ("started_on", "opens_on", "due_on", "closes_on", "report_due_on", "board_on")
OF_SURVEY = ("opens_on", "due_on", "closes_on")
OF_REVIEW = ("started_on", "interim_on", "report_due_on", "week_on", "board_on")
WORDS = {
    "started_on": _("the beginning of the review"), "opens_on": _("the opening of the survey"), "due_on": _("the day by which answers are asked for"),
    "closes_on": _("the last day of the survey"), "interim_on": _("the first findings"), "report_due_on": _("the written report"),
    "week_on": _("the agreement’s week"), "board_on": _("the report to the board"),
}  # fmt: skip
BEFORE_THE_END = (14, 3)


def dates_from(rhythm: str, week: datetime.date, survey_days: int = 0) -> dict[str, datetime.date]:
    """The dates that `rhythm` proposes for a week that begins on the Monday `week`; none for dates of one's own.

    The survey opens early enough to be open for `survey_days`, what its agreement asks for: nothing after its close has to move.
    """
    dates = {name: week + datetime.timedelta(days=days) for name, days in OFFSETS.get(rhythm, {}).items()}
    if dates:
        dates["opens_on"] = min(dates["opens_on"], dates["closes_on"] - datetime.timedelta(days=survey_days))
    return dates


def proposed_survey(review: Review) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day that its rhythm proposes for a survey; None where its dates are its own, which may mean that it holds none."""
    proposed = dates_from(review.rhythm, review.week_on, review.compact.survey_days) if review.week_on else {}
    return (proposed["opens_on"], proposed["closes_on"]) if proposed else None


def usual_nudges(survey: Survey) -> list[int]:
    """Reminders at half time, 14 and 3 days before answers are asked for; those that would come on the first day are left out."""
    whole = (survey.answer_by - survey.opens_on).days
    return sorted({days for days in (whole // 2, *BEFORE_THE_END) if 0 < days < whole}, reverse=True)


def dates_of(review: Review, survey: Survey | None) -> dict[str, datetime.date | None]:
    own = {name: getattr(review, name) for name in OF_REVIEW}
    return own | {name: getattr(survey, name) if survey else None for name in OF_SURVEY}


def disorder(dates: dict, rhythm: str) -> tuple[str, str] | None:
    """(name of the date that is wrong, a sentence), or None when all that are known stand in order."""
    chain = [*IN_ORDER] if rhythm != Review.Rhythm.SUMMER else [*IN_ORDER[:5], "week_on", "board_on"]
    pairs = [*(pair for part in (chain, ["closes_on", "interim_on", "board_on"], ["opens_on", "week_on", "board_on"]) for pair in steps(part, dates))]
    for first, then in pairs:
        if dates[then] < dates[first]:
            return then, _("%(later)s cannot come before %(earlier)s (%(day)s).") % {
                "later": WORDS[then].capitalize(),
                "earlier": WORDS[first],
                "day": in_words(dates[first]),
            }
    return None


def steps(names: list[str], dates: dict) -> list[tuple[str, str]]:
    known = [name for name in names if dates.get(name)]
    return list(itertools.pairwise(known))


def disorder_of_milestones(dates: dict, milestones: list[Milestone]) -> str:
    """A sentence, or nothing when every milestone stands after what comes before it and before what follows it."""
    days = {name: day for name, day in dates.items() if day} | {one.key: one.on for one in milestones}
    called = WORDS | {one.key: f"“{one.name}”" for one in milestones}
    for one in milestones:
        for first, then in [*((first, one.key) for first in one.after), *((one.key, then) for then in one.before)]:
            if first in days and then in days and days[then] < days[first]:
                late = f"{called[then][:1].upper()}{called[then][1:]} ({in_words(days[then])})"
                return _("%(late)s would come before %(called)s (%(day)s).") % {"late": late, "called": called[first], "day": in_words(days[first])}
    return ""


def check_dates(review: Review, survey: Survey | None) -> None:
    """The review's and the survey's dates as they are in memory, the milestones as they are kept. Raises ValidationError, a sentence for
    the page."""
    dates = dates_of(review, survey)
    if wrong := disorder(dates, review.rhythm):
        raise ValidationError(wrong[1])
    if review.pk and (wrong := disorder_of_milestones(dates, list(review.milestones.all()))):
        raise ValidationError(wrong)
