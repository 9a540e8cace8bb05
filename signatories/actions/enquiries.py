"""Questions to a Champion: asked by anybody, read by one Champion, answered or passed on in time, counted without names.

Nothing that was written is mailed: each mail says that there is something to read, and where. A question reaches nobody until
the address of who asks is confirmed, so that the form cannot be used to write to strangers.
"""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories import emails_enquiries as emails
from signatories.models import Champion, Compact, Enquiry, EnquiryCount
from signatories.roles import officer_only
from signatories.routing import who_answers

DAY = datetime.timedelta(days=1)
UNCONFIRMED = 3 * DAY  # how long a question waits for its address to be confirmed
KEPT = 28 * DAY  # how long who asked can read the answer; after that only the count is left
MOST_OF_ONE_ADDRESS = 3  # in a day
MOST_UNCONFIRMED = 100  # in a Compact; more is somebody's program
IN_TIME, LATE, NOT_ANSWERED = gettext_noop("answered in time"), gettext_noop("answered late"), gettext_noop("not answered")  # as counted
NOBODY = gettext_lazy("Nobody can answer questions here at the moment.")


@transaction.atomic
def ask(
    *, compact: Compact, text: str, email: str, name: str = "", code=None, area=None, sector: str = "", champion: Champion | None = None, by=None
) -> Enquiry:
    """Keep a question until its address is confirmed; somebody who has signed in with that address has confirmed it.

    `champion` is whom the person wants to ask, one who agreed to be shown. Raises ValidationError when nobody can answer or
    too much was asked.
    """
    compact = Compact.objects.select_for_update().get(pk=compact.pk)  # limits are counted one question at a time
    email = email.strip().lower()
    asked_today = compact.enquiries.filter(sent_to=email, asked_on=today()).count()
    if asked_today >= MOST_OF_ONE_ADDRESS:
        raise ValidationError(_("Three questions were asked from this address today. Ask again tomorrow."))
    if compact.enquiries.filter(status=Enquiry.Status.UNCONFIRMED).count() >= MOST_UNCONFIRMED:
        raise ValidationError(_("Too many questions are waiting to be confirmed. Try again tomorrow."))
    if not Champion.objects.of(compact).filter(person__is_active=True).exclude(person__email=email).exists():
        raise ValidationError(NOBODY)
    known = by is not None and by.is_authenticated and by.email.lower() == email
    enquiry = Enquiry(compact=compact, champion=champion, code=code, area=area, sector=sector, name=name, text=text, sent_to=email)
    enquiry.asked_on = today()
    token = enquiry.new_token()
    enquiry.save()
    if known:
        return confirm(enquiry=enquiry)
    emails.confirm(enquiry, token)
    return enquiry


@transaction.atomic
def confirm(*, enquiry: Enquiry) -> Enquiry:
    """The address is real: the question goes to its Champion now, and the time for an answer begins. Doing it twice changes nothing."""
    enquiry = _locked(enquiry)
    if enquiry.status != Enquiry.Status.UNCONFIRMED:
        return enquiry
    compact, asker = enquiry.compact, User.objects.filter(email__iexact=enquiry.sent_to)
    wanted = Champion.objects.of(compact).filter(pk=enquiry.champion_id).exclude(person__in=asker).first()
    enquiry.champion = wanted or who_answers(compact, code=enquiry.code, area=enquiry.area, sector=enquiry.sector, but_not=asker)
    enquiry.status, enquiry.asked_on, enquiry.due_on = Enquiry.Status.OPEN, today(), compact.answer_by(today())
    enquiry.save(update_fields=["champion", "status", "asked_on", "due_on"])
    count(enquiry, EnquiryCount.Breakdown.ALL)
    count(enquiry, EnquiryCount.Breakdown.CODE, enquiry.code.title[:60] if enquiry.code else "")
    count(enquiry, EnquiryCount.Breakdown.SECTOR, enquiry.sector)
    record("enquiry.asked", enquiry, by=None)
    emails.waiting(enquiry)
    return enquiry


@transaction.atomic
def answer(*, enquiry: Enquiry, text: str, by: User) -> Enquiry:
    """Only the Champion who holds it. Who asked is told that there is an answer, and where."""
    enquiry = _locked(enquiry)
    if not Enquiry.objects.held_by(by).filter(pk=enquiry.pk).exists():
        raise PermissionDenied
    if enquiry.status != Enquiry.Status.OPEN:
        raise ValidationError(_("This question has been answered or closed already."))
    enquiry.status, enquiry.answer, enquiry.done_on = Enquiry.Status.ANSWERED, text, today()
    token = enquiry.new_token()
    enquiry.save(update_fields=["status", "answer", "done_on", "token_hash"])
    count(enquiry, EnquiryCount.Breakdown.OUTCOME, IN_TIME if enquiry.done_on <= enquiry.due_on else LATE)
    record("enquiry.answered", enquiry, by=by)
    emails.answered(enquiry, token)
    return enquiry


@transaction.atomic
def pass_on(*, enquiry: Enquiry, champion: Champion, by: User) -> Enquiry:
    """By who holds it, or by an officer, who does not read it. The next Champion has the whole time again; who asked is not left
    waiting without a word."""
    enquiry = _locked(enquiry)
    if not Enquiry.objects.held_by(by).filter(pk=enquiry.pk).exists():
        officer_only(by, enquiry.compact)
    if enquiry.status != Enquiry.Status.OPEN:
        raise ValidationError(_("This question has been answered or closed already."))
    if champion.pk == enquiry.champion_id or not may_get(enquiry, by=by).filter(pk=champion.pk).exists():
        raise ValidationError(_("Choose another person who serves now."))
    return _give(enquiry, champion, by=by)


def may_get(enquiry: Enquiry, *, by: User):
    """To whom `by` may pass it on: neither to themself, which would let an officer read what is not theirs, nor to whoever asked."""
    serving = Champion.objects.of(enquiry.compact).filter(person__is_active=True).exclude(pk=enquiry.champion_id)
    return serving.exclude(person=by).exclude(person__email__iexact=enquiry.sent_to)


@transaction.atomic
def close(*, enquiry: Enquiry, by: User) -> Enquiry:
    """An officer ends a question that nobody can answer; who asked is told whom to write to."""
    enquiry = _locked(enquiry)
    officer_only(by, enquiry.compact)
    if enquiry.status != Enquiry.Status.OPEN:
        raise ValidationError(_("This question has been answered or closed already."))
    enquiry.status, enquiry.done_on = Enquiry.Status.CLOSED, today()
    enquiry.save(update_fields=["status", "done_on"])
    count(enquiry, EnquiryCount.Breakdown.OUTCOME, NOT_ANSWERED)
    record("enquiry.closed", enquiry, by=by)
    emails.closed(enquiry)
    return enquiry


def move_open(champion: Champion, successor: Champion) -> int:
    """What waits for `champion` waits for `successor` from now on, by the same day."""
    return champion.enquiries.filter(status__in=[Enquiry.Status.OPEN, Enquiry.Status.UNCONFIRMED]).update(champion=successor)


def leave_open(champion: Champion) -> None:
    """Somebody stops and nobody follows: each question goes to whom it fits best now."""
    champion.enquiries.filter(status=Enquiry.Status.UNCONFIRMED).update(champion=None)
    for enquiry in champion.enquiries.open().select_for_update(of=["self"]).select_related("compact", "code", "area"):
        asker = User.objects.filter(email__iexact=enquiry.sent_to)
        fitting = who_answers(enquiry.compact, code=enquiry.code, area=enquiry.area, sector=enquiry.sector, but_not=asker)
        if fitting:
            _give(enquiry, fitting, by=None)
        else:
            Enquiry.objects.filter(pk=enquiry.pk).update(champion=None)


def remind_late(on: datetime.date) -> int:
    """One mail for each question whose day has passed; its officers see it on their to-do page."""
    late = (
        Enquiry.objects.open().filter(due_on__lt=on, reminded_on__isnull=True, champion__isnull=False).select_related("compact", "champion__person")
    )
    with transaction.atomic():
        found = list(late.select_for_update(of=["self"], skip_locked=True))
        for enquiry in found:
            emails.late(enquiry)
        Enquiry.objects.filter(pk__in=[enquiry.pk for enquiry in found]).update(reminded_on=on)
    return len(found)


def forget(on: datetime.date) -> int:
    """Delete what was never confirmed, and what was answered or closed some weeks ago. The counts stay."""
    old = Enquiry.objects.filter(status=Enquiry.Status.UNCONFIRMED, asked_on__lt=on - UNCONFIRMED)
    old = old | Enquiry.objects.filter(status__in=[Enquiry.Status.ANSWERED, Enquiry.Status.CLOSED], done_on__lt=on - KEPT)
    return old.delete()[0]


def count(enquiry: Enquiry, breakdown: str, option: str = "") -> None:
    """One more in the year in which it was asked."""
    EnquiryCount.objects.one_more(enquiry.compact, enquiry.asked_on.year, breakdown, option)


def _give(enquiry: Enquiry, champion: Champion, *, by) -> Enquiry:
    enquiry.champion, enquiry.due_on, enquiry.reminded_on = champion, enquiry.compact.answer_by(today()), None
    enquiry.times_passed_on += 1
    enquiry.save(update_fields=["champion", "due_on", "reminded_on", "times_passed_on"])
    record("enquiry.passed_on", enquiry, by=by)
    emails.waiting(enquiry)
    emails.passed_on(enquiry)
    return enquiry


def _locked(enquiry: Enquiry) -> Enquiry:
    return Enquiry.objects.select_for_update(of=["self"]).select_related("compact", "code", "area").get(pk=enquiry.pk)
