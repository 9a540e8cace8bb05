"""What people are asked after the event, and the figures that may be published of it, by the rules of every release."""

from django.utils.translation import gettext, gettext_noop

from compact_portal.releasing.rounding import NEARLY_ALL
from compact_portal.releasing.rules import AGREEING, ANSWERED, Asked, release
from reviews.models import EventFeedback

QUESTIONS = {
    "worth": gettext_noop("The event was worth my time."),
    "heard": gettext_noop("I could say what I wanted to say."),
    "learnt": gettext_noop("I know better now how the two sectors can work together."),
}
SCALE = (
    ("strongly_agree", gettext_noop("Strongly agree")),
    ("agree", gettext_noop("Agree")),
    ("neither", gettext_noop("Neither")),
    ("disagree", gettext_noop("Disagree")),
    ("strongly_disagree", gettext_noop("Strongly disagree")),
)
EVERYBODY = "everybody"  # there is no breakdown, so all are one group


def release_of(feedback: EventFeedback, *, came: int, floor: int) -> dict:
    asked = [
        Asked(key, number, "", "likert", text, SCALE, headline=True, agreement=AGREEING) for number, (key, text) in enumerate(QUESTIONS.items(), 1)
    ]
    counts = {key: {EVERYBODY: options | {ANSWERED: sum(options.values())}} for key, options in feedback.counts.items()}
    return release(
        asked=asked, counts=counts, responses={EVERYBODY: feedback.responses}, invited={EVERYBODY: came}, labels={EVERYBODY: "Everybody"}, floor=floor
    )


def sentences_of(figures: dict) -> list[str]:
    """The released figures in words, one sentence for each question."""
    if figures["level"] == "none":
        few = gettext("Fewer than %(floor)s people said what they thought of it, so no figures are published.")
        return [few % {"floor": figures["floor"]}]
    about = gettext("About %(number)s people said what they thought of it. Figures are rounded to the nearest 5.")
    return [about % {"number": figures["responses"]["words"]}, *(sentence_of(question) for question in figures["questions"])]


def sentence_of(question: dict) -> str:
    """What is kept of a question is in English, as it was asked."""
    group = question["groups"][0] if question["groups"] else {"agree_share": None, "agree_words": None}
    said = gettext("“%(question)s”: not shown.")
    if group["agree_words"]:
        said = (
            gettext("“%(question)s”: nearly all agreed.") if group["agree_words"] == NEARLY_ALL else gettext("“%(question)s”: almost nobody agreed.")
        )
    elif group["agree_share"] is not None:
        said = gettext("“%(question)s”: %(share)s%% agreed.")
    return said % {"question": gettext(question["text"]).rstrip("."), "share": group["agree_share"]}
