"""How long a survey takes: guessed from its questions until it is known from the last one. No organisation's own time is kept.

While a response is a draft, the seconds spent on its pages stand with it. When it is sent, they become one more in a count of
all responses by bands of five minutes, and are gone.
"""

from reviews.models import Question, Survey, Tally

BAND = 5  # minutes
LONGEST_STAY = 15 * 60  # seconds counted for one page: who stays longer has gone for tea
GUESSES = {"text": 60, "comment": 60, "line": 30, "examples": 120, "help": 40, "rank": 30, "rating": 60}  # seconds for a question
A_TICK = 15


def stayed(opened: str, now: float) -> int:
    """Seconds between the moment a page was opened, as it says itself, and `now`; 0 where that makes no sense."""
    seconds = int(now) - int(opened) if opened.isascii() and opened.isdigit() and len(opened) < 12 else 0
    return min(max(seconds, 0), LONGEST_STAY)


def band_of(seconds: int) -> str:
    """The number of minutes, rounded up to a whole band."""
    return str(max(1, -(-seconds // (60 * BAND))) * BAND)


def add_minutes(minutes: dict, seconds: int) -> None:
    if seconds:
        minutes[band_of(seconds)] = minutes.get(band_of(seconds), 0) + 1


def median(minutes: dict) -> int:
    """The band in which the middle response lies."""
    middle, seen = (sum(minutes.values()) + 1) // 2, 0
    for band in sorted(minutes, key=int):
        seen += minutes[band]
        if seen >= middle:
            return int(band)
    return 0


def minutes_told(survey: Survey) -> tuple[int, bool]:
    """(minutes, whether they were measured): what was told when the survey opened, so that every page and mail says the same."""
    return (survey.minutes, survey.minutes_measured) if survey.minutes else minutes_known(survey)


def minutes_known(survey: Survey) -> tuple[int, bool]:
    """Those of the last survey where as many answered as the floor asks for, or a guess."""
    last = Tally.objects.filter(survey__compact=survey.compact_id, survey__opens_on__lt=survey.opens_on, survey__status="released")
    measured = last.order_by("-survey__opens_on").values_list("minutes", flat=True).first() or {}
    if sum(measured.values()) >= survey.compact.release_floor:
        return median(measured), True
    kinds = Question.objects.filter(section__survey=survey).values_list("kind", flat=True)
    return int(band_of(sum(GUESSES.get(kind, A_TICK) for kind in kinds))), False
