"""What Champions are told: that they were named, that guidance is there, that somebody takes over."""

from django.conf import settings
from django.urls import reverse

from compact_portal.accounts.models import User
from compact_portal.messaging.outbox import write_for
from signatories.models import Champion, Guidance
from signatories.models.people import UNDO_WITHIN


def named(champion: Champion, *, by: User | None) -> None:
    """Everybody who is named learns it, and how to have it undone."""
    organisation, compact = champion.signature.organisation, champion.signature.compact
    what = f"the main {compact.terms.champion}" if champion.main else f"a {compact.terms.champion}"
    _write(
        champion,
        subject=f"You are {what} of {organisation}",
        text=(
            f"{by or 'Your organisation'} has named you as {what} of {organisation} for {compact.called}.\n\n"
            f"{_what_it_is(champion)}\n\n{_undo(champion)}"
        ),
    )


def handed_over(champion: Champion, successor: Champion, *, questions: int, by: User | None) -> None:
    organisation, compact = champion.signature.organisation, champion.signature.compact
    left = f" Questions that wait for an answer: {questions}." if questions else ""
    _write(
        successor,
        subject=f"You take over as {compact.terms.champion} of {organisation}",
        text=f"{champion.person} hands over to you as {compact.terms.champion} of {organisation} for {compact.called}.{left}\n\n"
        f"{_what_it_is(successor)}\n\n{_undo(successor)}",
    )
    back = settings.PORTAL_URL + reverse("signatories:undo_champion", args=[compact.slug, successor.pk])
    wrong = f"If it went to the wrong person, you can take it back within {UNDO_WITHIN.days} days:\n\n{back}"
    _write(
        champion,
        subject=f"{successor.person} takes over from you",
        text=f"{successor.person} is now {compact.terms.champion} of {organisation} for {compact.called}, in your place. "
        f"What you kept here for a successor has gone to them. Thank you for what you did.\n\n{wrong if by == champion.person else _undo(champion)}",
    )


def hand_over_undone(former: Champion, successor: Champion, *, by: User) -> None:
    compact, organisation = former.signature.compact, former.signature.organisation
    what = f"The handing over from {former.person} to {successor.person} as {compact.terms.champion} of {organisation}"
    for champion in (former, successor):
        _write(
            champion,
            subject=f"{former.person} is {compact.terms.champion} of {organisation} again",
            text=f"{what} for {compact.called} was taken back by {by} ({by.email}).\n\n{_undo(champion)}",
        )


def guidance_issued(champion: Champion, guidance: Guidance) -> None:
    word = guidance.compact.terms.champions
    _write(
        champion,
        subject=f"Guidance for {word}, version {guidance.version}",
        text=f"There is a new version of the guidance for {word} of {guidance.compact.called}. "
        f"Read it here:\n\n{settings.PORTAL_URL}{guidance.get_absolute_url()}\n\nWhen you have signed in you can say there that you have read it.",
    )


def _what_it_is(champion: Champion) -> str:
    slug = champion.signature.compact.slug
    own = settings.PORTAL_URL + reverse("signatories:my_part", args=[slug, champion.pk])
    guidance = settings.PORTAL_URL + reverse("signatories:guidance", args=[slug])
    newest = f"What is asked of you, and what is not:\n\n{guidance}\n\n" if champion.signature.compact.guidance.exists() else ""
    return f"{newest}Your part, with your codes and areas. Sign in with this e-mail address:\n\n{own}"


def _undo(champion: Champion) -> str:
    compact = champion.signature.compact
    return f"If this is wrong, write to {compact.contact_name or compact.controller}{f', {compact.contact_email}' if compact.contact_email else ''}."


def _write(champion: Champion, *, subject: str, text: str) -> None:
    compact = champion.signature.compact
    reason = f"{champion.signature.organisation} named you as {compact.terms.champion}"
    write_for(compact, to=champion.person.email, subject=subject, text=text, reason=reason)
