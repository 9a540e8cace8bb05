"""The demonstration's two surveys: last year's, closed and released, and this year's, open for whoever tries the portal."""

import datetime
import random
import tomllib
from pathlib import Path

from django.utils import timezone

from compact_portal.demo.after import draw_conclusions, read_texts
from reviews.actions.answering import submit_response
from reviews.actions.running import close_survey, open_survey, release_survey, send_invitations
from reviews.answering.pages import questions_for
from reviews.designing import create_survey
from reviews.models import Invitation, Question, Response, Review, Survey
from reviews.models.answers import Openness
from signatories.models import Organisation

ANSWERS = tomllib.loads((Path(__file__).parent / "content" / "answers.toml").read_text())
ANSWERED = 40
SEED = 2009  # the same demonstration every time


def noon(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def load_closed_survey(
    *, review: Review, opens_on: datetime.date, closes_on: datetime.date, documents: list[dict], organisations: list[Organisation], officer
) -> Survey:
    """A survey that the first forty of `organisations` answered, closed on its last day and released."""
    survey = create_survey(review=review, opens_on=opens_on, closes_on=closes_on, documents=documents, by=officer)
    survey = open_survey(survey=survey, by=officer, at=noon(opens_on))
    Invitation.objects.bulk_create(
        Invitation(survey=survey, organisation=one, sector=one.sector, sent_to=one.contact_email, sent_at=noon(opens_on)) for one in organisations
    )
    chance = random.Random(SEED)  # noqa: S311 invented answers, no secret
    invitations = list(survey.invitations.select_related("survey__compact", "organisation").order_by("id"))
    questions = questions_for(invitations[0])
    chance.shuffle(invitations)
    for number, invitation in enumerate(invitations[:ANSWERED]):
        draft = invented(questions, invitation.sector, chance, number)
        Response.objects.create(survey=survey, organisation=invitation.organisation, sector=invitation.sector, draft=draft)
        day = opens_on + datetime.timedelta(days=chance.randrange((closes_on - opens_on).days))
        submit_response(invitation=invitation, by=None, on=day)
    survey = close_survey(survey=survey, by=officer, at=noon(closes_on))
    read_texts(survey, on=closes_on + datetime.timedelta(days=2))
    release_survey(survey=survey, by=officer, at=noon(closes_on + datetime.timedelta(days=3)))
    survey.refresh_from_db()
    draw_conclusions(survey, officer=officer, at=noon(closes_on + datetime.timedelta(days=40)))
    return survey


def load_open_survey(
    *, review: Review, opens_on: datetime.date, closes_on: datetime.date, documents: list[dict], organisations: list[Organisation], officer
) -> Survey:
    """A survey that is open, its invitations waiting in the outbox."""
    survey = create_survey(review=review, opens_on=opens_on, closes_on=closes_on, documents=documents, by=officer)
    survey = open_survey(survey=survey, by=officer, at=noon(opens_on))
    chosen = Organisation.objects.filter(pk__in=[one.pk for one in organisations])
    send_invitations(survey=survey, by=officer, organisations=chosen, at=noon(opens_on))
    return survey


def invented(questions: list[Question], sector: str, chance: random.Random, number: int) -> dict:
    """One organisation's draft. Some questions are left out, as in life."""
    weights = ANSWERS["weights"]["statutory" if sector == "statutory" else "voluntary"]
    draft = {}
    for question in questions:
        values = [value for value, _ in question.choices]
        match question.kind:
            case "likert" | "single" if question.key in weights and chance.random() < 0.97:
                draft[question.key] = chance.choices(*zip(*weights[question.key].items(), strict=True))[0]
            case "number":
                draft[question.key] = chance.choice([1, 1, 2, 2, 3, 4, 6])
            case "several":
                draft[question.key] = [value for value in values if chance.random() < 0.4] or None
            case "rank":
                draft[question.key] = chance.sample(values, min(3, len(values)))
            case "text" | "comment" if chance.random() < 0.3:
                openness = chance.choice(list(Openness.values))
                draft[question.key] = {"text": chance.choice(ANSWERS["texts"][question.key]), "openness": openness}
            case "help" if chance.random() < 0.35:
                draft[question.key] = {"targets": chance.sample(values, 1), "offers": ["time"], "text": ""} if values else None
            case "examples" if number < 2 * len(ANSWERS["examples"]):
                draft[question.key] = [example(ANSWERS["examples"][number % len(ANSWERS["examples"])], chance)]
            case "contact" if chance.random() < 0.3:
                draft[question.key] = {"answer": "yes", "email": f"answers-{number}@demo.example"}
    return draft


def example(told: dict, chance: random.Random) -> dict:
    good = told["judgement"] == "good"
    openness = chance.choice([Openness.NAMED, Openness.SECTOR] if good else [Openness.SECTOR, Openness.STEERING, Openness.COUNTED])
    blank = {"when": "", "who": "", "raised": "", "wish": "no"}
    return blank | {name: told.get(name, "") for name in ("judgement", "what", "result", "raised")} | {"openness": openness}
