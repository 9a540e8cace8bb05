"""What people are told about checklists: a link and what it is for, never an answer."""

import datetime

from django.conf import settings
from django.urls import reverse

from compact_portal.messaging.outbox import queue
from reviews.models import Assessment, AssignedBody, Evidence, ItemTask, KitemarkAssessor, KitemarkAward
from signatories.models import Membership, Organisation


def write(to, *, subject: str, lines: list[str], address: str, reason: str, compact_id: int) -> None:
    """One message to each address of `to`, once."""
    text = "\n\n".join([*lines, settings.PORTAL_URL + address])
    for one in {address.lower(): address for address in to if address}.values():
        queue(to=one, compact_id=compact_id, subject=" ".join(subject.split()), text=text, reason=reason)


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


def assigned(body: AssignedBody, *, on: datetime.date) -> None:
    """The body is asked to take its checklists in a round."""
    round_, names = body.assignment.round, [checklist.title for checklist in body.assignment.checklists.all()]
    write(
        addresses_of(body.organisation, on),
        subject=f"{body.organisation}: a checklist to try by {round_.due_on:%-d %B %Y}",
        lines=[
            f"The {round_.compact.terms.steering_group} of {round_.compact.called} asks {body.organisation} to look at its work with the help of: "
            f"{', '.join(names)}. Please do so by {round_.due_on:%-d %B %Y}.",
            "Take it into a meeting: one person types, all see the same page. It can also be printed and typed in afterwards.",
        ],
        address=reverse("checklists:mine", args=[round_.compact.slug]),
        reason=f"this address stands in the portal for {body.organisation}",
        compact_id=round_.compact_id,
    )


def reminded(body: AssignedBody, *, on: datetime.date) -> None:
    round_ = body.assignment.round
    write(
        addresses_of(body.organisation, on),
        subject=f"{body.organisation}: the checklist is asked for by {round_.due_on:%-d %B %Y}",
        lines=[f"Its answers have not been sent yet. They are asked for by {round_.due_on:%-d %B %Y}. What has been saved is still there."],
        address=reverse("checklists:mine", args=[round_.compact.slug]),
        reason=f"this address stands in the portal for {body.organisation}",
        compact_id=round_.compact_id,
    )


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
    )
