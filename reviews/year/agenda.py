"""What is open, for a meeting of the steering group: drawn from every room, each line with the page that it leads to.

Nothing here names who answered a survey, or any case.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from actionplans.models import Action, GroupDecision, Plan, PlanConsultation
from compact_portal.days import in_words
from reviews.models import Assessment, Decision, Gap, Passage
from reviews.year.items import items_of, review_of_year
from signatories.models import Compact, Consultation
from signatories.reports import signatures_without_main_champion

MOST = 20  # lines under one heading


@dataclass(frozen=True)
class Part:
    """`lines` are (words, address). `more` is how many are left out."""

    heading: str
    lines: list[tuple[str, str]]
    more: int = 0


def agenda_of(compact: Compact, on: datetime.date) -> list[Part]:
    """Those parts that hold something, in the order in which a meeting takes them. A fixed number of queries."""
    parts = [
        days_late_and_near(compact, on),
        actions_late(compact, on),
        *texts_and_gaps(compact, on),
        decisions_open(compact),
        decisions_without_a_plan(compact),
        consultations(compact, on),
    ]
    return [part for part in parts if part.lines]


def as_lines(parts: list[Part], items: str = "") -> list[str]:
    """As the minutes keep it."""
    own = [line.strip() for line in items.splitlines() if line.strip()]
    return [*(f"{part.heading}: {words}" for part in parts for words, _ in part.lines), *own]


def part_of(heading: str, lines: list[tuple[str, str]]) -> Part:
    return Part(heading, lines[:MOST], max(len(lines) - MOST, 0))


def days_late_and_near(compact: Compact, on: datetime.date) -> Part:
    review = review_of_year(compact, on)
    items = items_of(review, on) if review else []
    page = reverse("reviews:year_of", args=[compact.slug, review.year]) if review else ""
    wanted = [(item, item.state(on)) for item in items if item.state(on) in ("late", "soon")]
    words = {"late": gettext("Late: %(what)s, %(day)s"), "soon": gettext("Soon: %(what)s, %(day)s")}
    lines = [(words[state] % {"what": item.what, "day": in_words(item.day)}, item.page or page) for item, state in wanted]
    return part_of(gettext("Days that are late or near"), lines)


def actions_late(compact: Compact, on: datetime.date) -> Part:
    late = Action.objects.overdue(on=on).undecided().filter(target__plan__compact=compact, target__plan__status=Plan.Status.ADOPTED)
    rows = late.select_related("target__plan").order_by("due_on", "pk")
    lines = []
    for action in rows:
        who = action.owners_as_written
        said = (
            gettext("%(target)s.%(number)s %(action)s (%(who)s), due %(due_on)s")
            if who
            else gettext("%(target)s.%(number)s %(action)s, due %(due_on)s")
        )
        address = reverse("actionplans:action", args=[compact.slug, action.target.plan.period, action.pk])
        lines.append(
            (
                said
                % {"target": action.target.number, "number": action.number, "action": action.text, "who": who, "due_on": in_words(action.due_on)},
                address,
            )
        )
    return part_of(gettext("%(actions)s that are late") % {"actions": compact.terms.actions.capitalize()}, lines)


def texts_and_gaps(compact: Compact, on: datetime.date) -> list[Part]:
    waiting = Passage.objects.waiting().filter(survey__compact=compact, survey__status="closed").order_by()
    texts = [
        (
            ngettext("%(count)s text of the survey %(year)s to be read", "%(count)s texts of the survey %(year)s to be read", count)
            % {"count": count, "year": year},
            reverse("reviews:moderation", args=[compact.slug, year]),
        )
        for year, count in waiting.values_list("survey__review__year").annotate(Count("pk"))
    ]
    without = signatures_without_main_champion(compact, on).filter(organisation__merged_into__isnull=True).count()
    t, gaps = compact.terms, []
    if without:
        some = ngettext("%(without)s %(signatory)s without a main %(champion)s", "%(without)s %(signatories)s without a main %(champion)s", without)
        some %= {"without": without, "signatory": t.signatory, "signatories": t.signatories, "champion": t.champion}
        gaps.append((some, reverse("signatories:signatures", args=[compact.slug]) + "?champion=none"))
    shared = Assessment.objects.shown_to_steering().filter(compact=compact)
    open_gaps = Gap.objects.filter(Q(settled_at__isnull=True) | Q(done_on__isnull=True, due_on__lt=on), assessment__in=shared).count()
    if open_gaps:
        some = ngettext("%(gaps)s thing found by checklists, undecided or late", "%(gaps)s things found by checklists, undecided or late", open_gaps)
        some %= {"gaps": open_gaps}
        gaps.append((some, reverse("checklists:rounds", args=[compact.slug])))
    return [part_of(gettext("Texts that wait"), texts), part_of(gettext("Gaps"), gaps)]


def decisions_open(compact: Compact) -> Part:
    open_ones = Decision.objects.filter(recommendation__paper__compact=compact, action__isnull=True, no_action="")
    rows = open_ones.exclude(outcome=Decision.Outcome.REFUSED).select_related("recommendation__paper__compact")
    lines = [(str(one.recommendation), one.recommendation.paper.get_absolute_url() + "#decisions") for one in rows]
    return part_of(gettext("Decided by the %(board)s, and nothing has come of it yet") % {"board": compact.terms.board}, lines)


def decisions_without_a_plan(compact: Compact) -> Part:
    waiting = (
        GroupDecision.objects.filter(meeting__group=compact, action__isnull=True)
        .select_related("meeting__group")
        .order_by("meeting__held_on", "number")
    )
    lines = [(f"{one} ({one.meeting})", one.meeting.get_absolute_url()) for one in waiting]
    return part_of(gettext("Decided by the %(group)s, and not in a plan yet") % {"group": compact.terms.steering_group}, lines)


def consultations(compact: Compact, on: datetime.date) -> Part:
    begun = Consultation.objects.filter(Q(closed_at__isnull=True) | Q(outcome=""), edition__compact=compact, opens_on__lte=on)
    lines = [
        (
            gettext("“%(edition)s”, until %(closes_on)s") % {"edition": one.edition.label, "closes_on": in_words(one.closes_on)},
            reverse("signatories:comments", args=[compact.slug, one.pk]),
        )
        for one in begun.select_related("edition")
    ]
    of_plans = PlanConsultation.objects.filter(plan__compact=compact, opens_on__lte=on, plan__status=Plan.Status.DRAFT).select_related("plan")
    lines += [
        (
            gettext("“%(plan)s”, until %(closes_on)s") % {"plan": one.plan, "closes_on": in_words(one.closes_on)},
            reverse("actionplans:consultation", args=[compact.slug, one.plan.period]),
        )
        for one in of_plans
    ]
    return part_of(gettext("Consultations"), lines)
