"""Who is answering: somebody who followed an invitation, or a person of an invited organisation who has signed in."""

from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect

from compact_portal.days import today
from reviews.models import Invitation
from signatories.models import Membership

SESSION_KEY = "survey_invitations"


@dataclass(frozen=True)
class Respondent:
    """`may_submit` is False for a contributor: they fill in, the lead sends."""

    invitation: Invitation
    may_submit: bool


def place_of(compact: str, year: int) -> str:
    return f"{compact}/{year}"


def open_session(request, invitation: Invitation) -> None:
    """This browser may answer one survey for one organisation, and nothing else."""
    survey = invitation.survey
    opened = request.session.get(SESSION_KEY, {})
    opened[place_of(survey.compact.slug, survey.review.year)] = invitation.pk
    request.session[SESSION_KEY] = opened


def respondent_of(request, compact: str, year: int):
    """The Respondent, or a response that leads to being one: sign in, or choose for which organisation.

    Raises Http404 for somebody who was not invited, so that nobody learns who was.
    """
    asked = Invitation.objects.filter(survey__compact__slug=compact, survey__review__year=year, revoked_at__isnull=True).select_related(
        "survey__compact", "survey__review", "organisation"
    )
    opened = request.session.get(SESSION_KEY, {}).get(place_of(compact, year))
    if opened:
        invitation = asked.filter(pk=opened).first()
        if invitation and not_member(request):
            return Respondent(invitation, may_submit=True)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    memberships = dict(Membership.objects.serving(on=today()).filter(person=request.user).values_list("organisation_id", "role"))
    mine = list(asked.filter(organisation__in=memberships))
    chosen = [invitation for invitation in mine if invitation.pk == opened] or mine
    if not chosen:
        raise Http404
    if len(chosen) > 1:
        return redirect("reviews:answer_as", compact, year, chosen[0].organisation_id)
    return Respondent(chosen[0], may_submit=memberships[chosen[0].organisation_id] == Membership.Role.LEAD)


def not_member(request) -> bool:
    """Somebody who signed in acts by their own role, not by a link that this browser once opened."""
    return not request.user.is_authenticated
