"""What people thought of the event: asked for by link, counted at once, closed after two weeks, released, its words read by two."""

import datetime
import random

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from reviews import emails_events as emails
from reviews.events.questions import QUESTIONS, release_of
from reviews.models import Event, EventFeedback, FeedbackOpinion, FeedbackRelease, FeedbackText, SignUp
from reviews.moderating import moderator_of
from signatories.mail_words import held_round
from signatories.models.organisation import Sector

SHUFFLE = random.SystemRandom()


@transaction.atomic
def ask_for_feedback(*, event: Event, on: datetime.date) -> int:
    """On the day after: a fresh link for everybody who came."""
    event = Event.objects.select_for_update(of=["self"]).select_related("compact").get(pk=event.pk)
    if event.feedback_asked_on or not event.takes_feedback(on) or on <= event.ends_on:
        return 0
    came = list(event.sign_ups.coming().exclude(sent_to=""))
    held = held_round(event.compact, f"What people thought: {event}") if came else None
    for one in came:
        token = one.new_token()
        one.sent_at = timezone.now()
        one.save(update_fields=["token_hash", "sent_at"])
        emails.ask_for_feedback(one, event, token, held=held)
    event.feedback_asked_on = on
    event.save(update_fields=["feedback_asked_on"])
    return len(came)


@transaction.atomic
def give_feedback(*, sign_up: SignUp, answers: dict[str, str], text: str, on: datetime.date | None = None) -> None:
    """Counted, and forgotten who: the texts of all are one row, written anew in random order each time."""
    event = Event.objects.select_for_update().get(pk=sign_up.event_id)  # one answer after the other, and none beside the close
    one = SignUp.objects.select_for_update(of=["self"]).get(pk=sign_up.pk)
    if one.feedback_given or not event.takes_feedback(on or today()):
        raise ValidationError(gettext("Your answer has arrived already, or it is too late for one."))
    feedback, _ = EventFeedback.objects.get_or_create(event=event)
    feedback.responses += 1
    for key in QUESTIONS:
        if answer := answers.get(key):
            counted = feedback.counts.setdefault(key, {})
            counted[answer] = counted.get(answer, 0) + 1
    if text.strip():
        feedback.texts = SHUFFLE.sample([*feedback.texts, text.strip()], len(feedback.texts) + 1)
    feedback.save()
    one.feedback_given, one.token_hash = True, ""
    one.save(update_fields=["feedback_given", "token_hash"])


@transaction.atomic
def close_feedback(*, event: Event, on: datetime.date) -> FeedbackRelease:
    """Its figures are worked out once, however often it is closed; its texts become rows that two people read, unless too few people
    answered to hide one."""
    event = Event.objects.select_for_update(of=["self"]).select_related("compact").get(pk=event.pk)
    if event.feedback_closed_on:
        return event.feedback_release
    feedback, _ = EventFeedback.objects.get_or_create(event=event)
    floor = event.compact.release_floor
    came = event.sign_ups.coming().count()
    release = FeedbackRelease.objects.create(event=event, figures=release_of(feedback, came=came, floor=floor), released_on=on)
    if feedback.responses >= floor:
        FeedbackText.objects.bulk_create(FeedbackText(event=event, text=text) for text in SHUFFLE.sample(feedback.texts, len(feedback.texts)))
    feedback.delete()
    event.feedback_closed_on = on
    event.save(update_fields=["feedback_closed_on"])
    record("event.feedback_closed", event, by=None)
    return release


@transaction.atomic
def give_opinion(*, text: FeedbackText, publish: bool, by: User, on: datetime.date | None = None, at=None) -> FeedbackOpinion:
    """By somebody of the steering group; the first of each side counts. Raises PermissionDenied, or ValidationError when that side has said it."""
    moderator = moderator_of(by, text.event.compact, on=on or today())
    if moderator is None or moderator.sector == Sector.CROSS or not texts_for(moderator, text.event).filter(pk=text.pk).exists():
        raise PermissionDenied
    FeedbackText.objects.select_for_update().get(pk=text.pk)
    if text.opinions.filter(sector=moderator.sector).exists():
        raise ValidationError(gettext("Somebody of your side has read this text already."))
    return FeedbackOpinion.objects.create(text=text, sector=moderator.sector, publish=publish, given_at=at or timezone.now(), given_by=by)


def texts_for(moderator, event: Event):
    """What this person may read: nothing that names an organisation they sit or act for."""
    texts = event.feedback_texts.all()
    for name in moderator.names:
        texts = texts.exclude(text__icontains=name)
    return texts
