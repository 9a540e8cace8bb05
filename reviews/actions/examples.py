"""The bank of good examples: kept by an officer, agreed to again every year by whoever gave them."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from compact_portal.messaging.models import Round
from reviews.models import Example, Passage, Survey
from reviews.wordings_after import MAY_STAY
from signatories.mail_words import held_round, write_words
from signatories.roles import officer_only

YEAR = datetime.timedelta(days=365)
ASK_BEFORE = datetime.timedelta(days=30)


@transaction.atomic
def keep_example(*, passage: Passage, title: str, by, code=None, commitment=None, at=None) -> Example:
    """From a text that two people passed and that calls itself good. Raises ValidationError for any other."""
    at = at or timezone.now()
    passage = Passage.objects.select_for_update(of=["self"]).with_words().get(pk=passage.pk)
    survey = passage.survey
    officer_only(by, survey.compact)
    body = passage.body_to_publish
    if survey.status != Survey.Status.RELEASED or passage.state not in (Passage.State.PUBLISHED, Passage.State.EDITED):
        raise ValidationError(_("Only an example that two people passed, and that was released, can be kept."))
    if body.get("judgement") != "good":
        raise ValidationError(_("Only good examples are kept as examples. Bad ones become themes, which name nobody."))
    if Example.objects.filter(passage=passage).exists():
        raise ValidationError(_("This example is kept already."))
    example = Example.objects.create(
        compact=survey.compact,
        survey=survey,
        passage=passage,
        organisation=passage.named.organisation if passage.named else None,
        title=title,
        what=body["what"],
        result=body.get("result", ""),
        code=code,
        commitment=commitment,
        kept_at=at,
        kept_by=by,
        agreed_until=timezone.localdate(at) + YEAR,
    )
    record("example.kept", example, by=by)
    return example


@transaction.atomic
def ask_owners(*, on: datetime.date, at=None) -> int:
    """Once a year, a month before the year is over: may the example stay? Returns how many owners were asked."""
    at = at or timezone.now()
    due = Example.objects.filter(agreed_until__gte=on, agreed_until__lte=on + ASK_BEFORE, withdrawn_on__isnull=True, token_hash="")
    asked = 0
    for example in due.exclude(organisation__contact_email="").filter(organisation__isnull=False).select_related("compact", "organisation"):
        token = example.new_token()
        example.sent_to, example.sent_at = example.organisation.contact_email, at
        example.save(update_fields=["token_hash", "sent_to", "sent_at"])
        mail_owner(example, token, held=held_round(example.compact, f"Owners of good examples asked, {on.year}"))
        asked += 1
    return asked


def mail_owner(example: Example, token: str, *, held: Round | None) -> None:
    write_words(
        example.compact, MAY_STAY, to=example.sent_to, about=f"reviews.example:{example.pk}", round=held,
        organisation=example.organisation, day=example.agreed_until,
        link=settings.PORTAL_URL + reverse("reviews:example_consent", args=[token]),
    )  # fmt: skip


@transaction.atomic
def answer_owner(*, example: Example, stays: bool, on: datetime.date) -> Example:
    """For another year from the day that was agreed to, or no longer from this day. The link is used up by either."""
    example = Example.objects.select_for_update(of=["self"]).select_related("compact").get(pk=example.pk)
    example.token_hash = ""
    if stays:
        example.agreed_until = max(example.agreed_until, on) + YEAR
    else:
        example.withdrawn_on = on
    example.save(update_fields=["token_hash", "agreed_until", "withdrawn_on"])
    record("example.agreed" if stays else "example.withdrawn", example, by=None)
    return example
