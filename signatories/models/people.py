"""What people may do, as dated rows: never a flag on the person. Each role ends by its `until`, so history stays true."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, serving, together
from compact_portal.days import today
from signatories.models.compact import Compact
from signatories.models.organisation import Organisation, Sector

DAY = datetime.timedelta(days=1)
UNDO_WITHIN = datetime.timedelta(days=14)  # of a hand-over; later, the successor has done things of their own


def ends_in_order() -> models.CheckConstraint:
    """A role may end on the day before it began: it was then never served, which is how one of today ends at once."""
    return models.CheckConstraint(
        condition=Q(until__isnull=True) | Q(until__gte=F("since") - DAY),
        name="%(class)s_until_not_early",
        violation_error_message=_("Until cannot be more than a day before since."),
    )


class ServingQuerySet(models.QuerySet):
    def serving(self, *, on=None):
        """Roles that hold on the day `on` (today when not given)."""
        return self.filter(serving(on or today()))

    def not_ended(self):
        """Roles that hold today or will: those that have no end, or whose end is still to come."""
        return self.filter(Q(until__isnull=True) | (Q(until__gte=today()) & Q(until__gte=F("since"))))


class DatedRole(models.Model):
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)

    objects = ServingQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def has_ended(self) -> bool:
        return self.until is not None and self.until < max(today(), self.since)

    def end(self) -> None:
        """Make yesterday the last day, or the day before it would have begun: a last day still counts, so nothing later ends it at once."""
        self.until = max(self.since, today()) - DAY
        self.save(update_fields=["until"])


def person(related_name: str) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name)


@tracked()
@closed_choices
class Membership(DatedRole):
    """A person who acts for an organisation here: its lead, or a contributor whom the lead asked to help."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        CONTRIBUTOR = "contributor", _("contributor")

    person = person("memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)
    # Of a lead to whom somebody handed over: from whom, and on which day. It can be taken back for some days.
    succeeds = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="successors")
    took_over_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["organisation__name", "person__name"]
        constraints = [
            ends_in_order(),
            together("succeeds", "took_over_on", name="took_over"),
            models.UniqueConstraint(fields=["person", "organisation"], condition=Q(until__isnull=True), name="membership_once"),
        ]

    def __str__(self):
        return _("%(person)s, %(role)s of %(organisation)s") % {
            "person": self.person,
            "role": self.get_role_display(),
            "organisation": self.organisation,
        }

    @property
    def can_be_taken_back(self) -> bool:
        """Somebody handed over to them not long ago."""
        return self.took_over_on is not None and today() <= self.took_over_on + UNDO_WITHIN


@tracked()
class Seat(DatedRole):
    """A place in the steering group, held by an organisation through one or several people."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["compact", "number"]
        constraints = [
            ends_in_order(),
            models.UniqueConstraint(fields=["compact", "number"], condition=Q(until__isnull=True), name="seat_number_once"),
        ]

    def __str__(self):
        return _("%(organisation)s in the steering group of %(compact)s") % {"organisation": self.organisation, "compact": self.compact}


@tracked()
class SeatHolder(DatedRole):
    """Who sits there, as the report prints it; `person` when they use the portal."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holders")
    name = models.CharField(max_length=120)
    title = models.CharField(_("post"), max_length=160, blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="seats_held")
    stands_in_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="stand_ins")

    class Meta:
        ordering = ["seat", "number"]
        constraints = [
            ends_in_order(),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | Q(until__isnull=False),
                name="seatholder_stand_in_ends",
                violation_error_message=_("Somebody who stands in does so until a day that is known."),
            ),
            models.CheckConstraint(condition=~Q(stands_in_for=F("id")), name="seatholder_not_for_themself"),
            models.UniqueConstraint(fields=["seat", "number"], condition=Q(until__isnull=True), name="seatholder_number_once"),
        ]

    def __str__(self):
        return self.name


@tracked()
@closed_choices
class Officer(DatedRole):
    """Runs the portal for one Compact. `sector` is the side that employs them: a deputy comes from the other one.

    `employer` is empty where the body that employs them is not known here, or where nobody does. An officer who changes employer
    gets a row of its own, so that it stays true for whom they worked on a day.
    """

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="officers")
    person = person("offices")
    sector = models.CharField(max_length=10, choices=Sector)
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="officers")

    class Meta:
        ordering = ["compact", "since"]
        constraints = [
            ends_in_order(),
            models.UniqueConstraint(fields=["compact", "person"], condition=Q(until__isnull=True), name="officer_once"),
        ]

    def __str__(self):
        return _("%(person)s, officer of %(compact)s") % {"person": self.person, "compact": self.compact}

    def clean(self):
        if self.employer and self.employer.sector not in (self.sector, Sector.CROSS):
            raise ValidationError(
                {"employer": _("%(employer)s does not belong to the side that the officer stands on.") % {"employer": self.employer}}
            )

    @property
    def employers(self):
        """The employer with everything that is the same body; empty where none is known."""
        return Organisation.objects.same_as(self.employer) if self.employer else Organisation.objects.none()


@tracked()
class BoardMember(DatedRole):
    """Sits on the board that receives the report."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="board_members")
    person = person("board_seats")

    class Meta:
        ordering = ["compact", "since"]
        constraints = [
            ends_in_order(),
            models.UniqueConstraint(fields=["compact", "person"], condition=Q(until__isnull=True), name="boardmember_once"),
        ]

    def __str__(self):
        return _("%(person)s, board of %(compact)s") % {"person": self.person, "compact": self.compact}
