"""What people are asked after the event, and the figures that may be published of it, by the rules of every release."""

from compact_portal.releasing.rules import AGREEING, ANSWERED, Asked, release
from reviews.models import EventFeedback

QUESTIONS = {
    "worth": "The event was worth my time.",
    "heard": "I could say what I wanted to say.",
    "learnt": "I know better now how the two sectors can work together.",
}
SCALE = (
    ("strongly_agree", "Strongly agree"), ("agree", "Agree"), ("neither", "Neither"), ("disagree", "Disagree"),
    ("strongly_disagree", "Strongly disagree"),
)  # fmt: skip
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
        return [f"Fewer than {figures['floor']} people said what they thought of it, so no figures are published."]
    said = [f"About {figures['responses']['words']} people said what they thought of it. Figures are rounded to the nearest 5."]
    for question in figures["questions"]:
        group = question["groups"][0] if question["groups"] else None
        share = group and (group["agree_words"] or (f"{group['agree_share']}%" if group["agree_share"] is not None else ""))
        said.append(f"“{question['text'].rstrip('.')}”: {f'{share} agreed' if share else 'not shown'}.")
    return said
