"""What organisations are told about themselves: who was put in charge of their answers, and where their mail goes now.

These mails are the organisation's only way to notice a wrong change, so each says what to do about it and holds nothing else.
"""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.days import in_words
from compact_portal.messaging.models import Round
from compact_portal.messaging.outbox import queue
from signatories.mail_words import contact_of, in_language_of, write_words
from signatories.models import Compact, Edition, Membership, Officer, Organisation, Signature
from signatories.models.people import UNDO_WITHIN
from signatories.roles import members_of
from signatories.wordings_joining import LETTER, TEXT_IN_FORCE


@in_language_of("compact")
def lead_added(membership: Membership, *, compact: Compact | None, by: User, why: Callable[[], str] = str) -> None:
    """To everybody who can tell that it is wrong. `why` gives a sentence of ours, chosen from a list, in the language of the mail."""
    known = _known(membership, by)
    text = _("%(person)s (%(email)s) was added as %(role)s of %(organisation)s by %(by)s (%(by_email)s).") % known
    _tell_all(membership, _("Somebody now acts for %(organisation)s") % known, f"{text} {why()}".strip(), compact)


@in_language_of("compact")
def lead_ended(membership: Membership, *, compact: Compact | None, by: User) -> None:
    known = _known(membership, by)
    text = _("%(person)s (%(email)s) is no longer %(role)s of %(organisation)s. This was done by %(by)s (%(by_email)s).") % known
    _tell_all(membership, _("Somebody no longer acts for %(organisation)s") % known, text, compact)


@in_language_of("compact")
def lead_set_by_hand(membership: Membership, *, compact: Compact | None, by: User) -> None:
    """What is entered now, where it neither simply began nor ended: another role, another first or last day."""
    known = _known(membership, by) | {"since": in_words(membership.since)}
    text = _("%(person)s (%(email)s) is entered as %(role)s of %(organisation)s from %(since)s on. This was set by %(by)s (%(by_email)s).")
    if membership.until:
        known["until"] = in_words(membership.until)
        text = _(
            "%(person)s (%(email)s) is entered as %(role)s of %(organisation)s from %(since)s to %(until)s. This was set by %(by)s (%(by_email)s)."
        )
    _tell_all(membership, _("Who acts for %(organisation)s was changed") % known, text % known, compact)


@in_language_of("signature.compact")
def lead_handed_over(membership: Membership, *, signature: Signature, by: User) -> None:
    """To whoever handed over: it may have gone to the wrong address."""
    back = settings.PORTAL_URL + reverse("signatories:undo_lead", args=[signature.compact.slug, signature.pk, membership.pk])
    known = _known(membership, by) | {"days": UNDO_WITHIN.days}
    text = _(
        "%(person)s (%(email)s) leads for %(organisation)s now, in your place. If it went to the wrong person, you can take it back "
        "within %(days)s days:"
    )
    subject = _("You have handed over %(organisation)s") % known
    _tell(by.email, subject, f"{text % known}\n\n{back}", membership.organisation, signature.compact)


@in_language_of("compact")
def address_changed(organisation: Organisation, *, compact: Compact | None, before: str, by: User) -> None:
    known = {"organisation": organisation, "address": organisation.contact_email, "by": by, "by_email": by.email}
    text = _("Mail for %(organisation)s now goes to %(address)s. This was changed by %(by)s (%(by_email)s).") % known
    for address in _once([before, organisation.contact_email]):
        _tell(address, _("A new address for the mail of %(organisation)s") % known, text, organisation, compact)


def invitation(signature: Signature, *, by: User) -> None:
    """A plain letter: what the agreement is, where to read it, whom to answer. Signing is done outside the portal."""
    compact, organisation = signature.compact, signature.organisation
    page = reverse("signatories:agreement" if compact.edition else "signatories:compact", args=[compact.slug])
    write_words(
        compact, LETTER, to=organisation.contact_email, organisation=organisation, by=by, summary=compact.summary,
        link=settings.PORTAL_URL + page, contact=contact_of(compact, by),
    )  # fmt: skip


@in_language_of("compact")
def signature_recorded(signature: Signature, *, by: User) -> None:
    """To an organisation that is known from another agreement: a signature opens its details to one more group of people."""
    organisation, compact = signature.organisation, signature.compact
    known = {"by": by, "by_email": by.email, "organisation": organisation, "called": compact.called, "steering_group": compact.terms.steering_group}
    text = _("%(by)s (%(by_email)s) has recorded that %(organisation)s signed %(called)s. Its %(steering_group)s now sees who acts for it.")
    for address in _once([organisation.contact_email, *(lead.person.email for lead in _leads(organisation))]):
        _tell(address, _("The signature of %(organisation)s is recorded") % known, text % known, organisation, compact)


def merged(duplicate: Organisation, kept: Organisation, *, compact: Compact, by: User) -> None:
    """To the officers of other agreements on whose list one of the two is: theirs reads otherwise now."""
    lists = Signature.objects.filter(organisation__in=[duplicate, kept]).exclude(compact=compact).values("compact")
    known = {"by": by, "by_email": by.email, "called": compact.called, "duplicate": duplicate, "kept": kept}
    text = _("%(by)s (%(by_email)s), of %(called)s, has found that %(duplicate)s and %(kept)s are one organisation. It is kept as %(kept)s now.")
    for officer in Officer.objects.serving().filter(compact__in=lists).select_related("person", "compact"):
        _tell(officer.person.email, _("%(duplicate)s is kept as %(kept)s") % known, text % known, kept, compact)


def copy_of_text(signature: Signature, edition: Edition, *, held: Round | None) -> None:
    """Where the text in force can be read, and that it may be passed on to whoever works with the organisation."""
    compact, organisation = signature.compact, signature.organisation
    page = settings.PORTAL_URL + reverse("signatories:agreement", args=[compact.slug])
    write_words(compact, TEXT_IN_FORCE, to=organisation.contact_email, round=held, organisation=organisation, edition=edition.label, link=page)


def _leads(organisation: Organisation):
    return members_of(organisation).serving().filter(role=Membership.Role.LEAD).select_related("person")


def _tell_all(membership: Membership, subject: str, text: str, compact: Compact | None) -> None:
    """The organisation's own address, every serving lead, and the person whom it is about."""
    organisation = membership.organisation
    people = [membership.person, *(lead.person for lead in _leads(organisation))]
    for address in _once([organisation.contact_email, *(person.email for person in people)]):
        _tell(address, subject, text, organisation, compact)


def _tell(to: str, subject: str, text: str, organisation: Organisation, compact: Compact | None) -> None:
    queue(
        to=to,
        compact_id=compact.pk if compact else None,
        subject=_line(subject),
        text=f"{text}\n\n{_if_it_is_wrong(compact)}",
        reason=_("it concerns %(organisation)s, for which this address stands in the portal") % {"organisation": organisation},
        language=get_language(),
    )


def _if_it_is_wrong(compact: Compact | None) -> str:
    """Somebody to turn to besides whoever did it."""
    if compact and compact.contact_email:
        words = _("If it is right, there is nothing to do. If this is wrong, write at once to %(name)s, %(email)s.")
        return words % {"name": compact.contact_name or compact.controller, "email": compact.contact_email}
    if compact:
        words = _("If it is right, there is nothing to do. If this is wrong, write at once to %(controller)s, which answers for the data kept here.")
        return words % {"controller": compact.controller}
    return _("If it is right, there is nothing to do. If this is wrong, write at once to those who run this portal.")


def _known(membership: Membership, by: User) -> dict:
    """What the sentences about somebody who acts for an organisation are made of."""
    person = membership.person
    return {
        "person": person,
        "email": person.email,
        "role": membership.get_role_display(),
        "organisation": membership.organisation,
        "by": by,
        "by_email": by.email,
    }


def _once(addresses: list[str]) -> list[str]:
    """Without the empty ones, each once whatever its letters' case."""
    return list({address.lower(): address for address in addresses if address}.values())


def _line(subject: str) -> str:
    """Names typed by hand may hold a line break, which would begin a header."""
    return " ".join(subject.split())
