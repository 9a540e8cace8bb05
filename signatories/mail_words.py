"""Filling the words of a mail for one agreement, and holding its rounds where it wishes that."""

from django.utils.translation import gettext

from compact_portal.messaging.models import Round
from compact_portal.messaging.rounds import round_for
from compact_portal.messaging.wordings import Wording
from signatories.models import Compact


def words_for(compact: Compact, wording: Wording, **values: str) -> tuple[str, str]:
    """(subject, text): the agreement's own words where it has any. One query for each Compact that was fetched, however many mails."""
    subject, text = compact.own_mail_words.get(wording.key) or in_reader_language(wording)
    return wording.fill(subject, text, common(compact) | values)


def in_reader_language(wording: Wording) -> tuple[str, str]:
    """The portal's own words, in the language that is being spoken; a text is translated paragraph by paragraph."""
    return gettext(wording.subject), "\n\n".join(gettext(part) for part in wording.text.split("\n\n"))


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


def contact_of(compact: Compact) -> str:
    name = compact.contact_name or compact.controller
    return f"{name}, {compact.contact_email}" if compact.contact_email else name


def held_round(compact: Compact, what: str) -> Round | None:
    """The round in which this mail waits for an officer; None where the agreement lets it go at once."""
    return round_for(compact.pk, what) if compact.holds_rounds else None
