"""What people are told about checklists: a link and what it is for, never an answer."""

import datetime

from django.conf import settings
from django.urls import reverse

from compact_portal.messaging.models import Message, Round
from compact_portal.messaging.outbox import queue, write_for
from compact_portal.messaging.wordings import Wording
from reviews.models import Assessment, AssignedBody, Evidence, ItemTask, KitemarkAssessor, KitemarkAward
from reviews.wordings import CHECKLIST, CHECKLIST_REMINDER
from signatories.mail_words import words_for
from signatories.models import Membership, Organisation


def write(to, *, subject: str, lines: list[str], address: str, reason: str, compact_id: int, kind: str = Message.Kind.NEEDED) -> None:
    """One message to each address of `to`, once."""
    text = "\n\n".join([*lines, settings.PORTAL_URL + address])
    for one in _each_once(to):
        queue(to=one, compact_id=compact_id, subject=" ".join(subject.split()), text=text, reason=reason, kind=kind)


def _each_once(addresses) -> list[str]:
    return list({address.lower(): address for address in addresses if address}.values())


def addresses_of(organisation: Organisation, on: datetime.date) -> list[str]:
    """Its own address and those of its leads."""
    leads = organisation.memberships.serving(on=on).filter(role=Membership.Role.LEAD).select_related("person")
    return [organisation.contact_email, *(lead.person.email for lead in leads)]


def asked_for_sheets(assessment: Assessment, *, on: datetime.date, by) -> None:
    """To each member that answers apart. Who answers together sits at one table."""
    until = f" by {assessment.due_on:%-d %B %Y}" if assessment.due_on else ""
    for sheet in assessment.sheets.filter(organisation__isnull=False).select_related("organisation"):
        write(
            addresses_of(sheet.organisation, on),
            subject=f"{assessment.body} asks for your answers{until}",
            lines=[
                f"{by} asks {sheet.organisation}, as a member of {assessment.body}, to answer the checklist “{assessment.checklist.title}”{until}.",
                "You answer apart from the others. Your answers are only counted, together with at least two others, and then deleted.",
            ],
            address=assessment.get_absolute_url(),
            reason=f"{sheet.organisation} is a member of {assessment.body}",
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
    days = {"day": f"{round_.due_on:%-d %B %Y}", "short_day": f"{round_.due_on:%-d %B}"}
    subject, text = words_for(round_.compact, wording, organisation=body.organisation, link=address, **days, **values)
    reason = f"this address stands in the portal for {body.organisation}"
    for one in _each_once(addresses_of(body.organisation, on)):
        write_for(round_.compact, to=one, subject=subject, text=text, reason=reason, kind=kind, about=f"reviews.assignedbody:{body.pk}", round=held)


def item_given(task: ItemTask, *, by) -> None:
    assessment = task.assessment
    until = f" by {task.due_on:%-d %B %Y}" if task.due_on else ""
    write(
        [task.person.email],
        subject=f"{by} asks you to look after item {task.item.number}{until}",
        lines=[f"It is part of the checklist “{assessment.checklist.title}” that {assessment.body} takes."],
        address=reverse("checklists:evidence", args=[assessment.compact.slug, assessment.pk, task.item.pk]),
        reason=f"you act for {assessment.body} or one of its members",
        compact_id=assessment.compact_id,
    )


def evidence_stale(evidence: Evidence) -> None:
    assessment = evidence.assessment
    write(
        [evidence.added_by.email],
        subject="Evidence that you gave is to be looked at again",
        lines=[
            f"It belongs to item {evidence.item.number} of the checklist “{assessment.checklist.title}” of {assessment.body}. "
            "Say whether it still holds, or put newer evidence in its place."
        ],
        address=reverse("checklists:evidence", args=[assessment.compact.slug, assessment.pk, evidence.item_id]),
        reason="you added it",
        compact_id=assessment.compact_id,
        kind=Message.Kind.REMINDER,
    )


def asked_to_assess(assessor: KitemarkAssessor) -> None:
    application = assessor.application
    write(
        [assessor.person.email],
        subject="An application for the kitemark waits for you",
        lines=[f"You and somebody of the other sector decide whether “{application.title}” is awarded the {application.scheme.name}."],
        address=application.get_absolute_url(),
        reason=f"you were named as an assessor in {application.compact.called}",
        compact_id=application.compact_id,
    )


def kitemark_ends(award: KitemarkAward, *, on: datetime.date) -> None:
    applicant = award.application.applicant
    write(
        addresses_of(applicant, on),
        subject=f"Kitemark {award.number} ends on {award.until:%-d %B %Y}",
        lines=[f"The mark of “{award.application.title}” ends on {award.until:%-d %B %Y}. To keep it, apply again before that day."],
        address=award.get_absolute_url(),
        reason=f"this address stands in the portal for {applicant}",
        compact_id=award.compact_id,
        kind=Message.Kind.REMINDER,
    )
