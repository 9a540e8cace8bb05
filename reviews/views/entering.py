"""Coming to the survey: by an invitation, by a colleague's link, by a code; and leaving it."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from compact_portal.days import today
from reviews.actions.colleagues import opened_by_colleague
from reviews.answering.minutes import minutes_told
from reviews.answering.pages import takes_answers
from reviews.models import ColleagueLink, Invitation, Response
from reviews.respondents import acts_for, close_session, open_session
from signatories.roles import acted_for

WHOLE = ("survey__compact", "survey__review", "organisation")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token: str):
    """GET says whose link it is and changes nothing, so that mail scanners cannot use it up; POST opens the task.

    The link is the organisation's own, or that of a colleague to one page.
    """
    invited, colleague = Invitation.objects.by_token(token).select_related(*WHOLE).first(), None
    if invited is None:
        links = ColleagueLink.objects.usable().by_token(token).select_related("section", *(f"invitation__{way}" for way in WHOLE))
        colleague = links.first()
        invited = colleague and colleague.invitation
    if invited is None or invited.revoked_at:
        return render(request, "reviews/invitation_unknown.html", status=404)
    survey = invited.survey
    context = {"invitation": invited, "survey": survey, "compact": survey.compact, "colleague": colleague}
    sent = Response.objects.filter(survey=survey, organisation=invited.organisation, status=Response.Status.SUBMITTED).first()
    if sent:
        return render(request, "reviews/already_sent.html", context | {"response": sent})
    if not takes_answers(invited, on=today()):
        return render(request, "reviews/invitation_over.html", context, status=410)
    context["somebody_else"] = request.user.is_authenticated and (colleague or not acts_for(request.user, invited))
    if request.method == "POST" and not context["somebody_else"]:
        open_session(request, invited, colleague)
        if colleague:
            opened_by_colleague(colleague=colleague, on=today())
        return redirect(survey)
    context["minutes"], context["measured"] = minutes_told(survey)
    page = render(request, "reviews/colleague.html" if colleague else "reviews/invitation.html", context)
    page["Referrer-Policy"] = "strict-origin"  # the address holds the token; "no-referrer" would make browsers refuse to post from here
    return page


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def answer_as(request, compact: str, year: int, organisation: int):
    """Somebody of several invited organisations says for which one they answer now."""
    mine = Invitation.objects.filter(
        survey__compact__slug=compact, survey__review__year=year, revoked_at__isnull=True, organisation__in=acted_for(request.user, on=today())
    ).select_related(*WHOLE)
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
    return render(request, "reviews/left.html", {"slug": compact, "year": year})
