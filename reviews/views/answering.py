"""Answering the survey: an invitation, the list of pages, each page, checking, sending."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.days import today
from reviews.actions.answering import save_section, submit_response
from reviews.actions.refusals import NotAsChecked, NotNow, SavedElsewhere
from reviews.answering import kind_of
from reviews.answering.forms import SectionForm
from reviews.answering.pages import pages_for, takes_answers
from reviews.models import Invitation, Response, Survey
from reviews.respondents import Respondent, acts_for, close_session, open_session, respondent_of
from signatories.models import Compact, Membership


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token: str):
    """GET says whose link it is and changes nothing, so that mail scanners cannot use it up; POST opens the task."""
    invited = Invitation.objects.by_token(token).select_related("survey__compact", "survey__review", "organisation").first()
    if invited is None or invited.revoked_at:
        return render(request, "reviews/invitation_unknown.html", status=404)
    survey = invited.survey
    context = {"invitation": invited, "survey": survey, "compact": survey.compact}
    sent = Response.objects.filter(survey=survey, organisation=invited.organisation, status=Response.Status.SUBMITTED).first()
    if sent:
        return render(request, "reviews/already_sent.html", context | {"response": sent})
    if not takes_answers(invited, on=today()):
        return render(request, "reviews/invitation_over.html", context, status=410)
    context["somebody_else"] = request.user.is_authenticated and not acts_for(request.user, invited)
    if request.method == "POST" and not context["somebody_else"]:
        open_session(request, invited)
        return redirect(survey)
    page = render(request, "reviews/invitation.html", context)
    page["Referrer-Policy"] = "strict-origin"  # the address holds the token; "no-referrer" would make browsers refuse to post from here
    return page


def answering(view):
    """Decorator: the view gets the Respondent in place of the address's parts, or the person is led to become one.

    A page that was opened for one organisation cannot be sent for another, though the browser has meanwhile opened both.
    """

    @login_not_required
    @never_cache
    @wraps(view)
    def with_respondent(request, compact: str, year: int, **kwargs):
        respondent = respondent_of(request, compact, year)
        if isinstance(respondent, HttpResponse):
            return respondent
        invited = respondent.invitation
        if request.method == "POST" and request.POST.get("invitation") != str(invited.pk):
            return render(request, "reviews/other_organisation.html", context_of(respondent), status=409)
        response = response_of(respondent)
        if response.is_submitted:
            return render(request, "reviews/already_sent.html", context_of(respondent, response=response))
        if not takes_answers(invited, on=today()):
            return render(request, "reviews/invitation_over.html", context_of(respondent), status=410)
        return view(request, respondent, response, **kwargs)

    return with_respondent


def context_of(respondent: Respondent, **more) -> dict:
    invited = respondent.invitation
    known = {"survey": invited.survey, "compact": invited.survey.compact, "organisation": invited.organisation}
    return known | {"invitation": invited, "respondent": respondent} | more


def response_of(respondent: Respondent) -> Response:
    """The organisation's response; unsaved while nothing has been answered."""
    invited = respondent.invitation
    found = Response.objects.filter(survey=invited.survey, organisation=invited.organisation).first()
    return found or Response(survey=invited.survey, organisation=invited.organisation, sector=invited.sector)


def address_of(respondent: Respondent, page: str, *more) -> str:
    survey = respondent.invitation.survey
    return reverse(f"reviews:{page}", args=[survey.compact.slug, survey.review.year, *more])


@require_safe
@answering
def survey(request, respondent: Respondent, response: Response):
    """The pages of the survey and how far they are done."""
    sections = [section for section, _ in pages_for(respondent.invitation, response.draft)]
    tasks = [(section, str(section.number) in response.saved_sections) for section in sections]
    context = {"tasks": tasks, "done": sum(saved for _, saved in tasks), "response": response}
    context["next"] = next((section for section, saved in tasks if not saved), None)
    return render(request, "reviews/survey.html", context_of(respondent, **context))


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
@require_POST
def leave(request, compact: str, year: int):
    """Forget in this browser that it may answer: for a computer that others use too."""
    close_session(request, compact, year)
    return render(request, "reviews/left.html")


@login_not_required
@require_safe
def questions(request, compact: str, year: int):
    """Every question on one page, to read, print and put before trustees; without answers.

    Public once the survey opens; before that its steering group reads them.
    """
    readable = ~Q(status=Survey.Status.DRAFT)
    if request.user.is_authenticated:
        readable |= Q(compact__in=Compact.objects.steered_by(request.user))
    surveys = Survey.objects.filter(readable).select_related("compact", "review")
    asked = get_object_or_404(surveys, compact__slug=compact, review__year=year)
    sections = [
        (section, [kind_of(question, "") for question in section.questions.all()])
        for section in asked.sections.prefetch_related("questions__section__document", "questions__depends_on")
    ]
    pages = [(section, kinds, [(kind, parts_of(kind)) for kind in kinds]) for section, kinds in sections]
    return render(request, "reviews/questions.html", {"survey": asked, "compact": asked.compact, "pages": pages})


def parts_of(kind) -> list[tuple[str, list[str]]]:
    """(label, choices) of each box that a question has beside its own words."""
    fields = kind.fields().items()
    return [("" if name == kind.name else field.label, [label for value, label in getattr(field, "choices", []) if value]) for name, field in fields]


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def section(request, respondent: Respondent, response: Response, number: int):
    """One page of questions, saved when it is left by its button."""
    invited = respondent.invitation
    pages = pages_for(invited, response.draft)
    sections = [section for section, _ in pages]
    places = {section.number: place for place, section in enumerate(sections)}
    if number not in places:
        return redirect(invited.survey)
    here, asked = pages[places[number]]
    saved = {"questions": asked, "sector": invited.sector, "draft": response.draft, "another": "another" in request.GET}
    posted = request.POST if request.method == "POST" else None
    form = SectionForm(posted, version=response.saved_sections.get(str(number), 0), **saved)
    conflict = None
    if posted is not None and form.is_valid():
        try:
            conflict = save_or_conflict(form, respondent, here)
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect(invited.survey)
        if conflict is None:
            if "later" in posted:
                messages.success(request, f"Saved. Go on with the same link or sign-in until {invited.last_day:%-d %B %Y}.")
            # what was just answered may open or close later pages
            sections = [section for section, _ in pages_for(invited, response_of(respondent).draft)]
            return redirect(after(posted, respondent, sections, [section.number for section in sections].index(number)))
    context = {"section": here, "form": form, "place": places[number] + 1, "of": len(sections), "conflict": conflict}
    context |= {"has_examples": any(question.kind == "examples" for question in asked), "back_to_check": "back" in request.GET}
    return render(request, "reviews/section.html", context_of(respondent, **context), status=409 if conflict is not None else 200)


def save_or_conflict(form: SectionForm, respondent: Respondent, here) -> list | None:
    """None when the page is saved; otherwise what somebody else saved in the meantime, in words, and the form may be sent again."""
    try:
        save_section(invitation=respondent.invitation, section=here, answers=form.answers(), version=form.cleaned_data["version"] or 0, on=today())
    except SavedElsewhere as elsewhere:
        form.data = form.data.copy()
        form.data["version"] = elsewhere.version
        return [(kind.label, said(kind, elsewhere.draft)) for kind in form.kinds]
    return None


def after(posted, respondent: Respondent, sections: list, place: int) -> str:
    """Where a saved page leads: the next page, the list, the check page, or the same page with one more empty example."""
    if "another" in posted:
        return address_of(respondent, "section", sections[place].number) + "?another=1#another"
    if "later" in posted:
        return address_of(respondent, "survey")
    if "back" in posted or place + 1 == len(sections):
        return address_of(respondent, "check") + "#main-content"
    return address_of(respondent, "section", sections[place + 1].number) + "#main-content"


def said(kind, draft: dict) -> list[str]:
    """The answer's lines; none for a question left out."""
    return kind.said(draft[kind.name]) if draft.get(kind.name) else []


def all_answers(respondent: Respondent, draft: dict) -> list[tuple]:
    """[(section, [(wording, lines)])] of the whole response, in three queries."""
    invited = respondent.invitation
    pages = [(section, [kind_of(question, invited.sector) for question in asked]) for section, asked in pages_for(invited, draft)]
    return [(section, [(kind.label, said(kind, draft)) for kind in kinds]) for section, kinds in pages]


@require_safe
@answering
def check(request, respondent: Respondent, response: Response):
    """All answers on one page, to correct, print and send."""
    return render(request, "reviews/check.html", context_of(respondent, answers=all_answers(respondent, response.draft), response=response))


@require_POST
@answering
def submit(request, respondent: Respondent, response: Response):
    """Send. The page that answers shows the respondent's copy this one time; nobody can fetch it afterwards."""
    if not respondent.may_submit:
        messages.error(request, "Your answers are saved. The lead of your organisation sends them.")
        return redirect(respondent.invitation.survey)
    sender = None if respondent.by_link else request.user
    try:
        sent, draft = submit_response(invitation=respondent.invitation, by=sender, on=today(), seal=request.POST.get("seal", ""))
    except NotAsChecked as changed:
        messages.error(request, str(changed))
        return redirect(address_of(respondent, "check"))
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect(respondent.invitation.survey)
    if not draft:
        return redirect(respondent.invitation.survey)
    page = render(request, "reviews/sent.html", context_of(respondent, response=sent, answers=all_answers(respondent, draft)))
    survey = respondent.invitation.survey
    close_session(request, survey.compact.slug, survey.review.year)
    return page
