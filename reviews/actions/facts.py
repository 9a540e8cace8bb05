"""Keeping the fact form of a review: its items and what the one who knows says to each."""

from django.db import transaction

from compact_portal.audit.recording import record
from reviews.actions.preparing import unpublished
from reviews.models import Fact, Review
from signatories.roles import officer_only


@transaction.atomic
def set_facts(*, review: Review, items: list[dict], by) -> list[Fact]:
    """`items` are all of them, in order: id of one that is there or None, text, answer. One that is missing is removed."""
    officer_only(by, review.compact)
    review = unpublished(review)
    there = {fact.pk: fact for fact in review.facts.all()}
    kept = []
    for number, item in enumerate(items, 1):
        fact = there.pop(item["id"], None) or Fact(review=review)
        fact.number, fact.text, fact.answer = number, item["text"], item["answer"]
        fact.save()
        kept.append(fact)
    for fact in there.values():
        fact.delete()
    record("review.facts_set", review, by=by, items=len(kept), answered=sum(1 for fact in kept if fact.answer))
    return kept
