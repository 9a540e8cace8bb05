"""Filling the words of a mail for one agreement, and holding its rounds where it wishes that."""

from collections.abc import Callable
from functools import wraps
from operator import attrgetter
from types import SimpleNamespace

from django.conf import settings
from django.utils.translation import gettext, override

from compact_portal.messaging.models import Message, Round
from compact_portal.messaging.outbox import write_for
from compact_portal.messaging.rounds import round_for
from compact_portal.messaging.wordings import Said, Wording
from signatories.models import Compact


def in_language_of(where: str) -> Callable:
    """A mail without words of the agreement's own is in the language of the agreement, not of whoever pressed the button. Its file stands
    in locale/cy/whole.txt, so that no sentence of it is English.

    `where` leads to the Compact: from the argument of that name, else from the first one. A mail of no agreement is in the portal's.
    """
    first = where.partition(".")[0]

    def decorate(write: Callable) -> Callable:
        @wraps(write)
        def write_it(about, *args, **more):
            compact = attrgetter(where)(SimpleNamespace(**more) if first in more else about)
            with override(compact.language if compact else settings.LANGUAGE_CODE):
                return write(about, *args, **more)

        return write_it

    return decorate


def write_words(compact: Compact, wording: Wording, *, to: str, about: str = "", round: Round | None = None, **values) -> Message:
    """Queue one mail whose words the agreement may have changed. `round` holds it until an officer has looked (`held_round`)."""
    said = said_of(compact, wording, **values)
    return write_for(
        compact, to=to, subject=said.subject, text=said.text, reason=said.reason, kind=wording.kind, about=about, round=round, language=said.language
    )


def said_of(compact: Compact, wording: Wording, *, own: tuple[str, str] | None = None, **values) -> Said:
    """`own` are words that are tried out. A value that depends on the language is a day, a lazy text or a function without arguments.

    Raises TypeError where a value is not given that an agreement's own words may ask for, whether today's do or not.
    """
    if lacking := {each.name for each in wording.placeholders} - values.keys() - {"short_day"}:
        raise TypeError(f"{wording.key} needs {', '.join(sorted(lacking))}.")
    language, subject, text = words_of(compact, wording, own)
    with override(language):
        subject, text = wording.fill(subject, text, common(compact) | values)
        reason, _ = wording.fill(gettext(wording.reason), "", common(compact) | values)
    return Said(subject, text, reason, language)


def words_of(compact: Compact, wording: Wording, own: tuple[str, str] | None = None) -> tuple[str, str, str]:
    """(language, subject, text) with the placeholders still in them: the agreement's own words as they are, where it has any.

    The portal's are in the agreement's language where all of them are translated, else in the portal's. One query for each Compact that
    was fetched, however many mails.
    """
    own = own or compact.own_mail_words.get(wording.key)
    language = compact.language if own or wording.speaks(compact.language) else settings.LANGUAGE_CODE
    with override(language):
        return (language, *(own or wording.in_language()))


def common(compact: Compact) -> dict[str, str]:
    terms = compact.terms
    return {
        "compact": compact.name,
        "agreement": compact.called,
        "signatory": terms.signatory,
        "champion": terms.champion,
        "steering_group": terms.steering_group,
        "contact": contact_of(compact),
    }


def contact_of(compact: Compact, by=None) -> str:
    """Whom to ask: as the agreement says; where it names no address, whoever writes (`by`)."""
    name, email = compact.contact_name or (by and str(by)) or compact.controller, compact.contact_email or (by and by.email)
    return f"{name}, {email}" if email else name


def held_round(compact: Compact, what: str) -> Round | None:
    """The round in which this mail waits for an officer; None where the agreement lets it go at once."""
    return round_for(compact.pk, what) if compact.holds_rounds else None


def and_waits(compact: Compact, said: str) -> str:
    """What is said after mail to many was sent, which may not have left yet."""
    return f"{said} {gettext('Mail to many waits until an officer has looked at it.')}" if compact.holds_rounds else said
