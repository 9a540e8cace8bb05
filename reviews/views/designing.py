"""The questions of a draft survey, changed in the browser by its officer, and shown as each sector will see them."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.answering.forms import SectionForm as AnswerForm
from reviews.designing import CannotBe, NotDraft, editing
from reviews.designing.forms import ConditionForm, DocumentForm, KindForm, QuestionForm, SectionForm
from reviews.models import Facts, Question, Section, Survey, SurveyDocument
from reviews.views.fetch import officers_survey, steered_survey
from signatories.models import Organisation
from signatories.models.organisation import Sector
from signatories.views.fetch import posted

both = require_http_methods(["GET", "HEAD", "POST"])
PARTS = {"page": (Section, "survey"), "question": (Question, "section__survey"), "document": (SurveyDocument, "survey")}

REMOVED = {
    "page": gettext_lazy("The page is removed."),
    "question": gettext_lazy("The question is removed."),
    "document": gettext_lazy("The document is removed."),
}


def draft_or_404(request, compact: str, year: int) -> Survey:
    """The officer's survey; the verbs refuse one that was opened, in words."""
    return officers_survey(request, compact, year)


def part_of(survey: Survey, thing: str, pk: int):
    if thing not in PARTS:
        raise Http404
    model, way = PARTS[thing]
    return get_object_or_404(model, **{way: survey, "pk": pk})


def back(survey: Survey, anchor: str = ""):
    return redirect(reverse("reviews:design", args=[survey.compact.slug, survey.review.year]) + anchor)


def edited(request, survey: Survey, form, act, *, said: str, title: str, **context):
    """Show `form`; when it is sent and valid do `act`, say `said` and go back. A refusal stands on the form."""
    if form.is_valid():
        try:
            act()
        except (CannotBe, NotDraft) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return back(survey)
    context |= {"survey": survey, "compact": survey.compact, "form": form, "title": title}
    return render(request, "reviews/design/edit.html", context)


@require_safe
def design(request, compact: str, year: int):
    """Every page with its questions, whom they ask, and the buttons to change them. Once opened, for reading only."""
    survey = draft_or_404(request, compact, year)
    questions = Question.objects.select_related("depends_on", "code", "commitment").order_by("number")
    sections = survey.sections.select_related("document").prefetch_related(Prefetch("questions", questions))
    context = {"survey": survey, "compact": survey.compact, "sections": sections, "documents": survey.documents.select_related("upload")}
    context |= {"changeable": survey.status == Survey.Status.DRAFT, "sectors": sectors_of(survey)}
    return render(request, "reviews/design/design.html", context)


def sectors_of(survey: Survey) -> list[tuple[str, str]]:
    return [(sector, survey.compact.terms.sector(sector)) for sector in Sector.values]


@both
def add_page(request, compact: str, year: int):
    survey = draft_or_404(request, compact, year)
    form = SectionForm(posted(request), survey=survey)
    return edited(
        request, survey, form, lambda: editing.add_section(survey=survey, by=request.user, **form.cleaned_data),
        said=gettext("The page is added at the end."), title=gettext("Add a page"), button=gettext("Add the page"),
    )  # fmt: skip


@both
def change_page(request, compact: str, year: int, pk: int):
    survey = draft_or_404(request, compact, year)
    section = part_of(survey, "page", pk)
    form = SectionForm(posted(request), survey=survey, section=section)
    return edited(
        request, survey, form, lambda: editing.change_section(section=section, by=request.user, **form.cleaned_data),
        part=section, part_model="section", said=gettext("The page is changed."), title=gettext("Change the page"), button=gettext("Save the page"),
    )  # fmt: skip


@both
def add_question(request, compact: str, year: int, pk: int):
    """First the kind, by a link that changes nothing; then the words."""
    survey = draft_or_404(request, compact, year)
    section = part_of(survey, "page", pk)
    kind = request.GET.get("kind", "")
    if kind not in Question.Kind.values:
        form = KindForm(request.GET or None)
        return render(request, "reviews/design/kind.html", {"survey": survey, "compact": survey.compact, "section": section, "form": form})
    form = QuestionForm(posted(request), survey=survey, kind=kind)
    return edited(
        request,
        survey,
        form,
        lambda: editing.add_question(section=section, kind=kind, by=request.user, **form.cleaned_data),
        said=gettext("The question is added at the end of its page."),
        title=gettext("Add a question: %(kind)s") % {"kind": Question.Kind(kind).label},
        button=gettext("Add the question"),
    )


@both
def change_question(request, compact: str, year: int, pk: int):
    survey = draft_or_404(request, compact, year)
    question = part_of(survey, "question", pk)
    form = QuestionForm(posted(request), survey=survey, kind=question.kind, question=question)
    return edited(
        request, survey, form, lambda: editing.change_question(question=question, by=request.user, **form.cleaned_data),
        part=question, part_model="question", said=gettext("The question is changed."),
        title=gettext("Change the question: %(kind)s") % {"kind": question.get_kind_display()}, button=gettext("Save the question"),
    )  # fmt: skip


@both
def condition(request, compact: str, year: int, pk: int):
    """Which answer on an earlier page a question waits for: first the question, by a link, then its answers."""
    survey = draft_or_404(request, compact, year)
    question = part_of(survey, "question", pk)
    earlier = Question.objects.filter(section__survey=survey, kind__in=Question.DECIDING, section__number__lt=question.section.number)
    first = earlier.filter(pk=request.GET["on"]).first() if request.GET.get("on", "").isdecimal() else None
    if first is None and "nobody" in request.POST:
        refusal = done_or_refused(lambda: editing.set_condition(question=question, depends_on=None, values=[], by=request.user))
        say(request, refusal, gettext("It is asked of everybody again."))
        return back(survey)
    if first is None:
        context = {"survey": survey, "compact": survey.compact, "question": question, "earlier": earlier.select_related("section")}
        return render(request, "reviews/design/condition.html", context)
    initial = {"values": question.depends_values} if question.depends_on_id == first.pk else {}
    form = ConditionForm(posted(request), first=first, initial=initial)
    return edited(
        request, survey, form,
        lambda: editing.set_condition(question=question, depends_on=first, values=form.cleaned_data["values"], by=request.user),
        said=gettext("The condition is set."), title=gettext("Who is asked this question"), button=gettext("Save the condition"),
    )  # fmt: skip


@both
def add_document(request, compact: str, year: int):
    survey = draft_or_404(request, compact, year)
    form = DocumentForm(posted(request), request.FILES or None)
    return edited(
        request,
        survey,
        form,
        lambda: editing.add_document(survey=survey, by=request.user, **form.cleaned_data),
        said=gettext("The document is added, with a page of questions about it."),
        title=gettext("Add a document to comment on"),
        button=gettext("Add the document"),
    )


@both
def change_document(request, compact: str, year: int, pk: int):
    survey = draft_or_404(request, compact, year)
    document = part_of(survey, "document", pk)
    form = DocumentForm(posted(request), request.FILES or None, document=document)
    return edited(
        request,
        survey,
        form,
        lambda: editing.change_document(document=document, by=request.user, **form.cleaned_data),
        said=gettext("The document is changed, also where its title stands in questions."),
        title=gettext("Change the document"),
        button=gettext("Save the document"),
    )


def done_or_refused(act) -> str:
    try:
        act()
    except (CannotBe, NotDraft) as refusal:
        return str(refusal)
    return ""


def say(request, refusal: str, said: str) -> None:
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, said)


@require_POST
def move(request, compact: str, year: int, thing: str, pk: int):
    survey = draft_or_404(request, compact, year)
    part = part_of(survey, thing if thing != "document" else "", pk)
    refusal = done_or_refused(lambda: editing.move(part=part, up="up" in request.POST, by=request.user))
    if refusal:
        messages.error(request, refusal)
    return back(survey, f"#{thing}-{pk}")


@both
def remove(request, compact: str, year: int, thing: str, pk: int):
    survey = draft_or_404(request, compact, year)
    part = part_of(survey, thing, pk)
    if request.method != "POST":
        return render(request, "reviews/design/remove.html", {"survey": survey, "compact": survey.compact, "part": part, "thing": thing})
    say(request, done_or_refused(lambda: editing.remove(part=part, by=request.user)), REMOVED[thing])
    return back(survey)


@require_safe
def preview(request, compact: str, year: int, sector: str):
    """The whole survey as an organisation of `sector` will see it: `?size=small` for a small body. Nothing can be sent from here."""
    survey = steered_survey(request, compact, year)
    if sector not in Sector.values:
        raise Http404
    size = Organisation.Size.SMALL if request.GET.get("size") == "small" else Organisation.Size.LARGE
    short = survey.short_form and size == Organisation.Size.SMALL and "whole" not in request.GET
    facts = Facts(sector=sector, size=size, in_group=survey.rated_group_id is not None, short=short)
    pages = [(section, asked, AnswerForm(questions=asked, sector=sector, draft={})) for section, asked in survey.asked_of(facts)]
    for section, _, form in pages:
        form.prefix = f"page{section.number}"
        form.helper.include_media = False
    context = {"survey": survey, "compact": survey.compact, "pages": pages, "facts": facts, "sectors": sectors_of(survey)}
    context |= {"label": survey.compact.terms.sector(sector), "sector": sector}
    return render(request, "reviews/design/preview.html", context)
