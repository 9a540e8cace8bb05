"""Every part that somebody has or had in any agreement, what they wrote under their name, and how each part ends."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.days import in_words
from compact_portal.holding import Ending, Held
from compact_portal.messaging.about_me import day_of
from signatories.actions import champions, people, steering
from signatories.models import (
    BoardMember,
    Champion,
    Comment,
    CorrectionRequest,
    Delegate,
    Enquiry,
    JoinRequest,
    Membership,
    Officer,
    Organisation,
    Refresh,
    RefreshLink,
    SeatHolder,
    SeatRequest,
    Signature,
    SigningLink,
    WaitingImport,
)


def parts(person) -> list[Held]:
    """One query for each kind of part."""
    found = [
        (row, _("%(role)s of %(organisation)s") % {"role": row.get_role_display().capitalize(), "organisation": row.organisation}, "")
        for row in Membership.objects.filter(person=person).select_related("organisation")
    ]
    for row in Champion.objects.filter(person=person).select_related("signature__organisation", "signature__compact"):
        compact = row.signature.compact
        address = "" if row.has_ended else reverse("signatories:my_part", args=[compact.slug, row.pk])
        found.append(
            (
                row,
                _("%(champion)s of %(organisation)s, %(compact)s%(said_of)s")
                % {"champion": compact.terms.champion, "organisation": row.signature.organisation, "compact": compact, "said_of": said_of(row)},
                address,
            )
        )
    for row in SeatHolder.objects.filter(person=person).select_related("seat__compact", "seat__organisation"):
        compact = row.seat.compact
        printed = f"{row.name}, {row.title}" if row.title else row.name
        found.append(
            (
                row,
                _("Seat in the %(steering_group)s of %(compact)s for %(organisation)s, printed as %(printed)s")
                % {"steering_group": compact.terms.steering_group, "compact": compact, "organisation": row.seat.organisation, "printed": printed},
                "",
            )
        )
    for row in Officer.objects.filter(person=person).select_related("compact", "employer"):
        found.append((row, _office(row), ""))
    found += [
        (row, _("On the board of %(compact)s") % {"compact": row.compact}, "")
        for row in BoardMember.objects.filter(person=person).select_related("compact")
    ]
    return [Held(what, row.since, row.until, address) for row, what, address in found]


def _office(officer: Officer) -> str:
    names = {"officer": officer.compact.terms.officer, "compact": officer.compact, "employer": officer.employer}
    return _("%(officer)s of %(compact)s, employed by %(employer)s") % names if officer.employer else _("%(officer)s of %(compact)s") % names


def said_of(champion: Champion) -> str:
    """What a Champion said of themself besides: they may all be corrected on the page of their part."""
    said = [_("shown to everybody") if champion.published else _("not shown to everybody")]
    said += [_("department %(department)s") % {"department": champion.department}] if champion.department else []
    if champion.hours_a_month:
        agreed = (
            _("%(hours)s hours a month agreed by %(agreed_by)s") if champion.time_agreed_by else _("%(hours)s hours a month agreed by the employer")
        )
        said.append(agreed % {"hours": champion.hours_a_month, "agreed_by": champion.time_agreed_by})
    said += [_("notes for your successor: %(notes)s") % {"notes": champion.notes}] if champion.notes else []
    return "; " + "; ".join(said)


def comments(person) -> list[Held]:
    rows = Comment.objects.filter(email__iexact=person.email).select_related("consultation__edition__compact")
    what = _("Comment on %(edition)s, by %(name)s: %(text)s")
    return [Held(what % {"edition": row.consultation.edition, "name": row.name or row.email, "text": row.text}, row.received_on) for row in rows]


def corrections(person) -> list[Held]:
    asked, told = _("You asked %(compact)s to correct “%(wrong)s”: it should say “%(right)s”"), _("answer due by %(due_on)s")
    found = []
    for row in CorrectionRequest.objects.filter(asked_by=person).select_related("compact"):
        what = asked % {"compact": row.compact, "wrong": row.wrong, "right": row.right}
        answer = [row.get_outcome_display()] if row.outcome else [told % {"due_on": in_words(row.due_on)}]
        found.append(Held("; ".join(filter(None, [what, *answer, row.answer])), row.asked_on))
    return found


def requests(person) -> list[Held]:
    return [
        Held(
            _("%(person)s, asked for %(name)s to join %(compact)s")
            % {"person": f"{row.person}, {row.post}" if row.post else row.person, "name": row.name, "compact": row.compact},
            row.asked_on,
        )
        for row in JoinRequest.objects.filter(sent_to__iexact=person.email).select_related("compact")
    ]


def questions(person) -> list[Held]:
    rows = Enquiry.objects.filter(sent_to__iexact=person.email).select_related("compact")
    return [
        Held(
            _("You, as %(name)s, asked a %(champion)s of %(compact)s: %(text)s")
            % {"name": row.name or row.sent_to, "champion": row.compact.terms.champion, "compact": row.compact, "text": row.text},
            row.asked_on,
        )
        for row in rows
    ]


def delegate_of(person) -> list[Held]:
    rows = Delegate.objects.filter(sent_to__iexact=person.email).select_related("event__compact")
    what = _("%(name)s was at %(event)s and may be asked again")
    known = [({"name": ", ".join(filter(None, [row.name, row.organisation])), "event": row.event}, row.asked_on) for row in rows]
    return [Held(what % names, on) for names, on in known]


def asked(person) -> list[Held]:
    """Places that they asked for, and commitments that they renewed, in their own words."""
    found = []
    for row in SeatRequest.objects.filter(asked_by=person).select_related("signature__compact", "signature__organisation"):
        compact = row.signature.compact
        what = _("You asked to join the %(steering_group)s of %(compact)s for %(organisation)s") % {
            "steering_group": compact.terms.steering_group,
            "compact": compact,
            "organisation": row.signature.organisation,
        }
        found.append(Held(", ".join(filter(None, [what, row.post])), timezone.localdate(row.asked_at)))
    for row in Refresh.objects.filter(answered_by=person).select_related("signature__compact", "signature__organisation"):
        what = _("You renewed the commitment of %(organisation)s, as %(name)s") % {
            "organisation": row.signature.organisation,
            "name": row.renewed_by_name,
        }
        found.append(Held("; ".join(filter(None, [what, row.renewed_by_post, row.remark])), row.answered_on))
    return found


def links(person) -> list[Held]:
    """Links that were mailed to them, for an organisation."""
    to_sign = SigningLink.objects.filter(sent_to__iexact=person.email).select_related("signature__organisation")
    renew = RefreshLink.objects.filter(sent_to__iexact=person.email).select_related("refresh__signature__organisation")
    sign = _("A link to sign for %(organisation)s, to %(named)s%(reason)s")
    found = [
        Held(
            sign
            % {
                "organisation": row.signature.organisation,
                "named": ", ".join(filter(None, [row.person, row.post])),
                "reason": f"; {row.decline_reason}" if row.decline_reason else "",
            },
            row.sent_on,
        )
        for row in to_sign
    ]
    return found + [
        Held(_("A link to renew for %(organisation)s") % {"organisation": row.refresh.signature.organisation}, day_of(row)) for row in renew
    ]


def uploaded(person) -> list[Held]:
    rows = WaitingImport.objects.filter(uploaded_by=person)
    return [Held(_("A file that waits to be imported: %(name)s") % {"name": row.name}, timezone.localdate(row.uploaded_at)) for row in rows]


def endings(person) -> Iterator[Ending]:
    """What of it could end today. Nobody is held, but an officer hands over, so that no side is left without one."""
    yield from organisations_left(person)
    for row in Champion.objects.not_ended().filter(person=person).select_related("signature__organisation", "signature__compact"):
        terms = row.signature.compact.terms
        yield Ending(
            _("%(champion)s of %(organisation)s") % {"champion": terms.champion, "organisation": row.signature.organisation},
            _("Open questions go to another one, or wait for the officer. Your name is no longer shown."),
            lambda row=row: champions.end_champion(champion=row, by=person),
            reverse("signatories:my_part", args=[row.signature.compact.slug, row.pk]),
        )
    for row in SeatHolder.objects.not_ended().filter(person=person).select_related("seat__compact", "seat__organisation"):
        yield Ending(
            _("Seat in the %(steering_group)s of %(compact)s")
            % {"steering_group": row.seat.compact.terms.steering_group, "compact": row.seat.compact},
            _("You no longer see its pages. The seat stays with the organisation."),
            lambda row=row: steering.end_holder(holder=row, by=person),
        )
    for row in Officer.objects.not_ended().filter(person=person).select_related("compact"):
        address = reverse("signatories:hand_over_office", args=[row.compact.slug, row.pk])
        yield Ending(
            _("%(officer)s of %(compact)s") % {"officer": row.compact.terms.officer, "compact": row.compact},
            _("Hand over first: somebody must be there for the others."),
            None,
            address,
        )


def organisations_left(person) -> Iterator[Ending]:
    """Through a signature, because what happens to an organisation's people is recorded under its agreements. What was merged counts as one:
    the signature, and another lead, may stand under the other name. Four queries."""
    acting = list(Membership.objects.serving().filter(person=person).select_related("organisation"))
    body = _bodies([row.organisation_id for row in acting])
    # By body the one that is looked at as its own page: of the organisation that is kept, rather than of what was merged into it.
    signed = Signature.objects.filter(organisation__in=body).select_related("compact", "organisation").order_by("-signed_on")
    of_body = {body[one.organisation_id]: one for one in sorted(signed, key=lambda one: one.organisation_id == body[one.organisation_id])}
    leads = Membership.objects.serving().filter(organisation__in=body, role=Membership.Role.LEAD).exclude(person=person)
    led_by_others = {body[pk] for pk in leads.values_list("organisation", flat=True)}
    for row in acting:
        signature = of_body.get(body[row.organisation_id])
        what = _("%(role)s of %(organisation)s") % {"role": row.get_role_display().capitalize(), "organisation": row.organisation}
        if signature is None:
            yield Ending(what, _("It is on no agreement’s list, so only who runs this portal can end it: write to them."))
            continue
        only = row.role == Membership.Role.LEAD and body[row.organisation_id] not in led_by_others
        address = reverse("signatories:hand_over_lead", args=[signature.compact.slug, signature.pk]) if only else ""
        means = _("You are its only lead: nobody can answer for it until another is named.") if only else (
            _("You no longer see anything of it. What you filled in stays.")
        )  # fmt: skip
        yield Ending(what, means, lambda signature=signature: people.leave(signature=signature, by=person), address, _("Hand over instead"))


def _bodies(organisations: list[int]) -> dict[int, int]:
    """Each of them, and all that is the same body, with the one that it is kept under. One query."""
    kept_under = dict(Organisation.objects.same_as(*organisations).order_by().values_list("pk", "merged_into"))

    def root(pk: int) -> int:
        while kept_under[pk] is not None:
            pk = kept_under[pk]
        return pk

    return {pk: root(pk) for pk in kept_under}
