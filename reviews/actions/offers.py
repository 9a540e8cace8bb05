"""Offers of help: beside their target from the close on, accepted or thanked by an officer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import Target
from compact_portal.audit.recording import record
from reviews.actions.refusals import NotNow
from reviews.answering.kinds import Help
from reviews.models import Offer, Question, Survey
from reviews.wordings_after import ACCEPTED, THANKED
from signatories.mail_words import write_words
from signatories.roles import officer_only

LONGEST = Offer._meta.get_field("of").max_length


def collect_offers(survey: Survey) -> int:
    """Called by the close, in its transaction: a row for each organisation and target. Returns how many there are."""
    plan = survey.review.next_plan or survey.review.plan
    targets = {f"target-{target.number}": target for target in Target.objects.filter(plan=plan)} if plan else {}
    words = dict(Help.OFFERS)
    offers = {}
    for answer in survey.named_answers.filter(question__kind=Question.Kind.HELP):
        body = answer.body
        of = ", ".join(words.get(offer, offer) for offer in body.get("offers", []))[:LONGEST]
        for target in {targets.get(value) for value in body.get("targets", [])} or {None}:
            offers[answer.organisation_id, target and target.pk] = Offer(
                survey=survey, organisation_id=answer.organisation_id, target=target, of=of, text=body.get("text", "")
            )
    return len(Offer.objects.bulk_create(offers.values()))


@transaction.atomic
def answer_offer(*, offer: Offer, state: str, by, at=None) -> Offer:
    """Accept an offer, or thank for one that is not needed now; its organisation is told. Raises NotNow the second time."""
    at = at or timezone.now()
    offer = (
        Offer.objects.select_for_update(of=["self"]).select_related("survey__compact", "survey__review", "organisation", "target").get(pk=offer.pk)
    )
    compact = offer.survey.compact
    officer_only(by, compact)
    if offer.state != Offer.State.OPEN:
        raise NotNow(_("This offer has been answered already."))
    offer.state, offer.answered_at, offer.answered_by = Offer.State(state), at, by
    offer.save(update_fields=["state", "answered_at", "answered_by"])
    record("offer.answered", offer, by=by, state=state)
    if offer.organisation.contact_email:
        wording = ACCEPTED if offer.state == Offer.State.ACCEPTED else THANKED
        write_words(
            compact, wording, to=offer.organisation.contact_email, organisation=offer.organisation,
            year=offer.survey.review.year, with_what=lambda: of_plan(offer),
        )  # fmt: skip
    return offer


def of_plan(offer: Offer) -> str:
    """What it was offered for, inside a sentence."""
    if offer.target is None:
        return _("the plan")
    return _("%(target)s %(number)s of the plan") % {"target": offer.survey.compact.terms.target, "number": offer.target.number}
