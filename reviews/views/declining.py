"""What somebody with a link says instead of answering; and which form a small body answers."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from compact_portal.days import today
from reviews.actions import declining as actions
from reviews.actions.refusals import NotNow
from reviews.models import Invitation
from reviews.respondents import Respondent
from reviews.views.answering import answering


@login_not_required
@never_cache
@require_POST
def decline(request, token: str):
    """“We are not this organisation”, or “we will not answer this year”. Either stops reminders."""
    invited = Invitation.objects.by_token(token).select_related("survey__compact", "survey__review", "organisation").first()
    if invited is None or invited.revoked_at:
        return render(request, "reviews/invitation_unknown.html", status=404)
    context = {"invitation": invited, "survey": invited.survey, "compact": invited.survey.compact}
    how = request.POST.get("how", "")
    if how not in Invitation.Declined.values:
        return redirect("reviews:invitation", token)
    try:
        actions.decline(invitation=invited, how=how, on=today())
    except NotNow:
        return redirect("reviews:invitation", token)
    page = render(request, "reviews/declined.html", context | {"wrong": how == Invitation.Declined.NOT_US})
    page["Referrer-Policy"] = "strict-origin"
    return page


@require_POST
@answering
def choose_form(request, respondent: Respondent):
    """A small body goes from the short form to the whole one, or back. What it has answered stays."""
    actions.ask_for_whole_form(invitation=respondent.invitation, whole="whole" in request.POST)
    return redirect(respondent.invitation.survey)
