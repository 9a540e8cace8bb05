"""What the board's papers ask of people: of officers to finish them, of members of the board to read them."""

import datetime

from django.db.models import Q
from django.urls import reverse

from compact_portal.tasks import Task
from reviews.models import BoardComment, Decision, Paper
from signatories.models import BoardMember, Compact


def tasks_of(person, on: datetime.date) -> list[Task]:
    """Four queries."""
    return [*papers_to_finish(person, on), *papers_promised(person, on), *decisions_to_note(person, on), *papers_to_read(person, on)]


def why_officer(compact: Compact) -> str:
    return f"You are an officer of {compact.called}."


def papers_to_finish(person, on: datetime.date) -> list[Task]:
    begun = Paper.objects.filter(status__in=[Paper.Status.DRAFT, Paper.Status.CHECKED], compact__in=Compact.objects.officered_by(person, on=on))
    return [
        Task(
            f"{'Issue' if paper.status == Paper.Status.CHECKED else 'Finish'} the paper “{paper}” for the board",
            why_officer(paper.compact),
            paper.get_absolute_url() if paper.status == Paper.Status.CHECKED else reverse("reviews:paper_write", args=[paper.compact.slug, paper.pk]),
            paper.meeting_on,
            "a minute" if paper.status == Paper.Status.CHECKED else "about an hour",
        )
        for paper in begun.select_related("compact")
    ]


def papers_promised(person, on: datetime.date) -> list[Task]:
    """A paper told the board when the next one would come, and nobody has begun that (domain.md A15.0/25)."""
    asking = Paper.objects.asking_for_more().filter(compact__in=Compact.objects.officered_by(person, on=on)).select_related("compact")
    return [
        Task(
            f"Write the paper that “{paper}” promised the board",
            why_officer(paper.compact),
            reverse("reviews:paper_new", args=[paper.compact.slug]) + f"?follows={paper.pk}",
            paper.next_by,
            "about an hour",
        )
        for paper in asking
    ]


def decisions_to_note(person, on: datetime.date) -> list[Task]:
    """The meeting is over, and a recommendation has no decision yet; or something was agreed, and nothing has come of it."""
    mine = Paper.objects.issued().filter(compact__in=Compact.objects.officered_by(person, on=on), meeting_on__lt=on)
    open_ones = Decision.objects.filter(action__isnull=True, no_action="").exclude(outcome=Decision.Outcome.REFUSED)
    waiting = mine.filter(Q(recommendations__decision__isnull=True, recommendations__isnull=False) | Q(recommendations__decision__in=open_ones))
    return [
        Task(
            f"Note what the board decided on “{paper}”, and what comes of it",
            why_officer(paper.compact),
            paper.get_absolute_url() + "#decisions",
            paper.meeting_on,
            "a few minutes",
        )
        for paper in waiting.distinct().select_related("compact")
    ]


def papers_to_read(person, on: datetime.date) -> list[Task]:
    """Of a member of the board: what comes before it, and on which this person has not commented."""
    boards = BoardMember.objects.serving(on=on).filter(person=person).values("compact")
    papers = Paper.objects.issued().filter(compact__in=boards, meeting_on__gte=on).select_related("compact")
    said = BoardComment.objects.filter(written_by=person).values("paper")
    return [
        Task(
            f"Read the paper “{paper}”",
            f"You sit on the board that hears how {paper.compact.called} is kept.",
            paper.get_absolute_url(),
            paper.meeting_on,
            "about 10 minutes",
        )
        for paper in papers.exclude(pk__in=said)
    ]
