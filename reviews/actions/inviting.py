"""Asking signatories to answer: invitations and reminders. What ends or changes one of them: changing_invitations.py.

No answer, no finding and no case is ever in a mail: a link and what it is for.
"""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.recording import record
from compact_portal.messaging.models import Message
from reviews.actions.refusals import NotNow
from reviews.after import came_of_last
from reviews.answering.minutes import minutes_told
from reviews.models import Invitation, Nudge, Survey
from reviews.wordings import INVITATION, REMINDER
from signatories.mail_words import held_round, write_words
from signatories.models import Compact, Membership, Organisation
from signatories.roles import officer_only


@transaction.atomic
def send_invitations(*, survey: Survey, by, organisations=None, at=None) -> tuple[int, list[Organisation]]:
    """Invite every signatory in force that was not invited yet, or those of `organisations`.

    Returns how many invitations were sent, and the organisations that have no address.
    """
    officer_only(by, survey.compact)
    return invite(survey=survey, by=by, organisations=organisations, at=at)


def invite(*, survey: Survey, by, organisations=None, at=None) -> tuple[int, list[Organisation]]:
    """The sending itself, for an officer or, on the survey's first day, for the portal (`by` is None)."""
    at = at or timezone.now()
    survey = Survey.objects.select_for_update(of=["self"], no_key=True).select_related("compact", "review").get(pk=survey.pk)
    if survey.status != Survey.Status.OPEN:
        raise NotNow(_("Open the survey before you send invitations."))
    signatories = organisations if organisations is not None else Organisation.objects.filter(
        pk__in=survey.compact.signatures.in_force().values("organisation")
    )  # fmt: skip
    known = {invitation.organisation_id: invitation for invitation in survey.invitations.select_related("message")}
    done_with = {pk for pk, one in known.items() if (one.sent_at and not one.was_thrown_away) or one.revoked_at or one.excused_at}
    signatories = signatories.exclude(pk__in=done_with)
    addresses = addresses_of(signatories)
    opening, round = opening_of(survey), held_round(survey.compact, f"Invitations to the survey {survey.review.year}")
    sent, silent = 0, []
    for organisation in signatories:
        invitation = known.get(organisation.pk) or Invitation(survey=survey, organisation=organisation, sector=organisation.sector)
        if address := addresses.get(organisation.pk):
            token = invitation.new_token()
            invitation.sent_to, invitation.sent_at = address, at
            invitation.message = mail_invitation(survey, invitation, token, opening, round)
            sent += 1
        else:
            silent.append(organisation)
        invitation.save()
    record("survey.invitations_sent", survey, by=by, sent=sent, without_address=len(silent))
    return sent, silent


def addresses_of(organisations) -> dict[int, str]:
    """{organisation: the address it gave for this}, or else that of its longest serving lead, also of what was merged into it.
    Two queries, and one for `organisations`."""
    kept_under = Organisation.objects.kept_under(*organisations)
    leads = Membership.objects.serving().filter(organisation__in=kept_under, role=Membership.Role.LEAD).order_by("-since", "-pk")
    known = {kept_under[pk]: address for pk, address in leads.values_list("organisation", "person__email")}
    addresses = {one.pk: one.contact_email or known.get(kept_under[one.pk], "") for one in organisations}
    return {pk: address for pk, address in addresses.items() if address}


def link_of(token: str, compact: Compact | None = None) -> str:
    """Of an agreement whose usual language is not the portal's, the link opens the page in that language."""
    speaks = f"?language={compact.language}" if compact and compact.language != settings.LANGUAGE_CODE else ""
    return settings.PORTAL_URL + reverse("reviews:invitation", args=[token]) + speaks


def opening_of(survey: Survey) -> str:
    """What came of the survey before, from what everybody may know of it, in the agreement's usual language; nothing where there was none."""
    with override(survey.compact.language):
        came = came_of_last(survey)
        head = gettext("What came of the answers of %(year)s:") % {"year": came.year} if came else ""
    return f"{head}\n" + "".join(f"- {line}\n" for line in came.lines) if came else ""


def mail_invitation(survey: Survey, invitation: Invitation, token: str, opening: str, round=None) -> Message:
    """`round` holds it until an officer has looked at all of them."""
    compact = survey.compact
    minutes, measured = minutes_told(survey)

    def takes() -> str:
        said = gettext("It takes about %(minutes)s minutes.")
        if measured:
            said = gettext("It takes about %(minutes)s minutes, as half of those who answered last year needed no more.")
        return said % {"minutes": minutes}

    return write_words(
        compact, INVITATION, to=invitation.sent_to, about=about(invitation), round=round, came=opening, link=link_of(token, compact),
        organisation=invitation.organisation, takes=takes, day=survey.answer_by, closes=survey.closes_on,
    )  # fmt: skip


def about(invitation: Invitation) -> str:
    return f"reviews.invitation:{invitation.organisation_id}:{invitation.survey_id}"


@transaction.atomic
def send_reminders(*, survey: Survey, at=None) -> int:
    """Remind those who have not answered, once for all reminders whose day has come. Returns how many. The portal does it (`tick`).

    The link is that of the invitation. Who has answered, was excused, has said that no answer will come or was invited only today is
    left alone. Who has been given more time is reminded as long before the end of that, and not with the others.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    survey = Survey.objects.select_for_update(of=["self"], no_key=True).select_related("compact", "review").get(pk=survey.pk)
    nudges = list(survey.nudges.select_related("survey"))
    due = [nudge.pk for nudge in nudges if nudge.sent_on is None and nudge.on <= on] if survey.takes_answers(on=on) else []
    Nudge.objects.filter(pk__in=due).update(sent_on=on)
    days_before = [nudge.days_before for nudge in nudges]
    reminded, round = 0, None
    for invitation in survey.invitations.to_remind(on).select_related("organisation", "message").iterator(chunk_size=500):
        own = invitation.is_reminded_on(on, days_before)
        if (own or (due and not invitation.extended_to and on <= survey.answer_by)) and not invitation.is_undeliverable:
            invitation.survey = survey
            token = invitation.token_again()
            round = round or held_round(survey.compact, f"Reminders of the survey {survey.review.year}")
            invitation.message = mail_reminder(survey, invitation, token, round)
            invitation.told_on = on if own else None
            invitation.save(update_fields=["seed", "token_hash", "message", "told_on"])
            reminded += 1
    if due or reminded:
        record("survey.reminders_sent", survey, by=None, sent=reminded)
    return reminded


def mail_reminder(survey: Survey, invitation: Invitation, token: str, round=None) -> Message:
    return write_words(
        survey.compact, REMINDER, to=invitation.sent_to, about=about(invitation), round=round, link=link_of(token, survey.compact),
        organisation=invitation.organisation, day=invitation.answer_by,
    )  # fmt: skip
