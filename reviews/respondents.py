"""Who is answering: somebody who followed an invitation or a colleague's link, or a person of an invited organisation who signed in."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.shortcuts import redirect, render

from reviews.answering.words import typed_words
from reviews.models import ColleagueLink, Invitation, Response
from signatories.roles import acted_for, is_lead

SESSION_KEY = "survey_invitations"
KNOWN = ("survey__compact", "survey__review", "organisation")  # to draw a page
TO_SAVE = ("survey", "organisation")


@dataclass
class Respondent:
    """`may_submit` is False for a contributor and a colleague: they fill in, the lead sends. `by_link` for a browser that followed a link.

    `colleague` is set for somebody who was asked to answer one page, and sees nothing else. `name` is what others of the
    organisation see beside a change. `on` is the day of the request.
    """

    invitation: Invitation
    may_submit: bool
    by_link: bool
    on: datetime.date
    place: tuple[str, int]  # the agreement's slug and the review's year, as the address has them
    name: str = ""
    colleague: ColleagueLink | None = None

    @cached_property
    def response(self) -> Response:
        """The organisation's response; unsaved while nothing has been answered."""
        invited = self.invitation
        found = Response.objects.filter(survey=invited.survey_id, organisation=invited.organisation_id).first()
        return found or Response(survey_id=invited.survey_id, organisation_id=invited.organisation_id, sector=invited.sector)


def place_of(compact: str, year: int) -> str:
    return f"{compact}/{year}"


def open_session(request, invitation: Invitation, colleague: ColleagueLink | None = None) -> None:
    """This browser may answer one survey for one organisation, and nothing else; a session planted before is worth nothing."""
    survey = invitation.survey
    opened = request.session.get(SESSION_KEY, {})
    link = [colleague.pk, colleague.token_hash] if colleague else []
    opened[place_of(survey.compact.slug, survey.review.year)] = [invitation.pk, invitation.token_hash, *link]
    request.session.cycle_key()
    request.session[SESSION_KEY] = opened


def close_session(request, compact: str, year: int) -> None:
    opened = request.session.get(SESSION_KEY, {})
    if opened.pop(place_of(compact, year), None):
        request.session[SESSION_KEY] = opened


def respondent_of(request, compact: str, year: int, on: datetime.date):
    """The Respondent, or a response that leads to being one: open the invitation, sign in, choose an organisation.

    Raises Http404 for somebody who was not invited, so that nobody learns who was.
    """
    asked = Invitation.objects.filter(revoked_at__isnull=True).select_related(*(TO_SAVE if request.method == "POST" else KNOWN))
    opened, token_hash, *link = request.session.get(SESSION_KEY, {}).get(place_of(compact, year), (None, None))
    if not request.user.is_authenticated:
        # A link that was sent anew since has another hash, and ends what the old one opened.
        invitation = opened and asked.filter(pk=opened, token_hash=token_hash).first()
        colleague = invitation and link and ColleagueLink.objects.usable().filter(pk=link[0], token_hash=link[1]).select_related("section").first()
        if invitation and (colleague or not link):
            name = colleague.name if colleague else ""
            return Respondent(invitation, not link, True, on, (compact, year), name, colleague or None)
        told = {"next": request.get_full_path(), "slug": compact, "year": year, "typed": typed_words(request.POST)}
        return render(request, "reviews/open_link.html", told, status=403)
    mine = list(asked.filter(organisation__in=acted_for(request.user), survey__compact__slug=compact, survey__review__year=year))
    chosen = [invitation for invitation in mine if invitation.pk == opened] or mine
    if not chosen:
        raise Http404
    if len(chosen) > 1:
        return redirect("reviews:answer_as", compact, year, chosen[0].organisation_id)
    may_submit = is_lead(request.user, chosen[0].organisation)
    return Respondent(chosen[0], may_submit, False, on, (compact, year), name=str(request.user))


def acts_for(person, invitation: Invitation) -> bool:
    return acted_for(person).filter(pk=invitation.organisation_id).exists()
