"""A paper of the standing cast's Compact, with a text of its own and one that points from one paragraph to another."""

import datetime

import pytest
from django.utils import timezone

from reviews.actions.board import writing
from reviews.models import Paper
from signatories.editions import publish_edition, write_draft

MEETING = datetime.date(2031, 9, 18)
HEAD = {
    "item": "11", "report_to": "Wealdshire Partnership Board", "meeting_on": MEETING, "purpose": "To present first findings",
    "author_name": "Ada Finch", "author_post": "Manager", "author_employer": "Bramble Lane Befriending",
}  # fmt: skip


def agree_on(cast, **content) -> None:
    """A new published edition of the cast's Compact with these texts and lists, as an edition file holds them."""
    lists = {name: [] for name in ("aims", "principles", "next_steps", "undertakings", "codes", "parts")}
    edition = write_draft(compact=cast.compact, content={"label": "Edition of 2031"} | lists | content, by=cast.officer)
    publish_edition(edition=edition, by=cast.officer, at=timezone.now())


@pytest.fixture
def paper(cast):
    """A draft by section: two sections, three paragraphs of which one has no number, two recommendations after a stem."""
    paper = writing.begin_paper(compact=cast.compact, source="partnership", title="Review 2031", kind="update", by=cast.officer)
    for row in paper.parts.all():
        row.delete()
    writing.save_head(paper=paper, by=cast.officer, **HEAD, stem="That the Board:")
    for number, text in enumerate(["Consider the findings", "Agree to hear more in November"], 1):
        row = paper.recommendations.get(number=number)
        writing.save_row(paper=paper, thing="recommendation", row=row, text=text, owner="Steering group", by=cast.officer)
    add = part_adder(paper, cast.officer)
    add("section", text="Introduction", prefix=2)
    add("paragraph", text="Small groups are wary.", items=["of grants; and", "of forms,", "of meetings."], tag="wary")
    add("section", text="What follows")
    add("paragraph", text="This has no number.", numbered=False)
    add("paragraph", text="As paragraph [[wary]] says, more is to come.")
    return Paper.objects.get(pk=paper.pk)


def part_adder(paper, by):
    def add(kind: str, **values):
        return writing.save_row(paper=paper, thing="part", row=None, kind=kind, by=by, **values)

    return add


@pytest.fixture
def add(paper, cast):
    return part_adder(paper, cast.officer)


def issue_it(paper, officer):
    from reviews.actions.board import issuing

    issuing.check_paper(paper=paper, by=officer)
    issuing.issue_paper(paper=paper, by=officer)
    return Paper.objects.get(pk=paper.pk)


@pytest.fixture
def issued(paper, cast):
    return issue_it(paper, cast.officer)
