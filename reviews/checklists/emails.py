"""What people are told about checklists: a link and what it is for, never an answer."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from compact_portal.days import in_words
from compact_portal.messaging.models import Message, Round
from compact_portal.messaging.outbox import queue, write_for
from compact_portal.messaging.wordings import Wording
from reviews.models import Assessment, AssignedBody, Evidence, ItemTask, KitemarkAssessor, KitemarkAward
from reviews.wordings import CHECKLIST, CHECKLIST_REMINDER
from signatories.mail_words import words_for
from signatories.models import Membership, Organisation
from signatories.roles import members_of


def write(to, *, subject: str, lines: list[str], address: str, reason: str, compact_id: int, kind: str = Message.Kind.NEEDED) -> None:
    """One message to each address of `to`, once."""
    text = "\n\n".join([*lines, settings.PORTAL_URL + address])
    for one in _each_once(to):
        queue(to=one, compact_id=compact_id, subject=" ".join(subject.split()), text=text, reason=reason, kind=kind)


def _each_once(addresses) -> list[str]:
    return list({address.lower(): address for address in addresses if address}.values())


def addresses_of(organisation: Organisation, on: datetime.date) -> list[str]:
    """Its own address and those of its leads."""
    leads = members_of(organisation).serving(on=on).filter(role=Membership.Role.LEAD).select_related("person")
    return [organisation.contact_email, *(lead.person.email for lead in leads)]


def asked_for_sheets(assessment: Assessment, *, on: datetime.date, by) -> None:
    """To each member that answers apart. Who answers together sits at one table."""
    known = {"by": by, "body": assessment.body, "checklist": assessment.checklist.title}
    subject = _("%(body)s asks for your answers")
    asks = _("%(by)s asks %(organisation)s, as a member of %(body)s, to answer the checklist “%(checklist)s”.")
    if assessment.due_on:
        known["day"] = in_words(assessment.due_on)
        subject = _("%(body)s asks for your answers by %(day)s")
        asks = _("%(by)s asks %(organisation)s, as a member of %(body)s, to answer the checklist “%(checklist)s” by %(day)s.")
    for sheet in assessment.sheets.filter(organisation__isnull=False).select_related("organisation"):
        of_one = known | {"organisation": sheet.organisation}
        write(
            addresses_of(sheet.organisation, on),
            subject=subject % known,
            lines=[
                asks % of_one,
                _("You answer apart from the others. Your answers are only counted, together with at least two others, and then deleted."),
            ],
            address=assessment.get_absolute_url(),
            reason=_("%(organisation)s is a member of %(body)s") % of_one,
            compact_id=assessment.compact_id,
        )


def assigned(body: AssignedBody, *, on: datetime.date, held: Round | None = None) -> None:
    """The body is asked to take its checklists in a round."""
    names = ", ".join(checklist.title for checklist in body.assignment.checklists.all())
    _of_a_round(body, CHECKLIST, on=on, held=held, lists=names)


def reminded(body: AssignedBody, *, on: datetime.date, held: Round | None = None) -> None:
    _of_a_round(body, CHECKLIST_REMINDER, on=on, held=held, kind=Message.Kind.REMINDER)


def _of_a_round(body: AssignedBody, wording: Wording, *, on: datetime.date, held: Round | None, kind: str = Message.Kind.NEEDED, **values) -> None:
    round_ = body.assignment.round
    address = settings.PORTAL_URL + reverse("checklists:mine", args=[round_.compact.slug])
    days = {"day": in_words(round_.due_on), "short_day": date_format(round_.due_on, "j F")}
    subject, text = words_for(round_.compact, wording, organisation=body.organisation, link=address, **days, **values)
    reason = stands_for(body.organisation)
    for one in _each_once(addresses_of(body.organisation, on)):
        write_for(round_.compact, to=one, subject=subject, text=text, reason=reason, kind=kind, about=f"reviews.assignedbody:{body.pk}", round=held)


def stands_for(organisation: Organisation) -> str:
    """Why an organisation gets it."""
    return _("this address stands in the portal for %(organisation)s") % {"organisation": organisation}


def item_given(task: ItemTask, *, by) -> None:
    assessment = task.assessment
    subject = _("%(by)s asks you to look after item %(number)s") % {"by": by, "number": task.item.number}
    if task.due_on:
        known = {"by": by, "number": task.item.number, "day": in_words(task.due_on)}
        subject = _("%(by)s asks you to look after item %(number)s by %(day)s") % known
    known = {"checklist": assessment.checklist.title, "body": assessment.body}
    write(
        [task.person.email],
        subject=subject,
        lines=[_("It is part of the checklist “%(checklist)s” that %(body)s takes.") % known],
        address=reverse("checklists:evidence", args=[assessment.compact.slug, assessment.pk, task.item.pk]),
        reason=_("you act for %(body)s or one of its members") % known,
        compact_id=assessment.compact_id,
    )


def evidence_stale(evidence: Evidence) -> None:
    assessment = evidence.assessment
    belongs = _("It belongs to item %(number)s of the checklist “%(checklist)s” of %(body)s.")
    known = {"number": evidence.item.number, "checklist": assessment.checklist.title, "body": assessment.body}
    write(
        [evidence.added_by.email],
        subject=_("Evidence that you gave is to be looked at again"),
        lines=[f"{belongs % known} {_('Say whether it still holds, or put newer evidence in its place.')}"],
        address=reverse("checklists:evidence", args=[assessment.compact.slug, assessment.pk, evidence.item_id]),
        reason=_("you added it"),
        compact_id=assessment.compact_id,
        kind=Message.Kind.REMINDER,
    )


def asked_to_assess(assessor: KitemarkAssessor) -> None:
    application = assessor.application
    write(
        [assessor.person.email],
        subject=_("An application for the kitemark waits for you"),
        lines=[
            _("You and somebody of the other sector decide whether “%(title)s” is awarded the %(scheme)s.")
            % {"title": application.title, "scheme": application.scheme.name}
        ],
        address=application.get_absolute_url(),
        reason=_("you were named as an assessor in %(called)s") % {"called": application.compact.called},
        compact_id=application.compact_id,
    )


def kitemark_ends(award: KitemarkAward, *, on: datetime.date) -> None:
    applicant = award.application.applicant
    known = {"number": award.number, "title": award.application.title, "day": in_words(award.until)}
    write(
        addresses_of(applicant, on),
        subject=_("Kitemark %(number)s ends on %(day)s") % known,
        lines=[_("The mark of “%(title)s” ends on %(day)s. To keep it, apply again before that day.") % known],
        address=award.get_absolute_url(),
        reason=stands_for(applicant),
        compact_id=award.compact_id,
        kind=Message.Kind.REMINDER,
    )
