"""What an officer does with the mail of an agreement."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from compact_portal.audit.recording import record
from compact_portal.days import today
from compact_portal.mailing.wanted import still_wanted
from compact_portal.messaging import bounces, rounds
from compact_portal.messaging.models import Round, Unreachable
from compact_portal.messaging.wordings import Wording
from signatories.models import Compact, MailWords
from signatories.reach import unreachable_in
from signatories.roles import officer_only


@transaction.atomic
def change_words(*, compact: Compact, wording: Wording, subject: str, text: str, by) -> MailWords:
    """The agreement's own words from the next mail on. Raises ValidationError, by field, for words that would make a wrong mail."""
    officer_only(by, compact)
    if problems := wording.problems(subject, text):
        raise ValidationError({field: [said for name, said in problems if name == field] for field, _ in problems})
    words = MailWords.objects.select_for_update().filter(compact=compact, key=wording.key).first() or MailWords(compact=compact, key=wording.key)
    words.subject, words.text = subject, text
    words.full_clean()
    words.save()
    record("mail.words_changed", compact, by=by, mail=wording.key)
    return words


@transaction.atomic
def use_portals_words(*, compact: Compact, wording: Wording, by) -> None:
    """What was written stays in the history."""
    officer_only(by, compact)
    if MailWords.objects.filter(compact=compact, key=wording.key).delete()[0]:
        record("mail.words_put_back", compact, by=by, mail=wording.key)


@transaction.atomic
def hold_rounds(*, compact: Compact, hold: bool, by) -> None:
    """Rounds that wait already are still decided by hand."""
    officer_only(by, compact)
    compact = Compact.objects.select_for_update().get(pk=compact.pk)
    compact.holds_rounds = hold
    compact.save(update_fields=["holds_rounds"])
    record("mail.rounds_held" if hold else "mail.rounds_let_go", compact, by=by)


@transaction.atomic
def let_go(*, round: Round, by, at: datetime.datetime | None = None) -> tuple[int, int]:
    """Returns how many are on their way, and how many were dropped because what they ask for has been done."""
    compact, round = _undecided(round, by)
    gone, dropped = rounds.let_round_go(round, still_wanted=still_wanted)
    _decide(round, by, at)
    record("mail.round_sent", compact, by=by, what=round.what, sent=gone, not_needed=dropped)
    return gone, dropped


@transaction.atomic
def throw_away(*, round: Round, because: str, by, at: datetime.datetime | None = None) -> int:
    compact, round = _undecided(round, by)
    if not because.strip():
        raise ValidationError({"because": gettext("Say why it is thrown away.")})
    thrown = rounds.throw_round_away(round)
    round.thrown_away_because = because.strip()
    _decide(round, by, at)
    record("mail.round_thrown_away", compact, by=by, what=round.what, messages=thrown)
    return thrown


@transaction.atomic
def address_works(*, compact: Compact, address: Unreachable, by) -> None:
    """An officer has heard that mail arrives again."""
    officer_only(by, compact)
    if address.pk not in {each.address.pk for each in unreachable_in(compact, on=today())}:
        raise ValidationError(gettext("This address belongs to nobody of this agreement."))
    bounces.try_again(address=address.address)
    record("mail.address_works", compact, by=by)


def _undecided(round: Round, by) -> tuple[Compact, Round]:
    compact = Compact.objects.get(pk=round.compact_id)
    officer_only(by, compact)
    round = Round.objects.select_for_update().get(pk=round.pk)
    if round.decided_at:
        raise ValidationError(gettext("Somebody has decided about this round already."))
    return compact, round


def _decide(round: Round, by, at) -> None:
    round.decided_at, round.decided_by = at or timezone.now(), by
    round.save(update_fields=["decided_at", "decided_by", "thrown_away_because"])
