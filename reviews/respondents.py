"""Who is answering: somebody who followed an invitation, or a person of an invited organisation who has signed in."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect, render

from compact_portal.days import today
from reviews.models import Invitation
from signatories.models import Membership

SESSION_KEY = "survey_invitations"


@dataclass(frozen=True)
class Respondent:
    """`may_submit` is False for a contributor: they fill in, the lead sends. `by_link` for a browser that followed the invitation."""

    invitation: Invitation
    may_submit: bool
    by_link: bool


def place_of(compact: str, year: int) -> str:
    return f"{compact}/{year}"


def open_session(request, invitation: Invitation) -> None:
    """This browser may answer one survey for one organisation, and nothing else; a session planted before is worth nothing."""
    survey = invitation.survey
    opened = request.session.get(SESSION_KEY, {})
    opened[place_of(survey.compact.slug, survey.review.year)] = [invitation.pk, invitation.token_hash]
    request.session.cycle_key()
    request.session[SESSION_KEY] = opened


def close_session(request, compact: str, year: int) -> None:
    opened = request.session.get(SESSION_KEY, {})
    if opened.pop(place_of(compact, year), None):
        request.session[SESSION_KEY] = opened


def respondent_of(request, compact: str, year: int):
    """The Respondent, or a response that leads to being one: open the invitation, sign in, choose an organisation.

    Raises Http404 for somebody who was not invited, so that nobody learns who was.
    """
    asked = Invitation.objects.filter(survey__compact__slug=compact, survey__review__year=year, revoked_at__isnull=True).select_related(
        "survey__compact", "survey__review", "organisation"
    )
    opened, token_hash = request.session.get(SESSION_KEY, {}).get(place_of(compact, year), (None, None))
    if not request.user.is_authenticated:
        # A link that was sent anew since has another hash, and ends what the old one opened.
        invitation = opened and asked.filter(pk=opened, token_hash=token_hash).first()
        if invitation:
            return Respondent(invitation, may_submit=True, by_link=True)
        return render(request, "reviews/open_link.html", {"next": request.get_full_path()}, status=403)
    memberships = dict(Membership.objects.serving(on=today()).filter(person=request.user).values_list("organisation_id", "role"))
    mine = list(asked.filter(organisation__in=memberships))
    chosen = [invitation for invitation in mine if invitation.pk == opened] or mine
    if not chosen:
        raise Http404
    if len(chosen) > 1:
        return redirect("reviews:answer_as", compact, year, chosen[0].organisation_id)
    return Respondent(chosen[0], may_submit=memberships[chosen[0].organisation_id] == Membership.Role.LEAD, by_link=False)


def acts_for(person, invitation: Invitation) -> bool:
    return Membership.objects.serving(on=today()).filter(person=person, organisation=invitation.organisation).exists()
