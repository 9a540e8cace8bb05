"""Making a survey from its starting content, in the words of one agreement.

Only our own texts are templates: what people typed is filled into them and never read for places to fill.
"""

import datetime
import tomllib
from dataclasses import asdict
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from reviews.designing.copying import copy_questions
from reviews.designing.options import code_options, target_options
from reviews.designing.order import put_in_order
from reviews.designing.refusals import NotDraft, drafted
from reviews.models import Nudge, PublishedReport, Question, Review, Section, Survey, SurveyDocument, Tally
from reviews.rhythm import check_dates, usual_nudges
from reviews.subjects import subjects_of
from signatories.models import Organisation
from signatories.roles import officer_only

CONTENT = Path(__file__).parent.parent / "content" / "annual-survey.toml"
TITLE = Section._meta.get_field("title").max_length
OTHER = "other"  # the page of a document that has none of its own in the starting content


@transaction.atomic
def create_survey(
    *,
    review: Review,
    opens_on: datetime.date,
    closes_on: datetime.date,
    documents: list[dict],
    by,
    due_on: datetime.date | None = None,
    rated_group: Organisation | None = None,
    introduction: str = "",
    short_form: bool = False,
    copy_of: Survey | None = None,
) -> Survey:
    """A draft survey: the starting content's questions (domain.md C2), or those of `copy_of`, an earlier survey of the same agreement.

    `documents` holds dicts with title, purpose and link, of any number. Of the starting content, a page about a document that is
    not there, about a partnership that nobody rates, and a question without anything to choose from are left out. Reminders are
    set at half time, 14 and 3 days before the end. Raises NotDraft when the review's report is out, ValidationError when the
    days stand in no order.
    """
    officer_only(by, review.compact)
    if PublishedReport.objects.filter(review=review).exists():
        raise NotDraft(_("The report of this review has been published, so no survey can be added to it."))
    survey = Survey(
        review=review, compact=review.compact, edition=review.compact.edition, opens_on=opens_on, due_on=due_on, closes_on=closes_on,
        rated_group=rated_group, introduction=introduction, short_form=short_form,
    )  # fmt: skip
    check_dates(review, survey)
    survey.save()
    Tally.objects.create(survey=survey)
    Nudge.objects.bulk_create(Nudge(survey=survey, days_before=days) for days in usual_nudges(survey))
    if copy_of:
        copy_questions(copy_of, survey)
        for document in documents:
            add_document_page(survey, document)
    else:
        lay_out(survey, documents)
    record("survey.created", survey, by=by, questions=put_in_order(survey), **({"copy_of": copy_of.review.year} if copy_of else {}))
    return survey


@transaction.atomic
def change_draft(*, survey: Survey, by, rated_group: Organisation | None = None, introduction: str = "", short_form: bool = False) -> Survey:
    """Change a draft's introduction, its short form and the partnership that is rated, whose page is then made anew. Raises NotDraft."""
    officer_only(by, survey.compact)
    survey = drafted(survey)
    regroup = survey.rated_group != rated_group
    survey.rated_group, survey.introduction, survey.short_form = rated_group, introduction, short_form
    survey.save(update_fields=["rated_group", "introduction", "short_form"])
    if regroup:
        survey.sections.filter(for_group_members=True).delete()
        for page in starting_pages():
            if rated_group and page.get("for_group_members"):
                add_page(survey, page, words=words_of(survey), place=survey.sections.count())
    record("survey.changed", survey, by=by, questions=put_in_order(survey))
    return survey


def starting_pages() -> list[dict]:
    return tomllib.loads(CONTENT.read_text())["sections"]


def words_of(survey: Survey) -> dict:
    compact = survey.compact
    return asdict(compact.terms) | {"floor": compact.release_floor, "rated_group": str(survey.rated_group)}


def lay_out(survey: Survey, documents: list[dict]) -> None:
    """Make the documents, pages and questions of `survey` from the starting content."""
    papers = [SurveyDocument.objects.create(survey=survey, number=n, **document) for n, document in enumerate(documents, 1)]
    words = words_of(survey)
    for page in starting_pages():
        match page.get("for_document"):
            case None if page.get("for_group_members") and not survey.rated_group:
                continue
            case None:
                add_page(survey, page, words=words)
            case "other":
                for paper in papers[2:]:
                    add_page(survey, page, words=words, document=paper)
            case number if number <= len(papers):
                add_page(survey, page, words=words, document=papers[number - 1])


def add_document_page(survey: Survey, document: dict) -> SurveyDocument:
    """A further document, with a page of questions about it after those about other documents."""
    last = survey.documents.order_by("-number").first()
    paper = SurveyDocument.objects.create(survey=survey, number=last.number + 1 if last else 1, **document)
    page = next(page for page in starting_pages() if page.get("for_document") == OTHER)
    after = survey.sections.filter(document__isnull=False).order_by("-number").first()
    add_page(survey, page, words=words_of(survey), document=paper, place=after.number if after else survey.sections.count())
    return paper


def add_page(survey: Survey, page: dict, *, words: dict, document: SurveyDocument | None = None, place: int | None = None) -> None:
    """One page of the starting content after the first `place` pages, or as the last. None when nothing on it can be asked."""
    choices = {"codes": code_options(survey.edition), "targets": target_options(survey.review), "subjects": subjects_of(survey.edition)}
    entries = [(entry, options_of(entry, words, choices)) for entry in page["questions"]]
    asked = [(entry, options) for entry, options in entries if options or "options" not in entry or entry["kind"] == Question.Kind.EXAMPLES]
    if not asked:
        return
    place = survey.sections.count() if place is None else place
    for later in survey.sections.filter(number__gt=place).order_by("-number"):
        later.number += 1
        later.save(update_fields=["number"])
    said = words | {"document": str(document), "n": document.number if document else ""}
    section = section_from(page, survey=survey, number=place + 1, document=document, words=said)
    Question.objects.bulk_create(
        question_from(entry, section=section, number=number, words=said, options=options) for number, (entry, options) in enumerate(asked, 1)
    )


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
    marks = {name: entry.get(name, False) for name in ("headline", "in_short_form")} | {"purpose": entry.get("purpose", "")}
    return Question(section=section, key=entry["key"].format(**words), number=number, kind=entry["kind"], options=options, **marks, **texts)


def options_of(entry: dict, words: dict, choices: dict) -> list[list[str]]:
    """[value, label] of each option. "codes", "targets" and "subjects", alone or among others, stand for the agreement's own."""
    offered = entry.get("options", [])
    options = []
    for option in [offered] if isinstance(offered, str) else offered:
        options += choices[option] if isinstance(option, str) else [[option[0], option[1].format(**words)]]
    return options
