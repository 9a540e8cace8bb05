"""What Champions are told: that they were named, that guidance is there, that somebody takes over."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.messaging.outbox import write_for
from signatories.mail_words import contact_of
from signatories.models import Champion, Guidance
from signatories.models.people import UNDO_WITHIN


def named(champion: Champion, *, by: User | None) -> None:
    """Everybody who is named learns it, and how to have it undone."""
    known = _known(champion) | {"by": by}
    if champion.main:
        subject = _("You are the main %(champion)s of %(organisation)s")
        by_somebody = _("%(by)s has named you as the main %(champion)s of %(organisation)s for %(called)s.")
        by_itself = _("Your organisation has named you as the main %(champion)s of %(organisation)s for %(called)s.")
    else:
        subject = _("You are a %(champion)s of %(organisation)s")
        by_somebody = _("%(by)s has named you as a %(champion)s of %(organisation)s for %(called)s.")
        by_itself = _("Your organisation has named you as a %(champion)s of %(organisation)s for %(called)s.")
    text = (by_somebody if by else by_itself) % known
    _write(champion, subject=subject % known, text=f"{text}\n\n{_what_it_is(champion)}\n\n{_undo(champion)}")


def handed_over(champion: Champion, successor: Champion, *, questions: int, by: User | None) -> None:
    known = _known(champion) | {"person": champion.person, "successor": successor.person, "questions": questions, "days": UNDO_WITHIN.days}
    text = _("%(person)s hands over to you as %(champion)s of %(organisation)s for %(called)s.")
    if questions:
        text += " " + _("Questions that wait for an answer: %(questions)s.")
    _write(
        successor,
        subject=_("You take over as %(champion)s of %(organisation)s") % known,
        text=f"{text % known}\n\n{_what_it_is(successor)}\n\n{_undo(successor)}",
    )
    back = settings.PORTAL_URL + reverse("signatories:undo_champion", args=[champion.signature.compact.slug, successor.pk])
    wrong = _("If it went to the wrong person, you can take it back within %(days)s days:") % known + f"\n\n{back}"
    text = _(
        "%(successor)s is now %(champion)s of %(organisation)s for %(called)s, in your place. What you kept here for a successor has gone to them. "
        "Thank you for what you did."
    )
    _write(
        champion,
        subject=_("%(successor)s takes over from you") % known,
        text=f"{text % known}\n\n{wrong if by == champion.person else _undo(champion)}",
    )


def hand_over_undone(former: Champion, successor: Champion, *, by: User) -> None:
    known = _known(former) | {"person": former.person, "successor": successor.person, "by": by, "by_email": by.email}
    text = _(
        "The handing over from %(person)s to %(successor)s as %(champion)s of %(organisation)s for %(called)s was taken back by %(by)s "
        "(%(by_email)s)."
    )
    for champion in (former, successor):
        subject = _("%(person)s is %(champion)s of %(organisation)s again") % known
        _write(champion, subject=subject, text=f"{text % known}\n\n{_undo(champion)}")


def guidance_issued(champion: Champion, guidance: Guidance) -> None:
    known = {"champions": guidance.compact.terms.champions, "version": guidance.version, "called": guidance.compact.called}
    parts = [
        _("There is a new version of the guidance for %(champions)s of %(called)s. Read it here:") % known,
        settings.PORTAL_URL + guidance.get_absolute_url(),
        _("When you have signed in you can say there that you have read it."),
    ]
    _write(champion, subject=_("Guidance for %(champions)s, version %(version)s") % known, text="\n\n".join(parts))


def _known(champion: Champion) -> dict:
    compact = champion.signature.compact
    return {"champion": compact.terms.champion, "organisation": champion.signature.organisation, "called": compact.called}


def _what_it_is(champion: Champion) -> str:
    slug = champion.signature.compact.slug
    own = settings.PORTAL_URL + reverse("signatories:my_part", args=[slug, champion.pk])
    guidance = settings.PORTAL_URL + reverse("signatories:guidance", args=[slug])
    parts = [_("Your part, with your codes and areas. Sign in with this e-mail address:"), own]
    if champion.signature.compact.guidance.exists():
        parts = [_("What is asked of you, and what is not:"), guidance, *parts]
    return "\n\n".join(parts)


def _undo(champion: Champion) -> str:
    return _("If this is wrong, write to %(contact)s.") % {"contact": contact_of(champion.signature.compact)}


def _write(champion: Champion, *, subject: str, text: str) -> None:
    compact = champion.signature.compact
    reason = _("%(organisation)s named you as %(champion)s") % _known(champion)
    write_for(compact, to=champion.person.email, subject=subject, text=text, reason=reason)
