"""The report of the demonstration's past year: composed, put before both sectors, and approved by one of them."""

import datetime

from compact_portal.accounts.models import User
from compact_portal.demo.content import read
from compact_portal.demo.surveys import noon
from reviews.actions.approving import give_approval, propose_report
from reviews.actions.composing import change_block, lay_out
from reviews.answering.merging import fingerprint
from reviews.models import Review


def propose_last_years_report(review: Review, *, people: dict[str, User]) -> None:
    """The statutory member's approval is left for whoever tries the portal. The days are those of the report's own year."""
    day = datetime.date.fromisoformat(str(review.report_due_on))
    writer = people["vcs-member"]
    lay_out(review=review, by=writer)
    opening = review.blocks.select_related("review__compact").get(kind="summary")
    words = {"text": read("reviews")["closed"]["summary"]}
    change_block(block=opening, words=words, opened={"text": fingerprint("")}, by=writer, at=noon(day))
    proposal = propose_report(review=review, by=people["officer"], at=noon(day))
    give_approval(proposal=proposal, verdict="approve", by=writer, on=day)
