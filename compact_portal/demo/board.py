"""Papers for boards: those of 2008 and 2009 as the public record has them, in our own words, and this year's."""

import datetime

from actionplans.models import Action
from compact_portal.accounts.models import User
from compact_portal.demo.content import read
from compact_portal.demo.surveys import noon
from reviews.actions.board.deciding import comment, follow_up, nothing_more, record_decision, send_to_board
from reviews.actions.board.issuing import check_paper, issue_paper
from reviews.board.templates import from_content
from reviews.models import Decision, Paper
from signatories.models import BoardMember, Compact, SeatHolder

DAY = datetime.timedelta(days=1)


def load_board(*, compacts: dict[str, Compact], officer: User, on: datetime.date) -> None:
    told = read("board")
    made: dict[str, Paper] = {}
    for entry in told["papers"]:
        facts = dict(entry)
        key, decisions, decided_on = facts.pop("key"), facts.pop("decisions"), facts.pop("decided_on")
        compact = compacts[facts.pop("compact")]
        if "follows" in facts:
            facts["follows"] = made[facts["follows"]]
        if "author_seat" in facts:
            facts["author_seat"] = SeatHolder.objects.filter(seat__compact=compact, seat__organisation__name=facts["author_seat"]).first()
        made[key] = issued(from_content(facts, compact=compact), officer)
        decide(made[key], decisions, on=decided_on, by=officer)
    load_this_year(told["now"], compact=compacts["east-sussex"], officer=officer, on=on)


def load_this_year(told: dict, *, compact: Compact, officer: User, on: datetime.date) -> None:
    """One that the board has decided on, one that lies before it, and the next one, which is being written."""
    before = told["before"]
    head = {"kind": "other", "report_to": compact.board, "author_name": str(officer), "author_employer": "East Sussex County Council"}
    text = [{"kind": "section", "text": "Why we ask"}, {"kind": "paragraph", "text": before["text"]}]
    words = {name: before[name] for name in ("title", "purpose", "stem", "recommendations")}
    asked = issued(from_content(words | head | {"parts": text, "meeting_on": on - 40 * DAY, "item": "5"}, compact=compact), officer)
    decide(asked, before["decisions"], on=on - 40 * DAY, by=officer)
    words = {name: told[name] for name in ("title", "purpose", "stem", "recommendations")}
    parts = [{"kind": "section", "text": "The review"}, {"kind": "live", "live": "review"}, {"kind": "live", "live": "survey"}]
    review = compact.reviews.get(year=on.year)
    coming = {"parts": [*parts, {"kind": "live", "live": "documents"}], "meeting_on": on + 20 * DAY, "next_by": review.board_on, "kind": "update"}
    paper = issued(from_content(words | head | coming | {"item": "4", "review": review}, compact=compact), officer)
    send_to_board(paper=paper, by=officer)
    for words in told["comments"]:
        comment(paper=paper, member=BoardMember.objects.get(compact=compact), text=words)


def issued(paper: Paper, officer: User) -> Paper:
    check_paper(paper=paper, by=officer)
    issue_paper(paper=paper, by=officer)
    return Paper.objects.select_related("compact").get(pk=paper.pk)


def decide(paper: Paper, decisions: list[dict], *, on: datetime.date, by: User) -> None:
    for recommendation, said in zip(paper.recommendations.all(), decisions, strict=True):
        decision = record_decision(
            recommendation=recommendation, outcome=said["outcome"], words=said.get("words", ""), decided_on=on, by=by, at=noon(on)
        )
        if "action" in said:
            plan = Action.objects.filter(target__plan__compact=paper.compact, target__plan__status="adopted")
            follow_up(decision, plan.select_related("target__plan").get(text__startswith=said["action"]), by)
        elif decision.outcome != Decision.Outcome.REFUSED:
            nothing_more(decision=decision, why=said["no_action"], by=by)
