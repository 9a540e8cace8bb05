"""Answers that came on paper or by telephone: staff type them, the organisation confirms them, and then they are sent like any other.

Until they are confirmed they are a draft of the organisation, which no officer has a way to read; confirmed, they are counted and
detached as all are. What stays is who typed for whom, and from what.
"""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from compact_portal.audit.recording import record
from reviews.actions.answering import submit_response
from reviews.actions.changing_invitations import locked, unanswered
from reviews.actions.inviting import link_of
from reviews.actions.refusals import NotNow
from reviews.answering.merging import note
from reviews.models import Invitation, Response, TypedAnswer
from reviews.moderating import moderator_of
from reviews.wordings import TYPED
from signatories.mail_words import write_words
from signatories.roles import officer_only

ONCE = 1  # how often each page of a typed answer was saved


@transaction.atomic
def type_answer(*, invitation: Invitation, source: str, received_on: datetime.date, answers: dict, by, at=None) -> TypedAnswer:
    """Keep a typed answer as the organisation's draft and ask it to confirm. Typing again replaces what was typed and not yet touched.

    Raises NotNow when the organisation has begun or sent an answer itself, when its time is over, or when nothing was typed.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    officer_only(by, invitation.survey.compact)
    invitation = locked(invitation)
    unanswered(invitation)
    if not invitation.takes_answers(on=on):
        raise NotNow(gettext("The last day for answers is over."))
    if not any(answers.values()):
        raise NotNow(gettext("Enter at least one answer."))
    survey, organisation = invitation.survey, invitation.organisation
    Response.objects.get_or_create(survey=survey, organisation=organisation, defaults={"sector": invitation.sector})
    response = Response.objects.select_for_update().get(survey=survey, organisation=organisation)
    typed = TypedAnswer.objects.filter(invitation=invitation).first()
    untouched = typed and all(saved == ONCE for saved in response.saved_sections.values())
    if any(response.draft.values()) and not untouched:
        raise NotNow(
            gettext("%(organisation)s has begun to answer itself. What it wrote is not replaced: ask it to go on with its link.")
            % {"organisation": organisation}
        )
    response.draft = answers
    response.saved_sections = {str(section.number): ONCE for section, _ in invitation.pages(answers)}
    response.changes = {}
    note(response.changes, answers, version=ONCE, by=str(by))
    response.save(update_fields=["draft", "saved_sections", "changes"])
    sector = moderator_of(by, survey.compact, on=on).sector
    told = {"source": source, "received_on": received_on, "typed_on": on, "typed_by": by, "typed_for": sector}
    typed, _ = TypedAnswer.objects.update_or_create(invitation=invitation, defaults=told)
    if invitation.sent_to and not invitation.revoked_at:
        token = invitation.token_again()
        invitation.message = write_words(
            survey.compact, TYPED, to=invitation.sent_to, organisation=organisation, by=by, how=typed.get_source_display,
            day=invitation.last_day, link=link_of(token, survey.compact),
        )  # fmt: skip
        invitation.save(update_fields=["seed", "token_hash", "message"])
    record("answer.typed", survey, by=by, organisation=organisation.pk, source=source)
    return typed


@transaction.atomic
def confirm_typed(*, invitation: Invitation, confirmed: str, by, at=None) -> TypedAnswer:
    """An organisation without an e-mail address has confirmed the copy it got: send its typed answer. Refused where it has an address.

    `by` is an officer or holds a seat, for another sector than whoever typed it: nobody alone makes up an organisation's answers.
    No event is recorded, as with every submission; the row says how it was confirmed and by whom.
    """
    at = at or timezone.now()
    asking = moderator_of(by, invitation.survey.compact, on=timezone.localdate(at))
    if asking is None:
        raise PermissionDenied
    invitation = locked(invitation)
    unanswered(invitation)
    if invitation.sent_to:
        raise NotNow(
            gettext("%(organisation)s has an e-mail address and confirms its answers itself, through its link.")
            % {"organisation": invitation.organisation}
        )
    typed = TypedAnswer.objects.filter(invitation=invitation).first()
    if typed is None:
        raise NotNow(gettext("Nothing has been typed for this organisation."))
    if not typed.may_be_confirmed_by(asking):
        raise NotNow(gettext("Somebody of another sector than %(typed_by)s confirms these answers.") % {"typed_by": typed.typed_by})
    submit_response(invitation=invitation, by=None, on=timezone.localdate(at))
    typed.confirmed = TypedAnswer.Confirmed(confirmed)
    typed.confirmed_by = by
    typed.save(update_fields=["confirmed", "confirmed_by"])
    return typed
