"""What the board's papers ask of people: of officers to finish them, of members of the board to read them."""

import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from compact_portal.tasks import Task
from reviews.models import BoardComment, Decision, Paper, ReadingLink, Recommendation, Review
from signatories.models import BoardMember
from signatories.parts import Parts, parts_of

TO_BEGIN = datetime.timedelta(days=28)  # before the day on which it goes to the board
HISTORY = datetime.timedelta(days=182)  # after which nobody is asked for it any more


def tasks_of(person, on: datetime.date, parts: Parts | None = None) -> list[Task]:
    """At most three queries."""
    parts = parts or parts_of(person, on)
    return [
        *([*papers_to_begin(parts.officered, on), *papers_to_work_on(parts.officered, on)] if parts.officered else []),
        *(papers_to_read(person, parts.boards, on) if parts.boards else []),
    ]


def papers_to_begin(officered: set[int], on: datetime.date) -> list[Task]:
    """The final paper of each newest review of which nobody has begun one, from four weeks before the board is to have it."""
    later = Review.objects.filter(compact=OuterRef("compact"), year__gt=OuterRef("year"))
    begun = Paper.objects.filter(review=OuterRef("pk"), kind=Paper.Kind.FINAL)
    near = Review.objects.filter(compact__in=officered, board_on__range=(on - HISTORY, on + TO_BEGIN))
    waiting = near.filter(~Exists(begun), ~Exists(later))
    return [
        Task(
            _("Begin the paper with which the report of %(year)s goes to the board") % {"year": review.year},
            _("You are an officer of %(called)s.") % {"called": review.compact.called},
            reverse("reviews:paper_new", args=[review.compact.slug]) + f"?reports={review.year}",
            review.board_on,
            _("about an hour"),
        )
        for review in waiting.select_related("compact")
    ]


def papers_to_work_on(officered: set[int], on: datetime.date) -> list[Task]:
    """The next step of each paper of whose agreement somebody is an officer."""
    open_ones = Decision.objects.filter(action__isnull=True, no_action="").exclude(outcome=Decision.Outcome.REFUSED)
    undecided = Recommendation.objects.filter(Q(decision__isnull=True) | Q(decision__in=open_ones), paper=OuterRef("pk"))
    promising = Paper.objects.asking_for_more().values("pk")
    papers = Paper.objects.filter(compact__in=officered).annotate(undecided=Exists(undecided), promises=Q(pk__in=promising))
    # With a day to meet, until that day; the members of a board that the portal does not know get theirs some other way.
    board = Exists(BoardMember.objects.serving(on=on).filter(compact=OuterRef("compact"))) & ~Exists(ReadingLink.objects.filter(paper=OuterRef("pk")))
    still = Q(meeting_on__gte=on) | Q(meeting_on=None, issue__issued_at__date__gt=on - HISTORY)
    papers = papers.annotate(to_send=board & still & Q(status=Paper.Status.ISSUED))
    wanted = Q(status__in=[Paper.Status.DRAFT, Paper.Status.CHECKED]) | Q(promises=True) | Q(undecided=True, meeting_on__lt=on) | Q(to_send=True)
    return [task for paper in papers.filter(wanted).select_related("compact") for task in steps_of(paper, on)]


def steps_of(paper: Paper, on: datetime.date) -> list[Task]:
    compact, page = paper.compact, paper.get_absolute_url()
    why, steps = _("You are an officer of %(called)s.") % {"called": compact.called}, []
    match paper.status:
        case Paper.Status.DRAFT:
            write = reverse("reviews:paper_write", args=[compact.slug, paper.pk])
            steps.append(Task(_("Finish the paper “%(paper)s” for the board") % {"paper": paper}, why, write, paper.meeting_on, _("about an hour")))
        case Paper.Status.CHECKED:
            steps.append(Task(_("Issue the paper “%(paper)s” for the board") % {"paper": paper}, why, page, paper.meeting_on, _("a minute")))
        case Paper.Status.ISSUED if paper.undecided and paper.meeting_on and paper.meeting_on < on:
            # The meeting is over, and a recommendation has no decision yet; or something was agreed, and nothing has come of it.
            what = _("Note what the board decided on “%(paper)s”, and what comes of it") % {"paper": paper}
            steps.append(Task(what, why, page + "#decisions", paper.meeting_on, _("a few minutes")))
    if paper.to_send:
        send = reverse("reviews:paper_send", args=[compact.slug, paper.pk])
        steps.append(Task(_("Send the paper “%(paper)s” to the board") % {"paper": paper}, why, send, paper.meeting_on, _("a minute")))
    if paper.promises:  # the board was told when the next one would come, and nobody has begun that (domain.md A15.0/25)
        follow = reverse("reviews:paper_new", args=[compact.slug]) + f"?follows={paper.pk}"
        steps.append(
            Task(_("Write the paper that “%(paper)s” promised the board") % {"paper": paper}, why, follow, paper.next_by, _("about an hour"))
        )
    return steps


def papers_to_read(person, boards: set[int], on: datetime.date) -> list[Task]:
    """Of a member of the board: what comes before it, and on which this person has not commented."""
    papers = Paper.objects.issued().filter(compact__in=boards, meeting_on__gte=on).select_related("compact")
    said = BoardComment.objects.filter(written_by=person).values("paper")
    return [
        Task(
            _("Read the paper “%(paper)s”") % {"paper": paper},
            _("You sit on the board that hears how %(called)s is kept.") % {"called": paper.compact.called},
            paper.get_absolute_url(),
            paper.meeting_on,
            _("about 10 minutes"),
        )
        for paper in papers.exclude(pk__in=said)
    ]
