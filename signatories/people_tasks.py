"""What is asked of the people of signatories, their Champions and officers."""

import datetime

from django.db.models import Q
from django.urls import reverse

from compact_portal.tasks import Task
from signatories.models import Champion, Compact, Enquiry, Membership, Refresh, RefreshRound, SeatRequest, Signature
from signatories.models.organisation import EVER_SIGNED
from signatories.parts import Parts
from signatories.roles import acted_for

YEAR = datetime.timedelta(days=365)


def tasks_of_people(person, on: datetime.date, parts: Parts) -> list[Task]:
    asking = [questions_to_answer] if parts.champion_of else []
    asking += [signatures_to_renew] if parts.leads else []
    if parts.officered:
        asking += [questions_that_wait, signatories_to_help, who_asks_to_join, whether_champions_are_needed]
    return [task for asked in asking for task in asked(person, on)]


def questions_to_answer(person, on: datetime.date) -> list[Task]:
    held = Enquiry.objects.open().held_by(person, on=on).select_related("compact").defer("text", "answer", "name", "sent_to")
    return [
        Task(
            what=f"Answer a question about {enquiry.compact.called}, or pass it on",
            why=f"Somebody asks you as {enquiry.compact.terms.champion}.",
            address=reverse("signatories:enquiry", args=[enquiry.compact.slug, enquiry.pk]),
            due_on=enquiry.due_on,
            takes="about 10 minutes",
        )
        for enquiry in held
    ]


def questions_that_wait(person, on: datetime.date) -> list[Task]:
    """For officers: one line for each Compact in which a question is late or with nobody."""
    late = Enquiry.objects.open().filter(Q(due_on__lt=on) | Q(champion__isnull=True))
    compacts = Compact.objects.officered_by(person, on=on).filter(pk__in=late.values("compact"))
    return [
        Task(
            what="Pass on questions that wait too long",
            why=f"You are an officer of {compact.called}, and somebody waits for an answer.",
            address=reverse("signatories:enquiries", args=[compact.slug]),
            takes="a few minutes",
        )
        for compact in compacts
    ]


def signatures_to_renew(person, on: datetime.date) -> list[Task]:
    """The yearly round, for whoever leads an organisation that was asked."""
    led = acted_for(person, role=Membership.Role.LEAD, on=on)
    asked = Refresh.objects.under_way().unanswered().filter(signature__organisation__in=led).exclude(signature__status=Signature.Status.WITHDRAWN)
    return [
        Task(
            what=f"Check the details of {refresh.signature.organisation} and renew its commitment",
            why=f"You lead for it. Every {refresh.round.compact.terms.signatory} of {refresh.round.compact.called} does this once a year.",
            address=reverse("signatories:own_refresh", args=[refresh.round.compact.slug, refresh.signature_id]),
            due_on=refresh.more_time_until or refresh.round.due_on,
            takes="10 minutes",
        )
        for refresh in asked.select_related("round__compact", "signature__organisation")
    ]


def signatories_to_help(person, on: datetime.date) -> list[Task]:
    """For officers: a round in which somebody is late and was not offered help yet."""
    late = Refresh.objects.late(on).filter(helped_on__isnull=True)
    rounds = RefreshRound.objects.filter(pk__in=late.values("round"), compact__in=Compact.objects.officered_by(person, on=on))
    return [
        Task(
            what=f"Offer help to those who have not renewed ({round.year})",
            why=f"You are an officer of {round.compact.called}. No signature lapses before somebody has offered help.",
            address=round.get_absolute_url(),
            due_on=round.lapses_on,
            takes="a telephone call each",
        )
        for round in rounds.select_related("compact")
    ]


def who_asks_to_join(person, on: datetime.date) -> list[Task]:
    """For officers: one line for each Compact whose steering group somebody asks to join."""
    waiting = SeatRequest.objects.filter(status=SeatRequest.Status.WAITING).values("signature__compact")
    return [
        Task(
            what=f"Answer who asks to join the {compact.terms.steering_group}",
            why=f"You are an officer of {compact.called}. It is open to any {compact.terms.signatory} and any {compact.terms.champion}.",
            address=reverse("signatories:seats", args=[compact.slug]),
            takes="a minute each",
        )
        for compact in Compact.objects.officered_by(person, on=on).filter(pk__in=waiting)
    ]


def whether_champions_are_needed(person, on: datetime.date) -> list[Task]:
    """For officers, once a year, where naming a Champion is left to each signatory and somebody has begun to look at it (A15.2, 20)."""
    left_open = Compact.objects.officered_by(person, on=on).exclude(champion_rule=Compact.ChampionRule.REQUIRED)
    due = left_open.filter(status__in=[Compact.Status.IN_FORCE, Compact.Status.UNDER_REVIEW], champions_looked_at_on__lte=on - YEAR)
    due = due | left_open.filter(champion_rule=Compact.ChampionRule.OPTIONAL, champions_looked_at_on__isnull=True, status=Compact.Status.IN_FORCE)
    return [
        Task(
            what=f"Look at whether {compact.terms.champions} are needed",
            why=f"You are an officer of {compact.called}, where naming a {compact.terms.champion} is {compact.get_champion_rule_display()}.",
            address=reverse("signatories:look_at_champions", args=[compact.slug]),
            takes="a few minutes in a meeting",
        )
        for compact in due
    ]


def own_pages(person, on: datetime.date) -> list[tuple[int, str, str]]:
    """(Compact, words, address) of the pages that are somebody's own: of each organisation that they act for, and of their part
    as a Champion. Three queries."""
    signed = Signature.objects.filter(organisation__in=acted_for(person, on=on), organisation__merged_into__isnull=True, status__in=EVER_SIGNED)
    parts = Champion.objects.serving(on=on).filter(person=person).select_related("signature__compact", "signature__organisation")
    pages = [
        (each.compact_id, str(each.organisation), reverse("signatories:people", args=[each.compact.slug, each.pk]))
        for each in signed.select_related("organisation", "compact").order_by("organisation__name")
    ]
    for champion in parts:
        compact = champion.signature.compact
        words = f"{compact.terms.champion} of {champion.signature.organisation}"
        pages.append((compact.pk, words, reverse("signatories:my_part", args=[compact.slug, champion.pk])))
    return pages
