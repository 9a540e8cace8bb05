"""Making a survey from its starting content, in the words of one agreement."""

import datetime
import tomllib
from dataclasses import asdict
from pathlib import Path

from django.db import transaction

from compact_portal.audit.recording import record
from reviews.models import Question, Review, Section, Survey, SurveyDocument, Tally
from signatories.models import Organisation

CONTENT = Path(__file__).parent / "content" / "annual-survey.toml"


@transaction.atomic
def create_survey(
    *, review: Review, opens_on: datetime.date, closes_on: datetime.date, documents: list[dict], by, rated_group: Organisation | None = None
) -> Survey:
    """A draft survey of the 24 questions. `documents` holds one or two dicts with title, purpose and link.

    Raises ValueError when there is no document, or more than two.
    """
    if not 1 <= len(documents) <= 2:
        raise ValueError("A survey asks about one or two documents.")
    compact = review.compact
    survey = Survey.objects.create(review=review, compact=compact, opens_on=opens_on, closes_on=closes_on, rated_group=rated_group)
    Tally.objects.create(survey=survey)
    papers = [SurveyDocument.objects.create(survey=survey, number=n, **document) for n, document in enumerate(documents, 1)]
    words = asdict(compact.terms) | {"floor": compact.release_floor, "rated_group": str(rated_group)}
    choices = {"codes": code_options(compact), "targets": target_options(review)}
    pages = tomllib.loads(CONTENT.read_text())["sections"]
    chosen = [page for page in pages if has_place(page, survey, papers)]
    number = 0
    questions = []
    for place, page in enumerate(chosen, 1):
        document = papers[page["for_document"] - 1] if "for_document" in page else None
        said = words | {"document": str(document)}
        section = Section.objects.create(
            survey=survey,
            number=place,
            title=page["title"].format(**said),
            introduction=page.get("introduction", document.purpose if document else "").format(**said),
            document=document,
            for_group_members=page.get("for_group_members", False),
        )
        for entry in page["questions"]:
            number += 1
            questions.append(question_from(entry, section=section, number=number, words=said, choices=choices))
    Question.objects.bulk_create([question for question in questions if question])
    record("survey.created", survey, by=by, questions=len(questions))
    return survey


def has_place(page: dict, survey: Survey, papers: list) -> bool:
    """A page about a document that is not asked about, or about a partnership that nobody rates, is left out."""
    if page.get("for_group_members") and not survey.rated_group:
        return False
    return page.get("for_document", 1) <= len(papers)


def question_from(entry: dict, *, section: Section, number: int, words: dict, choices: dict) -> Question | None:
    """None for a question that offers the agreement's codes where it has none."""
    options = []
    for option in choices.get(entry.get("options"), entry.get("options", [])) if isinstance(entry.get("options"), str) else entry.get("options", []):
        options += choices[option] if isinstance(option, str) else [[option[0], option[1].format(**words)]]
    if entry.get("options") == "codes" and not options:
        return None
    texts = {name: entry.get(name, "").format(**words) for name in ("text", "text_for_statutory", "text_for_voluntary", "help_text")}
    return Question(
        section=section, key=entry["key"], number=number, kind=entry["kind"], options=options, headline=entry.get("headline", False), **texts
    )


def code_options(compact) -> list[list[str]]:
    codes = compact.edition.codes.all() if compact.edition else []
    return [[f"code-{code.number}", code.short_title or code.title] for code in codes]


def target_options(review: Review) -> list[list[str]]:
    plan = review.next_plan or review.plan
    targets = plan.targets.filter(kind="ordinary") if plan else []
    return [[f"target-{target.number}", f"{target.number}. {target.text}"] for target in targets]
