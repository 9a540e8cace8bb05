"""What an officer changes in a draft survey: its pages, questions, conditions and documents. Nobody needs code for a new question.

Each verb takes the survey's lock, refuses with NotDraft once it has been opened and with CannotBe where the survey would
contradict itself, and takes back that it was called ready.
"""

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from compact_portal.documents.models import Upload
from compact_portal.documents.uploads import Clean, discard, keep
from reviews.designing.options import asked_options
from reviews.designing.order import put_in_order, swap
from reviews.designing.refusals import CannotBe, drafted
from reviews.designing.starting import add_document_page
from reviews.models import Question, Section, Survey, SurveyDocument
from signatories.roles import officer_only

OF_SECTION = ("title", "introduction", "only_sector", "only_size", "document")
OF_QUESTION = (
    "text", "text_for_statutory", "text_for_voluntary", "help_text", "code", "commitment", "purpose", "headline", "in_short_form", "only_sector",
    "only_size",
)  # fmt: skip


def begun(survey: Survey, by) -> Survey:
    officer_only(by, survey.compact)
    return drafted(survey)


def done(survey: Survey, what: str, by, **detail) -> None:
    put_in_order(survey)
    record(f"survey.{what}", survey, by=by, **detail)


@transaction.atomic
def add_section(*, survey: Survey, by, **fields) -> Section:
    """A new last page; `fields` are some of OF_SECTION."""
    survey = begun(survey, by)
    section = Section.objects.create(
        survey=survey, number=survey.sections.count() + 1, **{name: fields[name] for name in OF_SECTION if name in fields}
    )
    done(survey, "page_added", by, page=section.number)
    return section


@transaction.atomic
def change_section(*, section: Section, by, **fields) -> Section:
    survey = begun(section.survey, by)
    section = survey.sections.get(pk=section.pk)
    for name in OF_SECTION:
        setattr(section, name, fields.get(name, getattr(section, name)))
    section.save()
    if section.document is None and section.questions.filter(kind=Question.Kind.COMMENT).exists():
        raise CannotBe(_("A question on this page asks for a comment on its document, so the page needs one."))
    done(survey, "page_changed", by, page=section.number)
    return section


@transaction.atomic
def add_question(*, section: Section, kind: str, by, options: list[str] | None = None, **fields) -> Question:
    """A new last question of `section`. `options` are the labels to choose from, for the kinds that have any."""
    survey = begun(section.survey, by)
    section = survey.sections.get(pk=section.pk)
    if kind == Question.Kind.COMMENT and section.document_id is None:
        raise CannotBe(_("A comment needs a document: first say on the page which document it is about."))
    last = section.questions.aggregate(last=Max("number"))["last"] or 0
    question = Question(
        section=section, kind=kind, key=free_key(survey), number=last + 1, **{name: fields[name] for name in OF_QUESTION if name in fields}
    )
    question.options = asked_options(question, options, survey)
    question.save()
    done(survey, "question_added", by, key=question.key, kind=kind)
    return question


@transaction.atomic
def change_question(*, question: Question, by, options: list[str] | None = None, section: Section | None = None, **fields) -> Question:
    """Change its words, options, page and whom it asks. Its kind stays: an answer of another kind is another question."""
    survey = begun(question.section.survey, by)
    question = Question.objects.select_related("section").get(section__survey=survey, pk=question.pk)
    for name in OF_QUESTION:
        setattr(question, name, fields.get(name, getattr(question, name)))
    question.options = asked_options(question, options, survey)
    if section and section.pk != question.section_id:
        question.section = survey.sections.get(pk=section.pk)
        question.number = Question.objects.filter(section__survey=survey).count() + 1
    if question.kind == Question.Kind.COMMENT and question.section.document_id is None:
        raise CannotBe(_("A comment needs a document: choose a page that has one."))
    question.save()
    done(survey, "question_changed", by, key=question.key)
    return question


@transaction.atomic
def set_condition(*, question: Question, depends_on: Question | None, values: list[str], by) -> Question:
    """Ask only those who gave one of `values` to `depends_on`, a question on an earlier page; None asks everybody again."""
    survey = begun(question.section.survey, by)
    question = Question.objects.select_related("section").get(section__survey=survey, pk=question.pk)
    if depends_on:
        depends_on = Question.objects.get(section__survey=survey, pk=depends_on.pk, kind__in=Question.DECIDING)
        if not values:
            raise CannotBe(_("Choose at least one answer that it waits for."))
    question.depends_on, question.depends_values = depends_on, values if depends_on else []
    question.save(update_fields=["depends_on", "depends_values"])
    done(survey, "question_conditioned", by, key=question.key, on=depends_on.key if depends_on else "")
    return question


@transaction.atomic
def move(*, part: Section | Question, up: bool, by) -> bool:
    """One place up or down among its neighbours. False when there is no place that way."""
    owner = part.survey if isinstance(part, Section) else part.section.survey
    survey = begun(owner, by)
    among = survey.sections.order_by("number") if isinstance(part, Section) else Question.objects.filter(section=part.section_id).order_by("number")
    moved = swap(list(among), part, up=up)
    if moved:
        done(survey, "reordered", by)
    return moved


@transaction.atomic
def remove(*, part: Section | Question | SurveyDocument, by) -> None:
    """A page goes with its questions, a document with its pages. Refused while another question waits for an answer to it."""
    survey = begun(part.section.survey if isinstance(part, Question) else part.survey, by)
    upload = part.upload if isinstance(part, SurveyDocument) else None
    try:
        with transaction.atomic():
            if isinstance(part, SurveyDocument):
                survey.sections.filter(document=part).delete()
            type(part).objects.filter(pk=part.pk).delete()
    except ProtectedError as error:
        waiting = next(iter(error.protected_objects))
        raise CannotBe(_("“%(waiting)s” waits for an answer that would go with it. Take that condition off first.") % {"waiting": waiting}) from error
    if upload:
        forget_file(upload)
    done(survey, "part_removed", by, part=part._meta.model_name)


@transaction.atomic
def add_document(*, survey: Survey, title: str, by, purpose: str = "", link: str = "", file: Clean | None = None, at=None) -> SurveyDocument:
    """A further document to comment on, with a page of two questions about it. `file` is what an UploadField gave."""
    survey = begun(survey, by)
    document = add_document_page(survey, {"title": title, "purpose": purpose, "link": link, "upload": file and kept(file, by=by, at=at)})
    done(survey, "document_added", by, number=document.number)
    return document


@transaction.atomic
def change_document(
    *,
    document: SurveyDocument,
    title: str,
    by,
    purpose: str = "",
    link: str = "",
    file: Clean | None = None,
    take_file_away: bool = False,
    at=None,
) -> SurveyDocument:
    """A new title reaches its pages: where the old one stood in quotation marks, and where it was a page's whole title.

    A new `file` takes the place of the one that was there; a file that no survey needs any more is deleted.
    """
    survey = begun(document.survey, by)
    document = survey.documents.get(pk=document.pk)
    for section in document.sections.all():
        if section.title == document.title:
            section.title = title
        if section.introduction == document.purpose:
            section.introduction = purpose
        section.save(update_fields=["title", "introduction"])
        for question in section.questions.all():
            question.text = question.text.replace(f"“{document.title}”", f"“{title}”")
            question.save(update_fields=["text"])
    document.title, document.purpose, document.link, before = title, purpose, link, document.upload
    if file or take_file_away:
        document.upload = file and kept(file, by=by, at=at)
    document.save(update_fields=["title", "purpose", "link", "upload"])
    if before and before != document.upload:
        forget_file(before)
    done(survey, "document_changed", by, number=document.number)
    return document


def kept(file: Clean, *, by, at) -> Upload:
    return keep(file, by=by, at=at or timezone.now())


def forget_file(upload: Upload) -> None:
    """Unless the survey of another year has the same document."""
    if not SurveyDocument.objects.filter(upload=upload).exists():
        discard(upload)


def free_key(survey: Survey) -> str:
    """A key that no question of the survey has, nor one of an earlier year: a new question is never compared with an old one."""
    taken = set(Question.objects.filter(section__survey__compact=survey.compact_id, key__startswith="own").values_list("key", flat=True))
    return next(f"own{n}" for n in range(1, len(taken) + 2) if f"own{n}" not in taken)
