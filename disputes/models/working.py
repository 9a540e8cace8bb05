"""What a case has been through: its steps, who agreed to what, and its clocks. Days, states and numbers in clear; never a word that was said."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compact_portal.database.rules import closed_choices, in_order
from compact_portal.days import today
from disputes.models.case import KNOWN_TO_ME, OF_CASE, Case, Part, Side
from disputes.panel import Declared
from disputes.procedure import State
from signatories.models.organisation import Sector
from signatories.models.people import person

STATES = [(state.value, state.value) for state in State]


@closed_choices
class Move(models.Model):
    """One step that was taken. `by` is None for the portal itself."""

    row_policy = KNOWN_TO_ME

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="moves")
    number = models.PositiveSmallIntegerField()
    event = models.CharField(max_length=30)
    source = models.CharField(max_length=20, choices=STATES)
    target = models.CharField(max_length=20, choices=STATES)
    taken_on = models.DateField(default=today)
    was_due_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Part, on_delete=models.RESTRICT, null=True, blank=True, related_name="moves")

    class Meta:
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="move_number_once")]

    def __str__(self):
        return f"{self.event} in {self.case}"

    @property
    def was_late(self) -> bool:
        return self.was_due_on is not None and self.taken_on > self.was_due_on


class Voice(models.Model):
    """One voice for a step that several take together. `after` is the number of the last move: a later step makes it void."""

    row_policy = OF_CASE

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="voices")
    event = models.CharField(max_length=30)
    voice = models.CharField(max_length=50, help_text=_("A side, the case officer, or one co-convenor."))
    after = models.PositiveSmallIntegerField()
    given_on = models.DateField(default=today)
    part = models.ForeignKey(Part, on_delete=models.RESTRICT, related_name="voices")

    class Meta:
        ordering = ["case", "given_on"]
        constraints = [models.UniqueConstraint(fields=["case", "event", "voice", "after"], name="voice_once")]

    def __str__(self):
        return f"{self.voice} for {self.event} in {self.case}"


class Extension(models.Model):
    """Working days added to the limit of the present state. The old day stays known; the reason is an entry of the case."""

    row_policy = OF_CASE

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="extensions")
    after = models.PositiveSmallIntegerField(_("number of the last move"))
    days = models.PositiveSmallIntegerField()
    was_due_on = models.DateField()
    due_on = models.DateField()
    given_on = models.DateField(default=today)
    part = models.ForeignKey(Part, on_delete=models.RESTRICT, related_name="extensions")

    class Meta:
        ordering = ["case", "given_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(days__gt=0), name="extension_adds_days"),
            models.CheckConstraint(condition=Q(due_on__gt=F("was_due_on")), name="extension_is_later"),
        ]

    def __str__(self):
        return f"{self.days} working days more in {self.case}"


@closed_choices
class Break(models.Model):
    """While it lasts the clocks of the case stand still. Both days count; without `until` it goes on.

    One that both sides have agreed to ends by itself after `last_on`. One that waits for another process ends when the case officer says
    so; they are asked now and then whether it still waits.
    """

    row_policy = KNOWN_TO_ME

    class Why(models.TextChoices):
        AGREED = "agreed", _("both sides have agreed to a break")
        ELSEWHERE = "elsewhere", _("another process looks at it first")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="breaks")
    why = models.CharField(max_length=9, choices=Why)
    since = models.DateField(default=today)
    last_on = models.DateField(_("last day"), null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    told_on = models.DateField(_("its people were told that it ends, or were asked whether it does"), null=True, blank=True)

    class Meta:
        ordering = ["case", "since"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(until__isnull=True), name="break_one_at_a_time"),
            in_order("since", "until"),
            in_order("since", "last_on"),
            models.CheckConstraint(
                condition=Q(why="agreed", last_on__isnull=False) | Q(why="elsewhere", last_on__isnull=True), name="break_that_is_agreed_has_an_end"
            ),
        ]

    def __str__(self):
        return f"Break of {self.case}"


@closed_choices
class HelperOffer(models.Model):
    """Somebody who may help, one of at most three. They read a summary without names first; then they learn who, and declare; then both
    sides accept or refuse."""

    row_policy = OF_CASE

    class Outcome(models.TextChoices):
        UNWILLING = "unwilling", _("could not help")
        INTEREST = "interest", _("declared an interest")
        REFUSED = "refused", _("was refused by one side")
        ACCEPTED = "accepted", _("was accepted by both")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="helper_offers")
    number = models.PositiveSmallIntegerField()
    part = models.ForeignKey(Part, on_delete=models.RESTRICT, related_name="offers")
    willing_on = models.DateField(null=True, blank=True)
    declared_on = models.DateField(_("declared to have no interest"), null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="helperoffer_number_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(ended_on__isnull=True), name="helperoffer_one_open"),
            models.CheckConstraint(condition=Q(declared_on__isnull=True) | Q(willing_on__isnull=False), name="helperoffer_willing_first"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="") | (Q(ended_on__isnull=False) & ~Q(outcome="")), name="helperoffer_ends_how"
            ),
            in_order("willing_on", "declared_on"),
        ]

    def __str__(self):
        return f"Helper {self.number} of {self.case}"


@closed_choices
class PanelPlace(models.Model):
    """Somebody asked to hear a case: on the panel, or as a substitute who waits. `number` is the order of asking."""

    row_policy = OF_CASE

    class Place(models.TextChoices):
        SITS = "sits", _("sits")
        WAITS = "waits", _("substitute")
        RELEASED = "released", _("left so that the sides stay equal")
        GONE = "gone", _("stood down")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="panel_places")
    person = person("panel_places")
    sector = models.CharField(max_length=10, choices=[(each.value, each.label) for each in (Sector.STATUTORY, Sector.VOLUNTARY)])
    number = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=8, choices=Place)
    declared = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Declared], default=Declared.NOT_YET)
    chairs = models.BooleanField(default=False)
    part = models.ForeignKey(Part, on_delete=models.RESTRICT, null=True, blank=True, related_name="panel_places")

    class Meta:
        ordering = ["case", "sector", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="panelplace_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(chairs=True), name="panelplace_one_chair"),
            models.CheckConstraint(condition=~Q(declared="an interest") | ~Q(place="sits"), name="panelplace_no_interest_sits"),
        ]

    def __str__(self):
        return f"{self.person} for {self.case}"


@closed_choices
class Replacement(models.Model):
    """A co-convenor who stood down, or to whom one side said no (`side`), or a case officer who handed over; and who followed. Nobody is
    asked why, and nobody comes back."""

    row_policy = OF_CASE

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="replacements")
    gone = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="+")
    follows = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="+")
    sector = models.CharField(max_length=10, choices=[(each.value, each.label) for each in (Sector.STATUTORY, Sector.VOLUNTARY)])
    side = models.CharField(max_length=10, choices=Side, blank=True)
    made_on = models.DateField(default=today)

    class Meta:
        ordering = ["case", "made_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["gone"], name="replacement_once"),
            models.UniqueConstraint(
                fields=["case", "sector", "side"],
                condition=~Q(side=""),
                name="replacement_one_no_of_a_side",
                violation_error_message=_("Your side has said no to a co-convenor of this sector already."),
            ),
        ]

    def __str__(self):
        return f"{self.follows.person} follows {self.gone.person} in {self.case}"
