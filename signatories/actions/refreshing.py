"""The yearly round: an officer prepares and starts it, each signatory answers on one page, those who are late are helped.

A signature lapses on a day that was said before, never before somebody offered help and gave it time, and never in public: the
organisation simply is no longer on the list, and answering later takes it up again.
"""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import in_words, today
from compact_portal.messaging.models import Round
from signatories import emails_refresh
from signatories.actions.renewed import keep_champion, keep_details
from signatories.mail_words import held_round
from signatories.models import Compact, Refresh, RefreshLink, RefreshRound, Signature
from signatories.roles import is_lead, officer_only

FIELDS = ("year", "due_on", "lapses_on", "remind_before")


@transaction.atomic
def prepare_round(*, compact: Compact, by: User, **fields) -> RefreshRound:
    """`fields` are FIELDS. Nothing is sent yet: whom the portal cannot reach is seen first."""
    officer_only(by, compact)
    compact = Compact.objects.select_for_update().get(pk=compact.pk)
    round = RefreshRound(compact=compact, **fields)
    round.full_clean()
    round.save()
    record("refresh.prepared", round, by=by)
    return round


@transaction.atomic
def change_round(*, round: RefreshRound, by: User, **fields) -> RefreshRound:
    """Days of a round that is not over. Once it has started the year stays, and no day is moved forward: people planned by it."""
    round = _locked(round, by)
    if round.closed_at:
        raise ValidationError(_("This round is closed."))
    if round.started_at and (fields["due_on"] < round.due_on or fields["lapses_on"] < round.lapses_on):
        raise ValidationError(_("The round has started: days can be moved later, not earlier."))
    before = round.due_on
    for name in FIELDS:
        if name != "year" or not round.started_at:
            setattr(round, name, fields.get(name, getattr(round, name)))
    round.full_clean()
    round.save(update_fields=list(FIELDS))
    record("refresh.changed", round, by=by, due_before=before.isoformat())
    return round


@transaction.atomic
def start_round(*, round: RefreshRound, by: User, at: datetime.datetime | None = None) -> tuple[int, int]:
    """Ask every signature in force. Returns how many were written to, and how many have no address."""
    at = at or timezone.now()
    round = _locked(round, by)
    if round.started_at:
        raise ValidationError(_("This round has started already."))
    if round.due_on <= timezone.localdate(at):
        raise ValidationError(_("The day by which answers are asked for has passed: choose a later one."))
    round.started_at, round.started_by = at, by
    round.save(update_fields=["started_at", "started_by"])
    signatures = round.compact.signatures.in_force().select_related("organisation", "compact")
    parts = Refresh.objects.bulk_create(Refresh(round=round, signature=signature) for signature in signatures)
    links, silent, held = [], 0, held_round(round.compact, f"Requests to renew, {round.year}")
    for refresh in parts:
        link = RefreshLink(refresh=refresh)
        if refresh.signature.organisation.contact_email:
            _send(link, at, held=held)
        else:
            silent += 1
        links.append(link)
    RefreshLink.objects.bulk_create(links)
    record("refresh.started", round, by=by, sent=len(parts) - silent, without_address=silent)
    return len(parts) - silent, silent


@transaction.atomic
def send_again(*, refresh: Refresh, by: User) -> RefreshLink:
    """A fresh link, to the address that the organisation has now; the one before stops working."""
    refresh = _part(refresh)
    officer_only(by, refresh.round.compact)
    if not refresh.takes_an_answer():
        raise ValidationError(_("This organisation has answered, or the round is over."))
    if not refresh.signature.organisation.contact_email:
        raise ValidationError(_("The portal has no address for this organisation: enter one first."))
    link = RefreshLink.objects.select_for_update().get(refresh=refresh)
    link.refresh = refresh
    _send(link, timezone.now())
    link.save()
    record("refresh.sent_again", refresh, by=by)
    return link


@transaction.atomic
def answer_refresh(
    *,
    refresh: Refresh,
    by: User | None,
    details: dict,
    champion: str,
    successor: tuple[str, str] | None,
    codes,
    renewed_by_name: str,
    renewed_by_post: str,
    remark: str = "",
) -> Refresh:
    """One page, whole or not at all. `by` is None for who came by the link, else a lead.

    `details` are website, contact_email and areas; `champion` is one of Refresh.Outcome; `successor` is (e-mail, name), needed
    where somebody is newly named or takes over.
    """
    refresh = _part(refresh)
    signature = refresh.signature
    if by is not None and not is_lead(by, signature.organisation):
        raise PermissionDenied
    if not refresh.takes_an_answer():
        raise ValidationError(_("This has been answered already, or the round is over."))
    keep_details(signature, details, by=by)
    main = signature.champions.select_for_update(of=["self"]).not_ended().filter(main=True).select_related("person").first()
    refresh.answered_on, refresh.answered_by = today(), by
    refresh.renewed_by_name, refresh.renewed_by_post, refresh.remark = renewed_by_name, renewed_by_post, remark
    was_lapsed, refresh.lapsed_on = refresh.lapsed_on is not None, None
    signature.status = Signature.Status.REFRESHED  # first: only who has signed has Champions
    signature.edition = signature.compact.edition or signature.edition
    signature.ended_on, signature.end_reason = None, ""
    signature.save(update_fields=["status", "edition", "ended_on", "end_reason"])
    refresh.champion = keep_champion(signature, main, champion, successor, codes, by=by)
    refresh.save()
    record("refresh.answered", refresh, by=by, champion=refresh.champion, taken_up_again=was_lapsed)
    emails_refresh.thanks(refresh)
    return refresh


@transaction.atomic
def offer_help(*, refresh: Refresh, by: User) -> Refresh:
    """Somebody has spoken with the organisation, in private. From this day it has time (TIME_AFTER_HELP) before anything lapses."""
    refresh = _part(refresh)
    officer_only(by, refresh.round.compact)
    if not refresh.takes_an_answer():
        raise ValidationError(_("This organisation has answered, or the round is over."))
    refresh.helped_on, refresh.helped_by = today(), by
    refresh.save(update_fields=["helped_on", "helped_by"])
    record("refresh.help_offered", refresh, by=by)
    return refresh


@transaction.atomic
def give_more_time(*, refresh: Refresh, until: datetime.date, because: str, by: User) -> Refresh:
    """The old day stays in the history, with the reason for the new one."""
    refresh = _part(refresh)
    officer_only(by, refresh.round.compact)
    if not refresh.takes_an_answer():
        raise ValidationError(_("This organisation has answered, or the round is over."))
    before = refresh.more_time_until or refresh.round.due_on
    if until <= max(before, today()):
        raise ValidationError(_("More time means a day after %(day)s.") % {"day": in_words(max(before, today()))})
    refresh.more_time_until, refresh.more_time_because = until, because
    refresh.save(update_fields=["more_time_until", "more_time_because"])
    record("refresh.more_time", refresh, by=by, before=before.isoformat(), until=until.isoformat())
    return refresh


@transaction.atomic
def close_round(*, round: RefreshRound, by: User) -> RefreshRound:
    """No more answers. Nothing lapses by closing: who has not answered stays as they are."""
    round = _locked(round, by)
    if not round.is_open:
        raise ValidationError(_("This round is not under way."))
    round.closed_at, round.closed_by = timezone.now(), by
    round.save(update_fields=["closed_at", "closed_by"])
    RefreshLink.objects.filter(refresh__round=round).update(token_hash="")
    record("refresh.closed", round, by=by, answered=round.parts.filter(answered_on__isnull=False).count())
    return round


@transaction.atomic
def remind(on: datetime.date) -> int:
    """One mail on each reminder's day, only to who has not answered. Days that were missed are made up for by one mail."""
    sent = 0
    for round in RefreshRound.objects.filter(started_at__isnull=False, closed_at__isnull=True).select_related("compact"):
        due, held = sum(day <= on for day in round.reminder_days), None
        unanswered = round.parts.unanswered().filter(lapsed_on__isnull=True, signature__status__in=Signature.IN_FORCE)
        links = RefreshLink.objects.filter(refresh__in=unanswered, reminders__lt=due).select_for_update(of=["self"], skip_locked=True)
        known = links.select_related("refresh__signature__organisation")
        for link in known.iterator(chunk_size=500):
            link.refresh.round, link.refresh.signature.compact = round, round.compact
            if link.refresh.signature.organisation.contact_email:
                held = held or held_round(round.compact, f"Reminders to renew, {round.year}")
                _send(link, timezone.now(), reminder=True, held=held)
                sent += 1
            link.reminders = due
            link.save()
    return sent


@transaction.atomic
def lapse(on: datetime.date) -> int:
    """Signatures whose day has come and whom somebody has offered help. Who was not helped yet is an officer's task, not a lapse."""
    waiting = Refresh.objects.under_way().unanswered().filter(helped_on__isnull=False, lapsed_on__isnull=True, round__lapses_on__lte=on)
    lapsed = 0
    for found in waiting.filter(signature__status__in=Signature.IN_FORCE).iterator(chunk_size=500):
        refresh = _part(found)
        if refresh.lapses_on() > on or not refresh.takes_an_answer() or refresh.lapsed_on:
            continue
        lapsed += 1
        refresh.lapsed_on = on
        refresh.save(update_fields=["lapsed_on"])
        refresh.signature.status = Signature.Status.LAPSED
        refresh.signature.ended_on, refresh.signature.end_reason = on, f"Not renewed in {refresh.round.year}."
        refresh.signature.save(update_fields=["status", "ended_on", "end_reason"])
        record("signature.lapsed", refresh.signature, by=None)
        emails_refresh.lapsed(refresh, held=held_round(refresh.signature.compact, f"Signatures that lapsed, {refresh.round.year}"))
    return lapsed


def _send(link: RefreshLink, at: datetime.datetime, *, reminder: bool = False, held: Round | None = None) -> None:
    """A reminder repeats the link, since it may wait, or never be sent where an address wants no reminders. Otherwise a new one."""
    token = link.token_again() if reminder and link.sent_to == link.refresh.signature.organisation.contact_email else link.new_token()
    link.sent_to, link.sent_at = link.refresh.signature.organisation.contact_email, at
    emails_refresh.request(link, token, reminder=reminder, held=held)


def _part(refresh: Refresh) -> Refresh:
    signature = Signature.objects.select_for_update(of=["self"]).select_related("compact", "organisation").get(pk=refresh.signature_id)
    refresh = Refresh.objects.select_for_update(of=["self"]).select_related("round__compact").get(pk=refresh.pk)
    refresh.signature = signature
    return refresh


def _locked(round: RefreshRound, by: User) -> RefreshRound:
    officer_only(by, round.compact)
    return RefreshRound.objects.select_for_update(of=["self"]).select_related("compact").get(pk=round.pk)
