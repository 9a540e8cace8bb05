"""What of the reviews can be looked for: published reports and papers, questions whose figures are released, events, papers at work."""

from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy

from compact_portal.finding import Seeker, Source
from reviews.models import Checklist, ChecklistItem, Event, Example, Finding, Milestone, Paper, PublishedText, Question


def report_page(_: str, address: str, __: str) -> str:
    return address


def results_page(slug: str, year: str, _: str) -> str:
    return reverse("reviews:results", args=[slug, int(year)])


def event_page(slug: str, pk: str, _: str) -> str:
    return reverse("reviews:event", args=[slug, int(pk)])


def paper_page(slug: str, pk: str, _: str) -> str:
    return reverse("reviews:paper_page", args=[slug, int(pk)])


def events(seeker: Seeker):
    return Event.objects.filter(Q(published_at__isnull=False) | Q(compact__in=seeker.steered))


def papers(seeker: Seeker):
    """What was issued for everybody is found by its words; these are the titles of what the steering group works on."""
    return Paper.objects.papers().filter(compact__in=seeker.steered) if seeker.steered else None


def checklist_page(slug: str, pk: str, _: str) -> str:
    return reverse("checklists:checklist", args=[slug, int(pk)])


def year_page(slug: str, year: str, _: str) -> str:
    return reverse("reviews:year_of", args=[slug, int(year)])


def findings_page(slug: str, year: str, _: str) -> str:
    return reverse("reviews:findings", args=[slug, int(year)])


def findings(seeker: Seeker):
    return Finding.objects.filter(review__compact__in=seeker.steered) if seeker.steered else None


def milestones(seeker: Seeker):
    return Milestone.objects.filter(review__compact__in=seeker.steered) if seeker.steered else None


def examples_page(slug: str, *_) -> str:
    return reverse("reviews:examples", args=[slug])


def examples(_: Seeker):
    """Those shown today, as the database knows the day: a query is kept longer than one."""
    return Example.objects.shown(on=TruncDate(Now()))


SOURCES = (
    Source(
        "reports",
        gettext_lazy("Reports and board papers"),
        lambda _: PublishedText.objects.all(),
        ("words",),
        "title",
        "compact",
        report_page,
        ("address",),
        stored=True,
    ),
    Source(
        "figures",
        gettext_lazy("Survey figures"),
        lambda _: Question.objects.filter(section__survey__release__isnull=False),
        ("text",),
        "text",
        "section__survey__compact",
        results_page,
        ("section__survey__review__year",),
    ),
    Source(
        "checklists",
        gettext_lazy("Checklists"),
        lambda _: ChecklistItem.objects.filter(checklist__in=Checklist.objects.in_use()),
        ("text", "help_text"),
        "text",
        "checklist__compact",
        checklist_page,
        ("checklist",),
    ),
    Source("examples", gettext_lazy("Good examples"), examples, ("title", "what", "result"), "title", "compact", examples_page),
    Source("events", gettext_lazy("Events"), events, ("name", "theme", "text"), "name", "compact", event_page, ("pk",)),
    Source("findings", gettext_lazy("Findings"), findings, ("text",), "text", "review__compact", findings_page, ("review__year",)),
    Source("milestones", gettext_lazy("Days of the year"), milestones, ("name", "owner"), "name", "review__compact", year_page, ("review__year",)),
    Source("papers", gettext_lazy("Board papers at work"), papers, ("title", "purpose"), "title", "compact", paper_page, ("pk",)),
)
