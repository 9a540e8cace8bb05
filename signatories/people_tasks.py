"""What is asked of the people of signatories, their Champions and officers."""

import datetime

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.messaging.models import Round
from compact_portal.tasks import Task
from compact_portal.working_days import after
from signatories.models import Champion, Compact, Enquiry, Organisation, Refresh, RefreshRound, SeatRequest, Signature
from signatories.models.organisation import EVER_SIGNED
from signatories.parts import Parts
from signatories.reach import signatures_lost

YEAR = datetime.timedelta(days=365)
LOOK_WITHIN = 2  # working days: what was written for many is soon out of date


def tasks_of_people(person, on: datetime.date, parts: Parts) -> list[Task]:
    tasks = questions_to_answer(person, on) if parts.champion_of else []
    tasks += signatures_to_renew(parts.leads) if parts.leads else []
    if parts.officered:
        tasks += [*signatories_to_help(parts.officered, on), *compacts_to_tend(parts.officered, on)]
    return tasks


def questions_to_answer(person, on: datetime.date) -> list[Task]:
    held = Enquiry.objects.open().held_by(person, on=on).select_related("compact").defer("text", "answer", "name", "sent_to")
    return [
        Task(
            what=_("Answer a question about %(called)s, or pass it on") % {"called": enquiry.compact.called},
            why=_("Somebody asks you as %(champion)s.") % {"champion": enquiry.compact.terms.champion},
            address=reverse("signatories:enquiry", args=[enquiry.compact.slug, enquiry.pk]),
            due_on=enquiry.due_on,
            takes=_("about 10 minutes"),
        )
        for enquiry in held
    ]


def signatures_to_renew(leads: set[int]) -> list[Task]:
    """The yearly round, for whoever leads an organisation that was asked."""
    led = Organisation.objects.same_as(*leads)
    asked = Refresh.objects.under_way().unanswered().filter(signature__organisation__in=led).exclude(signature__status=Signature.Status.WITHDRAWN)
    return [
        Task(
            what=_("Check the details of %(organisation)s and renew its commitment") % {"organisation": refresh.signature.organisation},
            why=_("You lead for it. Every %(signatory)s of %(called)s does this once a year.")
            % {"signatory": refresh.round.compact.terms.signatory, "called": refresh.round.compact.called},
            address=reverse("signatories:own_refresh", args=[refresh.round.compact.slug, refresh.signature_id]),
            due_on=refresh.more_time_until or refresh.round.due_on,
            takes=_("10 minutes"),
        )
        for refresh in asked.select_related("round__compact", "signature__organisation")
    ]


def signatories_to_help(officered: set[int], on: datetime.date) -> list[Task]:
    """For officers: a round in which somebody is late and was not offered help yet."""
    late = Refresh.objects.late(on).filter(helped_on__isnull=True)
    rounds = RefreshRound.objects.filter(pk__in=late.values("round"), compact__in=officered)
    return [
        Task(
            what=_("Offer help to those who have not renewed (%(year)s)") % {"year": round.year},
            why=_("You are an officer of %(called)s. No signature lapses before somebody has offered help.") % {"called": round.compact.called},
            address=round.get_absolute_url(),
            due_on=round.lapses_on,
            takes=_("a telephone call each"),
        )
        for round in rounds.select_related("compact")
    ]


def compacts_to_tend(officered: set[int], on: datetime.date) -> list[Task]:
    """For officers, what one line says of each agreement. One query."""
    open_ones = Enquiry.objects.open().filter(Q(due_on__lt=on) | Q(champion__isnull=True), compact=OuterRef("pk"))
    asking = SeatRequest.objects.filter(status=SeatRequest.Status.WAITING, signature__compact=OuterRef("pk"))
    held = Round.objects.filter(compact_id=OuterRef("pk"), decided_at__isnull=True)
    lost = signatures_lost(on).filter(compact=OuterRef("pk"))
    compacts = Compact.objects.filter(pk__in=officered).annotate(
        question_due_on=Subquery(open_ones.order_by("due_on").values("due_on")[:1]),
        seat_asked_at=Subquery(asking.order_by("asked_at").values("asked_at")[:1]),
        mail_waits_since=Subquery(held.order_by("begun_at").values("begun_at")[:1]),
        mail_comes_back=Exists(lost),
    )
    tasks = []
    for compact in compacts:
        if compact.question_due_on:
            tasks.append(to_pass_on(compact))
        if compact.seat_asked_at:
            tasks.append(to_answer_who_asks(compact))
        if champions_are_to_be_looked_at(compact, on):
            tasks.append(to_look_at_champions(compact))
        if compact.mail_waits_since:
            tasks.append(to_look_at_mail(compact))
        if compact.mail_comes_back:
            tasks.append(to_mend_addresses(compact))
    return tasks


def to_pass_on(compact: Compact) -> Task:
    return Task(
        what=_("Pass on questions that wait too long"),
        why=_("You are an officer of %(called)s, and somebody waits for an answer.") % {"called": compact.called},
        address=reverse("signatories:enquiries", args=[compact.slug]),
        due_on=compact.question_due_on,
        takes=_("a few minutes"),
    )


def to_answer_who_asks(compact: Compact) -> Task:
    return Task(
        what=_("Answer who asks to join the %(steering_group)s") % {"steering_group": compact.terms.steering_group},
        why=_("You are an officer of %(called)s. It is open to any %(signatory)s and any %(champion)s.")
        % {"called": compact.called, "signatory": compact.terms.signatory, "champion": compact.terms.champion},
        address=reverse("signatories:seats", args=[compact.slug]),
        due_on=compact.answer_by(timezone.localdate(compact.seat_asked_at)),
        takes=_("a minute each"),
    )


def champions_are_to_be_looked_at(compact: Compact, on: datetime.date) -> bool:
    """Once a year, where naming a Champion is left to each signatory and somebody has begun to look at it (A15.2, 20)."""
    if compact.champion_rule == Compact.ChampionRule.REQUIRED:
        return False
    if compact.champions_looked_at_on:
        return compact.is_signed and compact.champions_looked_at_on <= on - YEAR
    return compact.champion_rule == Compact.ChampionRule.OPTIONAL and compact.status == Compact.Status.IN_FORCE


def to_look_at_champions(compact: Compact) -> Task:
    return Task(
        what=_("Look at whether %(champions)s are needed") % {"champions": compact.terms.champions},
        why=_("You are an officer of %(called)s, where naming a %(champion)s is %(champion_rule)s.")
        % {"called": compact.called, "champion": compact.terms.champion, "champion_rule": compact.get_champion_rule_display()},
        address=reverse("signatories:look_at_champions", args=[compact.slug]),
        due_on=compact.champions_looked_at_on and compact.champions_looked_at_on + YEAR,
        takes=_("a few minutes in a meeting"),
        no_day=_("It was never looked at: the next meeting will do."),
    )


def to_look_at_mail(compact: Compact) -> Task:
    return Task(
        what=_("Look at mail that waits to go out"),
        why=_("You are an officer of %(called)s, where mail to many waits until somebody has looked at it.") % {"called": compact.called},
        address=reverse("mailing:mail", args=[compact.slug]),
        due_on=after(timezone.localdate(compact.mail_waits_since), LOOK_WITHIN, working=True),
        takes=_("two minutes"),
    )


def to_mend_addresses(compact: Compact) -> Task:
    return Task(
        what=_("Find out how to reach those to whom mail comes back"),
        why=_("You are an officer of %(called)s.") % {"called": compact.called},
        address=reverse("mailing:unreachable", args=[compact.slug]),
        due_on=None,
        takes=_("a telephone call each"),
        no_day=_("Until then they miss all mail."),
    )


def own_pages(person, on: datetime.date, parts: Parts) -> list[tuple[int, str, str]]:
    """(Compact, words, address) of the pages that are somebody's own: of each organisation that they act for, and of their part
    as a Champion. A query for each."""
    pages = organisations_pages(parts.acts_for) if parts.acts_for else []
    return pages + champions_pages(person, on) if parts.champion_of else pages


def organisations_pages(acts_for: set[int]) -> list[tuple[int, str, str]]:
    acting = Organisation.objects.same_as(*acts_for)
    signed = Signature.objects.filter(organisation__in=acting, organisation__merged_into__isnull=True, status__in=EVER_SIGNED)
    return [
        (each.compact_id, str(each.organisation), reverse("signatories:people", args=[each.compact.slug, each.pk]))
        for each in signed.select_related("organisation", "compact").order_by("organisation__name")
    ]


def champions_pages(person, on: datetime.date) -> list[tuple[int, str, str]]:
    serving = Champion.objects.serving(on=on).filter(person=person)
    pages = []
    for champion in serving.select_related("signature__compact", "signature__organisation"):
        compact = champion.signature.compact
        words = _("%(champion)s of %(organisation)s") % {"champion": compact.terms.champion, "organisation": champion.signature.organisation}
        pages.append((compact.pk, words, reverse("signatories:my_part", args=[compact.slug, champion.pk])))
    return pages
