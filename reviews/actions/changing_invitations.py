"""What an officer changes about one invitation: its link, whether an answer is waited for, and until when."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.recording import record
from compact_portal.days import in_words
from compact_portal.messaging.outbox import queue
from reviews.actions.inviting import addresses_of, link_of, mail_invitation, opening_of
from reviews.actions.refusals import NotNow
from reviews.models import ColleagueLink, DateChange, Invitation, Response, Survey
from reviews.wordings import MORE_TIME
from signatories.mail_words import in_language_of, write_words
from signatories.models import Organisation
from signatories.roles import officer_only

BEGUN = _(
    "{organisation} has begun to answer with the link sent to {address}. A link to another address would show what was written. Whoever began"
    " can go on with a code sent to that address, or by signing in. If nobody can, send the link and let them begin anew."
)


def locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=["self"]).select_related("survey__compact", "survey__review", "organisation").get(pk=invitation.pk)


def unanswered(invitation: Invitation) -> None:
    """Raises NotNow when its organisation has answered, or the survey is not open."""
    if invitation.survey.status != Survey.Status.OPEN:
        raise NotNow(_("This survey is not open."))
    sent = Response.objects.filter(survey=invitation.survey, organisation=invitation.organisation, status=Response.Status.SUBMITTED)
    if sent.exists():
        raise NotNow(_("%(organisation)s has answered already.") % {"organisation": invitation.organisation})


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by, at=None) -> Invitation:
    """Its link stops at once, also in browsers that opened it. What was saved stays and can be reached by a new link."""
    officer_only(by, invitation.survey.compact)
    invitation = locked(invitation)
    unanswered(invitation)
    invitation.revoked_at = at or timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record("invitation.revoked", invitation.survey, by=by, organisation=invitation.organisation_id)
    return invitation


@transaction.atomic
def reissue_invitation(*, invitation: Invitation, by, forget: bool = False, at=None) -> Invitation:
    """A new link to the address that the organisation has now; the old one stops. The old address is told that this happened.

    A new link opens what was begun. So nothing that was begun under one address is ever opened by a link to another, which an
    officer can enter: raises NotNow, unless `forget` says that the organisation begins anew and the draft goes.
    """
    officer_only(by, invitation.survey.compact)
    invitation = locked(invitation)
    unanswered(invitation)
    survey, before = invitation.survey, invitation.sent_to
    address = addresses_of(Organisation.objects.filter(pk=invitation.organisation_id)).get(invitation.organisation_id)
    if not address:
        raise NotNow(_("No address is known for %(organisation)s. Add one to its record first.") % {"organisation": invitation.organisation})
    elsewhere = before.casefold() != address.casefold()
    if before and elsewhere:
        begun = Response.objects.filter(survey=survey, organisation=invitation.organisation_id)
        if begun.exists() and not forget:
            raise NotNow(BEGUN.format(organisation=invitation.organisation, address=before))
        begun.delete()
        ColleagueLink.objects.filter(invitation=invitation).delete()
    token = invitation.new_token()
    invitation.sent_to, invitation.sent_at, invitation.revoked_at = address, at or timezone.now(), None
    invitation.declined, invitation.declined_on = "", None
    invitation.message = mail_invitation(survey, invitation, token, opening_of(survey))
    invitation.save()
    if before and elsewhere:
        tell_before(invitation, before)
    record("invitation.reissued", survey, by=by, organisation=invitation.organisation_id, other_address=elsewhere)
    return invitation


@in_language_of("survey.compact")
def tell_before(invitation: Invitation, before: str) -> None:
    compact = invitation.survey.compact
    queue(
        to=before,
        compact_id=compact.pk,
        subject=gettext("%(compact)s: a new link has been sent") % {"compact": compact.name},
        text=sent_elsewhere(invitation),
        reason=gettext("an earlier link was sent to this address"),
        language=get_language(),
    )


def sent_elsewhere(invitation: Invitation) -> str:
    told = gettext("The link that you had for answering for %(organisation)s no longer works. A new one went to another address of it.")
    email = invitation.survey.compact.contact_email
    whom = gettext("If that surprises you, write to the people who run this agreement.")
    if email:
        whom = gettext("If that surprises you, write to %(email)s.") % {"email": email}
    return f"{told % {'organisation': invitation.organisation}} {whom}"


@transaction.atomic
def excuse(*, invitation: Invitation, reason: str, by, at=None) -> Invitation:
    """It need not answer this year: no reminder, and no place on the list of those who are waited for. It may answer all the same."""
    officer_only(by, invitation.survey.compact)
    if not reason.strip():
        raise ValidationError(_("Say why it is excused."))
    invitation = locked(invitation)
    unanswered(invitation)
    invitation.excused_at, invitation.excused_by, invitation.excused_reason = at or timezone.now(), by, reason.strip()
    invitation.save(update_fields=["excused_at", "excused_by", "excused_reason"])
    record("invitation.excused", invitation.survey, by=by, organisation=invitation.organisation_id)
    return invitation


@transaction.atomic
def expect_again(*, invitation: Invitation, by) -> Invitation:
    """Take an excuse back."""
    officer_only(by, invitation.survey.compact)
    invitation = locked(invitation)
    invitation.excused_at = invitation.excused_by = None
    invitation.excused_reason = ""
    invitation.save(update_fields=["excused_at", "excused_by", "excused_reason"])
    record("invitation.expected_again", invitation.survey, by=by, organisation=invitation.organisation_id)
    return invitation


@transaction.atomic
def give_extra_time(*, invitation: Invitation, until: datetime.date, reason: str, by, at=None) -> Invitation:
    """This organisation alone may answer until the end of `until`. Nobody's answers are read before that day is over either.

    Raises ValidationError when the day is not later than the one it has, or too late for the report.
    """
    at = at or timezone.now()
    officer_only(by, invitation.survey.compact)
    invitation = locked(invitation)
    unanswered(invitation)
    survey, before = invitation.survey, invitation.last_day
    if not reason.strip():
        raise ValidationError(_("Say why it gets extra time."))
    if until <= before or until < timezone.localdate(at):
        raise ValidationError(_("Extra time ends later than %(before)s, and not in the past.") % {"before": in_words(before)})
    if survey.review.report_due_on and until >= survey.review.report_due_on:
        raise ValidationError(
            _("The report is due on %(report_due_on)s: choose an earlier day.") % {"report_due_on": in_words(survey.review.report_due_on)}
        )
    DateChange.objects.create(
        review=survey.review, organisation=invitation.organisation, date=DateChange.Date.EXTRA, before=before, after=until, reason=reason.strip(),
        changed_at=at, changed_by=by,
    )  # fmt: skip
    invitation.extended_to, invitation.told_on = until, timezone.localdate(at)
    if invitation.sent_to and not invitation.revoked_at:
        token = invitation.token_again()
        invitation.message = write_words(
            survey.compact, MORE_TIME, to=invitation.sent_to, organisation=invitation.organisation, day=until, link=link_of(token, survey.compact)
        )
    invitation.save()
    record("invitation.extended", survey, by=by, organisation=invitation.organisation_id, until=until.isoformat())
    return invitation
