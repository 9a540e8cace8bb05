"""What people are told about the steering group: a seat, a request, a change of officers."""

from django.conf import settings
from django.urls import reverse

from compact_portal.accounts.models import User
from compact_portal.messaging.outbox import write_for
from signatories.models import Compact, Officer, Organisation, SeatHolder, SeatRequest, Signature


def sits(holder: SeatHolder, *, by: User) -> None:
    """To somebody who can now sign in and see the group's pages."""
    if holder.person is None:
        return
    compact = holder.seat.compact
    group, page = compact.terms.steering_group, settings.PORTAL_URL + reverse("signatories:steering", args=[compact.slug])
    what = f"You sit in the {group} of {compact.called} for {holder.seat.organisation}"
    if holder.stands_in_for:
        what = f"{what}, in place of {holder.stands_in_for.name}, from {holder.since:%-d %B} to {holder.until:%-d %B %Y}"
    _write(
        compact,
        holder.person.email,
        f"You sit in the {group}",
        f"{what}. This was entered by {by}. Sign in with this e-mail address to see its pages:\n\n{page}",
    )


def seat_set_by_hand(holder: SeatHolder, does: str, *, by: User) -> None:
    """To every officer, to the person, to the organisation, and to the Compact's own address."""
    compact, organisation = holder.seat.compact, holder.seat.organisation
    own = holder.person.email if holder.person else ""
    officers = compact.officers.serving().values_list("person__email", flat=True)
    for address in sorted({own, organisation.contact_email, compact.contact_email, *officers} - {""}):
        _write(
            compact,
            address,
            f"{holder.name} {does} in the {compact.terms.steering_group}",
            f"{holder.name}{f' ({own})' if own else ''} {does} in the {compact.terms.steering_group} of {compact.called} for {organisation}. "
            f"This was set by {by} ({by.email}) on the administration pages. "
            f"If it is wrong, write at once to {compact.controller}, which answers for the data kept here.",
        )


def asked(request: SeatRequest) -> None:
    """To every officer: the request waits on their to-do page."""
    compact = request.signature.compact
    page = settings.PORTAL_URL + reverse("signatories:seats", args=[compact.slug])
    for officer in compact.officers.serving().select_related("person"):
        _write(
            compact,
            officer.person.email,
            f"Somebody asks to join the {compact.terms.steering_group}",
            f"{request.asked_by} asks to join the {compact.terms.steering_group} of {compact.called} for {request.signature.organisation}. "
            f"Answer here:\n\n{page}",
        )


def declined(request: SeatRequest) -> None:
    compact = request.signature.compact
    _write(
        compact,
        request.asked_by.email,
        f"Your request to join the {compact.terms.steering_group}",
        f"Thank you for asking to join the {compact.terms.steering_group} of {compact.called}. "
        f"It is not possible now. The reason given: {request.reason}",
    )


def officer_changed(officer: Officer, does: str, *, by: User) -> None:
    """To every officer, to the person, and to the Compact's own address."""
    compact = officer.compact
    serving = compact.officers.serving().select_related("person")
    told = {officer.person.email, compact.contact_email, *(each.person.email for each in serving)} - {""}
    for address in sorted(told):
        _write(
            compact,
            address,
            f"{officer.person} {does} the portal",
            f"{officer.person} ({officer.person.email}) {does} the portal for {compact.called}, for the {compact.terms.sector(officer.sector)}. "
            f"This was done by {by} ({by.email}). If it is wrong, write at once to {compact.controller}, which answers for the data kept here.",
        )


def from_a_colleague(officer: Officer, *, subject: str, text: str, compact: Compact, by: User) -> None:
    """What another agreement's officer wrote, with the address to answer to."""
    write_for(
        compact,
        to=officer.person.email,
        subject=f"{compact}: {subject}",
        text=f"{by} ({by.email}), {compact.terms.officer} of {compact.called}, writes:\n\n{text}\n\nTo answer, write to {by.email}.",
        reason=f"you are an officer of {officer.compact.called}, which is linked with {compact.called}",
    )


def asked_for_a_champion(signature: Signature, *, group: Organisation, by: User) -> None:
    compact, organisation = signature.compact, signature.organisation
    word = compact.terms.champion
    write_for(
        compact,
        to=organisation.contact_email,
        subject=f"{compact}: a {word} of {organisation}",
        text=(
            f"{organisation} belongs to {group} and has signed {compact.called}. It has no {word} yet: somebody in it who keeps the "
            f"{compact.terms.agreement} alive there. {by} ({by.email}) asks whether you name one. Its lead does so here:\n\n"
            f"{settings.PORTAL_URL}{reverse('signatories:people', args=[compact.slug, signature.pk])}"
        ),
        reason=f"{organisation} has signed {compact.called}",
    )


def _write(compact: Compact, to: str, subject: str, text: str) -> None:
    reason = f"it concerns the {compact.terms.steering_group} of {compact.called}"
    write_for(compact, to=to, subject=f"{compact}: {subject}", text=text, reason=reason)
