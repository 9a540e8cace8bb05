"""What organisations are told about themselves: who was put in charge of their answers, and where their mail goes now.

These mails are the organisation's only way to notice a wrong change, so each says what to do about it and holds nothing else.
"""

from django.conf import settings
from django.urls import reverse

from compact_portal.accounts.models import User
from compact_portal.messaging.outbox import queue
from signatories.models import Compact, Edition, Membership, Officer, Organisation, Signature
from signatories.models.people import UNDO_WITHIN
from signatories.roles import members_of


def lead_added(membership: Membership, *, compact: Compact | None, by: User, why: str = "") -> None:
    """To everybody who can tell that it is wrong. `why` is a sentence of ours, chosen from a list."""
    organisation, person = membership.organisation, membership.person
    text = f"{person} ({person.email}) was added as {membership.get_role_display()} of {organisation} by {by} ({by.email})."
    _tell_all(membership, f"Somebody now acts for {organisation}", f"{text} {why}".strip(), compact)


def lead_ended(membership: Membership, *, compact: Compact | None, by: User) -> None:
    organisation, person = membership.organisation, membership.person
    text = f"{person} ({person.email}) is no longer {membership.get_role_display()} of {organisation}. This was done by {by} ({by.email})."
    _tell_all(membership, f"Somebody no longer acts for {organisation}", text, compact)


def lead_handed_over(membership: Membership, *, signature: Signature, by: User) -> None:
    """To whoever handed over: it may have gone to the wrong address."""
    back = settings.PORTAL_URL + reverse("signatories:undo_lead", args=[signature.compact.slug, signature.pk, membership.pk])
    text = f"{membership.person} ({membership.person.email}) leads for {membership.organisation} now, in your place. "
    text += f"If it went to the wrong person, you can take it back within {UNDO_WITHIN.days} days:\n\n{back}"
    _tell(by.email, f"You have handed over {membership.organisation}", text, membership.organisation, signature.compact)


def address_changed(organisation: Organisation, *, compact: Compact | None, before: str, by: User) -> None:
    text = f"Mail for {organisation} now goes to {organisation.contact_email}. This was changed by {by} ({by.email})."
    for address in _once([before, organisation.contact_email]):
        _tell(address, f"A new address for the mail of {organisation}", text, organisation, compact)


def invitation(signature: Signature, *, by: User) -> None:
    """A plain letter: what the agreement is, where to read it, whom to answer. Signing is done outside the portal."""
    compact, organisation = signature.compact, signature.organisation
    page = "signatories:agreement" if compact.edition else "signatories:compact"
    answer = f"{compact.contact_name or by}, {compact.contact_email or by.email}"
    queue(
        to=organisation.contact_email,
        compact_id=compact.pk,
        subject=_line(f"An invitation to {organisation}: {compact}"),
        text=(
            f"{organisation} is invited to sign {compact.called}.\n\n{compact.summary}\n\n"
            f"Read it here:\n{settings.PORTAL_URL}{reverse(page, args=[compact.slug])}\n\n"
            "It is not legally binding: it works because those who sign it keep their word. "
            f"To sign it, or to ask anything, write to {answer}. If you do nothing, nothing happens."
        ),
        reason=f"{by} put {organisation} on the list of those invited to sign {compact.called}",
    )


def signature_recorded(signature: Signature, *, by: User) -> None:
    """To an organisation that is known from another agreement: a signature opens its details to one more group of people."""
    organisation, compact = signature.organisation, signature.compact
    text = f"{by} ({by.email}) has recorded that {organisation} signed {compact.called}. Its {compact.terms.steering_group} now sees who acts for it."
    for address in _once([organisation.contact_email, *(lead.person.email for lead in _leads(organisation))]):
        _tell(address, f"The signature of {organisation} is recorded", text, organisation, compact)


def merged(duplicate: Organisation, kept: Organisation, *, compact: Compact, by: User) -> None:
    """To the officers of other agreements on whose list one of the two is: theirs reads otherwise now."""
    lists = Signature.objects.filter(organisation__in=[duplicate, kept]).exclude(compact=compact).values("compact")
    for officer in Officer.objects.serving().filter(compact__in=lists).select_related("person", "compact"):
        text = f"{by} ({by.email}), of {compact.called}, has found that {duplicate} and {kept} are one organisation. It is kept as {kept} now."
        _tell(officer.person.email, f"{duplicate} is kept as {kept}", text, kept, compact)


def copy_of_text(signature: Signature, edition: Edition, *, by: User) -> None:
    """Where the text in force can be read, and that it may be passed on to whoever works with the organisation."""
    compact = signature.compact
    page = settings.PORTAL_URL + reverse("signatories:agreement", args=[compact.slug])
    text = f"This is the text of {compact.called} that is in force now, {edition.label}:\n\n{page}\n\n"
    queue(
        to=signature.organisation.contact_email,
        compact_id=compact.pk,
        subject=_line(f"{compact}: {edition.label}"),
        text=f"{text}It can be downloaded there. Please pass it on to those who work with you. Questions: {_whom(compact)}.",
        reason=f"{signature.organisation} has signed {compact.called}",
    )


def _leads(organisation: Organisation):
    return members_of(organisation).serving().filter(role=Membership.Role.LEAD).select_related("person")


def _tell_all(membership: Membership, subject: str, text: str, compact: Compact | None) -> None:
    """The organisation's own address, every serving lead, and the person whom it is about."""
    organisation = membership.organisation
    people = [membership.person, *(lead.person for lead in _leads(organisation))]
    for address in _once([organisation.contact_email, *(person.email for person in people)]):
        _tell(address, subject, text, organisation, compact)


def _tell(to: str, subject: str, text: str, organisation: Organisation, compact: Compact | None) -> None:
    wrong = f"If this is wrong, write at once to {_whom(compact)}."
    queue(
        to=to,
        compact_id=compact.pk if compact else None,
        subject=_line(subject),
        text=f"{text}\n\nIf it is right, there is nothing to do. {wrong}",
        reason=f"it concerns {organisation}, for which this address stands in the portal",
    )


def _whom(compact: Compact | None) -> str:
    """Somebody to turn to besides whoever did it."""
    if compact and compact.contact_email:
        return f"{compact.contact_name or compact.controller}, {compact.contact_email}"
    return f"{compact.controller}, which answers for the data kept here" if compact else "those who run this portal"


def _once(addresses: list[str]) -> list[str]:
    """Without the empty ones, each once whatever its letters' case."""
    return list({address.lower(): address for address in addresses if address}.values())


def _line(subject: str) -> str:
    """Names typed by hand may hold a line break, which would begin a header."""
    return " ".join(subject.split())
