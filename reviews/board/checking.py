"""What is missing or odd in a paper before it goes out (domain.md C5.2): faults that stop it, and warnings that a person may overrule."""

import datetime
import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from reviews.board.assemble import Rows, drawn, rows_of
from reviews.board.pointing import texts_of, wrong_pointer
from reviews.models import Paper, PaperPart

LEFT_OVER = re.compile(r"(?<!\[)\[(?!\[)[^\[\]]{4,}\](?!\])")
YEAR = re.compile(r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) (\d+)\b")
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class Problem:
    """`stops` one that the paper cannot be issued with. `address` is where it is put right."""

    text: str
    address: str
    stops: bool = False


def problems_of(paper: Paper, on: datetime.date) -> list[Problem]:
    """Faults first."""
    rows = rows_of(paper)
    here = Places(paper)
    found = [*of_the_head(paper, here, on), *of_the_text(paper, rows, here), *of_the_officers(paper, rows, here), *of_the_report(paper, here)]
    return sorted(found, key=lambda problem: not problem.stops)


class Places:
    def __init__(self, paper: Paper):
        self.paper, self.write = paper, self.to("paper_write", paper)
        self.head = self.to("paper_head", paper)

    def to(self, page: str, paper: Paper, *more) -> str:
        return reverse(f"reviews:{page}", args=[paper.compact.slug, paper.pk, *more])

    def row(self, thing: str, row) -> str:
        return self.to("paper_row", self.paper, thing, row.pk)


def of_the_head(paper: Paper, here: Places, on: datetime.date):
    if not paper.meeting_on:
        yield Problem(gettext("The day of the meeting is missing."), here.head, stops=True)
    elif paper.meeting_on < on:
        yield Problem(gettext("The day of the meeting is over."), here.head)
    if not paper.report_to:
        yield Problem(gettext("It does not say which board it goes to."), here.head, stops=True)
    if not paper.author_name:
        yield Problem(gettext("It does not say who wrote it."), here.head)
    if paper.author_name and not paper.author_employer:
        yield Problem(gettext("It does not say who employs the author."), here.head)
    if paper.council_tables and not paper.lead_officer:
        yield Problem(gettext("The audit trail names no lead officer."), here.head)
    if paper.council_tables and paper.key_decision is None:
        yield Problem(gettext("The audit trail does not say whether this is a key decision."), here.head)


def of_the_text(paper: Paper, rows: Rows, here: Places):
    if wrong := wrong_pointer(paper, rows):
        yield Problem(wrong, here.write, stops=True)
    if not rows.parts:
        yield Problem(gettext("There is no text yet."), here.write, stops=True)
    for text in (paper.stem, *texts_of(rows)):
        if left := LEFT_OVER.search(text):
            yield Problem(gettext("Something is still to be written: %(left)s") % {"left": left[0]}, here.write, stops=True)
        for year in YEAR.findall(text):
            if not FIRST_YEAR <= int(year) <= LAST_YEAR:
                yield Problem(gettext("%(year)s is no year that can be meant.") % {"year": year}, here.write)
    said = {part.pk for part, _ in drawn(paper, rows)}
    for part in rows.parts:
        if part.kind == PaperPart.Kind.LIVE and part.pk not in said:
            yield Problem(
                gettext("The records have nothing for “%(live)s”, so nothing is printed there.") % {"live": part.get_live_display()},
                here.row("part", part),
            )
    if not rows.recommendations:
        yield Problem(gettext("The board is asked for nothing."), here.write)
    for one in rows.recommendations:
        if not one.owner:
            yield Problem(gettext("Nobody carries out recommendation %(number)s.") % {"number": one.number}, here.row("recommendation", one))


def of_the_officers(paper: Paper, rows: Rows, here: Places):
    if not paper.council_tables:
        return
    for one in rows.consulted:
        if one.sought and not one.included:
            yield Problem(gettext("Comments of %(title)s were sought and are not included.") % {"title": one.title}, here.row("consulted", one))
        if one.advice and not one.included:
            yield Problem(
                gettext("The advice of %(title)s is printed, but the table says that their comments are not included.") % {"title": one.title},
                here.row("consulted", one),
            )


def of_the_report(paper: Paper, here: Places):
    """The final paper comes with a report that both sectors have agreed (domain.md C6.5). It may be published after the board has had it."""
    if paper.kind == Paper.Kind.FINAL and paper.review and not paper.review.report_is_agreed:
        yield Problem(
            gettext("Both sectors have not approved the report of the review %(review)s yet, and this paper presents it.")
            % {"review": paper.review.label},
            here.head,
            stops=True,
        )
