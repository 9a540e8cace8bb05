"""What people are told about checklists: a link and what it is for, never an answer."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compact_portal.days import in_words
from compact_portal.messaging.models import Message, Round
from compact_portal.messaging.outbox import queue
from compact_portal.messaging.wordings import Wording
from reviews.models import Assessment, AssignedBody, Evidence, ItemTask, KitemarkAssessor, KitemarkAward
from reviews.wordings_checklists import ASSESS, CHECKLIST, CHECKLIST_REMINDER, MARK_ENDS
from signatories.mail_words import in_language_of, write_words
from signatories.models import Membership, Organisation
from signatories.roles import members_of


def write(to, *, subject: str, lines: list[str], address: str, reason: str, compact_id: int, kind: str = Message.Kind.NEEDED) -> None:
    """One message to each address of `to`, once."""
    text = "\n\n".join([*lines, settings.PORTAL_URL + address])
    for one in _each_once(to):
        queue(to=one, compact_id=compact_id, subject=" ".join(subject.split()), text=text, reason=reason, kind=kind, language=get_language())


def _each_once(addresses) -> list[str]:
    return list({address.lower(): address for address in addresses if address}.values())


def addresses_of(organisation: Organisation, on: datetime.date) -> list[str]:
    """Its own address and those of its leads."""
    leads = members_of(organisation).serving(on=on).filter(role=Membership.Role.LEAD).select_related("person")
    return [organisation.contact_email, *(lead.person.email for lead in leads)]


@in_language_of("compact")
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


def assigned(body: AssignedBody, *, on: datetime.date) -> None:
    """The body is asked to take its checklists in a round."""
    names = ", ".join(checklist.title for checklist in body.assignment.checklists.all())
    _of_a_round(body, CHECKLIST, on=on, lists=names)


def reminded(body: AssignedBody, *, on: datetime.date, held: Round | None = None) -> None:
    _of_a_round(body, CHECKLIST_REMINDER, on=on, round=held)


def _of_a_round(body: AssignedBody, wording: Wording, *, on: datetime.date, **more) -> None:
    its = body.assignment.round
    for one in _each_once(addresses_of(body.organisation, on)):
        write_words(
            its.compact, wording, to=one, about=f"reviews.assignedbody:{body.pk}", organisation=body.organisation, day=its.due_on,
            link=settings.PORTAL_URL + reverse("checklists:mine", args=[its.compact.slug]), **more,
        )  # fmt: skip


@in_language_of("assessment.compact")
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


@in_language_of("assessment.compact")
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
    write_words(
        application.compact, ASSESS, to=assessor.person.email, title=application.title, scheme=application.scheme.name,
        link=settings.PORTAL_URL + application.get_absolute_url(),
    )  # fmt: skip


def kitemark_ends(award: KitemarkAward, *, on: datetime.date) -> None:
    applicant = award.application.applicant
    for one in _each_once(addresses_of(applicant, on)):
        write_words(
            award.compact, MARK_ENDS, to=one, organisation=applicant, number=award.number, title=award.application.title, day=award.until,
            link=settings.PORTAL_URL + award.get_absolute_url(),
        )  # fmt: skip
