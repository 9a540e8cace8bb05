"""Every part that somebody has or had in any agreement, what they wrote under their name, and how each part ends."""

from collections.abc import Iterator

from django.urls import reverse

from compact_portal.holding import Ending, Held
from signatories.actions import champions, people, steering
from signatories.models import BoardMember, Champion, Comment, Delegate, Enquiry, JoinRequest, Membership, Officer, SeatHolder, Signature


def parts(person) -> list[Held]:
    """One query for each kind of part."""
    found = [
        (row, f"{row.get_role_display().capitalize()} of {row.organisation}", "")
        for row in Membership.objects.filter(person=person).select_related("organisation")
    ]
    for row in Champion.objects.filter(person=person).select_related("signature__organisation", "signature__compact"):
        compact = row.signature.compact
        address = "" if row.has_ended else reverse("signatories:my_part", args=[compact.slug, row.pk])
        found.append((row, f"{compact.terms.champion} of {row.signature.organisation}, {compact}{said_of(row)}", address))
    for row in SeatHolder.objects.filter(person=person).select_related("seat__compact", "seat__organisation"):
        compact = row.seat.compact
        printed = f"printed as {row.name}{f', {row.title}' if row.title else ''}"
        found.append((row, f"Seat in the {compact.terms.steering_group} of {compact} for {row.seat.organisation}, {printed}", ""))
    for row in Officer.objects.filter(person=person).select_related("compact", "employer"):
        found.append((row, f"{row.compact.terms.officer} of {row.compact}{f', employed by {row.employer}' if row.employer else ''}", ""))
    found += [(row, f"On the board of {row.compact}", "") for row in BoardMember.objects.filter(person=person).select_related("compact")]
    return [Held(what, row.since, row.until, address) for row, what, address in found]


def said_of(champion: Champion) -> str:
    """What a Champion said of themself besides: they may all be corrected on the page of their part."""
    said = ["shown to everybody" if champion.published else "not shown to everybody"]
    said += [f"department {champion.department}"] if champion.department else []
    said += [f"{champion.hours_a_month} hours a month agreed by {champion.time_agreed_by or 'the employer'}"] if champion.hours_a_month else []
    said += [f"notes for your successor: {champion.notes}"] if champion.notes else []
    return "; " + "; ".join(said)


def comments(person) -> list[Held]:
    rows = Comment.objects.filter(email__iexact=person.email).select_related("consultation__edition__compact")
    return [Held(f"Comment on {row.consultation.edition}: {row.text}", row.received_on) for row in rows]


def requests(person) -> list[Held]:
    return [
        Held(f"{row.person}{f', {row.post}' if row.post else ''}, asked for {row.name} to join {row.compact}", row.asked_on)
        for row in JoinRequest.objects.filter(sent_to__iexact=person.email).select_related("compact")
    ]


def questions(person) -> list[Held]:
    rows = Enquiry.objects.filter(sent_to__iexact=person.email).select_related("compact")
    return [Held(f"You asked a {row.compact.terms.champion} of {row.compact}: {row.text}", row.asked_on) for row in rows]


def delegate_of(person) -> list[Held]:
    rows = Delegate.objects.filter(sent_to__iexact=person.email).select_related("event__compact")
    return [Held(f"You were at {row.event} and may be asked again", row.asked_on) for row in rows]


def endings(person) -> Iterator[Ending]:
    """What of it could end today. Nobody is held, but an officer hands over, so that no side is left without one."""
    yield from organisations_left(person)
    for row in Champion.objects.not_ended().filter(person=person).select_related("signature__organisation", "signature__compact"):
        terms = row.signature.compact.terms
        yield Ending(
            f"{terms.champion} of {row.signature.organisation}",
            "Open questions go to another one, or wait for the officer. Your name is no longer shown.",
            lambda row=row: champions.end_champion(champion=row, by=person),
            reverse("signatories:my_part", args=[row.signature.compact.slug, row.pk]),
        )
    for row in SeatHolder.objects.not_ended().filter(person=person).select_related("seat__compact", "seat__organisation"):
        yield Ending(
            f"Seat in the {row.seat.compact.terms.steering_group} of {row.seat.compact}",
            "You no longer see its pages. The seat stays with the organisation.",
            lambda row=row: steering.end_holder(holder=row, by=person),
        )
    for row in Officer.objects.not_ended().filter(person=person).select_related("compact"):
        address = reverse("signatories:hand_over_office", args=[row.compact.slug, row.pk])
        yield Ending(f"{row.compact.terms.officer} of {row.compact}", "Hand over first: somebody must be there for the others.", None, address)


def organisations_left(person) -> Iterator[Ending]:
    """Through a signature, because what happens to an organisation's people is recorded under its agreements."""
    acting = list(Membership.objects.serving().filter(person=person).select_related("organisation"))
    signed = Signature.objects.filter(organisation__in=[row.organisation_id for row in acting]).select_related("compact", "organisation")
    by_organisation = {signature.organisation_id: signature for signature in signed.order_by("-signed_on")}
    leads = Membership.objects.serving().filter(organisation__in=by_organisation, role=Membership.Role.LEAD).exclude(person=person)
    others = set(leads.values_list("organisation", flat=True))
    for row in acting:
        signature, what = by_organisation.get(row.organisation_id), f"{row.get_role_display().capitalize()} of {row.organisation}"
        if signature is None:
            yield Ending(what, "It is on no agreement’s list, so only who runs this portal can end it: write to them.")
            continue
        only = row.role == Membership.Role.LEAD and row.organisation_id not in others
        address = reverse("signatories:hand_over_lead", args=[signature.compact.slug, signature.pk]) if only else ""
        means = "You are its only lead: nobody can answer for it until another is named." if only else (
            "You no longer see anything of it. What you filled in stays."
        )  # fmt: skip
        yield Ending(what, means, lambda signature=signature: people.leave(signature=signature, by=person), address, "Hand over instead")
