"""Making a survey from its starting content, in the words of one agreement.

Only our own texts are templates: what people typed is filled into them and never read for places to fill.
"""

import datetime
import tomllib
from dataclasses import asdict
from pathlib import Path

from django.db import transaction

from compact_portal.audit.recording import record
from reviews.models import PublishedReport, Question, Review, Section, Survey, SurveyDocument, Tally
from signatories.models import Organisation
from signatories.roles import officer_only

CONTENT = Path(__file__).parent / "content" / "annual-survey.toml"
TITLE = Section._meta.get_field("title").max_length


class NotDraft(Exception):
    """The survey has been opened, or its report is out: its questions stand. The message is a sentence for the person who tried."""


@transaction.atomic
def create_survey(
    *,
    review: Review,
    opens_on: datetime.date,
    closes_on: datetime.date,
    documents: list[dict],
    by,
    rated_group: Organisation | None = None,
    introduction: str = "",
) -> Survey:
    """A draft survey of at most 22 numbered questions (domain.md C2, whose Q17 to Q19 are parts of each example here).

    With two documents there are 20; two fewer with one, two more where a partnership is rated, one fewer where the agreement
    has no codes (Q3) and where the plan has no targets (Q15). `documents` holds one or two dicts with title, purpose and link.
    Raises ValueError when there is no document or more than two, NotDraft when the review's report is out.
    """
    officer_only(by, review.compact)
    if PublishedReport.objects.filter(review=review).exists():
        raise NotDraft("The report of this review has been published, so no survey can be added to it.")
    survey = Survey.objects.create(
        review=review, compact=review.compact, opens_on=opens_on, closes_on=closes_on, rated_group=rated_group, introduction=introduction
    )
    Tally.objects.create(survey=survey)
    record("survey.created", survey, by=by, questions=lay_out(survey, documents))
    return survey


@transaction.atomic
def change_draft(
    *,
    survey: Survey,
    opens_on: datetime.date,
    closes_on: datetime.date,
    documents: list[dict],
    by,
    rated_group: Organisation | None = None,
    introduction: str = "",
) -> Survey:
    """Change what a draft survey asks about, and when; its pages are made anew. Raises NotDraft once it has been opened."""
    officer_only(by, survey.compact)
    survey = Survey.objects.select_for_update(of=["self"]).select_related("review__compact", "compact").get(pk=survey.pk)
    if survey.status != Survey.Status.DRAFT:
        raise NotDraft("This survey has been opened. Its dates, documents and questions can no longer be changed.")
    survey.opens_on, survey.closes_on, survey.rated_group, survey.introduction = opens_on, closes_on, rated_group, introduction
    survey.save(update_fields=["opens_on", "closes_on", "rated_group", "introduction"])
    survey.sections.all().delete()
    survey.documents.all().delete()
    record("survey.changed", survey, by=by, questions=lay_out(survey, documents))
    return survey


def lay_out(survey: Survey, documents: list[dict]) -> int:
    """Make the documents, pages and questions of `survey`; returns how many questions there are."""
    if not 1 <= len(documents) <= 2:
        raise ValueError("A survey asks about one or two documents.")
    compact = survey.compact
    papers = [SurveyDocument.objects.create(survey=survey, number=n, **document) for n, document in enumerate(documents, 1)]
    words = asdict(compact.terms) | {"floor": compact.release_floor, "rated_group": str(survey.rated_group)}
    choices = {"codes": code_options(compact), "targets": target_options(survey.review)}
    questions = []
    place = 0
    for page in tomllib.loads(CONTENT.read_text())["sections"]:
        entries = [(entry, options_of(entry, words, choices)) for entry in page["questions"]] if has_place(page, survey, papers) else []
        asked = [(entry, options) for entry, options in entries if options or "options" not in entry]
        if not asked:
            continue
        place += 1
        document = papers[page["for_document"] - 1] if "for_document" in page else None
        said = words | {"document": str(document)}
        section = section_from(page, survey=survey, number=place, document=document, words=said)
        for entry, options in asked:
            questions.append(question_from(entry, section=section, number=len(questions) + 1, words=said, options=options))
    return len(Question.objects.bulk_create(questions))


def has_place(page: dict, survey: Survey, papers: list) -> bool:
    """A page about a document that is not asked about, or about a partnership that nobody rates, is left out."""
    if page.get("for_group_members") and not survey.rated_group:
        return False
    return page.get("for_document", 1) <= len(papers)


def section_from(page: dict, *, survey: Survey, number: int, document: SurveyDocument | None, words: dict) -> Section:
    """A document's page is introduced by its purpose, as the officer wrote it."""
    introduction = page["introduction"].format(**words) if "introduction" in page else document.purpose if document else ""
    return Section.objects.create(
        survey=survey,
        number=number,
        title=page["title"].format(**words)[:TITLE],
        introduction=introduction,
        document=document,
        for_group_members=page.get("for_group_members", False),
    )


def question_from(entry: dict, *, section: Section, number: int, words: dict, options: list) -> Question:
    texts = {name: entry.get(name, "").format(**words) for name in ("text", "text_for_statutory", "text_for_voluntary", "help_text")}
    return Question(
        section=section, key=entry["key"], number=number, kind=entry["kind"], options=options, headline=entry.get("headline", False), **texts
    )


def options_of(entry: dict, words: dict, choices: dict) -> list[list[str]]:
    """[value, label] of each option. "codes" and "targets", alone or among others, stand for the agreement's own."""
    offered = entry.get("options", [])
    options = []
    for option in [offered] if isinstance(offered, str) else offered:
        options += choices[option] if isinstance(option, str) else [[option[0], option[1].format(**words)]]
    return options


def code_options(compact) -> list[list[str]]:
    codes = compact.edition.codes.all() if compact.edition else []
    return [[f"code-{code.number}", code.short_title or code.title] for code in codes]


def target_options(review: Review) -> list[list[str]]:
    plan = review.next_plan or review.plan
    targets = plan.targets.filter(kind="ordinary") if plan else []
    return [[f"target-{target.number}", f"{target.number}. {target.text}"] for target in targets]
