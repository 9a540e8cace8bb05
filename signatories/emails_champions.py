"""What Champions are told: that they were named, that guidance is there, that somebody takes over."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.messaging.models import Round
from compact_portal.messaging.outbox import write_for
from signatories.mail_words import contact_of, in_language_of, write_words
from signatories.models import Champion, Guidance
from signatories.models.people import UNDO_WITHIN
from signatories.wordings_people import GUIDANCE, NAMED, TAKES_OVER


def named(champion: Champion, *, by: User | None) -> None:
    """Everybody who is named learns it, and how to have it undone."""

    def post() -> str:
        known = {"champion": champion.signature.compact.terms.champion}
        return (_("the main %(champion)s") if champion.main else _("a %(champion)s")) % known

    write_words(
        champion.signature.compact, NAMED, to=champion.person.email, organisation=champion.signature.organisation,
        post=post, named_by=lambda: by or _("Your organisation"), **_what_it_is(champion),
    )  # fmt: skip


@in_language_of("signature.compact")
def handed_over(champion: Champion, successor: Champion, *, questions: int, by: User | None) -> None:
    takes_over(successor, champion, questions=questions)
    known = _known(champion) | {"successor": successor.person, "days": UNDO_WITHIN.days}
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


def takes_over(successor: Champion, champion: Champion, *, questions: int) -> None:
    def waiting() -> str:
        return _("Questions that wait for an answer: %(questions)s.") % {"questions": questions} if questions else ""

    write_words(
        successor.signature.compact, TAKES_OVER, to=successor.person.email, organisation=successor.signature.organisation,
        person=champion.person, questions=waiting, **_what_it_is(successor),
    )  # fmt: skip


@in_language_of("signature.compact")
def hand_over_undone(former: Champion, successor: Champion, *, by: User) -> None:
    known = _known(former) | {"person": former.person, "successor": successor.person, "by": by, "by_email": by.email}
    text = _(
        "The handing over from %(person)s to %(successor)s as %(champion)s of %(organisation)s for %(called)s was taken back by %(by)s "
        "(%(by_email)s)."
    )
    for champion in (former, successor):
        subject = _("%(person)s is %(champion)s of %(organisation)s again") % known
        _write(champion, subject=subject, text=f"{text % known}\n\n{_undo(champion)}")


def guidance_issued(champion: Champion, guidance: Guidance, *, held: Round | None) -> None:
    compact = guidance.compact
    write_words(
        compact, GUIDANCE, to=champion.person.email, about=f"signatories.guidance:{guidance.pk}:{champion.person_id}", round=held,
        organisation=champion.signature.organisation, champions=lambda: compact.terms.champions, version=guidance.version,
        link=settings.PORTAL_URL + guidance.get_absolute_url(),
    )  # fmt: skip


def _known(champion: Champion) -> dict:
    compact = champion.signature.compact
    return {"champion": compact.terms.champion, "organisation": champion.signature.organisation, "called": compact.called}


def _what_it_is(champion: Champion) -> dict:
    """The way to their part, and to the guidance where there is any."""
    compact = champion.signature.compact

    def guidance() -> str:
        page = settings.PORTAL_URL + reverse("signatories:guidance", args=[compact.slug])
        return f"{_('What is asked of you, and what is not:')}\n\n{page}" if compact.guidance.exists() else ""

    return {"link": settings.PORTAL_URL + reverse("signatories:my_part", args=[compact.slug, champion.pk]), "guidance": guidance}


def _undo(champion: Champion) -> str:
    return _("If this is wrong, write to %(contact)s.") % {"contact": contact_of(champion.signature.compact)}


def _write(champion: Champion, *, subject: str, text: str) -> None:
    compact = champion.signature.compact
    reason = _("%(organisation)s named you as %(champion)s") % _known(champion)
    write_for(compact, to=champion.person.email, subject=subject, text=text, reason=reason, language=get_language())
