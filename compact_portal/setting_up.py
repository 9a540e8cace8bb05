"""What a new agreement needs before its year can run, in the order in which it is done: a page of steps, and a task until all are done."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from actionplans.models import Plan
from compact_portal.accounts.models import User
from compact_portal.tasks import Task
from reviews.models import Review
from signatories.models import Champion, Compact, Edition, Officer, Seat, Signature
from signatories.models.organisation import Sector
from signatories.parts import Parts
from signatories.views.fetch import officered_compact


@dataclass(frozen=True)
class Step:
    what: str
    why: str
    address: str
    done: bool


@require_safe
def setting_up(request, compact: str):
    compact = with_what_is_there(Compact.objects.filter(pk=officered_compact(request, compact).pk)).get()
    steps = steps_of(compact)
    done = sum(step.done for step in steps)
    return render(request, "setting_up.html", {"compact": compact, "steps": steps, "done": done})


def tasks_of(person: User, on: datetime.date, parts: Parts) -> list[Task]:
    """To an officer, until the first year has begun; to whoever runs the portal, where nobody else can begin."""
    return [*(tasks_of_host(on) if person.is_superuser else []), *(tasks_of_officer(parts) if parts.officered else [])]


def tasks_of_host(on: datetime.date) -> list[Task]:
    """Two queries."""
    why, takes = _("You look after the portal itself."), _("some minutes")
    if not Compact.objects.exists():
        return [Task(_("Add the first agreement"), why, reverse("admin:signatories_compact_add"), due_on=None, takes=takes)]
    serving = Officer.objects.serving(on=on).values("compact")
    return [
        Task(
            _("Name who runs the portal for %(called)s") % {"called": compact.called},
            why + " " + _("It has no officer, so nobody can do anything for it."),
            f"{reverse('admin:signatories_officer_add')}?compact={compact.pk}",
            due_on=None,
            takes=takes,
        )
        for compact in Compact.objects.exclude(status=Compact.Status.ENDED).exclude(pk__in=serving)
    ]


def tasks_of_officer(parts: Parts) -> list[Task]:
    """One query."""
    asked = []
    for compact in with_what_is_there(Compact.objects.filter(pk__in=parts.officered, reviews__isnull=True).exclude(status=Compact.Status.ENDED)):
        steps = steps_of(compact)
        next_one = next(step for step in steps if not step.done)
        known = {"called": compact.called, "officer": compact.terms.officer, "step": next_one.what}
        asked.append(
            Task(
                _("Set up %(called)s") % known,
                _("You are its %(officer)s, and its first year has not begun. The next step: %(step)s.") % known,
                reverse("setting_up", args=[compact.slug]),
                due_on=None,
                takes=_("some minutes a step"),
                no_day=_("It is ready when you say so: its year then has days."),
            )
        )
    return asked


def with_what_is_there(compacts):
    of_it = {"compact": OuterRef("pk")}
    serving = Officer.objects.serving().filter(**of_it)
    return compacts.annotate(
        has_text=Exists(Edition.objects.filter(status=Edition.Status.PUBLISHED, **of_it)),
        has_signatories=Exists(Signature.objects.filter(**of_it)),
        has_seats=Exists(Seat.objects.not_ended().filter(**of_it)),
        has_champions=Exists(Champion.objects.serving().filter(signature__compact=OuterRef("pk"))),
        has_both_sides=Exists(serving.filter(sector=Sector.STATUTORY)) & Exists(serving.filter(sector=Sector.VOLUNTARY)),
        has_plan=Exists(Plan.objects.filter(**of_it)),
        has_year=Exists(Review.objects.filter(**of_it)),
    )


def steps_of(compact: Compact) -> list[Step]:
    """`compact` comes from with_what_is_there."""
    terms, at = compact.terms, (compact.slug,)
    known = {"agreement": terms.agreement, "signatories": terms.signatories, "champions": terms.champions, "steering_group": terms.steering_group,
             "voluntary": terms.voluntary, "statutory": terms.statutory}  # fmt: skip
    return [
        Step(
            _("Say whom people write to, and what else is set"),
            _("Its page then says who answers, and mail about who runs the portal has a witness."),
            reverse("signatories:set_up", args=at),
            bool(compact.contact_email),
        ),
        Step(
            _("Publish its text"),
            _("Enter it by hand or take over a file. Until then there is nothing to sign."),
            reverse("signatories:texts", args=at),
            compact.has_text,
        ),
        Step(
            _("Enter who has signed"),
            _("Take over a list from a spreadsheet, or invite one organisation after the other."),
            reverse("signatories:import_file", args=at),
            compact.has_signatories,
        ),
        Step(
            _("Appoint a deputy of the other side"),
            _("With one from the %(statutory)s and one from the %(voluntary)s, neither depends on the other.") % known,
            reverse("signatories:appoint_officer", args=at),
            compact.has_both_sides,
        ),
        Step(
            _("Enter who sits in the %(steering_group)s") % known,
            _("They see how things stand, and approve the yearly report."),
            reverse("signatories:seats", args=at),
            compact.has_seats,
        ),
        Step(
            _("Ask who the %(champions)s are") % known,
            _("A refresh round asks every organisation that signed to say who they are; each answers by a link."),
            reverse("signatories:refresh_rounds", args=at),
            compact.has_champions,
        ),
        Step(
            _("Enter the plan"),
            _("Take over the one that is there, or write the first one."),
            reverse("actionplans:plans", args=at),
            compact.has_plan,
        ),
        Step(
            _("Begin the year"),
            _("Its days come from a pattern that you move as you need. From then on the portal reminds everybody of their part."),
            reverse("reviews:the_year", args=at),
            compact.has_year,
        ),
    ]  # fmt: skip
