"""For those who are not online: the form on paper, and typing what came back on it or by telephone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from reviews.actions.refusals import NotNow
from reviews.actions.typing import confirm_typed
from reviews.actions.typing import type_answer as keep_typed
from reviews.answering import kind_of
from reviews.answering.forms import SectionForm
from reviews.answering.kinds.examples import MOST, Examples
from reviews.models import Facts, Invitation, Survey, TypedAnswer
from reviews.moderating import moderator_of
from reviews.paper import paper_pdf
from reviews.running_forms import ConfirmedForm, SourceForm
from reviews.views.fetch import officers_survey, steered_survey
from reviews.views.inviting import invitation_of
from signatories.models import Compact, Organisation
from signatories.models.organisation import Sector
from signatories.views.fetch import posted


@login_not_required
@require_safe
def paper(request, compact: str, year: int, sector: str):
    """The form to print, for everybody once the survey opens and for its steering group before. `?form=short` for small bodies."""
    readable = ~Q(status=Survey.Status.DRAFT)
    if request.user.is_authenticated:
        readable |= Q(compact__in=Compact.objects.steered_by(request.user))
    survey = get_object_or_404(Survey.objects.filter(readable).select_related("compact", "review"), compact__slug=compact, review__year=year)
    if sector not in Sector.values:
        raise Http404
    short = survey.short_form and request.GET.get("form") == "short"
    size = Organisation.Size.SMALL if short else ""
    content = paper_pdf(survey, Facts(sector=sector, size=size, in_group=survey.rated_group_id is not None, short=short))
    name = f"{compact}-survey-{year}-{sector}.pdf"
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def forms_for(invitation: Invitation, data) -> list:
    """(section, form) of every page that the organisation may be asked. Each form reads its own part of what was posted."""
    pages = []
    for section, asked in invitation.pages():
        form = SectionForm(data, questions=asked, sector=invitation.sector, draft={})
        for kind in form.kinds:
            if isinstance(kind, Examples) and kind.shown < 2 <= MOST:
                kind.shown = 2
                form.fields |= kind.fields()
        pages.append((section, form))
    return pages


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def type_answer(request, compact: str, year: int, pk: int):
    """Type a whole answer. It is shown this once, on the page that follows; nobody of the staff can open it again."""
    invitation = invitation_of(officers_survey(request, compact, year), pk)
    data = posted(request)
    form = SourceForm(data)
    pages = forms_for(invitation, data)
    survey = invitation.survey
    context = {"survey": survey, "compact": survey.compact, "invitation": invitation, "form": form, "pages": pages}
    if data is not None and all([form.is_valid(), *(page.is_valid() for _, page in pages)]):
        answers = {key: value for _, page in pages for key, value in page.answers().items()}
        try:
            context["typed"] = keep_typed(invitation=invitation, answers=answers, by=request.user, **form.cleaned_data)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            context["answers"] = copy_of(invitation, answers)
            return render(request, "reviews/paper/typed.html", context)
    return render(request, "reviews/paper/type.html", context)


def copy_of(invitation: Invitation, answers: dict) -> list[tuple]:
    """[(section, [(wording, lines)])], as respondents get it on their check page."""
    pages = [(section, [kind_of(question, invitation.sector) for question in asked]) for section, asked in invitation.pages(answers)]
    return [(section, [(kind.label, kind.said(answers[kind.name]) if answers.get(kind.name) else []) for kind in kinds]) for section, kinds in pages]


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, compact: str, year: int, pk: int):
    """For an organisation without an e-mail address, by somebody of another sector than whoever typed its answer."""
    survey = steered_survey(request, compact, year)
    typed = get_object_or_404(TypedAnswer.objects.to_confirm(today()).select_related("invitation__organisation", "typed_by"), invitation=pk)
    invitation = typed.invitation
    form = ConfirmedForm(posted(request))
    if form.is_valid():
        try:
            confirm_typed(invitation=invitation, confirmed=form.cleaned_data["confirmed"], by=request.user)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, gettext("The answers of %(organisation)s are sent.") % {"organisation": invitation.organisation})
        return redirect("home")
    context = {"survey": survey, "compact": survey.compact, "invitation": invitation, "typed": typed, "form": form}
    context["may_confirm"] = typed.may_be_confirmed_by(moderator_of(request.user, survey.compact, on=today()))
    return render(request, "reviews/paper/confirm.html", context)
