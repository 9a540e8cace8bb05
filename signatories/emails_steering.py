"""What people are told about the steering group: a seat, a request, a change of officers."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.days import in_words, today
from compact_portal.messaging.models import Round
from compact_portal.messaging.outbox import write_for
from signatories.mail_words import write_words
from signatories.models import Compact, Officer, SeatHolder, SeatRequest, Signature
from signatories.models.people import DatedRole
from signatories.wordings_people import SEAT, SEAT_DECLINED, SEAT_ENDED, WANTED


def sits(holder: SeatHolder, *, by: User) -> None:
    """To somebody who can now sign in and see the group's pages."""
    if holder.person is None:
        return
    compact = holder.seat.compact

    def in_place_of() -> str:
        if not holder.stands_in_for:
            return ""
        known = {"holder": holder.stands_in_for.name, "since": date_format(holder.since, "j F"), "until": in_words(holder.until)}
        return _("You sit there in place of %(holder)s, from %(since)s to %(until)s.") % known

    write_words(
        compact, SEAT, to=holder.person.email, organisation=holder.seat.organisation, by=by, in_place_of=in_place_of,
        link=settings.PORTAL_URL + reverse("signatories:steering", args=[compact.slug]),
    )  # fmt: skip


def stops(holder: SeatHolder, *, by: User) -> None:
    """To whoever sits there no more from today on; not to those who said so themselves, nor to a name without an address."""
    if holder.person and holder.person != by:
        write_words(
            holder.seat.compact, SEAT_ENDED, to=holder.person.email, organisation=holder.seat.organisation, by=by, day=lambda: in_words(today())
        )


def seat_set_by_hand(holder: SeatHolder, *, done: str, by: User) -> None:
    """To every officer, to the person, to the organisation, and to the Compact's own address. `done` as in SetByHand."""
    compact, organisation = holder.seat.compact, holder.seat.organisation
    own = holder.person.email if holder.person else ""
    known = _known(compact) | {"name": holder.name, "who": f"{holder.name} ({own})" if own else holder.name, "organisation": organisation}
    if done == "ended":
        subject = _("%(compact)s: %(name)s no longer sits in the %(steering_group)s")
        text = _("%(who)s no longer sits in the %(steering_group)s of %(called)s for %(organisation)s.")
    elif done == "added" and holder.until is None:
        subject = _("%(compact)s: %(name)s now sits in the %(steering_group)s")
        text = _("%(who)s now sits in the %(steering_group)s of %(called)s for %(organisation)s.")
    else:
        known |= _days(holder)
        subject = _("%(compact)s: who sits in the %(steering_group)s was changed")
        text = _("%(who)s is entered in the %(steering_group)s of %(called)s for %(organisation)s from %(since)s on.")
        if holder.until:
            text = _("%(who)s is entered in the %(steering_group)s of %(called)s for %(organisation)s from %(since)s to %(until)s.")
    more = _(
        "This was set by %(by)s (%(by_email)s) on the administration pages. If it is wrong, write at once to %(controller)s, which answers for the "
        "data kept here."
    ) % {"by": by, "by_email": by.email, "controller": compact.controller}
    officers = compact.officers.serving().values_list("person__email", flat=True)
    for address in sorted({own, organisation.contact_email, compact.contact_email, *officers} - {""}):
        _write(compact, address, subject % known, f"{text % known} {more}")


def asked(request: SeatRequest) -> None:
    """To every officer: the request waits on their to-do page."""
    compact = request.signature.compact
    known = _known(compact) | {"person": request.asked_by, "organisation": request.signature.organisation}
    page = settings.PORTAL_URL + reverse("signatories:seats", args=[compact.slug])
    text = _("%(person)s asks to join the %(steering_group)s of %(called)s for %(organisation)s. Answer here:") % known
    for officer in compact.officers.serving().select_related("person"):
        _write(compact, officer.person.email, _("%(compact)s: Somebody asks to join the %(steering_group)s") % known, f"{text}\n\n{page}")


def declined(request: SeatRequest) -> None:
    write_words(request.signature.compact, SEAT_DECLINED, to=request.asked_by.email, why=request.reason)


def officer_begins(officer: Officer, *, by: User) -> None:
    """To them how to begin; to everybody else who it is."""
    compact, known = officer.compact, _known(officer.compact) | {"by": by, "by_email": by.email, "email": officer.person.email}
    own = _(
        "You run the portal for %(called)s now. This was done by %(by)s (%(by_email)s). Sign in with this address, %(email)s: a code comes by "
        "mail, so you need no password. What to begin with:"
    )
    page = settings.PORTAL_URL + reverse("setting_up", args=[compact.slug])
    _write(compact, officer.person.email, _("%(compact)s: You run the portal now") % known, f"{own % known}\n\n{page}")
    subject = _("%(compact)s: %(person)s now runs the portal")
    _officer_changed(officer, subject, _("%(person)s (%(email)s) now runs the portal for %(called)s, for the %(sector)s."), by=by, but=officer.person)


def officer_ends(officer: Officer, *, by: User) -> None:
    subject = _("%(compact)s: %(person)s no longer runs the portal")
    _officer_changed(officer, subject, _("%(person)s (%(email)s) no longer runs the portal for %(called)s, for the %(sector)s."), by=by)


def officer_set_by_hand(officer: Officer, *, by: User) -> None:
    """What is entered now, where an office neither simply began nor ended."""
    subject = _("%(compact)s: who runs the portal was changed")
    text = _("%(person)s (%(email)s) is entered as running the portal for %(called)s, for the %(sector)s, from %(since)s on.")
    if officer.until:
        text = _("%(person)s (%(email)s) is entered as running the portal for %(called)s, for the %(sector)s, from %(since)s to %(until)s.")
    _officer_changed(officer, subject, text, by=by)


def employer_changed(officer: Officer, *, by: User) -> None:
    if officer.employer:
        subject = _("%(compact)s: %(person)s works for %(employer)s and runs the portal")
        text = _("%(person)s (%(email)s) works for %(employer)s and runs the portal for %(called)s, for the %(sector)s.")
    else:
        subject = _("%(compact)s: %(person)s works for a body that is not named here and runs the portal")
        text = _("%(person)s (%(email)s) works for a body that is not named here and runs the portal for %(called)s, for the %(sector)s.")
    _officer_changed(officer, subject, text, by=by)


def _officer_changed(officer: Officer, subject: str, text: str, *, by: User, but: User | None = None) -> None:
    """To every officer, to the person, and to the Compact's own address; not to `but`, who was told in other words."""
    compact, person = officer.compact, officer.person
    known = _known(compact) | {"person": person, "email": person.email, "sector": compact.terms.sector(officer.sector), "employer": officer.employer}
    known |= _days(officer)
    more = _("This was done by %(by)s (%(by_email)s). If it is wrong, write at once to %(controller)s, which answers for the data kept here.")
    more %= {"by": by, "by_email": by.email, "controller": compact.controller}
    serving = compact.officers.serving().select_related("person")
    told = {person.email, compact.contact_email, *(each.person.email for each in serving)} - {"", but.email if but else ""}
    for address in sorted(told):
        _write(compact, address, subject % known, f"{text % known} {more}")


def address_changed(compact: Compact, *, before: str, by: User) -> None:
    """To every officer, the old address and the new one."""
    known = _known(compact) | {"before": before, "now": compact.contact_email, "by": by, "by_email": by.email, "controller": compact.controller}
    if compact.contact_email:
        text = _("%(called)s is reached at %(now)s now. Mail about who runs the portal goes there too.")
    else:
        text = _("%(called)s gives no address of its own any more.")
    if before:
        text += " " + _("It was reached at %(before)s before.")
    more = _("This was done by %(by)s (%(by_email)s). If it is wrong, write at once to %(controller)s, which answers for the data kept here.")
    officers = compact.officers.serving().values_list("person__email", flat=True)
    for address in sorted({before, compact.contact_email, *officers} - {""}):
        _write(compact, address, _("%(compact)s: its e-mail address was changed") % known, f"{text % known} {more % known}")


def from_a_colleague(officer: Officer, *, subject: str, text: str, compact: Compact, by: User) -> None:
    """What another agreement's officer wrote, with the address to answer to."""
    known = _known(compact) | {"by": by, "by_email": by.email, "officer": compact.terms.officer, "theirs": officer.compact.called}
    parts = [
        _("%(by)s (%(by_email)s), %(officer)s of %(called)s, writes:") % known,
        text,
        _("To answer, write to %(by_email)s.") % known,
    ]
    write_for(
        compact,
        to=officer.person.email,
        subject=f"{compact}: {subject}",
        text="\n\n".join(parts),
        reason=_("you are an officer of %(theirs)s, which is linked with %(called)s") % known,
    )


def asked_for_a_champion(signature: Signature, *, group: Signature, by: User, held: Round | None) -> None:
    compact, organisation = group.compact, signature.organisation
    write_words(
        compact, WANTED, to=organisation.contact_email, about=f"signatories.champion_wanted:{signature.pk}", round=held,
        organisation=organisation, group=group.organisation, by=f"{by} ({by.email})",
        link=settings.PORTAL_URL + reverse("signatories:people", args=[compact.slug, signature.pk]),
    )  # fmt: skip


def _days(role: DatedRole) -> dict:
    return {"since": in_words(role.since), "until": in_words(role.until) if role.until else ""}


def _known(compact: Compact) -> dict:
    return {"compact": compact, "called": compact.called, "steering_group": compact.terms.steering_group}


def _write(compact: Compact, to: str, subject: str, text: str) -> None:
    reason = _("it concerns the %(steering_group)s of %(called)s") % _known(compact)
    write_for(compact, to=to, subject=subject, text=text, reason=reason)
