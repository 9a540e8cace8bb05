"""Answering the survey: an invitation, the list of pages, each page, checking, sending."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.days import today
from reviews.actions import NotNow, SavedElsewhere, save_section, sections_for, submit_response
from reviews.answering.forms import SectionForm
from reviews.answering.kinds import kind_of
from reviews.models import Invitation, Question, Response, Survey
from reviews.respondents import Respondent, open_session, respondent_of
from signatories.models import Membership


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token: str):
    """GET says whose link it is and changes nothing, so that mail scanners cannot use it up; POST opens the task."""
    invited = Invitation.objects.by_token(token).select_related("survey__compact", "survey__review", "organisation").first()
    if invited is None or invited.revoked_at:
        return render(request, "reviews/invitation_unknown.html", status=404)
    survey = invited.survey
    if not survey.takes_answers(on=today()):
        return render(request, "reviews/invitation_over.html", {"invitation": invited, "survey": survey}, status=410)
    if request.method == "POST":
        open_session(request, invited)
        return redirect(survey)
    page = render(request, "reviews/invitation.html", {"invitation": invited, "survey": survey, "compact": survey.compact})
    page["Referrer-Policy"] = "strict-origin"  # the address holds the token; "no-referrer" would make browsers refuse to post from here
    return page


def answering(view):
    """Decorator: the view gets the Respondent in place of the address's parts, or the person is led to become one."""

    @login_not_required
    @never_cache
    def with_respondent(request, compact: str, year: int, **kwargs):
        respondent = respondent_of(request, compact, year)
        if isinstance(respondent, HttpResponse):
            return respondent
        return view(request, respondent, **kwargs)

    return with_respondent


def page(respondent: Respondent, **more) -> dict:
    survey = respondent.invitation.survey
    return {"survey": survey, "compact": survey.compact, "organisation": respondent.invitation.organisation, "respondent": respondent} | more


def response_of(respondent: Respondent) -> Response:
    """The organisation's response; unsaved while nothing has been answered."""
    invited = respondent.invitation
    found = Response.objects.filter(survey=invited.survey, organisation=invited.organisation).first()
    return found or Response(survey=invited.survey, organisation=invited.organisation, sector=invited.sector)


def address(respondent: Respondent) -> tuple[str, int]:
    return respondent.invitation.survey.compact.slug, respondent.invitation.survey.review.year


@require_safe
@answering
def survey(request, respondent: Respondent):
    """The pages of the survey and how far they are done."""
    response = response_of(respondent)
    if response.is_submitted:
        return render(request, "reviews/sent.html", page(respondent, response=response, answers=[]))
    if not respondent.invitation.survey.takes_answers(on=today()):
        return render(request, "reviews/invitation_over.html", page(respondent, invitation=respondent.invitation))
    sections = sections_for(respondent.invitation.survey, respondent.invitation.organisation)
    tasks = [(section, str(section.number) in response.saved_sections) for section in sections]
    done = sum(saved for _, saved in tasks)
    return render(request, "reviews/survey.html", page(respondent, tasks=tasks, done=done, response=response))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def answer_as(request, compact: str, year: int, organisation: int):
    """Somebody of several invited organisations says for which one they answer now."""
    memberships = Membership.objects.serving(on=today()).filter(person=request.user) if request.user.is_authenticated else Membership.objects.none()
    mine = Invitation.objects.filter(
        survey__compact__slug=compact, survey__review__year=year, revoked_at__isnull=True, organisation__in=memberships.values("organisation")
    ).select_related("survey__compact", "survey__review", "organisation")
    chosen = get_object_or_404(mine, organisation=organisation)
    if request.method == "POST":
        open_session(request, chosen)
        return redirect(chosen.survey)
    return render(request, "reviews/answer_as.html", {"invitations": mine, "survey": chosen.survey, "compact": chosen.survey.compact})


@login_not_required
@require_safe
def questions(request, compact: str, year: int):
    """Every question on one page, to read, print and put before trustees; without answers. Public once the survey opens."""
    asked = get_object_or_404(Survey.objects.exclude(status="draft").select_related("compact", "review"), compact__slug=compact, review__year=year)
    sections = asked.sections.prefetch_related("questions")
    return render(request, "reviews/questions.html", {"survey": asked, "compact": asked.compact, "sections": sections})


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def section(request, respondent: Respondent, number: int):
    """One page of questions, saved when it is left by its button."""
    invited = respondent.invitation
    sections = sections_for(invited.survey, invited.organisation)
    places = {section.number: place for place, section in enumerate(sections)}
    if number not in places:
        return redirect(invited.survey)
    here = sections[places[number]]
    response = response_of(respondent)
    if response.is_submitted:
        return redirect(invited.survey)
    asked = list(Question.objects.filter(section=here).select_related("section"))
    another = "another" in request.GET
    saved = {"questions": asked, "sector": invited.sector, "draft": response.draft, "another": another}
    form = SectionForm(request.POST or None, version=response.saved_sections.get(str(number), 0), **saved)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            save_section(invitation=invited, section=here, answers=form.answers(), version=form.cleaned_data["version"] or 0, on=today())
        except SavedElsewhere as elsewhere:
            conflict = in_words(asked, invited.sector, elsewhere.draft)
            form.data = form.data.copy()
            form.data["version"] = elsewhere.version
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect(invited.survey)
        else:
            return redirect(after(request, respondent, sections, places[number]))
    status = 409 if conflict is not None else 200
    context = page(respondent, section=here, form=form, place=places[number] + 1, of=len(sections), conflict=conflict)
    return render(request, "reviews/section.html", context | {"has_examples": any(q.kind == "examples" for q in asked)}, status=status)


def after(request, respondent: Respondent, sections: list, place: int) -> str:
    """Where a saved page leads: the next page, the list, or the same page with one more empty example."""
    from django.urls import reverse

    slug, year = address(respondent)
    if "another" in request.POST:
        return reverse("reviews:section", args=[slug, year, sections[place].number]) + "?another=1#another"
    if "later" in request.POST:
        return reverse("reviews:survey", args=[slug, year])
    if place + 1 < len(sections):
        return reverse("reviews:section", args=[slug, year, sections[place + 1].number])
    return reverse("reviews:check", args=[slug, year])


def in_words(asked: list[Question], sector: str, draft: dict) -> list[tuple[Question, str, list[str]]]:
    """(question, its wording for the sector, the answer's lines); an empty list of lines for a question left out."""
    kinds = [(question, kind_of(question, sector)) for question in asked]
    return [(question, kind.label, kind.said(draft[question.key]) if draft.get(question.key) else []) for question, kind in kinds]


def all_answers(respondent: Respondent, draft: dict) -> list[tuple]:
    """[(section, answers in words)] of the whole response, in two queries."""
    invited = respondent.invitation
    sections = sections_for(invited.survey, invited.organisation)
    asked = list(Question.objects.filter(section__in=sections).select_related("section"))
    return [(here, in_words([q for q in asked if q.section_id == here.pk], invited.sector, draft)) for here in sections]


@require_safe
@answering
def check(request, respondent: Respondent):
    """All answers on one page, to correct, print and send."""
    response = response_of(respondent)
    if response.is_submitted:
        return redirect(respondent.invitation.survey)
    return render(request, "reviews/check.html", page(respondent, answers=all_answers(respondent, response.draft), response=response))


@require_POST
@answering
def submit(request, respondent: Respondent):
    """Send. The page that answers shows the respondent's copy this one time; nobody can fetch it afterwards."""
    invited = respondent.invitation
    if not respondent.may_submit:
        messages.error(request, "Your answers are saved. The lead of your organisation sends them.")
        return redirect(invited.survey)
    try:
        response, draft = submit_response(invitation=invited, by=request.user, on=today())
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect(invited.survey)
    if not draft:
        return redirect(invited.survey)
    return render(request, "reviews/sent.html", page(respondent, response=response, answers=all_answers(respondent, draft)))
