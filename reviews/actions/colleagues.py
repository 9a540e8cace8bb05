"""A colleague is asked to answer one page of an organisation's response, and can be stopped again."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compact_portal.messaging.outbox import queue
from reviews.actions.answering import CLOSED, SENT, locked
from reviews.actions.refusals import NotNow
from reviews.answering.pages import takes_answers
from reviews.models import ColleagueLink, Invitation, Response, Section

MOST = 20  # links of one response: nobody can make the portal write to the world


@transaction.atomic
def ask_colleague(*, invitation: Invitation, section: Section, name: str, email: str, on, at=None) -> ColleagueLink:
    """Mail a link to one page. Asked again, the same colleague gets a new link, and the old one stops working."""
    invitation = locked(invitation)
    if invitation.revoked_at or not takes_answers(invitation, on=on):
        raise NotNow(CLOSED)
    owner = {"survey": invitation.survey_id, "organisation": invitation.organisation_id}
    if Response.objects.filter(**owner, status=Response.Status.SUBMITTED).exists():
        raise NotNow(SENT)
    links = ColleagueLink.objects.filter(invitation=invitation)
    link = links.filter(section=section, sent_to__iexact=email).first()
    if link is None and links.count() >= MOST:
        raise NotNow(_("%(most)s links have been sent for these answers, and that is the most. Stop one of them first.") % {"most": MOST})
    link = link or ColleagueLink(invitation=invitation, section=section, sent_to=email)
    link.name, link.sent_at, link.revoked_at = name, at or timezone.now(), None
    token = link.new_token()
    link.save()
    mail_colleague(link, token)
    return link


def mail_colleague(link: ColleagueLink, token: str) -> None:
    """In the language of who asks: a link and what it is for; no answer, and no word that somebody typed but the colleague's own name."""
    invitation = link.invitation
    survey = invitation.survey
    known = {
        "organisation": invitation.organisation,
        "called": survey.compact.called,
        "page": link.section.title,
        "day": date_format(invitation.last_day, "j F"),
    }
    parts = [
        _("%(organisation)s answers the yearly survey of %(called)s, and asks you to fill in one page of it: “%(page)s”.") % known,
        settings.PORTAL_URL + reverse("reviews:invitation", args=[token]),
        _("You need no password. You see what has been saved on this page so far, and no other page.")
        + " "
        + _("What you save is seen by those who answer for the organisation; they check all pages and send them."),
    ]
    queue(
        to=link.sent_to,
        compact_id=survey.compact_id,
        subject=_("%(organisation)s asks for your part of its answers, by %(day)s") % known,
        text="\n\n".join(parts),
        reason=_("somebody who answers for %(organisation)s gave your address as that of a colleague") % known,
        language=get_language(),
    )


@transaction.atomic
def stop_colleague(*, link: ColleagueLink, at=None) -> None:
    """The link works no more. What its colleague saved stays."""
    ColleagueLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=at or timezone.now())


def opened_by_colleague(*, colleague: ColleagueLink, on) -> None:
    """Note the first day on which the page was seen."""
    ColleagueLink.objects.filter(pk=colleague.pk, opened_on__isnull=True).update(opened_on=on)
