"""Offers of help: beside their target from the close on, accepted or thanked by an officer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import Target
from compact_portal.audit.recording import record
from compact_portal.messaging.outbox import queue
from reviews.actions.refusals import NotNow
from reviews.answering.kinds import Help
from reviews.models import Offer, Question, Survey
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
        queue(
            to=offer.organisation.contact_email,
            compact_id=compact.pk,
            subject=_("%(compact)s: thank you for your offer of help") % {"compact": compact.name},
            text=told(offer),
            reason=_("%(organisation)s offered help in the survey of %(year)s")
            % {"organisation": offer.organisation, "year": offer.survey.review.year},
        )
    return offer


def told(offer: Offer) -> str:
    offered = _("%(organisation)s offered help with the plan.")
    if offer.target:
        offered = _("%(organisation)s offered help with %(target)s %(number)s of the plan.")
    answered = _("Thank you. It is not needed just now; we keep it in mind.")
    if offer.state == Offer.State.ACCEPTED:
        answered = _("Thank you: we gladly accept, and somebody will be in touch with you.")
    known = {"organisation": offer.organisation, "target": offer.survey.compact.terms.target, "number": offer.target and offer.target.number}
    return f"{offered % known} {answered}"
