"""Last year's questions as this year's beginning."""

from reviews.designing.options import target_options
from reviews.models import Question, Section, Survey, SurveyDocument
from reviews.subjects import subjects_of

OF_SECTION = ("number", "title", "introduction", "for_group_members", "only_sector", "only_size")
OF_QUESTION = (
    "key", "number", "kind", "text", "text_for_statutory", "text_for_voluntary", "help_text", "options", "purpose", "headline", "in_short_form",
    "only_sector", "only_size", "depends_values",
)  # fmt: skip


def of(row, names: tuple[str, ...]) -> dict:
    return {name: getattr(row, name) for name in names}


def copy_questions(source: Survey, survey: Survey) -> None:
    """Documents, pages, questions and conditions of `source`. Keys stay the same, so that two years of a question can be compared.

    A page for members of a partnership comes along only where the new survey has the same one rated. Targets are this year's. What a
    question is about comes along while the agreement's text is the same.
    """
    papers = {
        document.pk: SurveyDocument.objects.create(survey=survey, **of(document, ("number", "title", "purpose", "link", "upload_id")))
        for document in source.documents.all()
    }
    same_group = source.rated_group_id == survey.rated_group_id
    made: dict[int, Question] = {}
    for section in source.sections.prefetch_related("questions"):
        if section.for_group_members and not same_group:
            continue
        page = Section.objects.create(survey=survey, document=papers.get(section.document_id), **of(section, OF_SECTION))
        for question in section.questions.all():
            fresh = Question(section=page, depends_on=made.get(question.depends_on_id), **of(question, OF_QUESTION))
            if fresh.depends_on is None:
                fresh.depends_values = []
            if fresh.kind == Question.Kind.HELP:
                fresh.options = target_options(survey.review)
            elif fresh.kind == Question.Kind.EXAMPLES:
                fresh.options = subjects_of(survey.edition)
            if source.edition_id == survey.edition_id:
                fresh.code_id, fresh.commitment_id = question.code_id, question.commitment_id
            fresh.save()
            made[question.pk] = fresh
